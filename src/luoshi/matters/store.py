"""Between rows and plain state: reading a matter, writing an act. Only the engine calls it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from luoshi.lib.digest import chained
from luoshi.lib.errors import Stale
from luoshi.matters.models import Assignment, Attachment, Event, Matter, Member
from luoshi.matters.state import COLUMNS, MEMBERS, PART_COLUMNS, Part, State, plain
from luoshi.matters.types import named_people, naming, pinned

STALE = "这件事刚刚有人办过，页面上的不是最新情况。您填的内容还在，请看过最新情况再提交。"


def load(matter: Matter) -> State:
    """The matter with its parts as plain data."""
    state = State(**{name: getattr(matter, name) for name in COLUMNS})
    state.extra, state.facts = dict(matter.extra), dict(matter.facts)
    for row in Assignment.objects.filter(matter=matter):
        state.parts[row.unit_id] = Part(**{name: getattr(row, name) for name in PART_COLUMNS})
    return state


def sealed(event: Event) -> dict[str, Any]:
    """What an event's digest covers: everything it says, in plain JSON."""
    return {
        "matter": event.matter_id,
        "seq": event.seq,
        "at": plain(event.at),
        "recorded_at": plain(event.recorded_at),
        "actor": event.actor_id,
        "on_behalf_of": event.on_behalf_of_id,
        "unit": event.unit_id,
        "verb": event.verb,
        "from": event.from_stage,
        "to": event.to_stage,
        "said": event.said,
        "changed": event.changed,
    }


def _write_parts(matter: Matter, state: State, changed: Mapping[str, Any]) -> None:
    for key in changed:
        unit = int(key)
        part = state.parts[unit]
        values = {name: getattr(part, name) for name in PART_COLUMNS}
        # Not `update_or_create`: `rev` has locked the matter already, so one statement will do.
        if not Assignment.objects.filter(matter=matter, unit_id=unit).update(**values):
            Assignment.objects.create(matter=matter, unit_id=unit, **values)


def members_of(state: State) -> frozenset[int]:
    """The people of `facts["members"]`, and those the type makes a party by naming them."""
    named = named_people(pinned(state.type_version_id), state.extra)
    return named | frozenset(state.facts.get(MEMBERS, ()))


def _write_members(matter: Matter, state: State) -> None:
    """Exactly those of `members_of` are the matter's members."""
    wanted = members_of(state)
    rows = Member.objects.filter(matter=matter)
    rows.exclude(person_id__in=wanted).delete()
    known = frozenset(rows.values_list("person_id", flat=True))
    Member.objects.bulk_create(Member(matter=matter, person_id=pk) for pk in wanted - known)


def _write_attachments(matter: Matter, event: Event) -> None:
    if event.actor is None:
        return
    Attachment.objects.bulk_create(
        Attachment(matter=matter, seq=event.seq, added_by=event.actor, added_at=event.at, **f)
        for f in event.said.get("files") or ()
    )


def write(matter: Matter, state: State, event: Event) -> Event:
    """The act as one: the row moves from `rev` to `rev+1`, its parts follow, the event is added.

    Raises `Stale` when another act came first; then nothing of this one is kept.
    """
    event.digest = chained(matter.head_digest, sealed(event))
    values = {name: getattr(state, name) for name in COLUMNS}
    try:
        with transaction.atomic():
            moved = Matter.objects.filter(pk=matter.pk, rev=matter.rev).update(
                **values, rev=event.seq, head_digest=event.digest
            )
            if moved != 1:
                raise Stale(STALE)
            removed = event.changed.get("removed", ())
            Assignment.objects.filter(matter=matter, unit_id__in=removed).delete()
            _write_parts(matter, state, event.changed.get("parts", {}))
            named = "extra" in event.changed and naming(pinned(state.type_version_id))
            if named or MEMBERS in event.changed.get("facts", ()):
                _write_members(matter, state)
            event.save(force_insert=True)
            _write_attachments(matter, event)
    except IntegrityError as error:
        raise Stale(STALE) from error
    return event


def create(state: State, request_key: str | None, now: datetime) -> Matter:
    """The empty row of a new matter; its first event follows at once, in the same transaction."""
    values = {name: getattr(state, name) for name in COLUMNS}
    return Matter.objects.create(**values, request_key=request_key)
