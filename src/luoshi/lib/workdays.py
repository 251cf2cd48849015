"""Counting time by law: working days, natural days, months and years.

The rules are the Civil Code's (民法典 200–204): the starting day is not counted, a month ends on
its same-numbered day, a last day that is a rest day moves behind the rest days. Which days are
worked comes from three sources, the first that knows the day wins: the office's own rest-day
table, the State Council's yearly arrangement (package `chinesecalendar`), and, for a year nobody
has published yet, weekends with the statutory holidays — then every answer is an estimate and
the page says 未公布. This module reads no clock and no database.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from chinese_calendar import Holiday, constants

from luoshi.lib import clock, lunar
from luoshi.lib.errors import Invalid

ONE_DAY = timedelta(days=1)
PUBLISHED_REST: dict[date, str] = constants.holidays
PUBLISHED_WORK: dict[date, str] = constants.workdays
PUBLISHED_YEARS = range(min(PUBLISHED_REST).year, max(PUBLISHED_REST).year + 1)
CHINESE_NAMES: dict[str, str] = {holiday.value: holiday.chinese for holiday in Holiday}
WEEKEND = "周末"


class Unit(StrEnum):
    """What a limit is counted in. 日 without 工作 is a natural day."""

    MINUTE = "minute"
    HOUR = "hour"
    WORK_DAY = "work_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"


MOMENTS = (Unit.MINUTE, Unit.HOUR)  # counted from a moment, not from a day


@dataclass(frozen=True, slots=True)
class RestDay:
    """One row of an office's own table: this day is rested (or, `rest=False`, worked)."""

    day: date
    rest: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Year:
    """The working days of one year as running totals: `worked[k]` of its first k days."""

    worked: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.worked[-1]


