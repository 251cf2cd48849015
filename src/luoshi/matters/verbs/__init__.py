"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.matters.verbs import (
    checking,
    doing,
    filing,
    handing,
    money,
    opinions,
    oral,
    sensitivity,
    system,
    timing,
    weighing,
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
        oral,
        opinions,
        money,
        weighing,
        sensitivity,
        system,
    )
    for verb in module.VERBS
}

__all__ = ["VERBS", "Context", "Opening", "Verb"]
