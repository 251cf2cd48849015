"""When a matter next needs attention, and what time does to it then.

Lights are not stored; only `warn_at` (when amber begins) and `wake_at` (the next moment at which
something is to be written in the journal) are, both derived here from the type and the due date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.catalogue.schema import Limit, TypeSpec
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.lib.recurrence import period_of
from luoshi.lib.workdays import Calendar, Unit
from luoshi.matters.state import State


@dataclass(frozen=True, slots=True)
class Tick:
    """Something due to happen to a matter at a moment: which system verb, with what."""

    at: datetime
    verb: str
    said: dict[str, Any]


def _before(due: datetime, limit: Limit, calendar: Calendar) -> datetime:
    return start_of(calendar.add(local_date(due), -limit.amount, Unit(limit.unit)))


def _after(due: datetime, limit: Limit, calendar: Calendar) -> datetime:
    day = calendar.add(local_date(due), limit.amount, Unit(limit.unit))
    # A ladder never climbs on a rest day: people are told on the next working morning (B13).
    return end_of(day) if limit.amount == 0 else start_of(calendar.next_workday(day))


def warn_at(state: State, spec: TypeSpec, calendar: Calendar) -> datetime | None:
    """When amber begins: the earliest warning before due, never before the hand-over."""
    if state.due_at is None or not spec.deadline.warn:
        return None
    first = min(_before(state.due_at, w, calendar) for w in spec.deadline.warn)
    return max(first, state.dispatched_at) if state.dispatched_at else first


def occurrence_opens(state: State) -> datetime | None:
    """When the next occurrence of a standing rule opens: the first day of its period."""
    if state.next_due_on is None:
        return None
    return start_of(period_of(state.rrule, state.next_due_on)[0])


def schedule(state: State, spec: TypeSpec, calendar: Calendar) -> Iterator[Tick]:
    """Everything time will do to this matter if nobody acts, in no particular order."""
    opens = occurrence_opens(state)
    if spec.standing and opens is not None:
        yield Tick(opens, "open_occurrence", {})
    if not state.running or state.due_at is None:
        return
    for warning in spec.deadline.warn:
        yield Tick(
            _before(state.due_at, warning, calendar),
            "warn",
            {"left": f"{warning.amount} {warning.unit}"},
        )
    for rung in spec.escalation:
        if rung.level > state.level:
            yield Tick(
                _after(state.due_at, rung.after, calendar),
                "escalate",
                {"level": rung.level, "tell": list(rung.tell)},
            )


def reckon(state: State, spec: TypeSpec, calendar: Calendar, now: datetime) -> None:
    """Write `warn_at` and `wake_at` so that they fit the state after an act at `now`."""
    state.warn_at = warn_at(state, spec, calendar)
    coming = [t.at for t in schedule(state, spec, calendar) if _still(t, now)]
    state.wake_at = min(coming) if coming else None


def _still(tick: Tick, now: datetime) -> bool:
    # A warning that was passed over is not made up for; a rung or an occurrence is.
    return tick.verb != "warn" or tick.at > now


def due_now(state: State, spec: TypeSpec, calendar: Calendar, now: datetime) -> Tick | None:
    """The one thing that time does to this matter at `now`: the first that has come due."""
    come = sorted(
        (t for t in schedule(state, spec, calendar) if t.at <= now and _fires(t, state)),
        key=lambda t: (t.at, t.verb),
    )
    rungs = [t for t in come if t.verb == "escalate"]
    if rungs:
        return rungs[0]
    return come[-1] if come and come[-1].verb == "warn" else (come[0] if come else None)


def _fires(tick: Tick, state: State) -> bool:
    return tick.verb != "warn" or (state.wake_at is not None and tick.at >= state.wake_at)
