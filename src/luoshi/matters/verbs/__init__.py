"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.catalogue.schema import TypeSpec
from luoshi.matters.verbs import (
    accounting,
    checking,
    concluding,
    deciding,
    declared,
    doing,
    fieldwork,
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
    fieldwork,
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

# Kept by the identity of the rule, which is kept beside it so that it cannot be another's.
_OF_TYPES: dict[int, tuple[TypeSpec, dict[str, Verb]]] = {}
_MANY = 2_000


def verbs_of(spec: TypeSpec) -> dict[str, Verb]:
    """Every act that matters of this type know: the engine's, with the type's own put in."""
    if not spec.acts:
        return VERBS
    known = _OF_TYPES.get(id(spec))
    if known is None or known[0] is not spec:
        own = {act.key: declared.verb_from(act, VERBS.get(act.key)) for act in spec.acts}
        if len(_OF_TYPES) > _MANY:
            _OF_TYPES.clear()
        known = _OF_TYPES[id(spec)] = (spec, VERBS | own)
    return known[1]


__all__ = ["VERBS", "Context", "Opening", "Verb", "verbs_of"]
