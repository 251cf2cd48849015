"""Assignment, standing rule or target: told by form once a sentence is known to oblige.

A standing rule goes on (a ban, a rhythm, a procedure, a condition); a target is a figure or a rank
without a definite act; everything else is an assignment that ends when it is done.
"""

from __future__ import annotations

from luoshi.instruments.intake.compute import genres
from luoshi.instruments.intake.compute.cues import TANGIBLE
from luoshi.instruments.intake.compute.features import View
from luoshi.instruments.intake.compute.judgement import judge

_DONE = {"past", "tale", "whole_year_done", "saying"}
ONLY_CALLS = "only_calls"  # told by the place of the sentence: see `beside`
_TOLD = {"past", "tale"}
_ACTS = {"concrete", "meeting", "by", "assign"}


# What a sentence of pep talk lacks; 拿出 is an act only with a thing in hand.
_HELD_TO = {
    "rhythm", "dated", "figure", "count", "assign", "ban", "report_up", "system", "thing",
    "meeting", "order", "actor_named",
}  # fmt: skip


def only_exhorts(seen: frozenset[str]) -> bool:
    """Whether the sentence calls for awareness (充分认识) and no act, cheers on, or hopes."""
    if ONLY_CALLS in seen:
        return True
    if "rally" in seen and not seen & _HELD_TO:
        return True
    hopes = "hopes" in seen and not seen & {"ban", "genre_speech"}
    return hopes or ("understand" in seen and not seen & TANGIBLE)


def promises_figure(seen: frozenset[str], goal: str | None, genre: str) -> bool:
    """Whether a work report is held to this sentence: a figure that still lies ahead."""
    return genre == genres.REPORT and goal is not None and not seen & _DONE


def only_goal(seen: frozenset[str], goal: str | None) -> bool:
    """Whether a sentence of a paper of brackets that stands outside them gives a figure to be
    reached and nobody to reach it."""
    if "bracketed" not in seen or seen & _TOLD:
        return False
    if goal is None:
        return {"goal_part", "dated"} <= seen and "actor" not in seen
    if seen & {"goal_part", "goal_line"} and not seen & {"actor_by", "ban", "report_up"}:
        return True
    return "percent" in seen and not seen & {"actor", "concrete", "meeting", "by", "assign", "ban"}


def kind_of(view: View, goal: str | None, genre: str) -> str:
    """The kind of an accountable sentence that looks like this."""
    seen = view.classes
    if goal and "rank" in seen and not seen & {"rhythm", "ban"}:
        return "target"
    if goal and genre == genres.REPORT and not seen & _ACTS and "percent" in seen:
        return "target"
    if goal and "target_year" in seen and "actor" not in seen:
        return "target"
    if only_goal(seen, goal):
        return "target"
    if "opens_with_ban" in seen and not seen & {"dated", "rhythm"}:
        return "standing_rule"
    return "standing_rule" if judge("rule", view).probability >= 0.5 else "assignment"
