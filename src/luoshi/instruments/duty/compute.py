"""Coverage and rotation: plain data in, plain data out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from luoshi.lib.clock import local, start_of
from luoshi.lib.workdays import Calendar

WEEKEND = "周末"
NIGHT_FROM = time(17, 0)


@dataclass(frozen=True, slots=True)
class Rules:
    """The office's own numbers, from `duty.toml`."""

    changes: tuple[time, ...]
    least: int
    hand_over: timedelta
    file_days: int
    most_days: int
    weight: Mapping[str, int]

    @property
    def hand_over_minutes(self) -> int:
        """How long before a shift begins its people are there."""
        return int(self.hand_over.total_seconds()) // 60


def rules() -> Rules:
    """The numbers this office goes by."""
    raw = tomllib.loads(Path(__file__).with_name("duty.toml").read_text("utf-8"))
    return Rules(
        tuple(time.fromisoformat(text) for text in raw["changes"]),
        raw["least"],
        timedelta(minutes=raw["hand_over_minutes"]),
        raw["file_days"],
        raw["most_days"],
        raw["weight"],
    )


@dataclass(frozen=True, slots=True)
class Watch:
    """One shift: from when to when, by whom, under which leader."""

    begins: datetime
    ends: datetime
    people: tuple[int, ...] = ()
    leader: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days in which a leader of the office is on duty, too: a holiday or a sensitive period."""

    name: str
    first: date
    last: date


def shifts_of(first: date, last: date, rule: Rules) -> list[Watch]:
    """Every shift that begins on one of these days, one behind the other without a gap."""
    found = []
    day = first
    while day <= last:
        starts = [start_of(day) + _offset(at) for at in rule.changes]
        ends = [*starts[1:], start_of(day + timedelta(days=1)) + _offset(rule.changes[0])]
        found += [Watch(begins, end) for begins, end in zip(starts, ends, strict=True)]
        day += timedelta(days=1)
    return found


def _offset(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)


def gaps(watches: Iterable[Watch], begins: datetime, ends: datetime) -> list[Watch]:
    """The time between the two moments in which nobody is on duty; shifts may overlap."""
    found, covered = [], begins
    manned = (w for w in watches if w.people and w.ends > begins and w.begins < ends)
    for watch in sorted(manned, key=lambda w: w.begins):
        if watch.begins > covered:
            found.append(Watch(covered, watch.begins))
        covered = max(covered, watch.ends)
    return [*found, Watch(covered, ends)] if covered < ends else found


def thin(watches: Iterable[Watch], rule: Rules) -> list[Watch]:
    """Shifts with somebody on duty, but fewer than there should be."""
    return [w for w in watches if 0 < len(w.people) < rule.least]


def day_of(watch: Watch) -> date:
    """The day a shift is said to be of: the one it begins on."""
    return local(watch.begins).date()


def led(watch: Watch, spans: Iterable[Span]) -> str:
    """Why a leader has to be on duty with this shift; empty when none needs to."""
    day = day_of(watch)
    return next((span.name for span in spans if span.first <= day <= span.last), "")


def leaderless(watches: Iterable[Watch], spans: Sequence[Span]) -> list[Watch]:
    """Shifts that need a leader and have none (S113)."""
    return [w for w in watches if w.leader is None and led(w, spans)]


def holidays(first: date, last: date, calendar: Calendar) -> list[Span]:
    """The rest days of a holiday, as one span each, that touch these days; weekends are none."""
    found: list[Span] = []
    day = first
    while day <= last:
        name = calendar.name_of(day)
        if not calendar.is_workday(day) and name != WEEKEND:
            if found and found[-1].last == day - timedelta(days=1):
                found[-1] = replace(found[-1], last=day)
            else:
                found.append(Span(name, day, day))
        day += timedelta(days=1)
    return found


def file_by(spans: Iterable[Span], rule: Rules) -> date | None:
    """Until when a roster is filed that holds holidays: so many days before the first of them."""
    firsts = [span.first for span in spans]
    return min(firsts) - timedelta(days=rule.file_days) if firsts else None


def weight(watch: Watch, spans: Sequence[Span], calendar: Calendar, rule: Rules) -> int:
    """How much a shift weighs: a night more than a day, a rest day more, a holiday most."""
    if led(watch, spans):
        return rule.weight["holiday"]
    if not calendar.is_workday(day_of(watch)):
        return rule.weight["rest"]
    at_night = local(watch.begins).time() >= NIGHT_FROM
    return rule.weight["night" if at_night else "workday"]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who can be put on duty: the whole staff and the leaders of the office (S112), what each has
    borne so far, and the days on which each is away."""

    people: tuple[int, ...]
    leaders: tuple[int, ...]
    borne: Mapping[int, int]
    away: Mapping[int, tuple[Span, ...]]


def suggest(
    watches: Sequence[Watch], staff: Staff, spans: Sequence[Span], calendar: Calendar, rule: Rules
) -> list[Watch]:
    """The shifts filled in a fair turn: always those who have borne least, nobody twice running,
    nobody who is away; a leader where one is needed. Where too few are left, a place stays open."""
    borne = {person: staff.borne.get(person, 0) for person in (*staff.people, *staff.leaders)}
    last: dict[int, int] = {}
    filled = []
    for turn, watch in enumerate(watches):
        heavy = weight(watch, spans, calendar, rule)
        people = _next(staff.people, rule.least, turn, watch, staff, borne, last)
        leaders = _next(staff.leaders, 1, turn, watch, staff, borne, last)
        needed = leaders[:1] if led(watch, spans) else ()
        for person in (*people, *needed):
            borne[person] += heavy
            last[person] = turn
        filled.append(replace(watch, people=people, leader=needed[0] if needed else None))
    return filled


def _next(
    candidates: Sequence[int], number: int, turn: int, watch: Watch, staff: Staff,
    borne: Mapping[int, int], last: Mapping[int, int],
) -> tuple[int, ...]:  # fmt: skip
    def free(person: int) -> bool:
        gone = any(s.first <= day_of(watch) <= s.last for s in staff.away.get(person, ()))
        return not gone and last.get(person, -2) < turn - 1

    ranked = sorted(
        (p for p in candidates if free(p)), key=lambda p: (borne[p], last.get(p, -2), p)
    )
    return tuple(ranked[:number])


def on_duty(watches: Iterable[Watch], moment: datetime) -> list[Watch]:
    """The shifts that run at that moment."""
    return [watch for watch in watches if watch.begins <= moment < watch.ends]
