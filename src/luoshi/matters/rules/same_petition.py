"""同一事项不重复受理 (信访工作条例 19, 36): what is being handled, or was concluded, is pointed to.

Every letter and visit is registered and counted; what may not happen twice is its acceptance. So
the rule only writes down the earlier number, where the type asks before it is handed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from luoshi.catalogue.schema import TypeSpec
from luoshi.lib.alike import alike, folded
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Beside, Context, Said

FIELD = "repeat_of"
_WHO = ("petitioner", "petitioner_contact")
NEVER = 101
CONCLUDED = "concluded"  # the stage behind the final review, where the type has one


def _needed(one: Mapping[str, Any], other: Mapping[str, Any], spec: TypeSpec) -> int:
    """How much must be alike: less for the same person, more where one of the two has no name;
    two people who are known to be two have each their own petition."""
    who = [[folded(str(said.get(key) or "")) for key in _WHO] for said in (one, other)]
    if any(a == b != "" for a, b in zip(*who, strict=True)):
        return spec.limit("same_person_percent")
    known = who[0][0] and who[1][0]
    return NEVER if known else spec.limit("same_words_percent")


def likeliest(state: State, others: Iterable[Beside], context: Context) -> str:
    """The number of the earlier petition that is most like this one, or nothing."""
    best, found = 0, ""
    for other in others:
        score = alike(state.title, other.title)
        if score >= _needed(state.extra, other.extra, context.spec) and score > best:
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
