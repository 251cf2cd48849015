"""Finding every deadline in a text: all rules over the text once, the longest match wins.

Points of time go through `frames`, which asks the words around them; whole rules speak for
themselves. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from re import Match

from luoshi.lib.deadlines import (
    damaged,
    festivals,
    fragments,
    points,
    ranges,
    recurring,
    recurring_days,
    relative,
    soft,
    stretches,
    weeks,
)
from luoshi.lib.deadlines.frames import frame, unframed
from luoshi.lib.deadlines.gate import Gate
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import PUBLISHED, Passage, Setting
from luoshi.lib.deadlines.point import Point, PointRule, joined
from luoshi.lib.deadlines.whole import WholeRule
from luoshi.lib.workdays import Calendar

RULES: tuple[PointRule | WholeRule, ...] = (
    *points.RULES, *ranges.RULES, *weeks.RULES, *festivals.RULES,
    *recurring_days.RULES, *recurring.RULES, *relative.RULES, *stretches.RULES,
    *soft.RULES, *damaged.RULES,
)  # fmt: skip
GATE = Gate(RULES)
_JOIN = re.compile(rf"(?:起|开始)? ?{fragments.TO} ?")
_JOINABLE = {"date", "relative"}
_GAP = re.compile(rf"[^，,{fragments.STOP}]{{0,10}}[,，、；; ]?[并且要再]{{0,2}}")
# What limits a sentence most: a day, a period, a rhythm, then the rest; the first of equals.
_STRENGTH = {"date": 0, "recurring": 0, "period": 0, "relative": 0, "event": 0, "unknown": 3}


def find(
    text: str,
    *,
    anchor: date | None = None,
    events: Mapping[str, date] | None = None,
    year: int | None = None,
    calendar: Calendar | None = None,
    owed: bool = False,
) -> list[Deadline]:
    """All deadlines of `text` in order, none overlapping another.

    `text` may be a whole document: what `within` a sentence is found is what `find` gives for the
    sentence alone, but that a date after a semicolon keeps the year written before it.

    `anchor` is the document's date: it gives missing years and starts relative counts. `year` is
    for a document of which only the year is known. `events` gives the office's own days (汛期,
    两会, 收到 …) by their Chinese word, `calendar` its working days (default: the published ones).
    `owed`: `text` is a sentence known to call for something, so that a date to come limits it even
    where nothing but its own words says so (明天上午, 这个月底).
    """
    setting = Setting(anchor, year, events or {}, owed=owed, calendar=calendar or PUBLISHED)
    return read(Passage(text, setting))


def mentioned(text: str, *, anchor: date | None = None) -> list[Deadline]:
    """Every day or stretch of days that `text` names, read as if something were due there.

    For who knows already that the sentence binds, or asks only how its dates lie to `anchor`.
    """
    passage = Passage(text, Setting(anchor))
    matches = list(GATE.matches(passage.folded))
    found: list[Deadline] = []
    prior: Point | None = None
    taken = -1
    for index, (rule, match) in enumerate(matches):
        if index == taken or not isinstance(rule, PointRule):
            continue
        point = _read(rule, match, passage, prior)
        if point is None or (point.due is None and point.begin is None):
            continue
        right = _right_side(passage, point, matches[index + 1 : index + 2])
        if right is not None:
            point, taken = joined(point, right), index + 1
        prior = point
        if not found or point.start >= found[-1].end:
            found.append(unframed(passage, point))
    return found


def within(found: Sequence[Deadline], start: int, end: int) -> list[Deadline]:
    """Those of `found` (in order, as `find` gives them) that lie wholly between the two places."""
    first = bisect_left(found, start, key=lambda deadline: deadline.start)
    last = bisect_right(found, end, lo=first, key=lambda deadline: deadline.end)
    return list(found[first:last])


def best(found: Sequence[Deadline]) -> Deadline | None:
    """The one that limits the sentence; the others stay second deadlines. None if there is none."""
    first = min(found, key=_weakness, default=None)
    if first is None or first.rrule is None:
        return first
    # 周例会…每周五汇总: of two rhythms alike the one that names its day says more; 按季 is no day of
    # 按月.
    same, daily = first.rrule, first.rrule + ";BY"
    closer = [one for one in found if one.rrule == same or (one.rrule or "").startswith(daily)]
    return max(closer, key=lambda one: len(one.rrule or ""), default=first)


def read(passage: Passage) -> list[Deadline]:
    """All deadlines of the passage in order; of two that overlap the longer stays."""
    found: list[Deadline] = []
    for deadline in _each(passage):
        last = found[-1] if found else None
        if last is not None and deadline.kind == "ongoing" and _lasts(passage, last, deadline):
            found[-1] = replace(last, ongoing_after=True)
        elif last is None or deadline.start >= last.end:
            found.append(deadline)
        elif deadline.end - deadline.start > last.end - last.start:
            found[-1] = deadline
    return found


def _weakness(deadline: Deadline) -> int:
    if deadline.rule == "date.day_word" and deadline.text in ("今天", "今日"):
        return 1  # 今天没来，明天说清楚: today is more often when it is said
    if deadline.rule == "relative.spent":
        return 1  # 用三年时间，2027年底前…: the day is the limit
    if deadline.kind == "period" and (deadline.due is None or deadline.precision == "year"):
        return 1 if deadline.normalized else 2
    if deadline.kind == "recurring" and deadline.rrule is None:
        return 4
    if deadline.kind in ("relative", "event") and deadline.normalized is None:
        return 5
    if deadline.kind == "relative" and deadline.due is None:
        return 2
    if deadline.kind == "event" and deadline.due is None:
        return 4
    return _STRENGTH.get(deadline.kind, 6)


def _lasts(passage: Passage, earlier: Deadline, lasting: Deadline) -> bool:
    """“2024年底前，并长期坚持”: the second half is a mark on the first, not a deadline."""
    gap = passage.folded[earlier.end : lasting.start]
    bare = earlier.kind != "ongoing" and lasting.begin is None
    apart = ("；" in gap or ";" in gap) and not passage.setting.cell
    return bare and len(gap) <= 16 and not apart and _GAP.fullmatch(gap) is not None


def _each(passage: Passage) -> Iterator[Deadline]:
    """Every match read in order; a point that became a deadline lends its year to the next one of
    its sentence."""
    matches = list(GATE.matches(passage.folded))
    prior: Point | None = None
    taken = -1
    for index, (rule, match) in enumerate(matches):
        if prior is not None and not passage.same_sentence(prior.end, match.start()):
            prior = None
        if isinstance(rule, WholeRule):
            deadline = rule.read(match, passage)
            if deadline is not None:
                yield replace(deadline, rule=rule.id)
        elif index != taken and (point := _read(rule, match, passage, prior)) is not None:
            right = _right_side(passage, point, matches[index + 1 : index + 2])
            if right is not None:
                point, taken = joined(point, right), index + 1
            framed = frame(passage, point)
            if framed is not None:
                prior = point
                yield framed


def _read(
    rule: PointRule, match: Match[str], passage: Passage, prior: Point | None
) -> Point | None:
    point = rule.read(match, passage.setting, prior)
    return None if point is None else replace(point, rule=rule.id)


def _right_side(
    passage: Passage, left: Point, following: Sequence[tuple[PointRule | WholeRule, Match[str]]]
) -> Point | None:
    """The point that 至 joins to `left`, if the next match is one."""
    for rule, match in following:
        gap = match.start() - left.end
        if isinstance(rule, PointRule) and gap <= 4:
            if _JOIN.fullmatch(passage.folded, left.end, match.start()):
                right = _read(rule, match, passage, left)
                return right if right and {left.kind, right.kind} <= _JOINABLE else None
    return None
