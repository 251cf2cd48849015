"""When a matter next needs attention, and what time does to it then.

Lights are not stored; only `warn_at` and `late_at` (when amber and red begin if nobody acts) and
`wake_at` (the next moment at which something is to be written in the journal) are, all derived
here from the type, the due date and what has been done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from luoshi.catalogue.schema import Limit, Phase, Rung, TypeSpec
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.lib.recurrence import period_of
from luoshi.lib.workdays import MOMENTS, Calendar, Unit
from luoshi.matters import clocks, repayment
from luoshi.matters.nodes import unreached
from luoshi.matters.schedule import Plan, plan_of
from luoshi.matters.state import State, plain

RUNGS = ("escalate", "remind")


@dataclass(frozen=True, slots=True)
class Tick:
    """Something due to happen to a matter at a moment: which system verb, with what."""

    at: datetime
    verb: str
    said: dict[str, Any]


def _before(due: datetime, limit: Limit, calendar: Calendar) -> datetime:
    if limit.unit in MOMENTS:
        return calendar.add_to(due, -limit.amount, Unit(limit.unit))
    day = calendar.add(local_date(due), -limit.amount, Unit(limit.unit))
    return start_of(calendar.previous_workday(day))


def _after(
    since: datetime, limit: Limit, calendar: Calendar, *, whole_day: bool, rest: bool
) -> datetime:
    if limit.unit in MOMENTS:
        moment = calendar.add_to(since, limit.amount, Unit(limit.unit))
        day = local_date(moment)
        return moment if rest or calendar.is_workday(day) else start_of(calendar.next_workday(day))
    day = calendar.add(local_date(since), limit.amount, Unit(limit.unit))
    # A ladder never climbs on a rest day: people are told on the next working morning (B13). What
    # is to be done on or by a day has that whole day; so long after the due date is a morning.
    if whole_day and (rest or calendar.is_workday(day)):
        return end_of(day)
    if rest:
        return start_of(day)
    return start_of(calendar.next_workday(day))


def planned(state: State, spec: TypeSpec) -> Plan | None:
    """The plan of the matter from hand-over to due; None while it has no clock."""
    return plan_of(state.dispatched_at, state.due_at, spec.schedule, state.facts)


def quiet_since(facts: Mapping[str, Any], opened_at: datetime) -> datetime:
    """When a person last did something to a matter; its opening counts."""
    touched = facts.get("touched")
    return datetime.fromisoformat(touched) if touched else opened_at


def touch(state: State, spec: TypeSpec, now: datetime) -> None:
    """A person has done something: what counts from the last act begins anew, and a slip that
    silence brought is off the table (S53). Types that count no silence keep no trace of it."""
    if spec.light.family != "quiet" and all(rung.since != "quiet" for rung in spec.escalation):
        return
    climbed = state.facts.get("rungs", ())
    kept = [rung for rung in spec.escalation if rung.key in climbed and rung.since != "quiet"]
    rest = {k: v for k, v in state.facts.items() if k != "rungs"}
    state.facts = (
        rest | {"touched": plain(now)} | ({"rungs": [r.key for r in kept]} if kept else {})
    )
    state.level = max((rung.level for rung in kept), default=0)


def lights_at(
    state: State, spec: TypeSpec, calendar: Calendar
) -> tuple[datetime | None, datetime | None]:
    """From when on the light is amber and red if nobody acts, by the type's family (C1)."""
    soon, late = _time_left(state, spec, calendar), state.due_at
    plan, rule = planned(state, spec), spec.light
    if rule.family == "progress_lag" and plan is not None:
        behind = plan.behind(state.progress, rule.amber)
        return min(soon or behind, behind), plan.behind(state.progress, rule.red)
    if rule.family in ("age", "quiet"):
        begun = state.opened_at
        if rule.family == "quiet":
            begun = quiet_since(state.facts, begun)
        amber, red = (start_of(local_date(begun) + timedelta(n)) for n in (rule.amber, rule.red))
        return min(soon or amber, amber), min(late or red, red)
    if rule.family == "slip":
        begun = state.dispatched_at or state.opened_at
        late = begun if state.level >= rule.red else None
        soon = begun if state.level >= rule.amber else soon
    return soon, late


def _warnings(state: State, spec: TypeSpec) -> tuple[Limit, ...]:
    """The warnings before the due date; of money that is secured only the last one remains."""
    said = repayment.declared(state.facts, state.due_at) if spec.light.family == "money" else None
    secured = said is not None and not repayment.missing(state.facts, state.due_at)
    return spec.deadline.warn[-1:] if secured else spec.deadline.warn


def _time_left(state: State, spec: TypeSpec, calendar: Calendar) -> datetime | None:
    """The earliest warning before due, never before the hand-over; a gap of money is one too."""
    if state.due_at is None or not spec.deadline.warn:
        return None
    first = min(_before(state.due_at, w, calendar) for w in _warnings(state, spec))
    said = repayment.declared(state.facts, state.due_at) if spec.light.family == "money" else None
    if said is not None and repayment.missing(state.facts, state.due_at):
        first = min(first, datetime.fromisoformat(said["at"]))
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
    if not state.running:
        return
    if state.due_at is not None:
        for warning in _warnings(state, spec):
            moment = _before(state.due_at, warning, calendar)
            yield Tick(moment, "warn", {"left": f"{warning.amount} {warning.unit}"})
    yield from _rungs(state, spec, calendar)
    yield from _missed_nodes(state, calendar)


