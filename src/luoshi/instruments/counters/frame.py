"""What a counter's query is given: matters the viewer may see, a stretch of time, a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from luoshi.instruments.counters.compute import working_hours
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.models import Assignment, Event, Matter


@dataclass(frozen=True, slots=True)
class Hit:
    """One case that counts: which matter, the moment that made it count, on whose row it stands
    (a unit's or, for counters of leaders, a person's), its value, and a word of explanation."""

    matter_id: int
    at: datetime
    unit_id: int | None = None
    person_id: int | None = None
    value: float = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """`matters` hold nothing private; `until` is never later than now."""

    matters: QuerySet[Matter]
    since: datetime
    until: datetime
    calendar: Calendar

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment lies in the period."""
        return moment is not None and self.since <= moment <= self.until

    def journal(self) -> QuerySet[Event]:
        """Every act on these matters up to the end of the period, in order."""
        rows = Event.objects.filter(matter__in=self.matters.values("pk"))
        found = rows.filter(recorded_at__lte=self.until)
        return found.select_related("matter", "actor").order_by("matter_id", "seq")

    def events(self, *verbs: str) -> QuerySet[Event]:
        """The acts of these verbs in the period."""
        return self.journal().filter(verb__in=verbs, recorded_at__gte=self.since)

    def moves(self) -> QuerySet[Event]:
        """The acts by which a matter came to another stage."""
        return self.journal().exclude(from_stage=F("to_stage"))

    def lead_parts(self) -> QuerySet[Assignment]:
        """The part of the leading unit of each of these matters."""
        parts = Assignment.objects.filter(matter__in=self.matters.values("pk"))
        return parts.filter(unit_id=F("matter__lead_unit_id")).select_related("matter")

    def hours(self, since: datetime, until: datetime) -> float:
        """The working hours between two moments."""
        return working_hours(since, until, self.calendar.is_workday)

    def days(self, since: datetime, until: datetime) -> int:
        """The working days from one moment's day to the other's, the first not counted."""
        return self.calendar.workdays_between(local_date(since), local_date(until))


def dues_of(frame: Frame, matters: Iterable[int]) -> dict[int, list[tuple[datetime, datetime]]]:
    """By matter, when its due date became which, oldest first."""
    rows = Event.objects.filter(matter__in=set(matters), changed__has_key="due_at")
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    order = rows.filter(recorded_at__lte=frame.until).order_by("matter_id", "seq")
    for matter, at, changed in order.values_list("matter_id", "recorded_at", "changed"):
        if changed["due_at"]:
            due = datetime.fromisoformat(changed["due_at"])
            found.setdefault(matter, []).append((at, due))
    return found


def due_then(
    dues: dict[int, list[tuple[datetime, datetime]]], matter: int, moment: datetime
) -> datetime | None:
    """The due date of a matter as it stood at a moment, that moment's own act included."""
    return next((due for at, due in reversed(dues.get(matter, [])) if at <= moment), None)


def with_dues(frame: Frame, events: Iterable[Event]) -> Iterator[tuple[Event, datetime | None]]:
    """Each act with the due date that held when it was done."""
    found = list(events)
    dues = dues_of(frame, (event.matter_id for event in found))
    for event in found:
        yield event, due_then(dues, event.matter_id, event.recorded_at)
