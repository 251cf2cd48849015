"""When a matter will really be done: expected day, an 80 % interval, how likely late, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp

from luoshi.instruments.forecast.compute import words
from luoshi.instruments.forecast.compute.course import Case, Course, Point, elapsed, measure
from luoshi.instruments.forecast.compute.history import History
from luoshi.instruments.forecast.compute.spread import Left
from luoshi.lib.workdays import Calendar

SILENCE = 1 / 3  # of the planned time: as long a report holds without another
LATE, TIGHT = 0.5, 0.3  # from which likelihood on
INTERVAL = (0.1, 0.5, 0.9)


class Verdict(StrEnum):
    """What the forecast says of the due date, whatever the light shows."""

    FINE = "fine"
    TIGHT = "tight"
    LATE_LIKELY = "late_likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days are None and the verdict unknown when nothing can be said; `why` says so."""

    verdict: Verdict
    why: str
    expected_on: date | None = None
    low_on: date | None = None
    high_on: date | None = None
    p_late: float | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The forecast in net working days from the hand-over."""

    low: int
    expected: int
    high: int
    p_late: float


def estimate(case: Case, today: int, history: History) -> Estimate:
    """How long the open `case` will have taken, as known on its working day `today`."""
    point = _as_of(case.points[-1], today, case.planned)
    reported = point.percent is not None
    beside = history.said(point.signs, reported) + history.lean(case.unit, reported)
    expected = history.left(case, point) * exp(beside)
    # A day of work is counted from its middle: what is handed in the same day took half a day.
    left = Left(expected, history.spreads[history.stage(case, point)], today - point.day)
    low, half, high = (max(today, round(point.day + left.quantile(q) - 0.5)) for q in INTERVAL)
    return Estimate(low, half, high, left.beyond(case.due - point.day + 1))


def _as_of(point: Point, today: int, planned: int) -> Point:
    """A report holds for a while; silence longer than that says that nothing has moved since."""
    if point.percent is None:
        return point
    silent = today - point.day - SILENCE * planned
    return point._replace(day=point.day + round(max(0.0, silent)))


def forecast(course: Course, day: date, history: History, calendar: Calendar) -> Forecast:
    """The forecast of `course` as known at the end of `day`. The same input, the same answer;
    low ≤ expected ≤ high; with more progress reported the days are never later."""
    if course.done_on is not None:
        missed = course.done_on > course.due_on
        verdict = Verdict.LATE_LIKELY if missed else Verdict.FINE
        why, done = words.handed_in(course.done_on, day), course.done_on
        return Forecast(verdict, why, done, done, done, float(missed))
    if course.suspended:
        return Forecast(Verdict.UNKNOWN, words.SUSPENDED)
    case = measure(course, day, calendar)
    if not course.reports and not history.family(course.family).cases:
        return Forecast(Verdict.UNKNOWN, words.NOTHING_KNOWN)
    today = elapsed(course, day, calendar)
    found = estimate(case, today, history)
    low, expected, high = (
        calendar.next_workday(day) if n <= today else calendar.add_workdays(day, n - today)
        for n in (found.low, found.expected, found.high)
    )
    late = calendar.workdays_between(course.due_on, expected)
    why = words.why(course, case, today, history, words.finish(expected, late, day))
    return Forecast(_verdict(found.p_late), why, expected, low, high, round(found.p_late, 3))


def _verdict(p_late: float) -> Verdict:
    if p_late >= LATE:
        return Verdict.LATE_LIKELY
    return Verdict.TIGHT if p_late >= TIGHT else Verdict.FINE
