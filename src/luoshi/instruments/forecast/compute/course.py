"""How a matter has gone so far, as dates; and the same measured in net working days.

`Course` is what the journal says of an open or a finished matter, `measure` turns it into a
`Case`: days counted from the hand-over, time in which the clock stood left out. Everything else
of the forecast reckons with cases alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from luoshi.catalogue.schema import ScheduleRule
from luoshi.lib.workdays import ONE_DAY, Calendar

AS_A_RULE = ScheduleRule()
SLOW = 2  # working days without acknowledgement after which a start was slow


class Signs(NamedTuple):
    """What has been heard besides percentages, up to a moment."""

    difficulty: bool = False  # a report named one
    asked: bool = False  # more time was asked for
    urged: bool = False
    returned: bool = False
    slow: bool = False  # acknowledged late, or not yet


@dataclass(frozen=True, slots=True)
class Report:
    """A progress report that named a percentage; a return by the office counts as one."""

    on: date
    percent: int


@dataclass(frozen=True, slots=True)
class Course:
    """A matter from its hand-over on. `planned_on` is the due date it was handed over with,
    `due_on` the one it has now, `done_on` when its last part was handed in."""

    unit: int
    family: str
    handed_on: date
    planned_on: date
    due_on: date
    reports: tuple[Report, ...] = ()
    acknowledged_on: date | None = None
    difficulty_on: date | None = None
    asked_on: date | None = None
    urged_on: date | None = None
    returned_on: date | None = None
    pauses: tuple[tuple[date, date | None], ...] = ()
    done_on: date | None = None
    rule: ScheduleRule = AS_A_RULE

    @property
    def suspended(self) -> bool:
        """Whether the clock stands now."""
        return bool(self.pauses) and self.pauses[-1][1] is None and self.done_on is None


class Point(NamedTuple):
    """A moment at which something was known: `percent` is None before the first report."""

    day: int
    percent: int | None
    signs: Signs


@dataclass(frozen=True, slots=True)
class Case:
    """A course in net working days from the hand-over. `took` is None while it is open."""

    unit: int
    family: str
    planned: int
    due: int
    points: tuple[Point, ...]
    took: int | None = None
    rule: ScheduleRule = AS_A_RULE

    @property
    def ratio(self) -> float:
        """How much of the planned time it took; at least half a day counts as taken."""
        assert self.took is not None
        return max(self.took, 0.5) / self.planned


def elapsed(course: Course, day: date, calendar: Calendar) -> int:
    """Working days from the hand-over up to and including `day`, the clock's pauses left out."""
    stood = sum(
        max(0, calendar.workdays_between(max(since, course.handed_on), min(until or day, day)))
        for since, until in course.pauses
        if since < day
    )
    return max(0, calendar.workdays_between(course.handed_on, day) - stood)


def _by(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def _signs(course: Course, day: date, calendar: Calendar) -> Signs:
    heard = min(course.acknowledged_on or day, day)
    return Signs(
        difficulty=_by(course.difficulty_on, day),
        asked=_by(course.asked_on, day),
        urged=_by(course.urged_on, day),
        returned=_by(course.returned_on, day),
        slow=calendar.workdays_between(course.handed_on, heard) > SLOW,
    )


def measure(course: Course, day: date, calendar: Calendar) -> Case:
    """The course as known at `day`, for a finished one at its end. Points are in order of time;
    the last one carries the signs of `day`, the first (no report yet) those of the start."""
    end = course.done_on or day
    known = sorted((r for r in course.reports if r.on <= end), key=lambda r: r.on)
    # What a first report says was not known before it.
    silent = known[0].on - ONE_DAY if known else end
    points = [Point(0, None, _signs(course, silent, calendar))]
    for report in known:
        signs = _signs(course, report.on, calendar)
        points.append(Point(elapsed(course, report.on, calendar), report.percent, signs))
    if course.done_on is None:
        points[-1] = points[-1]._replace(signs=_signs(course, day, calendar))
    return Case(
        unit=course.unit,
        family=course.family,
        planned=max(1, calendar.workdays_between(course.handed_on, course.planned_on)),
        due=elapsed(course, course.due_on, calendar),
        points=tuple(points),
        took=elapsed(course, course.done_on, calendar) if course.done_on else None,
        rule=course.rule,
    )
