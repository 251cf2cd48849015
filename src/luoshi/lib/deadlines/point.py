"""A place in time that some words name, before it is known whether anything is due there."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time
from re import Match, Pattern

from luoshi.lib.deadlines.fragments import number
from luoshi.lib.deadlines.passage import Setting

NO_SUCH_DAY = "日历上没有这一天，请核对原文"
BORROWED = "年份取自前文"
NO_YEAR = "缺少年份，请补上"


@dataclass(frozen=True, slots=True)
class Point:
    """A day or a stretch of days: `begin` to `due`, None where the words leave it open.

    `explicit`: the year is written; `stated`: here or in a date before it; `assumed`: it is not.
    `past`: it is a year gone by. `edge`: 底, 初, 上旬 … as written. `kind` is what it becomes when
    the words around it make it a limit.
    """

    start: int
    end: int
    precision: str
    begin: date | None = None
    due: date | None = None
    kind: str = "date"
    year: int | None = None
    month: int | None = None
    explicit: bool = False
    stated: bool = False
    assumed: bool = False
    past: bool = False
    edge: str = ""
    time: time | None = None
    token: str | None = None
    rrule: str | None = None
    note: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PointRule:
    """One way to write a place in time: a stable id, a pattern, who reads its match, and how every
    match starts (as `gate` has it)."""

    id: str
    pattern: Pattern[str]
    read: Callable[[Match[str], Setting, Point | None], Point | None]
    starts: tuple[str, ...]

    @classmethod
    def of(
        cls,
        name: str,
        read: Callable[[Match[str], Setting, Point | None], Point | None],
        *pieces: str,
        starts: str,
    ) -> PointRule:
        """A rule whose pattern is the pieces put together."""
        return cls(name, re.compile("".join(pieces)), read, tuple(starts.split()))


@dataclass(frozen=True, slots=True)
class Year:
    """A year as read: its number, whether it was written, or borrowed from a date before it."""

    value: int | None
    explicit: bool
    past: bool = False
    note: str = ""
    borrowed: bool = False

    @property
    def assumed(self) -> bool:
        """The number is there but was not written."""
        return self.value is not None and not self.explicit


_OFFSETS = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "前": -2, "上": -1, "下": 1}
_AFTER_PRIOR = {"次": 1, "翌": 1, "同": 0, "当": 0}


def read_year(word: str | None, setting: Setting, prior: Point | None) -> Year:
    """The year a word means: written, counted from the document's, or that of the words before."""
    if not word:
        if prior is not None and prior.stated and prior.year is not None:
            return Year(prior.year, False, prior.past, BORROWED, borrowed=True)
        base = setting.base_year
        return Year(base, False, note=setting.year_note if base is not None else NO_YEAR)
    first = word[0]
    if first in _OFFSETS:
        # 明年 is counted from the day of writing, whatever year the paper is for.
        base = setting.anchor.year if setting.anchor else setting.base_year
        value = None if base is None else base + _OFFSETS[first]
        note = (
            NO_YEAR
            if value is None
            else f"“{word}”按{setting.year_note.removeprefix('年份取自')}读"
        )
        return Year(value, True, _OFFSETS[first] < 0, note)
    if first in _AFTER_PRIOR:
        if prior is None or prior.year is None:
            return Year(None, True, note=f"“{word}”不知从哪一年算起")
        return Year(prior.year + _AFTER_PRIOR[first], True)
    value = number(word.removesuffix("年"))
    return Year(value + 2000 if value < 100 else value, True)


def span(found: Match[str], year: Year, precision: str, begin: date, due: date) -> Point:
    """A point between two days that carry a real year."""
    return Point(
        found.start(), found.end(), precision, begin, due, year=year.value, explicit=year.explicit,
        stated=year.explicit or year.borrowed, assumed=year.assumed, past=year.past, note=year.note,
    )  # fmt: skip


def unsettled(found: Match[str], year: Year, precision: str, note: str = "") -> Point:
    """A point whose day the words do not give."""
    return Point(
        found.start(), found.end(), precision, explicit=year.explicit, past=year.past,
        year=year.value, note=note or year.note,
    )  # fmt: skip


def no_such_day(found: Match[str]) -> Point:
    """A point that looks like a date and is none."""
    return Point(found.start(), found.end(), "", kind="unknown", note=NO_SUCH_DAY)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if there is none such."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_end(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, monthrange(year, month)[1])


def joined(left: Point, right: Point) -> Point:
    """One period out of two points written 甲至乙: from the first day of one to the last of the other.

    A right side without its own year that would end before the start lies in the next year.
    """
    due = right.due
    if due is not None and left.begin is not None and due < left.begin and not right.explicit:
        due = _a_year_later(due)
    whole = replace(
        right, start=left.start, kind="period", begin=left.begin, due=due, token=None,
        explicit=left.explicit or right.explicit,
        stated=left.stated or right.stated, past=right.past,
        assumed=(left.assumed or right.assumed) and not left.explicit, rule="period.joined",
        note="；".join(dict.fromkeys(note for note in (left.note, right.note) if note)),
    )  # fmt: skip
    if due is not None and left.begin is not None and due < left.begin:
        return replace(
            whole, kind="unknown", begin=None, due=None, note="起止日期前后颠倒，请核对原文"
        )
    return whole


def _a_year_later(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))
