"""The past as it was: a matter at any moment, and the light it showed, folded from its journal.

A light is a pure function of a matter's columns and a moment, and every column stands in the
journal with the act that changed it. So nothing is reckoned anew by the rules or the calendar of
today: what `key_of` said at a moment is what `lights_on` says of that moment, for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from luoshi.matters import clockwork
from luoshi.matters.lights import key_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.periods import Month, months
from luoshi.matters.schedule import Schedule
from luoshi.matters.state import COLUMNS, Part, State, fold
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar

_MOMENTS = frozenset(f.name for f in (*fields(State), *fields(Part)) if "datetime" in str(f.type))
_DAYS = frozenset(f.name for f in fields(State) if str(f.type).startswith("date "))


def _thawed(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _MOMENTS:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name in _DAYS else value


def restored(row: Mapping[str, Any]) -> State:
    """The state behind a snapshot or a fold; columns of which no event speaks are as new.

    The red light of a journal older than its column follows from the pinned type.
    """
    known = {name: _thawed(name, row[name]) for name in COLUMNS if name in row}
    state = State(**known)
    for unit, part in row["parts"].items():
        state.parts[int(unit)] = Part(**{k: _thawed(k, v) for k, v in part.items()})
    if "late_at" not in row:
        spec = pinned(state.type_version_id)
        state.late_at = clockwork.lights_at(state, spec, office_calendar())[1]
    return state


def _journals(ids: QuerySet[Matter, Any], until: datetime) -> Iterator[tuple[int, list[Any]]]:
    """The differences of each matter's acts recorded by `until`, in order, in one query."""
    rows = Event.objects.filter(matter_id__in=ids, recorded_at__lte=until)
    found = rows.order_by("matter_id", "seq").values_list("matter_id", "changed")
    for matter, group in groupby(found.iterator(), lambda row: row[0]):
        yield matter, [changed for _, changed in group]


def states_at(matters: QuerySet[Matter], moment: datetime) -> dict[int, State]:
    """Each matter as it was at `moment`, by id; those registered later are left out."""
    ids = matters.order_by().values("pk")
    return {pk: restored(fold(changes)) for pk, changes in _journals(ids, moment)}


def state_at(matter: Matter, moment: datetime) -> State | None:
    """One matter as it was at `moment`, None before it was registered."""
    return states_at(Matter.objects.filter(pk=matter.pk), moment).get(matter.pk)


def lights_on(matters: QuerySet[Matter], moment: datetime) -> dict[int, str]:
    """Which light each matter showed at `moment`, by id; those registered later are left out."""
    return {pk: key_of(state, moment) for pk, state in states_at(matters, moment).items()}


@dataclass(frozen=True, slots=True)
class Turn:
    """From `at` on the light was `key`; `state` is the matter as it was then."""

    at: datetime
    key: str
    state: State


def turns(matter: Matter, until: datetime) -> list[Turn]:
    """亮灯经过: every change of the matter's light from its registration to `until`, oldest first.

    Between two acts only time turns a light: at `warn_at`, and behind `late_at`.
    """
    found: list[Turn] = []
    for begins, ends, state in _stretches(matter, until):
        for moment in _candidates(state, begins, ends):
            key = key_of(state, moment)
            if not found or found[-1].key != key:
                found.append(Turn(moment, key, state))
    return found


def _stretches(matter: Matter, until: datetime) -> Iterator[tuple[datetime, datetime, State]]:
    """The stretches of time between two acts, each with the state that held in it."""
    rows = Event.objects.filter(matter=matter, recorded_at__lte=until).order_by("seq")
    events = list(rows.values_list("recorded_at", "changed"))
    ends = [at for at, _ in events[1:]] + [until]
    changes: list[Any] = []
    for (begins, changed), end in zip(events, ends, strict=True):
        changes.append(changed)
        yield begins, end, restored(fold(changes))


def _candidates(state: State, begins: datetime, ends: datetime) -> list[datetime]:
    """The moments of a stretch at which its light may have turned."""
    red = state.late_at + _JUST_AFTER if state.late_at else None
    turning = (m for m in (state.warn_at, red) if m is not None and begins < m <= ends)
    return [begins, *sorted(turning)]


_JUST_AFTER = datetime.resolution  # the last second of the due day is still in time


def progress_of(matter: Matter, until: datetime) -> list[tuple[datetime, int]]:
    """When the matter's progress became how much, oldest first."""
    rows = Event.objects.filter(matter=matter, recorded_at__lte=until, changed__has_key="progress")
    found = rows.order_by("seq").values_list("recorded_at", "changed")
    return [(at, changed["progress"]) for at, changed in found]


def months_of(matter: Matter, now: datetime) -> list[Month]:
    """Month by month, what the plan of the matter wanted and whether it was there in time.

    Only for types whose light follows the plan; by the plan as it stands, until the work stopped.
    """
    spec = pinned(matter.type_version_id)
    planned = matter.dispatched_at is not None and matter.due_at is not None
    if spec.light.family != "progress_lag" or not planned:
        return []
    assert matter.dispatched_at is not None
    assert matter.due_at is not None
    until = min(now, matter.stopped_at or now)
    plan = Schedule(matter.dispatched_at, matter.due_at, spec.schedule)
    return months(plan, progress_of(matter, until), until)
