"""The time limits of a paper: searched once over the whole text, asked by every step after."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from luoshi.lib.deadlines import Deadline, scan, scorer_kind, within
from luoshi.lib.text import Span, fold


@dataclass(frozen=True, slots=True)
class Limits:
    """What limits an act in a text, in order; offsets are those of the whole text.

    `day` is the day from which missing years and relative counts are taken.
    """

    day: date | None
    found: tuple[Deadline, ...]

    def within(self, start: int, end: int) -> list[Deadline]:
        """The limits that stand wholly inside the stretch."""
        return within(self.found, start, end)


def limits(text: str, day: date | None, part: Span | None = None) -> Limits:
    """All limits of `text`, or of one part of it, read from `day`; a bare 长期 limits nothing."""
    start = part.start if part else 0
    words = part.of(text) if part else text
    found = tuple(
        replace(one, start=one.start + start, end=one.end + start) if start else one
        for one in scan(words, anchor=day)
        if scorer_kind(one) != "none"
    )
    return Limits(day, found)


_MET = re.compile(
    r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日(?=[^。\n]{0,40}?(?:召开|主持|会议|专题研究|现场|碰头|调研))"
    r"|(?:会议)?时间[：:]\s*(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
_HEAD = 500  # characters in which minutes say when the meeting was
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
