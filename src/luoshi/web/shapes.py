"""What of the shared page a type has no use for: a leave has no handling unit, a ticket no bar."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.catalogue.schema import TypeSpec
from luoshi.matters.verbs.filing import content_of

_STEPS = ("report_progress", "reach_node", "answer_material")
_HANDS_OVER = ("dispatch", "enforce", "acknowledge")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list or page leaves out; nothing, where several types stand together."""

    no_units: bool = False
    no_progress: bool = False


def handed_over(spec: TypeSpec) -> bool:
    """Whether matters of that type are handed to units that then have to handle them."""
    return any(spec.knows(verb) for verb in _HANDS_OVER)


def measured(spec: TypeSpec) -> bool:
    """Whether a matter of that type comes along step by step, not all at once."""
    return any(spec.knows(verb) for verb in _STEPS)


def shape_of(spec: TypeSpec | None) -> Shape:
    """What matters of this type do not have."""
    if spec is None:
        return Shape()
    asks_unit = any(field.key == "lead" for field in content_of(spec))
    return Shape(
        no_units=not spec.addressed and not asks_unit and not handed_over(spec),
        no_progress=not measured(spec),
    )
