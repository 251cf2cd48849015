"""Fictional lives of matters whose end is known: what the forecast is measured on.

Written before the method and without its formulas: work goes on day by day at a speed that depends
on the unit, the season and the nearness of the due date; reports are what a unit of that kind would
say of it. Nothing here is fitted to anything. `Life.known(day)` is what the office knew that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from luoshi.catalogue.schema import ScheduleRule
from luoshi.instruments.forecast.compute import Course, Report
from luoshi.lib.workdays import Calendar

BEGIN, END = date(2023, 1, 3), date(2025, 12, 31)
DAYS = (END - BEGIN).days
CALENDAR = Calendar()
# name, working days of time (least, most), first warning before due, schedule, how much later than
# the unit's habit
KINDS = (
    ("directive", (7, 7), 3, ScheduleRule(), 1.05),
    ("resolution", (12, 35), 5, ScheduleRule(), 1.0),
    ("assigned", (10, 30), 5, ScheduleRule(), 0.95),
    ("key", (80, 200), 20, ScheduleRule(10, 60), 0.92),
)
TUNED = ("honest", "late_starter", "optimist", "silent", "seasonal")
UNSEEN = (*TUNED, "in_steps")  # one habit that nothing was tuned on


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its habits."""

    key: int
    habit: str
    slowness: float  # of the planned time, on average
    unsteady: float
    cadence: float  # reports in the time of a matter
    hurries: bool  # works faster when the due date is near
    matters: int


@dataclass(slots=True)
class Life:
    """A matter with its whole truth."""

    unit: Unit
    kind: str
    rule: ScheduleRule
    warned: int
    handed_on: date
    planned_on: date
    acknowledged_on: date
    reports: list[Report] = field(default_factory=list)
    dues: list[tuple[date, date]] = field(default_factory=list)  # known from, due then
    pause: tuple[date, date] | None = None
    difficulty_on: date | None = None
    asked_on: date | None = None
    urged_on: date | None = None
    returned_on: date | None = None
    done_on: date = date.max

    def due(self, day: date) -> date:
        """The due date as it stood on `day`."""
        return [due for since, due in self.dues if since <= day][-1]

    def amber_on(self, day: date) -> date:
        """When the light turns amber, by the due date of `day`."""
        return CALENDAR.add_workdays(self.due(day), -self.warned)

    def known(self, day: date) -> Course:
        """What the journal held at the end of `day`, and not a word more."""

        def by(when: date | None) -> date | None:
            return when if when is not None and when <= day else None

        pauses: tuple[tuple[date, date | None], ...] = ()
        if self.pause and self.pause[0] <= day:
            pauses = ((self.pause[0], by(self.pause[1])),)
        return Course(
            self.unit.key, "supervision", self.handed_on, self.planned_on, self.due(day),
            tuple(r for r in self.reports if r.on <= day),
            by(self.acknowledged_on), by(self.difficulty_on), by(self.asked_on),
            by(self.urged_on), by(self.returned_on), pauses, by(self.done_on), self.rule,
        )  # fmt: skip


def units(rng: Random, habits: tuple[str, ...], number: int = 30) -> list[Unit]:
    """Units of all habits, a few with many matters and many with few."""
    return [
        Unit(
            key=n,
            habit=habits[n % len(habits)],
            slowness=rng.lognormvariate(-0.16, 0.17),
            unsteady=rng.uniform(0.12, 0.35),
            cadence=rng.uniform(2.5, 6),
            hurries=rng.random() < 0.5,
            matters=round(rng.choice((4, 10, 25, 60)) * rng.uniform(0.7, 1.3)),
        )
        for n in range(number)
    ]


def county(seed: int, habits: tuple[str, ...]) -> list[Life]:
    """Three years of one county; the same seed, the same county."""
    rng = Random(seed)
    lives = [_life(rng, unit) for unit in units(rng, habits) for _ in range(unit.matters)]
    return sorted(lives, key=lambda life: (life.handed_on, life.unit.key))


def _life(rng: Random, unit: Unit) -> Life:
    kind, span, warned, rule, factor = rng.choices(KINDS, (3, 4, 2, 1))[0]
    planned = rng.randint(*span)
    handed = CALENDAR.next_workday(BEGIN + timedelta(days=rng.randrange(DAYS)))
    due = CALENDAR.add_workdays(handed, planned)
    slow = unit.habit == "late_starter" and rng.random() < 0.5
    waits = rng.randint(2, 5) if slow else rng.choice((0, 0, 1, 1, 2))
    life = Life(
        unit, kind, rule, warned, handed, due, CALENDAR.add_workdays(handed, waits),
        dues=[(handed, due)],
    )  # fmt: skip
    work = planned * factor * unit.slowness * rng.lognormvariate(0, unit.unsteady)
    _live(rng, life, planned, max(1.0, work))
    return life


