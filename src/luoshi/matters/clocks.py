"""Periods of the law that run on a matter: begun by one act, met by another (domain.md B0).

They stand in the matter's facts with the day each began, the moment it ends and when it was met.
The matter is due when the first of those still running ends, so lights, ladders and lists follow
without knowing that there is more than one. What the law sets cannot be moved by typing a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from luoshi.catalogue.acts import Clock, all_hold
from luoshi.catalogue.fields import length
from luoshi.catalogue.schema import Phase, TypeSpec
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import MOMENTS, Calendar, Unit
from luoshi.matters.state import ACTIVE, State, plain

CLOCKS = "clocks"
SET = "set"  # the office's own date beside those of the law
Running = dict[str, dict[str, Any]]
_ENDED = (Phase.DONE, Phase.VOID)


@dataclass(frozen=True, slots=True)
class Told:
    """One clock of a matter as a page tells it."""

    rule: Clock
    begun: str
    due_at: datetime
    met_at: datetime | None
    stands: str  # since which day it stands still; empty while it runs

    @property
    def to_the_hour(self) -> bool:
        """Whether it is counted in hours or minutes."""
        return Unit(self.rule.within.unit) in MOMENTS

    @property
    def late(self) -> bool:
        """Whether it was met behind its end."""
        return self.met_at is not None and self.met_at > self.due_at


def told(state_facts: Mapping[str, Any], spec: TypeSpec) -> list[Told]:
    """The clocks of a matter that have begun, in the order of the type."""
    rows = state_facts.get(CLOCKS, {})
    return [
        Told(rule, row["from"], _moment(row["due"]), _met(row), row.get("stood") or "")
        for rule in spec.clocks
        if (row := rows.get(rule.key))
    ]


def own_date(facts: Mapping[str, Any]) -> datetime | None:
    """The date the office has set beside those of the law; None when it has not."""
    row = facts.get(CLOCKS, {}).get(SET)
    return _moment(row["due"]) if row else None


def standing(facts: Mapping[str, Any]) -> dict[str, str]:
    """How each clock stands, for conditions and figures: running, in_time or late."""
    return {
        f"clock_{key}": "running" if _met(row) is None
        else "late" if row["met"] > row["due"] else "in_time"
        for key, row in facts.get(CLOCKS, {}).items()
    }  # fmt: skip


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _met(row: Mapping[str, Any]) -> datetime | None:
    return _moment(row["met"]) if row.get("met") else None


def _open(rows: Running) -> Iterator[tuple[str, datetime]]:
    """Those that run and that this office or its units owe."""
    for key, row in rows.items():
        if _met(row) is None and not row.get("stood") and not row.get("free"):
            yield key, _moment(row["due"])


def ran_out(facts: Mapping[str, Any], key: str, day: date) -> bool:
    """Whether the period of that name does not run, or ended before that day."""
    row = facts.get(CLOCKS, {}).get(key)
    return row is None or row.get("met") is not None or day > local_date(_moment(row["due"]))


def _running(facts: Mapping[str, Any]) -> list[str]:
    """The clocks that run, the first to end first."""
    return [key for _, key in sorted((due, key) for key, due in _open(facts.get(CLOCKS, {})))]


def first(facts: Mapping[str, Any]) -> str:
    """Which clock sets the due date now; empty when none runs."""
    return next(iter(_running(facts)), "")


def next_of(facts: Mapping[str, Any], spec: TypeSpec) -> Clock | None:
    """The clock of the law that sets the due date now; None when none does."""
    return rule_of(spec, first(facts)) if spec.clocks else None


def extendable(state: State, spec: TypeSpec) -> str:
    """Which clock more time is given to: the first that can have any, else the first of all."""
    running = _running(state.facts)
    may = [key for key in running if (rule := rule_of(spec, key)) is None or _can_grow(rule)]
    return next(iter([*may, *running]), "")


def _can_grow(rule: Clock) -> bool:
    return bool(rule.longest or rule.at_most)


def rule_of(spec: TypeSpec, key: str) -> Clock | None:
    """The declaration of that clock; None for the office's own date."""
    return next((clock for clock in spec.clocks if clock.key == key), None)


def end_of_period(rule: Clock, begun: date | datetime, calendar: Calendar) -> datetime:
    """The moment a clock ends that began on that day or at that moment (民法典 201–203)."""
    unit = Unit(rule.within.unit)
    if unit in MOMENTS:
        moment = begun if isinstance(begun, datetime) else end_of(begun)
        return calendar.add_to(moment, rule.within.amount, unit)
    day = local_date(begun) if isinstance(begun, datetime) else begun
    if rule.before:
        return end_of(calendar.previous_workday(calendar.add(day, -rule.within.amount, unit)))
    ends = calendar.add(day, rule.within.amount, unit)
    last = end_of(calendar.statutory_end(ends) if rule.statutory else ends)
    return _at_hour(last, rule.at) if rule.at else last


def _at_hour(last: datetime, at: str) -> datetime:
    """That hour of the last day, on the office's clock."""
    return start_of(local_date(last)) + timedelta(hours=int(at[:2]), minutes=int(at[3:]))


def _begins(rule: Clock, values: Mapping[str, Any], now: datetime) -> date | datetime:
    """From when it counts: the field it names, or the act itself."""
    typed = values.get(rule.counted_from) if rule.counted_from else None
    if not typed:
        return now
    return _moment(typed) if "T" in str(typed) else date.fromisoformat(typed)


