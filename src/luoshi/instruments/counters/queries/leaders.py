"""Counters of the leaders' side: answers, decisions, what was read (S33, S50, S91)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from luoshi.instruments.counters.frame import Frame, Hit
from luoshi.instruments.counters.verbs import ANSWERED, DECIDED, DISCUSSED, OFTEN, SUBMITTED
from luoshi.lib.clock import local_date
from luoshi.matters.models import Event
from luoshi.notices.models import Notice
from luoshi.org import chain
from luoshi.org.roles import LEADERS


def leader_answers(frame: Frame) -> Iterator[Hit]:
    """From a report's submission to the first answer of a leader, in working hours."""
    waiting: dict[int, Event] = {}
    for event in frame.journal().filter(verb__in=(*SUBMITTED, *ANSWERED)):
        if event.verb in SUBMITTED:
            waiting.setdefault(event.matter_id, event)
        elif first := waiting.pop(event.matter_id, None):
            if frame.holds(event.recorded_at):
                hours = frame.hours(first.recorded_at, event.recorded_at)
                answered = event.recorded_at
                yield Hit(event.matter_id, answered, None, event.actor_id, hours, "答复请示汇报")


def undecided(frame: Frame) -> Iterator[Hit]:
    """Matters discussed again and again without a decision, the last time in the period."""
    talks: dict[int, list[Event]] = {}
    for event in frame.journal().filter(verb__in=(*DISCUSSED, *DECIDED)):
        if event.verb in DECIDED:
            talks.pop(event.matter_id, None)
        else:
            talks.setdefault(event.matter_id, []).append(event)
    for matter, events in talks.items():
        last = events[-1]
        if len(events) >= OFTEN and frame.holds(last.recorded_at):
            note = (
                f"议了 {len(events)} 次，{frame.days(events[0].recorded_at, frame.until)} 个工作日"
            )
            yield Hit(matter, last.recorded_at, last.matter.lead_unit_id, None, len(events), note)


def unread_by_leader(frame: Frame) -> Iterator[Hit]:
    """Notices to leaders that went out in the period and lay unread for more office hours than the
    setting allows; read late counts as well."""
    told = Notice.objects.filter(
        digest__isnull=False, out_at__gte=frame.since, out_at__lte=frame.until,
        matter__in=frame.matters.values("pk"),
        person__in=chain.holders(LEADERS, local_date(frame.until)),
    )  # fmt: skip
    for matter, person, out, read in told.order_by("out_at", "id").values_list(
        "matter_id", "person_id", "out_at", "read_at"
    ):
        hours = frame.hours(out, min(read or frame.until, frame.until))
        if hours > settings.NOTICE_UNREAD_HOURS:
            yield Hit(matter, out, None, person, hours, "已看，晚了" if read else "还没有看")
