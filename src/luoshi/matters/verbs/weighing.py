"""轻重缓急: important or not, urgent or not, at any time while a matter is open (S22, S23)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.matters.state import State
from luoshi.matters.verbs.filing import NOTE, QUADRANTS
from luoshi.matters.verbs.verb import Context, Said, Verb


def _weigh(state: State, said: Said, context: Context) -> None:
    state.quadrant = said["quadrant"]


VERBS = (
    Verb(
        "weigh",
        "分轻重缓急",
        "重要不紧急的事最该早动手（S23）。",
        (
            Field("quadrant", "轻重缓急", FieldKind.CHOICE, required=True, choices=QUADRANTS),
            NOTE,
        ),
        _weigh,
    ),
)
