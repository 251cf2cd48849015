"""The forecast as plain reckoning: courses in, days and a sentence out; the calendar is 2026's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.instruments.forecast.compute import (
    Course,
    Forecast,
    History,
    Report,
    Verdict,
    forecast,
    learn,
    measure,
)
from luoshi.instruments.forecast.compute.spread import Left, Spread, fitted
from luoshi.lib.workdays import Calendar

CALENDAR = Calendar()
HANDED, DUE = date(2026, 3, 2), date(2026, 3, 30)  # twenty working days
STEADY, OPTIMIST, NEWCOMER = 1, 2, 3


def course(*reports: tuple[int, int], **more: object) -> Course:
    """A matter handed over on 2 March, with reports as (working day, percent)."""
    said = tuple(Report(CALENDAR.add_workdays(HANDED, n), percent) for n, percent in reports)
    usual = {"unit": STEADY, "family": "supervision", "handed_on": HANDED, "planned_on": DUE,
             "due_on": DUE, "acknowledged_on": HANDED, "reports": said}  # fmt: skip
    return Course(**{**usual, **more})  # type: ignore[arg-type]


def day(n: int) -> date:
    """The n-th working day after the hand-over."""
    return CALENDAR.add_workdays(HANDED, n) if n else HANDED


def past(unit: int, took: int, percents: tuple[tuple[int, int], ...]) -> Course:
    return course(*percents, unit=unit, done_on=day(took))


def office() -> History:
    """Three steady units take 18 to 22 of twenty days and say where they stand; three optimists
    take 28 to 32 and are at 90 % by half-time; nothing is known of the newcomer."""
    courses = []
    for spare in (-2, -1, 0, 1, 2, 0, 1, -1):
        for unit in (STEADY, 11, 12):
            courses.append(past(unit, 20 + spare, ((5, 25), (10, 50), (15, 75))))
        for unit in (OPTIMIST, 21, 22):
            courses.append(past(unit, 30 + spare, ((8, 60), (14, 90), (22, 95))))
    return learn(measure(c, day(40), CALENDAR) for c in courses)


OFFICE = office()


def said(one: Course, n: int, history: History = OFFICE) -> Forecast:
    return forecast(one, day(n), history, CALENDAR)


def net(found: Forecast) -> int:
    assert found.expected_on is not None
    return CALENDAR.workdays_between(HANDED, found.expected_on)


def test_a_steady_unit_on_its_way_is_fine() -> None:
    found = said(course((5, 32), (10, 64)), 10)
    assert 16 <= net(found) <= 20
    assert found.verdict in (Verdict.FINE, Verdict.TIGHT)


def test_the_same_reports_mean_later_from_a_unit_that_sits_at_ninety_percent() -> None:
    honest = said(course((14, 90)), 14)
    optimist = said(course((14, 90), unit=OPTIMIST), 14)
    assert net(honest) <= 20 < net(optimist)
    assert optimist.verdict == Verdict.LATE_LIKELY
    assert "该单位报到 90% 时，通常才用了全部时间的" in optimist.why


def test_one_sentence_says_pace_day_distance_and_habit() -> None:
    found = said(course((5, 9), (10, 18), (15, 27)), 15)
    assert found.why.startswith("按前三次反馈每周推进 9 个百分点，预计")
    assert "办完，比时限晚" in found.why
    assert found.why.endswith("该单位同类事项历来平均用到时限的 1.0 倍。")
    assert found.why.count("。") == 1
    assert found.p_late is not None
    assert found.p_late > 0.9


def test_without_a_report_the_history_alone_speaks() -> None:
    found = said(course(unit=OPTIMIST), 6)
    assert 25 <= net(found) <= 34
    assert "还没有报过进度" in found.why
    assert "历来平均用到时限的 1.5 倍" in found.why


def test_a_unit_without_a_past_is_judged_by_the_office() -> None:
    steady, newcomer = said(course(), 5), said(course(unit=NEWCOMER), 5)
    optimist = said(course(unit=OPTIMIST), 5)
    assert net(steady) < net(newcomer) < net(optimist)
    assert "各单位同类事项" in newcomer.why


def test_few_cases_lean_on_the_office_and_many_on_the_unit() -> None:
    slow = [past(NEWCOMER, 36, ()) for _ in range(30)]
    rest = [past(STEADY, n, ()) for n in (17, 18, 20, 22)] * 4 + [
        past(OPTIMIST, n, ()) for n in (21, 24, 26)
    ] * 4

    def expected(cases: int) -> int:
        history = learn(measure(c, day(50), CALENDAR) for c in (*rest, *slow[:cases]))
        return net(said(course(unit=NEWCOMER), 1, history))

    assert expected(0) < expected(1) < expected(5) < expected(30)
    assert 33 <= expected(30) <= 37


def test_a_return_of_progress_puts_the_end_off_and_is_said() -> None:
    before, after = said(course((5, 30), (10, 60)), 10), said(course((5, 60), (10, 40)), 10)
    assert net(after) > net(before)
    assert "最近一次反馈由 60% 退到 40%" in after.why


def test_stuck_at_95_percent_the_end_moves_on_with_every_day() -> None:
    stuck = course((14, 95), (16, 95), (19, 95))
    ends = [net(said(stuck, n)) for n in (19, 24, 30, 45)]
    assert ends == sorted(ends)
    assert ends[-1] >= 45
    late = said(stuck, 30)
    assert "进度停在 95% 已 16 个工作日" in late.why
    assert late.p_late == 1.0


def test_long_silence_counts_as_no_progress() -> None:
    assert net(said(course((5, 50)), 20)) > net(said(course((5, 50)), 6)) + 10


def test_past_its_due_date_it_is_late_for_certain_and_never_foretold_for_yesterday() -> None:
    found = said(course((5, 90)), 25)
    assert found.p_late == 1.0
    assert found.expected_on is not None
    assert found.expected_on >= day(25)


def test_a_suspended_clock_is_not_foretold_and_does_not_count_afterwards() -> None:
    stopped = course((5, 25), pauses=((day(6), None),))
    assert said(stopped, 9) == Forecast(Verdict.UNKNOWN, "计时已经中止，恢复计时以后再预测。")
    due = CALENDAR.add_workdays(DUE, 10)
    resumed = course((5, 25), pauses=((day(6), day(16)),), due_on=due)
    assert net(said(resumed, 16)) == net(said(course((5, 25)), 6)) + 10


def test_what_has_been_handed_in_needs_no_forecast() -> None:
    done = said(course((5, 25), done_on=day(12)), 14)
    assert (done.expected_on, done.p_late, done.verdict) == (day(12), 0.0, Verdict.FINE)
    assert "报办结，等待核查" in done.why
    assert said(course(done_on=day(22)), 23).verdict == Verdict.LATE_LIKELY


def test_with_neither_report_nor_history_it_says_that_it_cannot_tell() -> None:
    nothing = said(course(), 5, learn([]))
    assert (nothing.verdict, nothing.expected_on, nothing.p_late) == (Verdict.UNKNOWN, None, None)
    assert "暂时说不准" in nothing.why
    paced = said(course((10, 50)), 10, learn([]))
    assert 17 <= net(paced) <= 23
    assert "还没有办结记录可比" in paced.why


def test_what_was_heard_besides_moves_the_end_as_far_as_history_says() -> None:
    easy = [past(STEADY, n, ((5, 25), (10, 50))) for n in (19, 20, 21)] * 10
    hard = [
        replace(past(STEADY, n, ((5, 25), (10, 50))), difficulty_on=day(8)) for n in (34, 36, 38)
    ] * 10
    history = learn(measure(c, day(50), CALENDAR) for c in (*easy, *hard))
    calm = said(course((5, 25), (10, 50)), 10, history)
    troubled = said(course((5, 25), (10, 50), difficulty_on=day(8)), 10, history)
    assert net(troubled) > net(calm) + 4
    assert "提出过困难" in troubled.why


def test_the_spring_festival_is_no_working_time() -> None:
    start = date(2026, 2, 9)
    one = course(handed_on=start, planned_on=date(2026, 3, 10), due_on=date(2026, 3, 10))
    found = forecast(one, start, OFFICE, CALENDAR)
    assert found.expected_on is not None
    assert CALENDAR.is_workday(found.expected_on)
    assert found.expected_on >= date(2026, 3, 6)


REPORTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 99)), min_size=1, max_size=5).map(
    sorted
)


@given(
    REPORTS, st.integers(1, 99), st.integers(0, 30), st.sampled_from([1, 2, 3]), st.integers(-9, 40)
)
def test_more_progress_never_makes_the_forecast_later(
    reports: list[tuple[int, int]], more: int, silence: int, unit: int, spare: int
) -> None:
    (n, percent) = reports[-1]
    better = [*reports[:-1], (n, min(99, percent + more))]
    due = DUE + timedelta(days=spare)
    first = said(course(*reports, unit=unit, due_on=due), n + silence)
    second = said(course(*better, unit=unit, due_on=due), n + silence)
    for name in ("low_on", "expected_on", "high_on"):
        assert getattr(second, name) <= getattr(first, name)
    assert second.p_late is not None
    assert first.p_late is not None
    assert second.p_late <= first.p_late + 0.001


@given(REPORTS, st.integers(0, 60), st.sampled_from([1, 2, 3]))
def test_the_interval_holds_the_expected_day_and_the_same_input_gives_the_same_output(
    reports: list[tuple[int, int]], silence: int, unit: int
) -> None:
    n = reports[-1][0] + silence
    one = course(*reports, unit=unit)
    found = said(one, n)
    assert found == said(one, n, office())
    assert found.low_on is not None
    assert found.expected_on is not None
    assert found.high_on is not None
    assert day(n) <= found.low_on <= found.expected_on <= found.high_on
    assert (found.verdict == Verdict.LATE_LIKELY) == (found.expected_on > DUE)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_quantile_and_likelihood_are_two_ways_to_say_the_same(share: float) -> None:
    spread = Spread(0.1, 0.4, 0.7)
    assert spread.cdf(spread.quantile(share)) == pytest.approx(share, abs=1e-6)
    left = Left(10, spread, 4)
    assert left.beyond(left.quantile(0.9)) == pytest.approx(0.1, abs=1e-6)


def test_a_spread_is_fitted_to_the_errors_it_has_seen() -> None:
    errors = [n / 100 for n in range(-40, 0)] + [n / 50 for n in range(40)]
    spread = fitted(errors * 20, Spread(0, 1, 1))
    for share in (0.1, 0.5, 0.9):
        expected = sorted(errors)[int(share * len(errors))]
        assert spread.quantile(share) == pytest.approx(expected, abs=0.08)
