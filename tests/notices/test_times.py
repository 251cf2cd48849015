"""When something may go out: half-days, quiet hours, rest days and make-up days of 2026."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from luoshi.lib.workdays import Calendar
from luoshi.notices.times import Habit, awake, hours_before, is_quiet, release, slot
from tests.notices.telling import at

CALENDAR = Calendar()
USUAL = Habit()
ANY = {"urgent": False, "emergency": False}


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(11, 16, 8, 59), at(11, 16, 9)),
        (at(11, 16, 9), at(11, 16, 9)),
        (at(11, 16, 9, 1), at(11, 16, 14, 30)),
        (at(11, 16, 14, 31), at(11, 17, 9)),
        (at(11, 20, 17), at(11, 23, 9)),  # Friday to Monday
        (at(9, 30, 15), at(10, 8, 9)),  # over the National Day holidays
        (at(10, 3, 11), at(10, 8, 9)),
        (at(10, 10, 8), at(10, 10, 9)),  # a Saturday that is worked
        (at(9, 20, 10), at(9, 20, 14, 30)),  # a Sunday that is worked
    ],
)
def test_a_digest_goes_out_at_the_next_half_day_that_is_worked(
    moment: datetime, expected: datetime
) -> None:
    assert slot(moment, USUAL, CALENDAR) == expected


@pytest.mark.parametrize(
    ("scheme", "moment", "expected"),
    [
        ("morning", at(11, 16, 10), at(11, 17, 9)),
        ("afternoon", at(11, 16, 10), at(11, 16, 14, 30)),
        ("evening", at(11, 16, 10), at(11, 16, 17)),
        ("evening", at(11, 20, 17, 1), at(11, 23, 17)),
    ],
)
def test_a_person_may_be_told_once_a_day(scheme: str, moment: datetime, expected: datetime) -> None:
    assert slot(moment, Habit(scheme), CALENDAR) == expected


def test_a_slot_inside_wider_quiet_hours_becomes_their_end() -> None:
    late_riser = Habit("both", time(18), time(10))
    assert slot(at(11, 16, 8), late_riser, CALENDAR) == at(11, 16, 10)
    early_leaver = Habit("evening", time(16), time(8, 30))
    assert slot(at(11, 16, 10), early_leaver, CALENDAR) == at(11, 17, 8, 30)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(11, 16, 8, 30), at(11, 16, 8, 30)),
        (at(11, 16, 17, 59), at(11, 16, 17, 59)),
        (at(11, 16, 18), at(11, 17, 8, 30)),
        (at(11, 17, 3), at(11, 17, 8, 30)),
        (at(11, 20, 20), at(11, 23, 8, 30)),
        (at(11, 21, 11), at(11, 23, 8, 30)),
        (at(10, 1, 11), at(10, 8, 8, 30)),
        (at(10, 10, 11), at(10, 10, 11)),
    ],
)
def test_what_is_urgent_waits_for_the_end_of_quiet_hours(
    moment: datetime, expected: datetime
) -> None:
    assert awake(moment, USUAL, CALENDAR) == expected
    assert release(moment, USUAL, CALENDAR, urgent=True, emergency=False) == expected
    assert is_quiet(moment, USUAL, CALENDAR) is (moment != expected)


def test_an_emergency_waits_for_nothing() -> None:
    night = at(10, 2, 3)
    assert release(night, USUAL, CALENDAR, urgent=True, emergency=True) == night
    assert release(night, USUAL, CALENDAR, **ANY) == at(10, 8, 9)


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        (at(11, 16, 14), 4, at(11, 16, 10)),
        (at(11, 16, 9, 30), 4, at(11, 13, 15)),  # Monday morning back into Friday
        (at(11, 22, 12), 4, at(11, 20, 14)),  # on a Sunday nothing passes
        (at(10, 8, 9, 30), 2, at(9, 30, 17)),
    ],
)
def test_office_hours_are_counted_on_working_days_alone(
    moment: datetime, hours: int, expected: datetime
) -> None:
    assert hours_before(moment, hours, CALENDAR) == expected
