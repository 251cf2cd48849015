"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.matters.verbs import (
    accounting,
    checking,
    concluding,
    deciding,
    doing,
    filing,
    handing,
    helping,
    inspecting,
    intake_of_problems,
    material,
    meeting,
    money,
    opinions,
    oral,
    preparing,
    risks,
    sensitivity,
    staging,
    submitting,
    system,
    tiers,
    timing,
    weighing,
)
from luoshi.matters.verbs.verb import Context, Opening, Verb

MODULES = (
    filing,
    handing,
    doing,
    staging,
    timing,
    checking,
    meeting,
    material,
    inspecting,
    concluding,
    accounting,
    submitting,
    deciding,
    helping,
    intake_of_problems,
    preparing,
    tiers,
    risks,
    oral,
    opinions,
    money,
    weighing,
    sensitivity,
    system,
)
VERBS: dict[str, Verb] = {verb.key: verb for module in MODULES for verb in module.VERBS}

__all__ = ["VERBS", "Context", "Opening", "Verb"]
