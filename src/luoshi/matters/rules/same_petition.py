"""同一事项不重复受理 (信访工作条例 19, 36): what is being handled, or was concluded, is pointed to.

Every letter and visit is registered and counted; what may not happen twice is its acceptance. So
the rule only writes down the earlier number, where the type asks before it is handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from luoshi.lib.alike import alike, folded
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Beside, Context, Said

FIELD = "repeat_of"
_WHO = ("petitioner", "petitioner_contact")
CONCLUDED = "concluded"  # the stage behind the final review, where the type has one


def _same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether name or contact are the same; what is not said is the same as nothing."""
    pairs = ((folded(str(one.get(k) or "")), folded(str(other.get(k) or ""))) for k in _WHO)
    return any(a == b != "" for a, b in pairs)


def likeliest(state: State, others: Iterable[Beside], context: Context) -> str:
    """The number of the earlier petition that is most like this one, or nothing.

    The same person needs less likeness than an unknown one; the limits are the type's own."""
    same, unknown = (
        context.spec.limit("same_person_percent"),
        context.spec.limit("same_words_percent"),
    )
    best, found = 0, ""
    for other in others:
        score = alike(state.title, other.title)
        needed = same if _same_person(state.extra, other.extra) else unknown
        if score >= needed and score > best:
            best, found = score, other.number
    return found


def same_petition(state: State, said: Said, context: Context) -> None:
    """Afterwards the matter says which earlier one it repeats, if the clerk has not said so."""
    if state.extra.get(FIELD):
        return
    if number := likeliest(state, context.ask.under_way(CONCLUDED), context):
        state.extra = {**state.extra, FIELD: number}


def advice(state: State, context: Context) -> list[str]:
    """What the page says above a petition that repeats another."""
    number = state.extra.get(FIELD)
    if not number:
        return []
    return [f"与 {number} 疑似同一事项：请打开那一件核对。确是同一事项的不重复受理，做好解释。"]
