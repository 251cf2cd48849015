"""The time limits of a paper: searched once over the whole text, asked by every step after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.lib.deadlines import Deadline, scan, scorer_kind, within
from luoshi.lib.text import Span, fold


@dataclass(frozen=True, slots=True)
class Limits:
    """What limits an act in a text, in order; offsets are those of the whole text.

    `day` is the day from which missing years and relative counts are taken; `year` the year that a
    paper written before it is for, `turn` where it turns to the year after `day`.
    """

    day: date | None
    found: tuple[Deadline, ...]
    year: int | None = None
    turn: int | None = None

    def year_at(self, position: int) -> int | None:
        """The year that a date without one belongs to there; None: that of `day`."""
        late = self.day is not None and self.turn is not None and position >= self.turn
        return self.day.year + 1 if late and self.day else self.year

    def within(self, start: int, end: int) -> list[Deadline]:
        """The limits that stand wholly inside the stretch."""
        return within(self.found, start, end)


def limits(text: str, day: date | None, part: Span | None = None) -> Limits:
    """All limits of `text`, or of one part of it, read from `day`; a bare 长期 limits nothing."""
    if part:
        return Limits(day, tuple(_found(text, part, day, None)))
    year, turn = _for_year(text, day), _turn(text, day)
    coming = day.year + 1 if day else None
    found = (
        *_found(text, Span(0, turn), day, year),
        *_found(text, Span(turn, len(text)), day, coming),
    )
    return Limits(day, found, year, turn)


def _found(text: str, part: Span, day: date | None, year: int | None) -> Iterator[Deadline]:
    for one in scan(part.of(text), anchor=day, year=year):
        if scorer_kind(one) != "none":
            start, end = one.start + part.start, one.end + part.start
            yield replace(one, start=start, end=end) if part.start else one


def _turn(text: str, day: date | None) -> int:
    """Where a report of November or December turns from its year to the next: behind the heading
    二、2015年工作打算; the end of the text where it does not."""
    if day is None or day.month < _LATE:
        return len(text)
    for heading in _PLANS.finditer(text):
        if heading["year"] in (str(day.year + 1), "明"):
            return heading.end()
    return len(text)


_YEAR = re.compile(
    r"(?<![\d年—\-－~至〔(（])((?:19|20)\d\d)年(?!\d{1,2}月|[—\-－~至]|以来)"
    r"(?=[^\n]{0,30}(?:任务|要点|计划|清单|分工|分解|实事|安排|方案))"
)
_PLANS = re.compile(
    r"^[^\n。，]{0,12}?(?P<year>(?:19|20)\d\d|明)年(?:度)?[^\n。，；]{0,16}"
    r"(?:安排|打算|计划|重点|目标|任务|思路|谋划|工作)[^\n。，；]{0,8}$",
    re.MULTILINE,
)
_LATE = 11  # the first month in which a report may speak of the coming year
_TITLE_LINES = 3
_HEAD = 500  # characters in which a paper says for what year it is, minutes when they met


def _for_year(text: str, day: date | None) -> int | None:
    """The coming year that the title of a paper is for: 2027年重点工作任务分解, issued in December 2026."""
    if day is None:
        return None
    head = text.lstrip()[:_HEAD].split("\n")[:_TITLE_LINES]
    years = {int(found[1]) for line in head if len(line) <= 60 for found in _YEAR.finditer(line)}
    return day.year + 1 if years == {day.year + 1} else None


_MET = re.compile(
    r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日(?=[^。\n]{0,40}?(?:召开|主持|会议|专题研究|现场|碰头|调研))"
    r"|(?:会议)?时间[：:]\s*(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
_KEPT = timedelta(days=62)  # minutes are issued within two months of their meeting


def met_on(text: str, issued: date | None) -> date | None:
    """The day of the meeting that minutes tell of; `issued` where they do not tell it.

    What was said at a meeting (明天, 三天内) counts from the meeting, not from the day on which
    its minutes were issued.
    """
    if issued is None:
        return None
    for match in _MET.finditer(fold(text[:_HEAD])):
        year, month, day = match.groups()[:3] if match[2] else match.groups()[3:]
        try:
            met = date(int(year or issued.year), int(month), int(day))
        except ValueError:
            continue
        if timedelta(0) <= issued - met <= _KEPT:
            return met
    return issued
