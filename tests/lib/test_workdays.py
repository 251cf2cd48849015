"""Counting time by law: what a limit of days, working days, months or hours ends on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.lib import lunar
from luoshi.lib.errors import Invalid
from luoshi.lib.workdays import Calendar, RestDay, Unit, add_months, statutory_holidays

CALENDAR = Calendar()
DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("day", ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
def test_a_make_up_weekend_of_2026_is_worked(day: str) -> None:
    worked = date.fromisoformat(f"2026-{day}")
    assert worked.weekday() >= 5
    assert CALENDAR.is_workday(worked)
    assert CALENDAR.name_of(worked).endswith("调休上班")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("01-01", "01-03"), ("02-15", "02-23"), ("04-04", "04-06"), ("05-01", "05-05"),
        ("06-19", "06-21"), ("09-25", "09-27"), ("10-01", "10-07"),
    ],
)  # fmt: skip
def test_a_holiday_of_2026_is_rested_from_its_first_to_its_last_day(first: str, last: str) -> None:
    day, end = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")
    assert CALENDAR.is_workday(CALENDAR.previous_workday(day))
    while day <= end:
        assert not CALENDAR.is_workday(day)
        day += timedelta(days=1)
    assert CALENDAR.is_workday(day)


def test_a_day_says_why_it_is_special() -> None:
    assert CALENDAR.name_of(date(2026, 2, 17)) == "春节"
    assert CALENDAR.name_of(date(2026, 9, 20)) == "国庆节调休上班"
    assert CALENDAR.name_of(date(2026, 6, 6)) == "周末"
    assert CALENDAR.name_of(date(2026, 6, 8)) == ""
    assert CALENDAR.name_of(date(2027, 6, 9)) == "端午"


def test_an_unpublished_year_is_estimated_and_says_so() -> None:
    assert CALENDAR.is_estimate(date(2027, 3, 1))
    assert not CALENDAR.is_estimate(date(2026, 12, 31))
    assert not CALENDAR.is_workday(date(2027, 1, 1))
    assert not CALENDAR.is_workday(date(2027, 2, 5))  # 除夕, a Friday
    assert CALENDAR.is_workday(date(2027, 2, 10))  # 初五: nobody has published more yet
    assert not CALENDAR.is_workday(date(2027, 9, 15))  # 中秋, a Wednesday
    assert CALENDAR.is_workday(date(2027, 3, 1))


def test_the_thirteen_statutory_days_of_2027() -> None:
    assert sorted(statutory_holidays(2027)) == [
        date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8),
        date(2027, 4, 5), date(2027, 5, 1), date(2027, 5, 2), date(2027, 6, 9), date(2027, 9, 15),
        date(2027, 10, 1), date(2027, 10, 2), date(2027, 10, 3),
    ]  # fmt: skip


def test_the_office_table_wins_over_the_published_year() -> None:
    snow, extra = date(2026, 3, 4), date(2026, 3, 7)
    office = Calendar([RestDay(snow, True, "雪灾停工"), RestDay(extra, False)])
    assert not office.is_workday(snow)
    assert office.name_of(snow) == "雪灾停工"
    assert office.is_workday(extra)
    assert CALENDAR.is_workday(snow)


def test_a_keyed_in_year_is_no_estimate() -> None:
    arrangement = Calendar([RestDay(date(2027, 1, 1), True), RestDay(date(2027, 2, 6), True)])
    assert not arrangement.is_estimate(date(2027, 8, 2))
    one_snow_day = Calendar([RestDay(date(2027, 1, 20), True)])
    assert one_snow_day.is_estimate(date(2027, 8, 2))
    assert not one_snow_day.is_estimate(date(2027, 1, 20))


@pytest.mark.parametrize(
    ("start", "n", "unit", "end"),
    [
        ("2026-11-30", 3, Unit.MONTH, "2027-02-28"),  # 民法典 202: no 30 February
        ("2027-11-30", 3, Unit.MONTH, "2028-02-29"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2024-02-29", 4, Unit.YEAR, "2028-02-29"),
        ("2026-01-31", 1, Unit.MONTH, "2026-02-28"),
        ("2026-03-31", -1, Unit.MONTH, "2026-02-28"),
        ("2026-12-15", 1, Unit.MONTH, "2027-01-15"),
        ("2026-05-10", 30, Unit.CALENDAR_DAY, "2026-06-09"),
        ("2026-09-30", 1, Unit.WORK_DAY, "2026-10-08"),
        ("2026-10-08", 2, Unit.WORK_DAY, "2026-10-10"),  # Saturday 10 October is worked
        ("2026-10-08", -1, Unit.WORK_DAY, "2026-09-30"),
        ("2026-02-13", 3, Unit.WORK_DAY, "2026-02-25"),
        ("2026-12-31", 0, Unit.WORK_DAY, "2026-12-31"),
        ("2026-12-31", 1, Unit.WORK_DAY, "2027-01-04"),
    ],
)
def test_the_starting_day_is_not_counted(start: str, n: int, unit: Unit, end: str) -> None:
    assert CALENDAR.add(date.fromisoformat(start), n, unit) == date.fromisoformat(end)


def test_a_period_that_ends_on_a_rest_day_ends_behind_it() -> None:
    """民法典 203."""
    assert CALENDAR.statutory_end(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CALENDAR.statutory_end(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CALENDAR.statutory_end(date(2026, 6, 6)) == date(2026, 6, 8)


def test_hours_are_exact_and_days_end_at_midnight_in_the_office() -> None:
    moment = datetime(2026, 6, 8, 1, 30, tzinfo=UTC)  # 09:30 in the office
    assert CALENDAR.add_to(moment, 24, Unit.HOUR) == datetime(2026, 6, 9, 1, 30, tzinfo=UTC)
    end = datetime(2026, 6, 9, 15, 59, 59, tzinfo=UTC)
    assert CALENDAR.add_to(moment, 1, Unit.WORK_DAY) == end
    late = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)  # already the 9th in the office
    assert CALENDAR.add_to(late, 1, Unit.CALENDAR_DAY) == end + timedelta(days=1)


def test_a_limit_no_calendar_holds_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="太长"):
        CALENDAR.add(date(2026, 1, 1), 9999999, Unit.MONTH)
    with pytest.raises(Invalid, match="太长"):
        CALENDAR.add(date(2026, 1, 1), 9999999, Unit.WORK_DAY)
    with pytest.raises(Invalid, match="太长"):
        CALENDAR.add_to(datetime(2026, 1, 1, tzinfo=UTC), 10**12, Unit.HOUR)
    with pytest.raises(Invalid, match="时刻"):
        CALENDAR.add(date(2026, 1, 1), 3, Unit.HOUR)


def test_working_days_between_two_days_leave_out_the_first() -> None:
    assert CALENDAR.workdays_between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert CALENDAR.workdays_between(date(2026, 6, 8), date(2026, 6, 8)) == 0
    assert CALENDAR.workdays_between(date(2026, 6, 12), date(2026, 6, 8)) == -4
    assert CALENDAR.workdays_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


@given(DAYS, st.integers(-1500, 1500))
def test_adding_working_days_and_counting_them_agree(day: date, n: int) -> None:
    reached = CALENDAR.add_workdays(day, n)
    assert CALENDAR.workdays_between(day, reached) == n
    assert n == 0 or CALENDAR.is_workday(reached)


@given(DAYS, st.integers(0, 400))
def test_counting_agrees_with_looking_at_every_day(day: date, length: int) -> None:
    every = (day + timedelta(days=k) for k in range(1, length + 1))
    counted = sum(CALENDAR.is_workday(each) for each in every)
    assert CALENDAR.workdays_between(day, day + timedelta(days=length)) == counted


@given(DAYS, st.integers(-600, 600))
def test_a_month_later_keeps_the_day_or_ends_the_month(day: date, n: int) -> None:
    reached = add_months(day, n)
    assert (reached.year - day.year) * 12 + reached.month - day.month == n
    assert reached.day == day.day or (reached + timedelta(days=1)).day == 1


@given(DAYS)
def test_the_next_working_day_is_worked_and_none_lies_between(day: date) -> None:
    later = CALENDAR.next_workday(day)
    assert CALENDAR.is_workday(later)
    assert CALENDAR.workdays_between(day - timedelta(days=1), later) == 1


@pytest.mark.parametrize(
    ("year", "spring", "dragon_boat", "mid_autumn"),
    [
        (2000, "02-05", "06-06", "09-12"), (2020, "01-25", "06-25", "10-01"),
        (2023, "01-22", "06-22", "09-29"), (2025, "01-29", "05-31", "10-06"),
        (2026, "02-17", "06-19", "09-25"), (2033, "01-31", "06-01", "09-08"),
        (2060, "02-02", "06-03", "09-09"),
    ],
)  # fmt: skip
def test_lunar_festivals_fall_on_their_days(
    year: int, spring: str, dragon_boat: str, mid_autumn: str
) -> None:
    named = {"春节": spring, "端午": dragon_boat, "中秋": mid_autumn}
    for name, day in named.items():
        assert lunar.festival(name, year) == date.fromisoformat(f"{year}-{day}")
    assert lunar.festival("清明", 2026) == date(2026, 4, 5)
    assert lunar.festival("清明", 2024) == date(2024, 4, 4)


def test_outside_the_lunar_table_nothing_is_guessed() -> None:
    assert lunar.new_year(1999) is None
    assert lunar.festival("端午", 2061) is None
    assert lunar.festival("啤酒节", 2026) is None
    assert not Calendar().is_workday(date(2075, 10, 1))
    assert Calendar().is_estimate(date(1998, 3, 2))
