"""The clock of the story: who waits until when, and what time itself does each morning.

A story is a generator that yields the moment it waits for; when that moment comes it acts, through
the engine and nothing else. All stories run on one clock, so numbers and journals stand in order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

from luoshi.cli.demo.county import County
from luoshi.cli.demo.words import WORDS
from luoshi.cli.jobs import run_jobs
from luoshi.lib.clock import local_date, start_of
from luoshi.lib.workdays import Calendar
from luoshi.matters import engine
from luoshi.matters.models import Event, Matter
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person

Story = Generator[datetime, None, None]
MORNING = timedelta(hours=7, minutes=30)


@dataclass(slots=True)
class Case:
    """One matter as its story knows it: whose it is and what kind of thing it is."""

    matter: Matter
    lead: str
    co: tuple[str, ...] = ()
    due: date | None = None


@dataclass(slots=True)
class World:
    """The county, the present moment of the story, and everything that still waits."""

    county: County
    rng: Random
    now: datetime
    moment: datetime
    # Standing rules, and what to do with each occurrence that the morning tick opens of them.
    on_occurrence: Callable[[World, Matter], Story] | None = None
    rules: set[int] = field(default_factory=set)
    # Rules whose occurrences have a story of their own.
    watches: dict[int, Callable[[World, Matter], Story]] = field(default_factory=dict)
    _waiting: list[tuple[datetime, int, Story]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)
    calendar: Calendar = field(default_factory=office_calendar)

    def begin(self, story: Story) -> None:
        """The story runs to its first waiting point."""
        try:
            heappush(self._waiting, (next(story), next(self._order), story))
        except StopIteration:
            return

    def run(self, progress: Callable[[int], None] | None = None) -> None:
        """Everything up to `now` has happened, day by day."""
        day = local_date(self.moment)
        while start_of(day) + MORNING <= self.now:
            self._morning(start_of(day) + MORNING)
            day += timedelta(days=1)
            self._until(min(start_of(day) + MORNING, self.now))
            if progress:
                progress(1)

    def _morning(self, moment: datetime) -> None:
        known = Matter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        # Nobody reads a forecast of a day long past but the Monday's weekly report.
        read = moment.weekday() == 0 or moment + timedelta(days=2) > self.now
        done = run_jobs(moment, tell=False, foresee=read)
        if not done or self.on_occurrence is None:
            return
        self.moment = moment
        every = dict.fromkeys(self.rules, self.on_occurrence) | self.watches
        for child in Matter.objects.filter(parent_id__in=every, pk__gt=known).order_by("pk"):
            self.begin(every[child.parent_id or 0](self, child))

    def _until(self, moment: datetime) -> None:
        while self._waiting and self._waiting[0][0] < moment:
            self.moment, _, story = heappop(self._waiting)
            self.begin(story)

    def later(self, workdays: int) -> datetime:
        """That many working days on, at some hour of the office; 0 is a few minutes later."""
        if workdays == 0:
            return self.moment + timedelta(minutes=self.rng.randint(2, 9))
        return self.hour(self.calendar.add_workdays(local_date(self.moment), workdays))

    def hour(self, day: date) -> datetime:
        """Some moment of that day at which people work."""
        return start_of(day) + timedelta(minutes=self.rng.randint(8 * 60 + 30, 17 * 60 + 30))

    def behind(self, days: int) -> datetime:
        """Some office hour of the first working day that is at most so many days ago."""
        return self.hour(self.calendar.next_workday(local_date(self.now) - timedelta(days=days)))

    def today(self, workdays: int) -> date:
        """The day that many working days after (or before) the end of the story."""
        return self.calendar.add_workdays(local_date(self.now), workdays)

    def say(self, kind: str, **more: Any) -> str:
        """A sentence of that kind."""
        number = self.rng.randint(6, 60)
        return self.rng.choice(WORDS[kind]).format(n=number, **more)

    def act(self, case: Case, verb: str, by: Person, **typed: Any) -> Event:
        """One act at the present moment of the story."""
        return engine.act(case.matter, verb, by, self.moment, **typed)

    def person(self, username: str) -> Person:
        """The person of that username; the chief's place is taken by a deputy while away."""
        if username == "chief":
            return self.county.chief(local_date(self.moment))
        return self.county.people[username]
