"""What a unit has asked for itself: who owes it an answer, and what it has to do with an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from luoshi.catalogue.schema import Phase
from luoshi.instruments.followup.asking import Ask
from luoshi.lib.clock import local_date
from luoshi.matters import submissions
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import pinned
from luoshi.org.models import Person

OFFICE = "督查科"
_KEYS = {Phase.NEW: "owed", Phase.OPEN: "sent_back", Phase.CHECK: "answered"}


def submitted_by(viewer: Person, units: frozenset[int], now: datetime) -> Iterator[tuple[str, Ask]]:
    """The reports and requests for help of these units that run, each with the pile it stands in:
    `owed` waits for somebody above, `answered` and `sent_back` wait for the unit."""
    rows = submissions.addressed(viewer, now).filter(
        opener_unit_id__in=units, private=False, phase__in=_KEYS
    )
    found = [(_KEYS[Phase(matter.phase)], matter) for matter in rows]
    missing = _sent_back([matter.pk for key, matter in found if key == "sent_back"])
    for key, matter in found:
        yield key, _ask(matter, key, missing.get(matter.pk, ""), now)


def _sent_back(ids: list[int]) -> dict[int, str]:
    """What the leader found missing, the last time."""
    if not ids:
        return {}
    rows = Event.objects.filter(matter_id__in=ids, verb="send_back").order_by("seq")
    return {event.matter_id: str(event.said.get("reason") or "") for event in rows}


def _ask(matter: Matter, key: str, missing: str, now: datetime) -> Ask:
    unit = matter.opener_unit
    assert unit is not None
    spec = pinned(matter.type_version_id)
    stage = spec.stage(matter.stage)
    who = matter.leader.name if matter.leader else OFFICE
    at = matter.dispatched_at or matter.opened_at
    if key == "owed":
        over = "，已过答复时限" if matter.due_at and matter.due_at < now else ""
        until = local_date(matter.due_at) if matter.due_at else None
        asker = matter.opener.name if matter.opener else ""
        return Ask(
            matter, "", unit.code, f"{stage.label}：{who}{over}", asker, at, until, unit.short_name
        )
    own = (m.verb for m in stage.moves if "opener_unit" in m.by)
    verb = next(own, "") if key == "answered" else ""  # a report is written anew on its own page
    why = missing or _help(matter) or stage.label
    return Ask(matter, verb, unit.code, why, who, at, None, unit.short_name)


def _help(matter: Matter) -> str:
    """The help that was given, in its three parts."""
    found = matter.facts.get("help") or {}
    parts = (("方法", "method"), ("资源", "resource"), ("可以找", "contact"))
    return "；".join(f"{label}：{found[key]}" for label, key in parts if found.get(key))
