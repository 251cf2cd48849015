"""倒排工期: the plan from hand-over to due, and when a matter falls behind it (S14)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue.schema import ScheduleRule
from luoshi.lib.clock import CHINA
from luoshi.matters.schedule import Schedule

START = datetime(2026, 3, 2, 9, tzinfo=CHINA)
DUE = START + timedelta(days=100)
EVEN = Schedule(START, DUE, ScheduleRule())
HEAVY = Schedule(START, DUE, ScheduleRule(buffer=10, front=60))


def test_without_a_rule_the_pace_is_even_up_to_the_due_date() -> None:
    assert [EVEN.expected(START + timedelta(days=d)) for d in (0, 25, 50, 100, 120)] == [
        0, 25, 50, 100, 100,
    ]  # fmt: skip


def test_the_buffer_is_kept_free_at_the_end() -> None:
    assert HEAVY.planned_end == START + timedelta(days=90)
    assert HEAVY.expected(START + timedelta(days=90)) == 100


def test_the_bulk_lies_in_the_first_half() -> None:
    assert HEAVY.expected(START + timedelta(days=45)) == 60
    assert HEAVY.expected(START + timedelta(days=22.5)) == 30


@pytest.mark.parametrize(("progress", "points", "day"), [(0, 10, 10), (30, 30, 60), (80, 30, 100)])
def test_it_is_behind_from_the_moment_the_plan_has_run_away(
    progress: int, points: int, day: int
) -> None:
    assert EVEN.behind(progress, points) == START + timedelta(days=day)


def test_a_due_date_before_the_hand_over_expects_everything_at_once() -> None:
    late = Schedule(DUE, START, ScheduleRule(buffer=10, front=60))
    assert late.expected(DUE) == 100
    assert late.behind(0, 10) <= START


@given(
    buffer=st.integers(0, 60), front=st.integers(0, 99), progress=st.integers(0, 100),
    points=st.integers(1, 50),
)  # fmt: skip
def test_behind_is_the_very_moment_at_which_expected_has_gained_the_points(
    buffer: int, front: int, progress: int, points: int
) -> None:
    plan = Schedule(START, DUE, ScheduleRule(buffer, front))
    moment = plan.behind(progress, points)
    before = plan.expected(moment - timedelta(hours=1))
    assert before - progress <= points
    if progress + points <= 100:
        assert plan.expected(moment + timedelta(hours=1)) - progress >= points - 1
    else:
        assert moment == DUE


@given(st.integers(0, 60), st.integers(0, 99))
def test_what_is_expected_never_falls(buffer: int, front: int) -> None:
    plan = Schedule(START, DUE, ScheduleRule(buffer, front))
    course = [plan.expected(START + timedelta(days=d)) for d in range(-3, 110, 4)]
    assert course == sorted(course)
    assert course[0] == 0
    assert course[-1] == 100
