"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.matters.verbs import (
    accounting,
    checking,
    concluding,
    doing,
    filing,
    handing,
    inspecting,
    system,
    timing,
)
from luoshi.matters.verbs.verb import Context, Opening, Verb

VERBS: dict[str, Verb] = {
    verb.key: verb
    for module in (
        filing,
        handing,
        doing,
        timing,
        checking,
        system,
        inspecting,
        concluding,
        accounting,
    )
    for verb in module.VERBS
}

__all__ = ["VERBS", "Context", "Opening", "Verb"]
