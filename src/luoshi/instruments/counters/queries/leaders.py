"""Counters of the leaders' side: answers, decisions, what was read (S33, S50, S91)."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.instruments.counters.frame import Frame, Hit
from luoshi.instruments.counters.verbs import ANSWERED, DECIDED, DISCUSSED, OFTEN, SUBMITTED
from luoshi.matters.models import Event


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


def unread_by_leader(frame: Frame) -> None:
    """Notices to a leader that stayed unread for too long.

    What was read is known to the notices floor alone; until it is joined here, nothing can be
    counted, and the page says so instead of showing a nought.
    """
