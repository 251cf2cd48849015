"""The open parts of the ledger with what each owes, and when somebody last pressed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from luoshi.catalogue.fields import length
from luoshi.catalogue.schema import Phase
from luoshi.instruments.followup.compute import LAG, Owed, Reason, reasons
from luoshi.instruments.followup.models import FollowNote
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar, Unit
from luoshi.matters.models import Assignment, Event, Matter
from luoshi.matters.nodes import unreached
from luoshi.matters.schedule import plan_of
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar

PRESSED_WITHIN = timedelta(days=60)  # what was pressed longer ago is no longer told
Forecast = Callable[[list[int]], Mapping[int, date]]  # matters → when they will really be done
Key = tuple[int, int]  # matter, unit


@dataclass(frozen=True, slots=True)
class Press:
    """The last time somebody followed a matter up: an urge, or only a note."""

    at: datetime
    who: str
    words: str
    noted: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One unit's open part with the reasons to press today."""

    part: Assignment
    reasons: tuple[Reason, ...]
    press: Press | None
    forecast: date | None

    @property
    def matter(self) -> Matter:
        """The matter it is a part of."""
        return self.part.matter

    @property
    def heard_at(self) -> datetime | None:
        """When the unit last did anything about its part."""
        moments = (self.part.last_report_at, self.part.acknowledged_at)
        return max((m for m in moments if m), default=None)

    @property
    def moved(self) -> bool:
        """Whether the unit has been heard of since it was last pressed."""
        heard = self.heard_at
        return self.press is None or (heard is not None and heard > self.press.at)


def open_parts(matters: QuerySet[Matter], units: Iterable[int] | None) -> QuerySet[Assignment]:
    """The parts of these matters that run: handed over, not done, their clock not suspended."""
    found = Assignment.objects.filter(
        matter__in=matters,
        matter__phase__in=(Phase.NEW, Phase.OPEN),
        matter__dispatched_at__isnull=False,
        matter__suspended_at__isnull=True,
        matter__private=False,
        state__in=("pending", "handling"),
    )
    if units is not None:
        found = found.filter(unit_id__in=units)
    return found.select_related("matter", "unit").defer("matter__extra", "matter__standard")


def held_parts(
    matters: QuerySet[Matter],
    units: Iterable[int] | None,
    now: datetime,
    forecast: Forecast | None = None,
) -> list[Held]:
    """Every running part with its reasons (often none), by due date."""
    calendar, today = office_calendar(), local_date(now)
    parts = sorted(
        open_parts(matters, units), key=lambda p: (p.matter.due_at or now.replace(year=2100), p.pk)
    )
    ids = [part.matter_id for part in parts]
    pressed, later = last_pressed(ids, now), forecast(ids) if forecast else {}
    found = []
    for part in parts:
        press = pressed.get((part.matter_id, part.unit_id))
        owed = _owed(part, press, later.get(part.matter_id), now, calendar)
        told = reasons(owed, today, calendar)
        found.append(Held(part, told, press, later.get(part.matter_id)))
    return found


def last_pressed(ids: list[int], now: datetime) -> dict[Key, Press]:
    """The latest urge or note by matter and unit; an urge goes to every unit of its matter."""
    since = now - PRESSED_WITHIN
    urges = Event.objects.filter(
        matter_id__in=ids, verb="urge", recorded_at__gte=since, recorded_at__lte=now
    ).select_related("actor")
    by_matter = {
        e.matter_id: Press(
            e.recorded_at, e.actor.name if e.actor else "", e.said.get("note", ""), False
        )
        for e in urges.order_by("recorded_at")
    }
    parts = Assignment.objects.filter(matter_id__in=by_matter).values_list("matter_id", "unit_id")
    found: dict[Key, Press] = {(matter, unit): by_matter[matter] for matter, unit in parts}
    notes = FollowNote.objects.filter(matter_id__in=ids, noted_at__gte=since, noted_at__lte=now)
    for note in notes.select_related("officer").order_by("noted_at"):
        key = (note.matter_id, note.unit_id)
        if key not in found or found[key].at <= note.noted_at:
            found[key] = Press(note.noted_at, note.officer.name, note.words, True)
    return found


def _owed(
    part: Assignment, press: Press | None, later: date | None, now: datetime, calendar: Calendar
) -> Owed:
    matter, spec = part.matter, pinned(part.matter.type_version_id)
    lead = part.unit_id == matter.lead_unit_id
    plan = plan_of(matter.dispatched_at, matter.due_at, spec.schedule, matter.facts)
    within, every = spec.acknowledge_within, spec.feedback_every if lead else None
    base = part.last_report_at or part.acknowledged_at
    return Owed(
        waiting=part.state == "pending",
        acknowledge_by=local_date(
            calendar.add_to(part.handed_at, within.amount, Unit(within.unit))
        ),
        lead=lead,
        handed=local_date(part.handed_at),
        due=local_date(matter.due_at) if matter.due_at else None,
        progress=part.progress,
        expected=plan.expected(now) if plan else None,
        lags_since=local_date(plan.behind(part.progress, LAG)) if plan else None,
        heard=local_date(part.last_report_at) if part.last_report_at else None,
        feedback_by=local_date(calendar.add_to(base, every.amount, Unit(every.unit)))
        if every and base
        else None,
        rhythm=length(every) if every else "",
        nodes=tuple((n.name, n.day) for n in unreached(matter.facts)) if lead else (),
        pressed=local_date(press.at) if press else None,
        forecast=later if lead else None,
    )
