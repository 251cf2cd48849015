"""Research and writing: who is to be heard, what may be copied, for whom a target may be set."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.lib import recognise
from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said

MARKS = "marks"  # in a matter's facts: what its text is recognised by, no text
_FEW = 5  # sentences that must be the same before anything is said of it
_OWN = frozenset({"office", "section"})


def several_kinds(state: State, said: Said, context: Context) -> None:
    """A research plan hears people of several kinds, not the number one alone (S130)."""
    kinds = {row.get("kind") for row in state.extra.get("interviewees") or ()}
    least = context.spec.limit("kinds")
    if len(kinds) < least:
        raise Refused(
            f"访谈对象至少要有 {least} 类，现有 {len(kinds)} 类。不能一说搞调研就是找“一把手”："
            "请再列上群众、基层干部、企业或专家，听听不同的话。",
            code="one_sided",
        )


def note_marks(state: State, said: Said, context: Context) -> None:
    """What the text handed in is recognised by is known; the text itself stays in the journal."""
    state.facts[MARKS] = recognise.marks(said.get("body") or "")


def _shared(marks: Iterable[int], others: Iterable[int]) -> tuple[int, int]:
    """How many sentences two texts share, and how many percent of the shorter one that is."""
    mine, theirs = set(marks), set(others)
    same, shorter = len(mine & theirs), min(len(mine), len(theirs))
    return same, 100 * same // shorter if shorter else 0


def copying_advice(state: State, context: Context) -> list[str]:
    """Which earlier reports this one shares many sentences with (S130 抄); a person judges."""
    mine = state.facts.get(MARKS, ())
    told = []
    for other in context.ask.others() if mine else ():
        same, percent = _shared(mine, other.facts.get(MARKS, ()))
        if same >= _FEW and percent >= context.spec.limit("alike"):
            told.append(
                f"与 {other.number}《{other.title}》约 {percent}% 的句子相同，请核对是否照抄（力戒“抄”）。"
            )
    return told


def own_people(state: State, said: Said, context: Context) -> None:
    """A target of writing is the office's own: none is set for townships and departments (B13)."""
    unit = context.ask.unit_of(state.extra["writer"])
    if unit.kind not in _OWN:
        raise Refused(
            f"{unit.name}不是本办公室。信息、文稿的数量目标只定给办公室自己的同志，"
            "不得向乡镇和部门下达，也不得作为对他们的督查考核内容（减负规定）。",
            code="not_our_own",
        )
