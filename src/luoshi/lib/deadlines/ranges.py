"""Stretches whose first half is cut short — 3-5月, 9月1-15日, 2024—2026年, 一至三季度, 全年 — and
their readers. Two whole points with 至 between them are joined elsewhere (`find`)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.passage import Setting
from luoshi.lib.deadlines.point import (
    Point,
    PointRule,
    day_of,
    month_end,
    no_such_day,
    read_year,
    span,
    unsettled,
)


def _months(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    first, last = f.number(found["m1"]), f.number(found["m2"])
    year = read_year(found["y"], setting, prior)
    if year.value is None:
        return _period(unsettled(found, year, "month"))
    end_year = year.value
    if found["y2"]:
        opening = replace(unsettled(found, year, "month"), year=year.value)
        end_year = read_year(found["y2"], setting, opening).value or year.value
    elif last < first:
        end_year += 1
    if end_year == year.value and last < first:
        return no_such_day(found)
    begin, due = date(year.value, first, 1), month_end(end_year, last)
    return _period(replace(span(found, year, "month", begin, due), month=last))


def _days(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year, month = read_year(found["y"], setting, prior), f.number(found["m"])
    if year.value is None:
        return _period(unsettled(found, year, "day"))
    begin = day_of(year.value, month, f.number(found["d1"]))
    due = day_of(year.value, month, f.number(found["d2"]))
    if begin is None or due is None or due < begin:
        return no_such_day(found)
    return _period(replace(span(found, year, "day", begin, due), month=month))


def _years(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    first, last = int(found["y1"]), int(found["y2"])
    if last < first:
        return no_such_day(found)
    year = replace(read_year(f"{last}年", setting, None), value=last)
    return _period(span(found, year, "year", date(first, 1, 1), date(last, 12, 31)))


def _quarters(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    first, last = f.number(found["q1"]), f.number(found["q2"])
    year = read_year(found["y"], setting, prior)
    if last < first:
        return no_such_day(found)
    if year.value is None:
        return _period(unsettled(found, year, "quarter"))
    begin, due = date(year.value, first * 3 - 2, 1), month_end(year.value, last * 3)
    return _period(span(found, year, "quarter", begin, due))


def _whole_year(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """全年: work that fills the year; nobody is late in it by the calendar."""
    year = read_year(found["y"], setting, prior)
    if year.value is None:
        return replace(unsettled(found, year, "year"), kind="ongoing")
    begin, due = date(year.value, 1, 1), date(year.value, 12, 31)
    return replace(span(found, year, "year", begin, due), kind="ongoing")


def _period(point: Point) -> Point:
    return replace(point, kind="period")


_Y = rf"(?P<y>{f.YEAR})"
_RULES = (
    ("period.months", rf"{f.START}(?:{_Y}度? ?)?(?P<m1>{f.MONTH_NUMBER})(?:月份?)? ?{f.TO} ?(?P<y2>{f.YEAR})?(?P<m2>{f.MONTH_NUMBER})月份?(?:底|末|下旬)?(?!{f.DAY_NUMBER}[日号])", _months),
    ("period.days", rf"{f.START}{_Y}?(?P<m>{f.MONTH_NUMBER})月(?P<d1>{f.DAY_NUMBER})日? ?{f.TO} ?(?P<d2>{f.DAY_NUMBER}){f.DAY}", _days),
    ("period.years", rf"(?<![0-9])(?P<y1>20[0-9]{{2}})年? ?{f.TO} ?(?P<y2>20[0-9]{{2}})年度?(?![0-9]|[底末初]|度?[^，。；、]{{0,8}}月)", _years),
    ("period.quarters", rf"{f.START}(?:{_Y}度? ?)?第?(?P<q1>[一二三1-3])(?:季度?)?(?:{f.TO}|、)第?(?P<q2>[二三四2-4])季度末?", _quarters),
    ("period.whole_year", rf"(?:{_Y})?(?:贯穿)?全年度?(?![级公])|(?P<in_year>一年(?:之?中|到头))", _whole_year),
)  # fmt: skip
RULES: tuple[PointRule, ...] = tuple(
    PointRule(name, re.compile(pattern), reader) for name, pattern, reader in _RULES
)
