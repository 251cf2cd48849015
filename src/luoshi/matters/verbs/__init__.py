"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.matters.verbs import (
    checking,
    doing,
    filing,
    handing,
    intake_of_problems,
    risks,
    system,
    tiers,
    timing,
)
from luoshi.matters.verbs.verb import Context, Opening, Verb

VERBS: dict[str, Verb] = {
    verb.key: verb
    for module in (
        filing, handing, doing, timing, checking, intake_of_problems, tiers, risks, system,
    )  # fmt: skip
    for verb in module.VERBS
}

__all__ = ["VERBS", "Context", "Opening", "Verb"]
