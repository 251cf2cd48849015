"""Reading the counters: the figures of a period, and of one counter the rows and the matters."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from luoshi.instruments.counters.compute import Figure, Period, figure
from luoshi.instruments.counters.declared import COUNTERS, Counter
from luoshi.instruments.counters.frame import Frame, Hit
from luoshi.lib.clock import end_of, start_of
from luoshi.matters import queries
from luoshi.matters.models import Matter
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.org.scope import Scope, scope_of

SHOWN = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One unit, section or leader with its own figure."""

    name: str
    code: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Listed:
    """One case with its matter and whose row it stands on."""

    matter: Matter
    hit: Hit
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A counter read: `figure` is None where nothing can be counted. `kinds` tallies the notes of
    counters that come in a few kinds (stages, colours)."""

    counter: Counter
    figure: Figure | None
    rows: tuple[Row, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    listed: tuple[Listed, ...] = ()
    more: int = 0


def _frame(person: Person, period: Period, now: datetime) -> Frame:
    matters = queries.visible_to(person, now).filter(private=False)
    until = min(end_of(period.last), now)
    return Frame(matters, start_of(period.first), until, office_calendar())


def _whole(scope: Scope) -> bool:
    return scope.in_office or scope.is_head


def open_to(scope: Scope) -> list[Counter]:
    """The counters this scope may read: of sections and leaders only the office and the head, the
    others everybody for the units that are theirs."""
    return [one for one in COUNTERS if one.by == "unit" or _whole(scope)]


def _own(hits: Iterable[Hit], scope: Scope) -> list[Hit]:
    """The cases on rows this scope may see; a unit its own, a leader those in charge."""
    if _whole(scope):
        return list(hits)
    own = scope.own_units | scope.led_units
    return [hit for hit in hits if hit.unit_id in own]


def _read(one: Counter, frame: Frame, scope: Scope) -> tuple[Figure | None, list[Hit]]:
    found = one.query(frame)
    if found is None:
        return None, []
    hits = _own(found, scope)
    of = one.of(frame) if one.of and _whole(scope) else None
    return figure([hit.value for hit in hits], speed=one.is_speed, of=of), hits


def overview(person: Person, period: Period, now: datetime) -> list[Reading]:
    """Every counter the person may read, with its figure for the period."""
    scope, frame = scope_of(person, now), _frame(person, period, now)
    return [Reading(one, _read(one, frame, scope)[0]) for one in open_to(scope)]


def reading(person: Person, one: Counter, period: Period, now: datetime) -> Reading | None:
    """One counter with its rows in the office's order and the matters, latest first; None when
    the person may not read it."""
    scope = scope_of(person, now)
    if one not in open_to(scope):
        return None
    frame = _frame(person, period, now)
    total, hits = _read(one, frame, scope)
    return Reading(
        one,
        total,
        tuple(_rows(one, hits)),
        _kinds(one, hits),
        tuple(_listed(one, hits, frame)),
        max(0, len(hits) - SHOWN),
    )


def _names(one: Counter, hits: Iterable[Hit]) -> list[tuple[int, str, str]]:
    """Id, name and code of everybody on whose row a case stands, in the office's order."""
    if one.by == "leader":
        ids = {hit.person_id for hit in hits if hit.person_id}
        people = Person.objects.filter(pk__in=ids).select_related("unit")
        return [(p.pk, p.name, "") for p in people.order_by("unit__position", "pk")]
    units = Unit.objects.filter(pk__in={hit.unit_id for hit in hits if hit.unit_id})
    return [(u.pk, u.short_name, u.code) for u in units.order_by("position", "code")]


def _key(one: Counter, hit: Hit) -> int | None:
    return hit.person_id if one.by == "leader" else hit.unit_id


def _rows(one: Counter, hits: list[Hit]) -> Iterable[Row]:
    by_key: dict[int | None, list[float]] = {}
    for hit in hits:
        by_key.setdefault(_key(one, hit), []).append(hit.value)
    for pk, name, code in _names(one, hits):
        yield Row(name, code, figure(by_key[pk], speed=one.is_speed))
    if None in by_key:
        yield Row("（系统或未定）", "", figure(by_key[None], speed=one.is_speed))


def _kinds(one: Counter, hits: Iterable[Hit]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Tally(hit.note for hit in hits).items())) if one.in_kinds else ()


def _listed(one: Counter, hits: list[Hit], frame: Frame) -> Iterable[Listed]:
    latest = sorted(hits, key=lambda hit: (hit.at, hit.matter_id), reverse=True)[:SHOWN]
    rows = frame.matters.filter(pk__in={hit.matter_id for hit in latest})
    matters = {m.pk: m for m in rows.select_related("lead_unit", "type_version")}
    names = {pk: name for pk, name, _ in _names(one, latest)}
    for hit in latest:
        yield Listed(matters[hit.matter_id], hit, names.get(_key(one, hit) or 0, ""))
