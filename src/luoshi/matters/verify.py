"""Proof that nobody changed the past: recompute every digest and rebuild every row.

Three questions of each matter: does each event's digest follow from its content and the one
before it, are the events without a gap, and is the present row the fold of the past?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, datetime
from itertools import groupby

from luoshi.lib.digest import chained
from luoshi.matters.models import Event, Matter
from luoshi.matters.state import State, fold, plain, snapshot
from luoshi.matters.store import load, members_of, sealed

# What a matter has of which no event has spoken.
_NEW = State(0, "", "", "", "", 0, datetime.min.replace(tzinfo=UTC))
_DEFAULTS = {
    f.name: plain(getattr(_NEW, f.name)) for f in fields(State) if f.default is not MISSING
}
_DEFAULTS |= {"facts": {}, "extra": {}}


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where the history does not hold: the matter, the event, and what is wrong."""

    number: str
    seq: int
    sentence: str


def _chain(number: str, events: list[Event]) -> Iterator[Breach]:
    previous = ""
    for place, event in enumerate(events, 1):
        if event.seq != place:
            yield Breach(number, place, f"第 {place} 条办理记录缺失。")
            return
        if chained(previous, sealed(event)) != event.digest:
            yield Breach(number, event.seq, f"第 {event.seq} 条办理记录（{event.verb}）被改动过。")
        previous = event.digest


def _present(matter: Matter, events: list[Event]) -> Iterator[Breach]:
    if matter.rev != len(events) or (events and matter.head_digest != events[-1].digest):
        yield Breach(
            matter.number, len(events), "办理记录的末尾与事项登记的不一致，可能有记录被删除。"
        )
    row = fold(e.changed for e in events)
    state = load(matter)
    now = snapshot(state)
    # The next waking is a plan, not history: an idle tick may move it without an event.
    row.pop("wake_at", None)
    now.pop("wake_at", None)
    # Columns younger than the journal: what no event speaks of is as a new matter has it, or
    # follows from what is compared (the red light from the due date).
    derived = {"late_at": now["late_at"], "source_kind": now["source_kind"]}
    row = {k: _DEFAULTS[k] for k in now if k in _DEFAULTS} | derived | row
    if sorted(members_of(state)) != sorted(matter.members.values_list("person_id", flat=True)):
        yield Breach(matter.number, matter.rev, "专班成员名单与办理记录不符，有人被加进或删去。")
    if row != now:
        wrong = sorted(k for k in now if row.get(k) != now[k])
        yield Breach(matter.number, matter.rev, f"事项现状与办理记录不符：{'、'.join(wrong)}。")


def _events(after: int, until: int) -> Iterator[tuple[int, list[Event]]]:
    rows = Event.objects.filter(matter_id__gt=after, matter_id__lte=until)
    for key, group in groupby(rows.order_by("matter_id", "seq"), lambda e: e.matter_id):
        yield key, list(group)


def breaches(progress: Callable[[int], None] | None = None, batch: int = 500) -> Iterator[Breach]:
    """Everything wrong with the history of this installation; nothing when it is untouched."""
    last = 0
    while rows := list(Matter.objects.filter(pk__gt=last).order_by("pk")[:batch]):
        journals = dict(_events(last, rows[-1].pk))
        for matter in rows:
            events = journals.get(matter.pk, [])
            yield from _chain(matter.number, events)
            yield from _present(matter, events)
        last = rows[-1].pk
        if progress:
            progress(len(rows))


def totals() -> tuple[int, int]:
    """How many matters and events there are to prove."""
    return Matter.objects.count(), Event.objects.count()
