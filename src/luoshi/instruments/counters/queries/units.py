"""Counters of how units do their work (S37, S80, S82, S88–S90, S95)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F

from luoshi.catalogue.schema import Phase
from luoshi.instruments.counters.frame import Frame, Hit, with_dues
from luoshi.instruments.counters.verbs import (
    ANSWERED,
    HANDS_OVER,
    REPLIES,
    SENT_BACK,
    TOP_SLIP,
)
from luoshi.lib.clock import end_of, local_date
from luoshi.matters.lights import ENDED, SLIPS
from luoshi.matters.models import Event
from luoshi.matters.types import pinned

_IN_HAND = (Phase.FILED, Phase.NEW, Phase.OPEN, Phase.CHECK)


def _hit(event: Event, *, value: float = 1, note: str = "", at: datetime | None = None) -> Hit:
    moment = at or event.recorded_at
    return Hit(event.matter_id, moment, event.matter.lead_unit_id, value=value, note=note)


def started_urged(frame: Frame) -> Iterator[Hit]:
    """First reports of leading units that came only after an urge."""
    for part in frame.lead_parts().filter(matter__started_urged=True):
        if part.first_report_at and frame.holds(part.first_report_at):
            note = f"先催后办，共催过 {part.matter.urged} 次"
            yield Hit(part.matter_id, part.first_report_at, part.unit_id, note=note)


def first_reports(frame: Frame) -> int:
    """All first reports of the period: what `started_urged` is a part of."""
    within = (frame.since, frame.until)
    return frame.lead_parts().filter(first_report_at__range=within).count()


def led_urges(frame: Frame) -> Iterator[Hit]:
    """Urges by a leader in person."""
    for event in frame.events("urge").filter(changed__has_key="led_urges"):
        yield _hit(event, note=f"{event.actor.name if event.actor else ''}亲自催办")


def first_act(frame: Frame) -> Iterator[Hit]:
    """From hand-over to acknowledgement by the leading unit, in working hours."""
    for part in frame.lead_parts().filter(acknowledged_at__range=(frame.since, frame.until)):
        assert part.acknowledged_at is not None
        hours = frame.hours(part.handed_at, part.acknowledged_at)
        yield Hit(part.matter_id, part.acknowledged_at, part.unit_id, value=hours, note="签收")


def first_feedback(frame: Frame) -> Iterator[Hit]:
    """From hand-over to the first report of the leading unit, in working hours."""
    for part in frame.lead_parts().filter(first_report_at__range=(frame.since, frame.until)):
        assert part.first_report_at is not None
        hours = frame.hours(part.handed_at, part.first_report_at)
        yield Hit(part.matter_id, part.first_report_at, part.unit_id, value=hours, note="首次反馈")


def carried_over(frame: Frame) -> Iterator[Hit]:
    """Matters that were to be done on the day they were handed over and were not."""
    for event, due in with_dues(frame, frame.events(*HANDS_OVER)):
        if due is None or local_date(due) != local_date(event.recorded_at):
            continue
        done = event.matter.stopped_at or event.matter.closed_at
        if due < frame.until and (done is None or done > due):
            yield _hit(event, note="当日未毕", at=end_of(local_date(due)))


def backlog(frame: Frame) -> Iterator[Hit]:
    """Matters in hand at the end of the period, with the working days in their present stage."""
    moves = frame.moves().values_list("matter_id", "recorded_at", "to_stage")
    last = {matter: (at, stage) for matter, at, stage in moves}
    rows = frame.matters.order_by().values_list("pk", "type_version_id", "lead_unit_id")
    for matter, version, lead in rows:
        if matter not in last:
            continue
        since, key = last[matter]
        stage = pinned(version).stage(key)
        if stage.phase in _IN_HAND:
            days = frame.days(since, frame.until)
            yield Hit(matter, since, lead, value=days, note=stage.label)


def slips(frame: Frame) -> Iterator[Hit]:
    """Supervision slips issued by the clock, with their colour."""
    for event in frame.events("escalate").filter(said__level__gt=0):
        yield _hit(event, note=f"{SLIPS[min(event.said['level'], TOP_SLIP)]}督查单")


def returned(frame: Frame) -> Iterator[Hit]:
    """Answers the office sent back."""
    for event in frame.events(*SENT_BACK):
        yield _hit(event, note=event.said.get("reason", "")[:60])


def asked_late(frame: Frame) -> Iterator[Hit]:
    """Extensions that were asked for after the due date."""
    for event, due in with_dues(frame, frame.events("extend")):
        if due is not None and event.recorded_at > due:
            yield _hit(event, note=f"逾期 {frame.days(due, event.recorded_at)} 个工作日才提出")


def difficulty_late(frame: Frame) -> Iterator[Hit]:
    """Difficulties first named after the due date."""
    first = frame.journal().filter(changed__has_key="difficulty_at", recorded_at__gte=frame.since)
    for event, due in with_dues(frame, first):
        if event.changed["difficulty_at"] and due is not None and event.recorded_at > due:
            yield _hit(event, note=f"困难：{event.said.get('difficulty') or ''}"[:60])


def orphans(frame: Frame) -> Iterator[Hit]:
    """Matters that ended without a word to whoever asked."""
    ended = frame.moves().filter(matter__phase__in=ENDED, to_stage=F("matter__stage"))
    last = {event.matter_id: event for event in ended.filter(recorded_at__gte=frame.since)}
    answered = set(frame.journal().filter(verb__in=ANSWERED).values_list("matter_id", flat=True))
    for matter, event in last.items():
        if matter not in answered and not any(_says(event, key) for key in REPLIES):
            yield _hit(event, note="了结时没有答复")


def _says(event: Event, key: str) -> bool:
    return bool(str(event.said.get(key) or "").strip())


def image_damage(frame: Frame) -> Iterator[Hit]:
    """Red slips: the head of the government had to be told."""
    for event in frame.events("escalate").filter(said__level__gte=TOP_SLIP):
        yield _hit(event, note="升到红色督查单，已告知主要领导")