def _rungs(state: State, spec: TypeSpec, calendar: Calendar) -> Iterator[Tick]:
    """The rungs of the ladder that have not been climbed and that nobody has made needless."""
    climbed = state.facts.get("rungs", ())
    clock = clocks.next_of(state.facts, spec)
    owed_by = clock.owed_by if clock else "unit"
    for rung in spec.escalation:
        since = _begun(rung, state)
        if since is None or rung.key in climbed or _needless(rung.unless, state):
            continue
        if rung.level and rung.level <= state.level:
            continue
        yield Tick(
            _after(since, rung.after, calendar, whole_day=_whole_day(rung), rest=rung.emergency),
            "escalate" if rung.level else "remind",
            {
                "level": rung.level, "tell": _told(rung, owed_by), "rung": rung.key,
                "unless": rung.unless, "urgent": rung.urgent,
            } | ({"emergency": True} if rung.emergency else {}),
        )  # fmt: skip


# What the office owes its own people are told of, step for step like a unit's.
_OFFICE = {
    "liaison": "clerk",
    "unit_head": "section_chief",
    "leader": "office_director",
}


def _told(rung: Rung, owed_by: str) -> list[str]:
    told = [_OFFICE.get(t, t) for t in rung.tell] if owed_by == "office" else rung.tell
    return list(dict.fromkeys(told))


def _missed_nodes(state: State, calendar: Calendar) -> Iterator[Tick]:
    """A node that is not reached on its day reminds once, on the next working morning (S88)."""
    climbed = state.facts.get("rungs", ())
    for node in unreached(state.facts):
        rung = f"node:{node.day}:{node.name}"
        if rung not in climbed:
            morning = start_of(calendar.next_workday(node.day + timedelta(days=1)))
            yield Tick(
                morning,
                "remind",
                {
                    "level": 0, "tell": ["liaison", "unit_head"], "rung": rung,
                    "unless": "node", "urgent": False, "node": node.name,
                },
            )  # fmt: skip


def _begun(rung: Rung, state: State) -> datetime | None:
    """The moment from which a rung counts."""
    if rung.since == "quiet":
        return quiet_since(state.facts, state.opened_at)
    begun = {"due": state.due_at, "dispatch": state.dispatched_at, "opened": state.opened_at}
    return begun[rung.since]


def _whole_day(rung: Rung) -> bool:
    """Whether somebody still has the day on which the rung comes due to do what it waits for."""
    if rung.since == "due":
        return rung.after.amount == 0
    return rung.since == "dispatch" or bool(rung.unless)


def _needless(unless: str, state: State) -> bool:
    """Whether what a rung waits for has come."""
    lead = state.lead
    if unless == "acknowledged":
        return lead is not None and lead.acknowledged_at is not None
    if unless == "reported":
        return lead is not None and lead.first_report_at is not None
    return unless == "answered" and state.phase != Phase.NEW


def reckon(state: State, spec: TypeSpec, calendar: Calendar, now: datetime) -> None:
    """Write `warn_at`, `late_at` and `wake_at` so that they fit the state after an act at `now`."""
    state.warn_at, state.late_at = lights_at(state, spec, calendar)
    ticks = schedule(state, spec, calendar)
    coming = [_not_at_rest(t, calendar, now) for t in ticks if _still(t, now)]
    state.wake_at = min(coming) if coming else None


def _still(tick: Tick, now: datetime) -> bool:
    # A warning that was passed over is not made up for; a rung or an occurrence is.
    return tick.verb != "warn" or tick.at > now


def _not_at_rest(tick: Tick, calendar: Calendar, now: datetime) -> datetime:
    """When a tick can happen: a rung that is behind waits for the end of the rest days (B13)."""
    if tick.verb not in RUNGS or tick.at > now or tick.said.get("emergency"):
        return tick.at
    return max(tick.at, start_of(calendar.next_workday(local_date(now))))


def due_now(state: State, spec: TypeSpec, calendar: Calendar, now: datetime) -> Tick | None:
    """The one thing that time does to this matter at `now`: the first that has come due."""
    come = sorted(
        (
            t
            for t in schedule(state, spec, calendar)
            if _not_at_rest(t, calendar, now) <= now and _fires(t, state)
        ),
        key=lambda t: (t.at, t.verb),
    )
    rungs = [t for t in come if t.verb in RUNGS]
    if rungs:
        return rungs[0]
    return come[-1] if come and come[-1].verb == "warn" else (come[0] if come else None)


def _fires(tick: Tick, state: State) -> bool:
    return tick.verb != "warn" or (state.wake_at is not None and tick.at >= state.wake_at)