def run(
    state: State, spec: TypeSpec, verb: str, said: Mapping[str, Any], calendar: Calendar,
    now: datetime, due_before: datetime | None,
) -> bool:  # fmt: skip
    """What an act means to the clocks; afterwards the matter is due when the first one ends.
    Tells whether the due date has changed. Types without clocks are left as they are."""
    if not spec.clocks:
        return False
    rows: Running = {key: dict(row) for key, row in state.facts.get(CLOCKS, {}).items()}
    _moved(state, spec, rows, verb, now, due_before)
    co = sorted(u for u, p in state.parts.items() if p.role == "co" and p.state != "withdrawn")
    values = {**state.extra, "co": co, **{k: v for k, v in said.items() if v is not None}}
    owing = any(state.parts[unit].state in ACTIVE for unit in co)
    for rule in spec.clocks:
        if not (rule.every_co and owing and verb in rule.ends):
            _one(rule, rows, verb, values, calendar, now)
    if state.phase == Phase.CHECK and SET in rows:
        rows[SET]["met"] = rows[SET].get("met") or plain(now)  # handed in: the office has it
    if state.phase in _ENDED:
        for row in rows.values():
            row["met"] = row.get("met") or plain(now)
    if rows != state.facts.get(CLOCKS, {}):
        state.facts = {**state.facts, CLOCKS: rows}
    state.due_at = min((due for _, due in _open(rows)), default=None)
    if state.due_at is not None and state.phase not in _ENDED:
        state.stopped_at = state.suspended_at
    return state.due_at != due_before


def _moved(
    state: State, spec: TypeSpec, rows: Running, verb: str, now: datetime, before: datetime | None
) -> None:
    """A due date that an act of the engine moved: more time for the clock in question, all of them
    after a standstill, otherwise the office's own date."""
    if state.due_at == before:
        return
    if verb == "grant_extension":
        key = extendable(state, spec)
        rows[key]["due"], rows[key]["longer"] = plain(state.due_at), True
    elif verb == "resume_clock" and before is not None and state.due_at is not None:
        for key, due in list(_open(rows)):
            rows[key]["due"] = plain(due + (state.due_at - before))
    elif state.due_at is not None:
        rows[SET] = {"from": plain(local_date(now)), "due": plain(state.due_at)}


def _one(
    rule: Clock, rows: Running, verb: str, values: Mapping[str, Any], calendar: Calendar,
    now: datetime,
) -> None:  # fmt: skip
    row = rows.get(rule.key)
    runs = row is not None and _met(row) is None
    if row is not None and runs and verb in rule.ends:
        row["met"] = plain(now)
    if verb in rule.starts and all_hold(rule.when, values):
        begun = _begins(rule, values, now)
        ends = end_of_period(rule, begun, calendar)
        free = {"free": True} if rule.owed_by == "other" else {}
        rows[rule.key] = {"from": plain(begun), "due": plain(ends), **free}
    elif row is not None and runs and verb in rule.pauses and not row.get("stood"):
        row["stood"] = plain(local_date(now))
    elif row is not None and runs and verb in rule.resumes and row.get("stood"):
        stood = date.fromisoformat(row.pop("stood"))
        due = _goes_on(rule, local_date(_moment(row["due"])), stood, local_date(now), calendar)
        row["due"] = plain(end_of(calendar.statutory_end(due) if rule.statutory else due))


def _goes_on(rule: Clock, due: date, stood: date, today: date, calendar: Calendar) -> date:
    """The end of a clock that stood until today: what was left of it is left now, in the days it
    counts by."""
    if rule.within.unit == Unit.WORK_DAY:
        return calendar.add_workdays(today, calendar.workdays_between(stood, due))
    return due + (today - stood)


def refuse_beyond(state: State, spec: TypeSpec, wanted: datetime, calendar: Calendar) -> None:
    """Passes when the law lets the clock in question run on until then; otherwise says how long."""
    rule = rule_of(spec, extendable(state, spec)) if spec.clocks else None
    if rule is None:
        return
    if not _can_grow(rule):
        raise Refused(
            f"“{rule.label}”是法定期限（{rule.basis}），不能延期。", code="not_extendable"
        )
    row = state.facts[CLOCKS][rule.key]
    last = _last(rule, row, calendar)
    if local_date(wanted) > last:
        most = f"最多延长{length(rule.longest)}" if rule.longest else ""
        most = most or (f"最长{length(rule.at_most)}" if rule.at_most else "")
        raise Refused(
            f"“{rule.label}”{most}（{rule.basis}），最迟到 {last:%Y-%m-%d}。",
            code="beyond_the_law",
        )


def _last(rule: Clock, row: Mapping[str, Any], calendar: Calendar) -> date:
    """The last day to which a clock may be extended."""
    limit, day = rule.longest, local_date(_moment(row["due"]))
    if rule.at_most:
        begun = str(row["from"])
        limit = rule.at_most
        day = local_date(_moment(begun)) if "T" in begun else date.fromisoformat(begun)
    assert limit is not None
    return calendar.statutory_end(calendar.add(day, limit.amount, Unit(limit.unit)))


def refuse_ran_out(state: State, spec: TypeSpec, now: datetime) -> None:
    """Passes while the period of the law still runs: once it has ended nobody can lengthen it."""
    key = extendable(state, spec) if spec.clocks else ""
    rule = rule_of(spec, key)
    if rule is None or not rule.law:
        return
    ended = _moment(state.facts[CLOCKS][key]["due"])
    if now > ended:
        raise Refused(
            f"“{rule.label}”已于 {local_date(ended):%Y-%m-%d} 到期，延期要在到期之前提出"
            f"（{rule.basis}）。请尽快办结，并说明超期原因。",
            code="ran_out",
        )
