"""Reads the journal on and makes notices of it: who is to hear of which event, and from when on.

Batches are whole: notices and the position in the journal move in one transaction, so a process
killed anywhere goes on where it stood; a notice exists once per event and person. Everything is
decided from the journal as it stood at the event, never from today's matter, so it does not matter
when this runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from luoshi.lib.clock import local_date
from luoshi.matters.models import Event
from luoshi.matters.state import steps
from luoshi.matters.types import pinned
from luoshi.notices.hearers import Hearer, Row, Told, hearers, is_urgent, tokens
from luoshi.notices.models import Notice, Position
from luoshi.notices.preferences import Wishes
from luoshi.notices.times import release
from luoshi.org import chain
from luoshi.org.calendar import office_calendar

BATCH = 500
# An id below the position that does not come within so many others never will (rolled back).
GAP = 1000
Office = Callable[[date], chain.Roster]


def collect(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Every event of the journal has its notices; returns how many are new."""
    made, office = 0, cache(chain.roster)
    while True:
        read, new = _batch(office)
        made += new
        if progress:
            progress(made)
        if read < BATCH:
            return made


@transaction.atomic
def _batch(office: Office) -> tuple[int, int]:
    Position.objects.get_or_create(name="journal")
    position = Position.objects.select_for_update().get(name="journal")
    unread = Event.objects.filter(Q(id__gt=position.event_id) | Q(id__in=position.gaps))
    events = list(unread.select_related("matter").order_by("id")[:BATCH])
    if not events:
        return 0, 0
    made = _notices(events, office)
    _mark_acted(events)
    _move_on(position, [event.pk for event in events])
    return len(events), made


def _move_on(position: Position, seen: list[int]) -> None:
    last = max(position.event_id, seen[-1])
    missing = set(position.gaps) | set(range(max(position.event_id, last - GAP) + 1, last))
    position.gaps = sorted(i for i in missing - set(seen) if i > last - GAP)
    position.event_id = last
    position.save()


def _notices(events: list[Event], office: Office) -> int:
    told = [event for event in events if tokens(event)]
    heard = [(t, hearer) for t in _told(told, office) for hearer in hearers(t)]
    known = set(
        Notice.objects.filter(event__in=told).values_list("event_id", "person_id")
    )  # fmt: skip
    wishes, calendar = Wishes(hearer.person_id for _, hearer in heard), office_calendar()
    new = [
        _notice(t, hearer, wishes) for t, hearer in heard
        if (t.event.pk, hearer.person_id) not in known
    ]  # fmt: skip
    for notice in new:
        habit = wishes.of(notice.person_id, notice.moment).habit
        notice.out_at = release(
            notice.moment, habit, calendar, urgent=notice.urgent, emergency=notice.emergency
        )
    Notice.objects.bulk_create(new)
    return len(new)


def _notice(told: Told, hearer: Hearer, wishes: Wishes) -> Notice:
    urgent = is_urgent(told.event)
    return Notice(
        event=told.event,
        person_id=hearer.person_id,
        matter_id=told.event.matter_id,
        unit_id=hearer.unit_id or told.after.get("lead_unit_id"),
        behalf_of_id=hearer.behalf_of_id,
        urgent=urgent,
        emergency=urgent and _cannot_wait(told),
        moment=told.event.recorded_at,
    )


def _cannot_wait(told: Told) -> bool:
    """Whether it is an emergency: by its type, its rung or what was found (B12)."""
    found = told.after.get("facts", {}).get("emergency") or told.event.said.get("emergency")
    return told.spec.emergency or bool(found)


def _told(events: list[Event], office: Office) -> Iterator[Told]:
    """The events with their matters as they stood before and after, oldest first."""
    if not events:
        return
    rows = _rows(events)
    moments = [event.recorded_at for event in events]
    delegations = chain.delegations(min(moments), max(moments))
    for event in events:
        before, after = rows[event.pk]
        yield Told(
            event,
            before,
            after,
            pinned(after["type_version_id"]),
            office(local_date(event.recorded_at)),
            delegations,
        )


def _rows(events: Iterable[Event]) -> dict[int, tuple[Row, Row]]:
    """Each event's matter before and after it, folded from the journal."""
    wanted = {event.pk for event in events}
    journals: dict[int, list[tuple[int, dict[str, object]]]] = defaultdict(list)
    matters = {event.matter_id for event in events}
    acts = Event.objects.filter(matter_id__in=matters).order_by("matter_id", "seq")
    for pk, matter, changed in acts.values_list("id", "matter_id", "changed"):
        journals[matter].append((pk, changed))
    found: dict[int, tuple[Row, Row]] = {}
    for journal in journals.values():
        before: Row = {"parts": {}}
        for (pk, _), after in zip(journal, steps(c for _, c in journal), strict=True):
            if pk in wanted:
                found[pk] = (before, after)
            before = after
    return found


def _mark_acted(events: list[Event]) -> None:
    """Whoever acts on a matter has seen what came before on it: no need to tell them."""
    matters = {event.matter_id for event in events if event.actor_id is not None}
    acts = Event.objects.filter(
        Q(actor_id=OuterRef("person_id")) | Q(on_behalf_of_id=OuterRef("person_id")),
        matter_id=OuterRef("matter_id"),
        recorded_at__gte=OuterRef("moment"),
        id__gt=OuterRef("event_id"),
    )
    first = acts.order_by("id").values("recorded_at")[:1]
    unread = Notice.objects.filter(matter_id__in=matters, read_at__isnull=True)
    unread.filter(Exists(acts)).update(read_at=Subquery(first))
