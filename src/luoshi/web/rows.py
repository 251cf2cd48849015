"""A matter as one line of a list: every string made once, here, for page, card and print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse

from luoshi.catalogue.schema import Clock, Field, FieldKind, Phase
from luoshi.instruments.forecast.models import Forecast
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import MOMENTS, Calendar, Unit
from luoshi.matters import clocks
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Matter
from luoshi.matters.schedule import plan_of
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.scope import leaders_in_charge
from luoshi.web import own_fields
from luoshi.web.foreseen import row_words, shown_for, slip_words
from luoshi.web.shapes import measured
from luoshi.web.words import day_words, moment_words

BATCH = 1000
_UNDER_WAY = (Phase.NEW, Phase.OPEN, Phase.CHECK)


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a matter. `expected` is the percentage due by now, None without plan;
    `slips` says why it will be late, while its light is not red yet."""

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
    forecast: str = ""
    slips: str = ""
    sensitive: bool = False
    measured: bool = True  # whether its type knows of progress at all
    own: tuple[tuple[str, str], ...] = ()  # label and words of each column of its type


def expected_progress(matter: Matter, now: datetime) -> int | None:
    """Where the plan from hand-over to due says the matter should stand at `now`, in percent."""
    if matter.phase not in _UNDER_WAY:
        return None
    spec = pinned(matter.type_version_id)
    if spec.light.family == "quiet":
        return None  # what is watched has no end to be on the way to
    plan = plan_of(matter.dispatched_at, matter.due_at, spec.schedule, matter.facts)
    return plan.expected(matter.stopped_at or now) if plan else None


def _due_note(matter: Matter, rule: Clock | None, now: datetime) -> str:
    said = [rule.label] if rule else []
    if matter.asked_due_at is not None:
        said.append(f"申请延至 {day_words(matter.asked_due_at, now)}")
    elif matter.extended:
        said.append(f"已延期 {matter.extended} 次")
    elif matter.due_at is None and matter.due_text:
        said.append(matter.due_text)
    return "，".join(said)


def _due(matter: Matter, rule: Clock | None, now: datetime) -> str:
    """The day it is due; the minute too where the law counts in hours."""
    if rule is not None and Unit(rule.within.unit) in MOMENTS:
        return moment_words(matter.due_at, now)
    return day_words(matter.due_at, now)


def _source(matter: Matter) -> str:
    """Where it comes from: its document, else the first line its type asks for (the meeting, …)."""
    if matter.document and not matter.document.restricted:
        return matter.document.title
    fields = pinned(matter.type_version_id).fields
    for field in fields:
        if field.restricted:
            continue
        said = str(matter.extra.get(field.key) or "")
        if said and field.kind is FieldKind.LINE:
            return f"{field.label} {said}" if said.isdigit() else said
    return ""


def _context(matter: Matter) -> str:
    what = matter.what.strip().removeprefix(matter.title).lstrip("。；，：\n ").split("\n")[0]
    back = f"退回 {matter.returned} 次" if matter.returned else ""
    said = (matter.type_version.label, _source(matter), back, what[:80])
    return " · ".join(part for part in said if part)


def _bearer(matter: Matter) -> str:
    """The unit that leads, or that asks: a report has no handling unit."""
    if matter.lead_unit is None and matter.opener_unit is not None:
        return f"{matter.opener_unit.short_name}（提出）"
    return matter.lead_unit.short_name if matter.lead_unit else ""


def _leader(matter: Matter, leaders: Mapping[int, str]) -> str:
    """Who is in charge of it: by the division of work, or the one whose answer is asked for."""
    if matter.lead_unit_id is None and matter.leader is not None:
        return matter.leader.name
    return leaders.get(matter.lead_unit_id or 0, "")


def _row(
    matter: Matter,
    now: datetime,
    calendar: Calendar,
    leaders: Mapping[int, str],
    said: Forecast | None,
    own: tuple[tuple[str, str], ...],
) -> Row:
    co = (
        part.unit.short_name
        for part in matter.assignments.all()
        if part.unit_id != matter.lead_unit_id and part.state != "withdrawn"
    )
    light = light_of(matter, now, calendar)
    spec = pinned(matter.type_version_id)
    rule = clocks.next_of(matter.facts, spec)
    return Row(
        number=matter.number,
        url=reverse("web:matter", args=[matter.number]),
        title=matter.title,
        context=_context(matter),
        lead=_bearer(matter),
        co="、".join(co),
        leader=_leader(matter, leaders),
        due=_due(matter, rule, now),
        due_note=_due_note(matter, rule, now),
        progress=matter.progress,
        expected=expected_progress(matter, now),
        light=light,
        forecast=row_words(matter, said, now, calendar),
        slips=slip_words(said, light.key),
        sensitive=matter.sensitive,
        measured=measured(spec),
        own=own,
    )


def lines(matters: QuerySet[Matter], now: datetime, columns: Sequence[Field] = ()) -> Iterator[Row]:
    """The lines of these matters one after another: five queries a batch, memory flat. `columns`
    are the own fields of the one type that is listed."""
    calendar, leaders = office_calendar(), leaders_in_charge(local_date(now))
    related = ("lead_unit", "opener_unit", "leader", "type_version", "document")
    found = matters.select_related(*related).defer(
        "document__text", "type_version__spec", "standard"
    )
    every = found.prefetch_related("assignments__unit").iterator(chunk_size=BATCH)
    while batch := list(islice(every, BATCH)):
        said, own = shown_for(batch), own_fields.cells(columns, batch)
        for matter, cells in zip(batch, own, strict=True):
            yield _row(matter, now, calendar, leaders, said.get(matter.pk), cells)


def rows_of(matters: QuerySet[Matter], now: datetime, columns: Sequence[Field] = ()) -> list[Row]:
    """All lines of these matters at once."""
    return list(lines(matters, now, columns))
