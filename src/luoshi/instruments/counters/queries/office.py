"""Counters of the office itself: the five not-lets and its quality (S94, S98)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F

from luoshi.catalogue.schema import Phase
from luoshi.instruments.counters.frame import Frame, Hit
from luoshi.instruments.counters.queries.units import backlog
from luoshi.instruments.counters.verbs import (
    BACKDATED_DAYS,
    BACKLOG_DAYS,
    COLD_DAYS,
    CORRECTED,
    HANDS_OVER,
    OFFICE_DAYS,
    WAITS,
)
from luoshi.matters.models import Event
from luoshi.matters.types import pinned
from luoshi.org.models import Person

_DAY = timedelta(days=1)
_OURS = (Phase.FILED, Phase.CHECK)


def _section(person: Person | None) -> int | None:
    return person.unit_id if person else None


def office_delay(frame: Frame) -> Iterator[Hit]:
    """What a leader assigned and the office handed over too late."""
    for event in frame.events(*HANDS_OVER).filter(
        matter__leader__isnull=False, actor__isnull=False
    ):
        days = frame.days(event.matter.opened_at, event.recorded_at)
        if days > OFFICE_DAYS:
            note = f"登记后 {days} 个工作日才交办"
            yield Hit(event.matter_id, event.recorded_at, _section(event.actor), note=note)


def office_backlog(frame: Frame) -> Iterator[Hit]:
    """What lies with the office, to be filed, checked or closed, for too long."""
    found = {hit.matter_id: hit for hit in backlog(frame) if hit.value > BACKLOG_DAYS}
    for matter in frame.matters.filter(pk__in=found).select_related("opener"):
        hit = found[matter.pk]
        spec = pinned(matter.type_version_id)
        if any(s.label == hit.note and s.phase in _OURS for s in spec.stages):
            note = f"{hit.note} {hit.value:.0f} 个工作日"
            yield Hit(matter.pk, hit.at, _section(matter.opener), value=hit.value, note=note)


def office_errors(frame: Frame) -> Iterator[Hit]:
    """What the office had to put right: wrongly handed over, closed too early, asked in vain."""
    for event in frame.events(*CORRECTED):
        note = (event.said.get("reason") or "")[:60]
        yield Hit(event.matter_id, event.recorded_at, _section(event.actor), note=note)
    for event in frame.events("void"):
        if pinned(event.matter.type_version_id).stage(event.from_stage).phase != Phase.FILED:
            note = f"交办后作废：{event.said.get('reason') or ''}"[:60]
            yield Hit(event.matter_id, event.recorded_at, _section(event.actor), note=note)


def cold_reception(frame: Frame) -> Iterator[Hit]:
    """Requests of units that the office answered too late or not at all."""
    known = {*WAITS, *(verb for answers in WAITS.values() for verb in answers)}
    open_: dict[tuple[int, str], Event] = {}
    for event in frame.journal().filter(verb__in=known):
        for asked, answers in WAITS.items():
            if event.verb in answers and (first := open_.pop((event.matter_id, asked), None)):
                yield from _waited(frame, first, event)
        if event.verb in WAITS:
            open_.setdefault((event.matter_id, event.verb), event)
    for first in open_.values():
        yield from _waited(frame, first, None)


def _waited(frame: Frame, first: Event, answer: Event | None) -> Iterator[Hit]:
    until = answer.recorded_at if answer else frame.until
    if answer is None and first.matter.phase not in (Phase.NEW, Phase.OPEN):
        return  # it ended by itself, nobody waits any more
    days = frame.days(first.recorded_at, until)
    if days > COLD_DAYS and frame.holds(until):
        note = f"等了 {days} 个工作日{'才有答复' if answer else '，还没有答复'}"
        unit = first.unit_id or first.matter.lead_unit_id
        yield Hit(first.matter_id, until, unit, value=days, note=note)


def office_slips(frame: Frame) -> Iterator[Hit]:
    """Acts of the office keyed in long after they happened."""
    rows = frame.journal().filter(recorded_at__gte=frame.since, actor__isnull=False)
    for event in rows.filter(unit__isnull=True, recorded_at__gt=F("at") + _DAY):
        days = frame.days(event.at, event.recorded_at)
        if days > BACKDATED_DAYS:
            note = f"{days} 个工作日后补录"
            yield Hit(event.matter_id, event.recorded_at, _section(event.actor), note=note)
