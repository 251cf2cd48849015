"""Every act there is, by key. The catalogue says in which stage who may use which."""

from luoshi.catalogue.schema import TypeSpec
from luoshi.lib.kept import KeptOf
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


def _with_own(spec: TypeSpec) -> dict[str, Verb]:
    return VERBS | {act.key: declared.verb_from(act, VERBS.get(act.key)) for act in spec.acts}


_WITH_OWN = KeptOf(_with_own)


def verbs_of(spec: TypeSpec) -> dict[str, Verb]:
    """Every act that matters of this type know: the engine's, with the type's own put in."""
    return _WITH_OWN(spec) if spec.acts else VERBS


__all__ = ["VERBS", "Context", "Opening", "Verb", "verbs_of"]
