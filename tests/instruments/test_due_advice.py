"""What the clerk is told about a proposed due date."""

from __future__ import annotations

from datetime import date

from luoshi.instruments.intake.advice import advise
from luoshi.lib.workdays import Calendar

TODAY = date(2026, 11, 16)


def test_a_saturday_is_moved_to_the_friday_before_with_the_reason() -> None:
    told = advise(date(2026, 11, 28), TODAY, Calendar())
    assert told.instead == date(2026, 11, 27)
    assert told.notes == ("11月28日是周末",)


def test_a_working_day_stands_without_a_word() -> None:
    told = advise(date(2026, 11, 27), TODAY, Calendar())
    assert (told.instead, told.notes, told.past) == (None, (), False)


def test_a_year_without_a_published_calendar_is_an_estimate() -> None:
    told = advise(date(2029, 3, 5), TODAY, Calendar())
    assert "2029年放假安排未公布" in told.notes[0]


def test_a_past_day_is_said_to_be_past_and_nothing_is_suggested_in_the_past() -> None:
    told = advise(date(2026, 11, 15), TODAY, Calendar())
    assert told.past
    assert told.instead is None