class Calendar:
    """The working calendar of one office. Never changes after it is made."""

    def __init__(self, table: Iterable[RestDay] = ()) -> None:
        self._own = {row.day: row for row in table}
        self._years: dict[int, _Year] = {}

    def is_workday(self, day: date) -> bool:
        """Whether the office works on `day`: own table, else the published or estimated year."""
        year, ordinal = self._year(day.year), _ordinal(day)
        return year.worked[ordinal] > year.worked[ordinal - 1]

    def is_estimate(self, day: date) -> bool:
        """Whether the answer for `day` may still change because its year is not published (未公布).

        An own row settles its day. It settles the whole year when the table holds both New Year's
        days, the solar and the lunar one: then somebody has keyed in the year's arrangement.
        """
        if day in self._own or day.year in PUBLISHED_YEARS:
            return False
        first = lunar.new_year(day.year)
        return not (first in self._own and date(day.year, 1, 1) in self._own)

    def name_of(self, day: date) -> str:
        """Why the day is special, in Chinese: 春节, 国庆节调休上班, 周末, or nothing."""
        own = self._own.get(day)
        if own is not None and own.name:
            return own.name
        if self.is_workday(day):
            return f"{_holiday_of(day)}调休上班" if day.weekday() >= 5 else ""
        return _holiday_of(day) or (WEEKEND if day.weekday() >= 5 else "休息日")

    def next_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the first later day that is."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """`day` itself if it is worked, else the last earlier day that is."""
        return day if self.is_workday(day) else self.add_workdays(day, -1)

    def statutory_end(self, day: date) -> date:
        """The last day of a period that would end on `day` (民法典 203): behind the rest days."""
        return self.next_workday(day)

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is not counted (民法典 201); before it if n < 0."""
        if n == 0:
            return day
        number, position = day.year, _ordinal(day)
        before = self._year(number).worked
        wanted = before[position] + n if n > 0 else before[position - 1] + n + 1
        while wanted > self._year(number).total:
            wanted -= self._year(number).total
            number += 1
        while wanted < 1:
            number -= 1
            wanted += self._year(number).total
        index = bisect_left(self._year(number).worked, wanted)
        return date(number, 1, 1) + timedelta(days=index - 1)

    def workdays_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; if `b` is earlier, the mirror, negative.

        So `workdays_between(day, add_workdays(day, n)) == n` for every n.
        """
        if b < a:
            return -self._worked_from(b, a - ONE_DAY)
        return self._worked_from(a + ONE_DAY, b) if a < b else 0

    def add(self, day: date, n: int, unit: Unit) -> date:
        """`day` plus n working days, days, months or years (民法典 201, 202). Not moved by 203.

        Raises Invalid for hours, which need a moment, and for a result outside the calendar.
        """
        if unit in MOMENTS:
            raise Invalid(
                "按小时计的期限要从具体时刻算起，请写明起算时间。", code="hours_need_time"
            )
        try:
            return _ADDERS[unit](self, day, n)
        except (OverflowError, ValueError):
            raise Invalid("期限太长，超出了日历范围，请改短。", code="limit_too_long") from None

    def add_to(self, moment: datetime, n: int, unit: Unit) -> datetime:
        """The moment a limit of n units from `moment` ends: hours and minutes exactly, days at
        midnight."""
        if unit not in MOMENTS:
            return clock.end_of(self.add(clock.local_date(moment), n, unit))
        try:
            return moment + (timedelta(hours=n) if unit is Unit.HOUR else timedelta(minutes=n))
        except OverflowError:
            raise Invalid("期限太长，超出了日历范围，请改短。", code="limit_too_long") from None

    def _worked_from(self, first: date, last: date) -> int:
        worked = self._year(last.year).worked[_ordinal(last)]
        worked -= self._year(first.year).worked[_ordinal(first) - 1]
        return worked + sum(self._year(number).total for number in range(first.year, last.year))

    def _year(self, number: int) -> _Year:
        known = self._years.get(number)
        if known is None:
            days = (date(number, 1, 1) + timedelta(days=k) for k in range(_length(number)))
            worked = (0, *accumulate(int(self._works(day)) for day in days))
            known = self._years[number] = _Year(worked)
        return known

    def _works(self, day: date) -> bool:
        own = self._own.get(day)
        if own is not None:
            return not own.rest
        if day.year in PUBLISHED_YEARS:
            return day in PUBLISHED_WORK or (day.weekday() < 5 and day not in PUBLISHED_REST)
        return day.weekday() < 5 and day not in statutory_holidays(day.year)


def add_months(day: date, n: int) -> date:
    """The same-numbered day n months on, or that month's last day (民法典 202)."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=128)
def statutory_holidays(year: int) -> dict[date, str]:
    """The thirteen days everybody has off by 全国年节及纪念日放假办法 (2024), with their names.

    Lunar ones are missing for years outside `lunar.YEARS`.
    """
    days = {
        date(year, month, day): name
        for month, day, name in (
            (1, 1, "元旦"),
            (5, 1, "劳动节"),
            (5, 2, "劳动节"),
            (10, 1, "国庆节"),
            (10, 2, "国庆节"),
            (10, 3, "国庆节"),
        )
    }
    first = lunar.new_year(year)
    if first is not None:
        days |= {first + timedelta(days=k): "春节" for k in range(-1, 3)}
        for name in ("清明", "端午", "中秋"):
            festival = lunar.festival(name, year)
            if festival is not None:
                days[festival] = name
    return days


def _holiday_of(day: date) -> str:
    if day.year not in PUBLISHED_YEARS:
        return statutory_holidays(day.year).get(day, "")
    return CHINESE_NAMES.get(PUBLISHED_REST.get(day) or PUBLISHED_WORK.get(day) or "", "")


def _ordinal(day: date) -> int:
    return day.timetuple().tm_yday


def _length(year: int) -> int:
    return 366 if monthrange(year, 2)[1] == 29 else 365


_ADDERS: dict[Unit, Callable[[Calendar, date, int], date]] = {
    Unit.WORK_DAY: Calendar.add_workdays,
    Unit.CALENDAR_DAY: lambda _calendar, day, n: day + timedelta(days=n),
    Unit.MONTH: lambda _calendar, day, n: add_months(day, n),
    Unit.YEAR: lambda _calendar, day, n: add_months(day, 12 * n),
}
