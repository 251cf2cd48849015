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
    Year,
    day_of,
    month_end,
    no_such_day,
    read_year,
    span,
    unsettled,
)
from luoshi.lib.deadlines.soft import LASTING


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


def _numeric_days(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    first, last = (day_of(*_numbers(found[side])) for side in "ab")
    if first is None or last is None or last < first:
        return no_such_day(found)
    return _period(span(found, Year(last.year, True), "day", first, last))


def _numeric_months(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    (year, month), (end_year, end_month) = _numbers(found["a"]), _numbers(found["b"])
    begin, due = date(year, month, 1), month_end(end_year, end_month)
    if due < begin:
        return no_such_day(found)
    return _period(span(found, Year(end_year, True), "month", begin, due))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split("[./-]", text))


def _years(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    first, last = int(found["y1"]), int(found["y2"])
    if last < first:
        return no_such_day(found)
    return _period(span(found, Year(last, True), "year", date(first, 1, 1), date(last, 12, 31)))


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
    """全年: work that fills the year; nobody is late in it by the calendar. 一年中 has an end."""
    kind = "period" if found["in_year"] else "ongoing"
    year = read_year(found["y"], setting, prior)
    if year.value is None:
        return replace(unsettled(found, year, "year"), kind=kind)
    begin, due = date(year.value, 1, 1), date(year.value, 12, 31)
    point = span(found, year, "year", begin, due)
    note = point.note if found["in_year"] else "；".join(filter(None, (point.note, LASTING)))
    return replace(point, kind=kind, note=note)


def _period(point: Point) -> Point:
    return replace(point, kind="period")


_NUMERIC = r"20[0-9]{2}[./][01]?[0-9][./][0-3]?[0-9]|20[0-9]{2}-[01][0-9]-[0-3][0-9]"
_NUMERIC_MONTH = r"20[0-9]{2}[./](?:1[0-2]|0?[1-9])"
_Y = rf"(?P<y>{f.YEAR})"
RULES: tuple[PointRule, ...] = (
    PointRule.of(
        "period.months",
        _months,
        rf"{f.START}(?:{_Y}度? ?)?(?P<m1>{f.MONTH_NUMBER})(?:{f.MONTH})? ?{f.TO} ?",
        rf"(?P<y2>{f.YEAR})? ?(?P<m2>{f.MONTH_NUMBER}){f.MONTH}(?:底|末|下旬)?",
        rf"(?! ?{f.DAY_NUMBER} ?[日号])",
        starts=f"{f.YEAR_STARTS} {f.MONTH_STARTS} {f.TO_STARTS}",
    ),
    PointRule.of(
        "period.days",
        _days,
        rf"{f.START}{_Y}?(?P<m>{f.MONTH_NUMBER}) ?月 ?(?P<d1>{f.DAY_NUMBER}) ?日? ?{f.TO} ?",
        rf"(?P<d2>{f.DAY_NUMBER}){f.DAY}",
        starts=f"{f.YEAR_STARTS} {f.MONTH_STARTS}",
    ),
    PointRule.of(
        "period.days_numeric",
        _numeric_days,
        rf"{f.START}(?<![./-])(?P<a>{_NUMERIC}) ?{f.TO} ?(?P<b>{_NUMERIC})(?![0-9./-])",
        starts="#. #/ #-",
    ),
    PointRule.of(
        "period.months_numeric",
        _numeric_months,
        rf"{f.START}(?<![./-])(?P<a>{_NUMERIC_MONTH}) ?{f.TO} ?",
        rf"(?P<b>{_NUMERIC_MONTH})(?![0-9./-])月?",
        starts="#. #/ #-",
    ),
    PointRule.of(
        "period.years",
        _years,
        rf"{f.START}(?P<y1>20[0-9]{{2}}) ?年? ?{f.TO} ?(?P<y2>20[0-9]{{2}}) ?年度?(?![0-9]|[底末初]",
        rf"|度?[^，、{f.STOP}]{{0,8}}月)",
        starts=f"#年 {f.TO_STARTS}",
    ),
    PointRule.of(
        "period.quarters",
        _quarters,
        rf"{f.START}(?:{_Y}度? ?)?第?(?P<q1>[一二三1-3])(?:季度?)?(?:{f.TO}|、)第?(?P<q2>[二三四2-4])季度末?",
        starts=f"{f.YEAR_STARTS} {f.TO_STARTS} 第[一二三123] #季 #、",
    ),
    PointRule.of(
        "period.whole_year",
        _whole_year,
        rf"{f.START}(?:{_Y})?(?:贯穿)?全年度?(?![级公])|{f.START}(?P<in_year>一年(?:之?中|到头))",
        starts=f"{f.YEAR_STARTS} 贯穿 全年",
    ),
)
