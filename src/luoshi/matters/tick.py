"""Time's own acts. `tick(now)` takes what has come due in order; its cost is what happens.

Idempotent and resumable: each step is one act of the engine with its own event, so a process
killed between two of them loses nothing and repeats nothing. Several may run at once: who comes
second finds the matter's `rev` moved on and leaves it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.lib.errors import Stale
from luoshi.matters import engine, store
from luoshi.matters.clockwork import Tick, due_now, reckon
from luoshi.matters.models import Matter
from luoshi.matters.types import current, pinned
from luoshi.matters.verbs.filing import content_of
from luoshi.org.calendar import office_calendar

BATCH = 200


def _step(matter: Matter, now: datetime) -> bool:
    """One thing that time does to this matter; False when nothing was left to do."""
    spec = pinned(matter.type_version_id)
    state = store.load(matter)
    calendar = office_calendar()
    come = due_now(state, spec, calendar, now)
    if come is None:
        reckon(state, spec, calendar, now)
        Matter.objects.filter(pk=matter.pk, rev=matter.rev).update(wake_at=state.wake_at)
        return False
    _do(matter, come, now)
    return True


@transaction.atomic
def _do(matter: Matter, come: Tick, now: datetime) -> None:
    due = matter.next_due_on
    engine.act(matter, come.verb, None, now, rev=matter.rev, at=come.at, **come.said)
    if come.verb == "open_occurrence":
        assert due is not None
        _open_child(matter, due, now)


def _open_child(parent: Matter, day: date, now: datetime) -> None:
    parts = parent.assignments.exclude(state="withdrawn").select_related("unit")
    helpers = [p.unit.code for p in parts if p.role == "co"]
    spec = current(pinned(parent.type_version_id).occurrence)
    asked = {field.key for field in content_of(spec)}
    whole = {
        "title": f"{parent.title}（{day.year}年{day.month}月{day.day}日前）"[:200],
        "what": parent.what,
        "standard": parent.standard,
        "lead": parent.lead_unit.code if parent.lead_unit else None,
        "co": helpers,
        "due": day.isoformat(),
    }
    typed: dict[str, Any] = {key: said for key, said in whole.items() if key in asked}
    origin = engine.Origin(parent=parent)
    child = engine.open_matter(spec.key, None, now, origin=origin, **typed)
    for verb in ("docket", "dispatch"):
        if spec.knows(verb):
            engine.act(child, verb, None, now)


def tick(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Everything that has come due by `now` is in the journal; returns how many acts it took.

    One thing at a time, whichever is first due: killed anywhere, what is done is the beginning of
    the very same row of acts, so the next run goes on with the same numbers.
    """
    done = 0
    due = Matter.objects.filter(wake_at__lte=now).order_by("wake_at", "id")
    while matter := due.first():
        done += _tried(matter, now)
        if progress and done % BATCH == 0:
            progress(done)
    if progress:
        progress(done)
    return done


def _tried(matter: Matter, now: datetime) -> bool:
    try:
        return _step(matter, now)
    except Stale:
        return False  # another worker or a person was quicker; the next look sees that
