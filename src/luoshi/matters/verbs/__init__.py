"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.matters.verbs import (
    checking,
    doing,
    filing,
    handing,
    intake_of_problems,
    preparing,
    risks,
    system,
    tiers,
    timing,
)
from luoshi.matters.verbs.verb import Context, Opening, Verb

_SUBJECTS = (
    filing,
    handing,
    doing,
    timing,
    checking,
    intake_of_problems,
    preparing,
    tiers,
    risks,
    system,
)

VERBS: dict[str, Verb] = {verb.key: verb for module in _SUBJECTS for verb in module.VERBS}

__all__ = ["VERBS", "Context", "Opening", "Verb"]
