"""The burden of units from the journal: this week before an act, or the last weeks as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from luoshi.instruments.burden.compute import (
    Asked,
    Burden,
    burden,
    by_week,
    last_weeks,
    order,
    shipped,
    week_of,
)
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import queries
from luoshi.matters.models import Assignment, Event
from luoshi.matters.state import ACTIVE, plain
from luoshi.org.models import Unit
from luoshi.org.scope import Scope, current_units

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Weeks:
    """One unit with its weeks, the earliest first."""

    unit: Unit
    burdens: tuple[Burden, ...]

    @property
    def total(self) -> int:
        """All demands of all these weeks."""
        return sum(one.total for one in self.burdens)


def adds(verb: str) -> bool:
    """Whether doing `verb` asks something of a unit."""
    return shipped().kind_of(verb) is not None


def _told(event: Event) -> list[int]:
    """The units an act itself says it was addressed to."""
    urged = event.changed.get("facts", {}).get("urged", {})
    if urged.get("at") == plain(event.recorded_at):
        return list(urged["units"])
    parts = event.changed.get("parts", {})
    return [int(unit) for unit, part in parts.items() if part["state"] in ACTIVE]


def _asks(since: datetime, until: datetime) -> Iterator[Asked]:
    """Every demand on every unit. An act that does not say whom it asks, asks all it could."""
    events = list(queries.asks(shipped().verbs, since, until))
    silent = [event for event in events if not _told(event)]
    holders = _holders(silent)
    for event in events:
        for unit in _told(event) or holders.get(event.pk, []):
            yield Asked(unit, local_date(event.recorded_at), event.verb)


def _holders(events: Iterable[Event]) -> dict[int, list[int]]:
    """By event, the units that had a part in its matter then."""
    by_matter: dict[int, list[Assignment]] = {}
    parts = Assignment.objects.filter(matter__in={event.matter_id for event in events})
    for part in parts.exclude(state="withdrawn"):
        by_matter.setdefault(part.matter_id, []).append(part)
    return {
        event.pk: [
            part.unit_id
            for part in by_matter.get(event.matter_id, ())
            if part.handed_at <= event.recorded_at
        ]
        for event in events
    }


def burdens_of(units: Iterable[Unit], now: datetime) -> list[tuple[Unit, Burden]]:
    """What was asked of each of these units since Monday, up to `now`."""
    this = week_of(local_date(now))
    counted = by_week(_asks(start_of(this), now))
    return [
        (unit, burden(counted.get((unit.pk, this), Counter()), shipped(), unit.kind))
        for unit in units
    ]


def burden_of(unit: Unit, now: datetime) -> Burden:
    """What was asked of this unit since Monday, up to `now`: read before an act adds one."""
    return burdens_of([unit], now)[0][1]


def weeks_for(scope: Scope, now: datetime) -> tuple[tuple[date, ...], list[Weeks]]:
    """The last weeks and every unit that `scope` may look at, townships first.

    The office and the head see all units, a leader those in charge, a unit itself alone.
    """
    mondays = last_weeks(local_date(now), WEEKS)
    counted = by_week(_asks(start_of(mondays[0]), now))
    units = [unit for unit in current_units(local_date(now)) if _may_see(scope, unit.pk)]
    rows = [
        Weeks(
            unit,
            tuple(
                burden(counted.get((unit.pk, monday), Counter()), shipped(), unit.kind)
                for monday in mondays
            ),
        )
        for unit in (units[place] for place in order([unit.kind for unit in units]))
    ]
    return mondays, rows


def _may_see(scope: Scope, unit_id: int) -> bool:
    if scope.in_office or scope.is_head:
        return True
    return unit_id in scope.own_units or unit_id in scope.led_units
