"""Figures and periods: plain values in, plain values out. Knows no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from statistics import median

from luoshi.lib.clock import CHINA, local
from luoshi.lib.workdays import ONE_DAY, add_months

HOURS = ((time(8, 30), time(12, 0)), (time(14, 0), time(17, 30)))  # the office's working hours
KINDS = (("month", "本月"), ("quarter", "本季度"), ("year", "本年"), ("twelve", "近一年"),
         ("range", "自选"))  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST = 80  # percent of all cases that were at least as quick
EARLIEST = date(1949, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted."""

    kind: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """2026年11月1日至30日, as a heading says it."""
        first, last = self.first, self.last
        head = f"{first.year}年{first.month}月{first.day}日"
        if first == last:
            return head
        year = f"{last.year}年" if last.year != first.year else ""
        month = f"{last.month}月" if year or last.month != first.month else ""
        return f"{head}至{year}{month}{last.day}日"


def period_of(kind: str, today: date, begins: date | None, ends: date | None) -> Period:
    """The period of that kind which holds `today`, or from `begins` to `ends` (either may lack)."""
    if kind == "range" and (begins or ends):
        first, last = max(begins or date(today.year, 1, 1), EARLIEST), ends or today
        return Period("range", *sorted((first, max(last, EARLIEST))))
    if kind == "twelve":  # up to today: a year that is whole on every day
        return Period(kind, add_months(today, -12) + ONE_DAY, today)
    kind = kind if kind in _MONTHS else "month"
    length = _MONTHS[kind]
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    return Period(kind, first, add_months(first, length) - ONE_DAY)


def working_hours(since: datetime, until: datetime, works: Callable[[date], bool]) -> float:
    """The working hours between two moments; `works` tells of a day whether it is worked."""
    begins, ends = local(since), local(until)
    seconds, day = 0.0, begins.date()
    while day <= ends.date():
        if works(day):
            for opens, closes in HOURS:
                first = max(datetime.combine(day, opens, CHINA), begins)
                last = min(datetime.combine(day, closes, CHINA), ends)
                seconds += max(timedelta(0), last - first).total_seconds()
        day += ONE_DAY
    return seconds / 3600


@dataclass(frozen=True, slots=True)
class Figure:
    """What a counter says: how many, of how many when that is asked, and for speeds the middle
    and what four in five did not exceed."""

    count: int
    of: int | None = None
    middle: float | None = None
    most: float | None = None


def figure(values: Sequence[float], *, speed: bool, of: int | None = None) -> Figure:
    """The figure of these cases: the median, and `most` as the nearest rank of 80 percent."""
    if not speed or not values:
        return Figure(len(values), of)
    ranked = sorted(values)
    place = ceil(len(ranked) * _MOST / 100) - 1
    return Figure(len(values), of, median(ranked), ranked[place])