@dataclass(slots=True)
class _Doing:
    """The work of one matter while it goes on."""

    whole: float
    done: float = 0.0
    day: int = 0
    last_report: int = 0
    shock_at: float = 2.0  # at which share of the work it turns out to be more
    shock: float = 0.0
    milestones: tuple[float, ...] = ()

    @property
    def share(self) -> float:
        return min(1.0, self.done / self.whole)


def _live(rng: Random, life: Life, planned: int, work: float) -> None:
    doing = _Doing(work, milestones=tuple(sorted(rng.uniform(0.15, 0.95) for _ in range(3))))
    if rng.random() < 0.18:
        doing.shock_at, doing.shock = rng.uniform(0.2, 0.85), work * rng.uniform(0.3, 1.0)
    pause_at = rng.randint(2, planned) if rng.random() < 0.04 else -1
    day = life.handed_on
    while doing.share < 1:
        day = CALENDAR.add_workdays(day, 1)
        doing.day += 1
        if doing.day == pause_at and day <= life.due(day):
            day = _pause(rng, life, day)
        doing.done += _speed(rng, life, doing, day)
        _surprise(rng, life, doing, day)
        _report(rng, life, doing, planned, day)
        _office(rng, life, doing, day)
    life.done_on = day
    if rng.random() < 0.08:
        _returned(rng, life)


def _speed(rng: Random, life: Life, doing: _Doing, day: date) -> float:
    speed = rng.uniform(0.4, 1.6)
    if life.unit.habit == "seasonal":
        speed *= 0.6 if day.month in (12, 1, 2) else 1.25
    if life.unit.habit == "late_starter":
        speed *= 0.35 if doing.share < 0.25 else 2.2
    if life.unit.hurries and CALENDAR.workdays_between(day, life.due(day)) < 4:
        speed *= 1.5
    return speed


def _surprise(rng: Random, life: Life, doing: _Doing, day: date) -> None:
    if doing.share < doing.shock_at:
        return
    doing.whole += doing.shock
    doing.shock_at = 2.0
    if rng.random() < 0.6:
        life.difficulty_on = day
        _say(rng, life, doing, day)


def _report(rng: Random, life: Life, doing: _Doing, planned: int, day: date) -> None:
    gap = max(2.0, planned / life.unit.cadence)
    if doing.day - doing.last_report < gap * rng.uniform(0.7, 1.3) or doing.share >= 1:
        return
    doing.last_report = doing.day
    if life.unit.habit == "silent" and rng.random() < 0.75:
        return
    _say(rng, life, doing, day)


def _say(rng: Random, life: Life, doing: _Doing, day: date) -> None:
    seen = doing.share
    if life.unit.habit == "optimist":
        seen = 1 - (1 - seen) ** 2.4
    if life.unit.habit == "in_steps":
        seen = max((m for m in doing.milestones if m <= seen), default=0.05)
    told = 5 * round((100 * seen + rng.gauss(0, 4)) / 5)
    percent = max(0, min(95, told))
    life.reports.append(Report(day, percent))


def _pause(rng: Random, life: Life, day: date) -> date:
    until = CALENDAR.next_workday(day + timedelta(days=rng.randint(8, 25)))
    due = CALENDAR.next_workday(life.due(day) + (until - day))
    life.pause = (day, until)
    life.dues.append((until, due))
    return until


def _office(rng: Random, life: Life, doing: _Doing, day: date) -> None:
    """Urging, and more time asked for when it will not do."""
    left = CALENDAR.workdays_between(day, life.due(day))
    if left == 1 and doing.share < 0.9 and life.urged_on is None and rng.random() < 0.5:
        life.urged_on = day
    needed = (1 - doing.share) * doing.whole
    if 1 <= left <= 4 and needed > left + 2 and life.asked_on is None and rng.random() < 0.12:
        life.asked_on = day
        if rng.random() < 0.6:
            granted = CALENDAR.add_workdays(life.due(day), max(3, round(needed * 0.8)))
            life.dues.append((CALENDAR.add_workdays(day, 1), granted))


def _returned(rng: Random, life: Life) -> None:
    """Handed in, sent back two days later, handed in again."""
    again = CALENDAR.add_workdays(life.done_on, 2)
    life.returned_on = again
    life.reports.append(Report(again, 95))
    life.done_on = CALENDAR.add_workdays(again, rng.randint(1, 7))


def without(course: Course) -> Course:
    """The course as if nothing had been reported: for a baseline that knows the history alone."""
    return replace(course, reports=())
