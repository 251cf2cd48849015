"""A matter as one line of a list: every string made once, here, for page, card and print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from luoshi.catalogue.schema import FieldKind, Phase
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Matter
from luoshi.matters.schedule import Schedule
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.scope import leaders_in_charge
from luoshi.web.words import day_words

BATCH = 1000
_UNDER_WAY = (Phase.NEW, Phase.OPEN, Phase.CHECK)


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a matter. `expected` is the percentage due by now, None without plan."""

    number: str
    url: str
    title: str
    context: str
    lead: str
    co: str
    leader: str
    due: str
    due_note: str
    progress: int
    expected: int | None
    light: Light
    sensitive: bool = False


def expected_progress(matter: Matter, now: datetime) -> int | None:
    """Where the plan from hand-over to due says the matter should stand at `now`, in percent."""
    if matter.dispatched_at is None or matter.due_at is None or matter.phase not in _UNDER_WAY:
        return None
    rule = pinned(matter.type_version_id).schedule
    plan = Schedule(matter.dispatched_at, matter.due_at, rule)
    return plan.expected(matter.stopped_at or now)


def _due_note(matter: Matter, now: datetime) -> str:
    if matter.asked_due_at is not None:
        return f"申请延至 {day_words(matter.asked_due_at, now)}"
    if matter.extended:
        return f"已延期 {matter.extended} 次"
    return matter.due_text if matter.due_at is None else ""


def _source(matter: Matter) -> str:
    """Where it comes from: its document, else the first line its type asks for (the meeting, …)."""
    if matter.document and not matter.document.restricted:
        return matter.document.title
    fields = pinned(matter.type_version_id).fields
    for field in fields:
        said = str(matter.extra.get(field.key) or "")
        if said and field.kind is FieldKind.LINE:
            return f"{field.label} {said}" if said.isdigit() else said
    return ""


def _context(matter: Matter) -> str:
    what = matter.what.strip().removeprefix(matter.title).lstrip("。；，：\n ").split("\n")[0]
    back = f"退回 {matter.returned} 次" if matter.returned else ""
    said = (matter.type_version.label, _source(matter), back, what[:80])
    return " · ".join(part for part in said if part)


def _row(matter: Matter, now: datetime, calendar: Calendar, leaders: Mapping[int, str]) -> Row:
    co = (
        part.unit.short_name
        for part in matter.assignments.all()
        if part.unit_id != matter.lead_unit_id and part.state != "withdrawn"
    )
    return Row(
        number=matter.number,
        url=reverse("web:matter", args=[matter.number]),
        title=matter.title,
        context=_context(matter),
        lead=matter.lead_unit.short_name if matter.lead_unit else "",
        co="、".join(co),
        leader=leaders.get(matter.lead_unit_id or 0, ""),
        due=day_words(matter.due_at, now),
        due_note=_due_note(matter, now),
        progress=matter.progress,
        expected=expected_progress(matter, now),
        light=light_of(matter, now, calendar),
        sensitive=matter.sensitive,
    )


def lines(matters: QuerySet[Matter], now: datetime) -> Iterator[Row]:
    """The lines of these matters one after another: four queries a batch, memory flat."""
    calendar, leaders = office_calendar(), leaders_in_charge(local_date(now))
    found = matters.select_related("lead_unit", "leader", "type_version", "document").defer(
        "document__text", "type_version__spec", "standard"
    )
    for matter in found.prefetch_related("assignments__unit").iterator(chunk_size=BATCH):
        yield _row(matter, now, calendar, leaders)


def rows_of(matters: QuerySet[Matter], now: datetime) -> list[Row]:
    """All lines of these matters at once."""
    return list(lines(matters, now))
