"""Month by month: a missed month stays red or turns yellow, a new month has its own light."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from luoshi.catalogue.schema import ScheduleRule
from luoshi.lib.clock import CHINA
from luoshi.matters.periods import months
from luoshi.matters.schedule import Schedule


def at(month: int, day: int, year: int = 2026) -> datetime:
    """Noon of a day of the office."""
    return datetime(year, month, day, 12, tzinfo=CHINA)


PLAN = Schedule(at(1, 1), at(12, 31), ScheduleRule())


def keys(steps: list[tuple[datetime, int]], now: datetime) -> list[str]:
    """The lights of the months."""
    return [month.key for month in months(PLAN, steps, now)]


def test_a_month_whose_target_was_reached_is_green() -> None:
    assert keys([(at(1, 20), 9)], at(2, 10)) == ["fine", ""]


def test_a_missed_month_is_red_for_that_month() -> None:
    assert keys([(at(1, 20), 3)], at(2, 10)) == ["late", ""]


def test_made_up_later_the_missed_month_turns_yellow_and_the_new_month_is_green() -> None:
    told = months(PLAN, [(at(1, 20), 3), (at(2, 20), 17)], at(3, 5))
    assert [month.key for month in told] == ["soon", "fine", ""]
    assert told[0].made_up == at(2, 20)
    assert (told[0].reached, told[1].reached) == (3, 17)


def test_what_was_made_up_only_in_part_stays_red() -> None:
    assert keys([(at(2, 20), 5)], at(3, 5)) == ["late", "late", ""]


def test_work_before_its_time_makes_the_running_month_green_already() -> None:
    assert keys([(at(1, 10), 50)], at(2, 10)) == ["fine", "fine"]


def test_a_plan_that_is_over_has_no_further_months() -> None:
    assert len(keys([(at(12, 1), 100)], at(3, 1, 2027))) == 12


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28), st.integers(0, 100)), max_size=12),
    st.integers(2, 12),
)
def test_no_later_report_takes_a_verdict_back_to_worse(
    reports: list[tuple[int, int, int]], month: int
) -> None:
    steps = sorted((at(m, d), percent) for m, d, percent in reports)
    rank = {"late": 0, "soon": 1, "fine": 2}
    early = {m.first: m.key for m in months(PLAN, steps, at(month, 1)) if m.key}
    for verdict in months(PLAN, steps, at(12, 31)):
        ended = verdict.first.month < month
        if ended:
            assert rank[verdict.key] >= rank[early[verdict.first]]
            assert (verdict.key == "fine") == (early[verdict.first] == "fine")
