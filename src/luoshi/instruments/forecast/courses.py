"""From the journal to the courses that `compute` reckons with: two queries for many matters, one
more for those of a past moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.db.models.fields.json import KT

from luoshi.catalogue.schema import Phase
from luoshi.instruments.forecast.compute import Course, Report
from luoshi.lib.clock import local_date
from luoshi.matters import past
from luoshi.matters.models import Assignment, Event, Matter
from luoshi.matters.state import ACTIVE, State
from luoshi.matters.types import pinned

_BACK = ("return_back", "reopen")
_TOLD = ("report_progress", "extend", "urge", "suspend_clock", "resume_clock", *_BACK)
_FULL = 95  # what is sent back was all but done, as the engine has it


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as far as it matters here."""

    at: datetime
    verb: str
    unit_id: int | None
    percent: str | None
    difficulty: str | None
    due: str | None

    @property
    def day(self) -> date:
        return local_date(self.at)


@dataclass(slots=True)
class _Journal:
    """What the journal of one matter tells, in its order."""

    told: list[_Told] = field(default_factory=list)

    def first(self, verb: str) -> date | None:
        """The day of the first act of that kind."""
        return next((e.day for e in self.told if e.verb == verb), None)

    def due_at(self, moment: datetime, otherwise: datetime) -> date:
        """The due date that stood at `moment`."""
        dues = [(e.at, e.due) for e in self.told if e.due]
        before = [due for at, due in dues if at <= moment] or [due for _, due in dues[:1]]
        return local_date(datetime.fromisoformat(before[-1]) if before else otherwise)

    def pauses(self) -> tuple[tuple[date, date | None], ...]:
        """From when until when the clock stood."""
        found: list[tuple[date, date | None]] = []
        for event in self.told:
            if event.verb == "suspend_clock":
                found.append((event.day, None))
            elif event.verb == "resume_clock" and found:
                found[-1] = (found[-1][0], event.day)
        return tuple(found)

    def reports(self, unit_id: int, *, lead: bool) -> tuple[Report, ...]:
        """The percentages this unit has named; what the office sent back counts for the lead."""
        found = []
        for event in self.told:
            if event.verb == "report_progress" and event.unit_id == unit_id and event.percent:
                found.append(Report(event.day, int(event.percent)))
            elif event.verb in _BACK and lead:
                found.append(Report(event.day, _FULL))
        return tuple(found)


def courses_of(matters: Iterable[Matter]) -> dict[int, Course]:
    """By matter id: how each went, told of the unit on whom its end depends. Whose hand-over
    or due date is missing has none."""
    rows = {m.pk: m for m in matters}
    parts: dict[int, list[Assignment]] = defaultdict(list)
    for row in Assignment.objects.filter(matter_id__in=rows).order_by("id"):
        parts[row.matter_id].append(row)
    return _courses(rows, parts, _journals(list(rows)))


def courses_at(ids: Iterable[int], moment: datetime) -> dict[int, Course]:
    """The same as it was known at `moment`: matter, parts and reports of then."""
    rows = past.states_at(Matter.objects.filter(pk__in=list(ids)), moment)
    parts = {
        pk: [Assignment(unit_id=unit, **asdict(part)) for unit, part in state.parts.items()]
        for pk, state in rows.items()
    }
    return _courses(rows, parts, _journals(list(rows), moment))


def _courses(
    rows: Mapping[int, Matter] | Mapping[int, State],
    parts: Mapping[int, list[Assignment]],
    journals: Mapping[int, _Journal],
) -> dict[int, Course]:
    found = {}
    for pk, matter in rows.items():
        if not (matter.dispatched_at and matter.due_at and matter.lead_unit_id):
            continue
        part = _deciding(matter, parts[pk])
        if part is not None:
            found[pk] = _course(matter, part, journals[pk])
    return found


def _journals(ids: list[int], until: datetime | None = None) -> dict[int, _Journal]:
    found: dict[int, _Journal] = defaultdict(_Journal)
    events = Event.objects.filter(matter_id__in=ids)
    if until is not None:
        events = events.filter(recorded_at__lte=until)
    told = events.filter(
        Q(verb__in=_TOLD) | Q(changed__has_key="due_at") | Q(changed__has_key="difficulty_at")
    ).order_by("matter_id", "seq")
    for matter_id, at, verb, unit_id, *words in told.values_list(
        "matter_id", "at", "verb", "unit_id",
        KT("said__percent"), KT("changed__difficulty_at"), KT("changed__due_at"),
    ):  # fmt: skip
        # SQLite tells a null inside the data from a missing key by the word.
        percent, difficulty, due = (None if word == "null" else word for word in words)
        found[matter_id].told.append(_Told(at, verb, unit_id, percent, difficulty, due))
    return found


def _deciding(matter: Matter | State, parts: list[Assignment]) -> Assignment | None:
    """The lead's part; once that is done, the open part that is furthest back."""
    lead = next((p for p in parts if p.unit_id == matter.lead_unit_id), None)
    if lead is None or lead.state in ACTIVE or matter.phase == Phase.DONE:
        return lead
    still = [p for p in parts if p.state in ACTIVE]
    return min(still, key=lambda p: p.progress) if still else lead


def _course(matter: Matter | State, part: Assignment, journal: _Journal) -> Course:
    assert matter.due_at is not None
    assert matter.dispatched_at is not None
    handed = max(part.handed_at, matter.dispatched_at)
    lead = part.unit_id == matter.lead_unit_id
    spec = pinned(matter.type_version_id)
    difficulty = next((e.day for e in journal.told if e.difficulty), None)
    handed_in = matter.stopped_at if not matter.suspended_at else None
    return Course(
        unit=part.unit_id,
        family=spec.family,
        handed_on=local_date(handed),
        planned_on=journal.due_at(handed, matter.due_at),
        due_on=local_date(matter.due_at),
        reports=journal.reports(part.unit_id, lead=lead),
        acknowledged_on=local_date(part.acknowledged_at) if part.acknowledged_at else None,
        difficulty_on=difficulty,
        asked_on=journal.first("extend"),
        urged_on=journal.first("urge"),
        returned_on=journal.first("return_back"),
        pauses=journal.pauses(),
        done_on=local_date(handed_in) if handed_in else None,
        rule=spec.schedule,
    )
