"""The page of one matter: what, how well, until when, who, where from, what to do now, what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.catalogue.sources import label_of
from luoshi.instruments.intake import decisions as intake
from luoshi.instruments.intake import versions
from luoshi.lib.clock import local_date
from luoshi.lib.recurrence import describe
from luoshi.matters import documents, engine, narrate, queries
from luoshi.matters.lights import light_of
from luoshi.matters.models import Attachment, Document, Event, Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.scope import current_units, leaders_in_charge
from luoshi.web.guard import business
from luoshi.web.parts import lines_of, opinions_of, spoken_words
from luoshi.web.request import Request
from luoshi.web.rows import expected_progress, rows_of

SHORT = 6  # events shown before the rest folds away


@dataclass(frozen=True, slots=True)
class Button:
    """One act that is possible now."""

    label: str
    help: str
    url: str


@dataclass(frozen=True, slots=True)
class Newer:
    """The sentence no longer stands like this in the newest version of its document."""

    title: str
    removed: bool
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence a matter came from, in its surroundings; `url` only for who may read it all."""

    title: str
    before: str
    sentence: str
    after: str
    url: str
    merged: bool
    newer: Newer | None


@dataclass(frozen=True, slots=True)
class Step:
    """One event as the time line tells it."""

    seq: int
    headline: str
    lines: list[str]
    who: str
    at: datetime
    keyed_in: datetime | None
    files: list[Attachment]


def buttons(matter: Matter, by: Person, now: datetime) -> list[Button]:
    """What `by` may do now, likeliest first; a unit is named where there is a choice of units."""
    possible = engine.possible(matter, by, now)
    units = {part.unit_id: part.unit for part in queries.parts_of(matter)}
    several = len({p.unit_id for p in possible if p.unit_id}) > 1
    found = []
    for permit in possible:
        unit = units.get(permit.unit_id) if permit.unit_id else None
        label = (
            f"{permit.verb.label}（{unit.short_name}）" if several and unit else permit.verb.label
        )
        url = reverse("web:act", args=[matter.number, permit.verb.key])
        url = f"{url}?{urlencode({'unit': unit.code})}" if unit else url
        found.append(Button(label, permit.verb.help, url))
    return found


def _source(document: Document, start: int, end: int, whole: bool, merged: bool) -> Source:
    before, sentence, after = documents.quotation(document, start, end)
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    url = reverse("web:document", args=[document.pk]) + f"?at={start}-{end}#at" if whole else ""
    newer = _newer(document, start, end) if whole else None
    return Source(document.title, before, sentence, after, url, merged, newer)


def _newer(document: Document, start: int, end: int) -> Newer | None:
    found = versions.now_says(document, start, end)
    if found is None:
        return None
    newest, fate = found
    url = reverse("web:versions", args=[newest.pk]) + f"?against={document.pk}"
    return Newer(newest.title, fate.new is None, url)


def sources(matter: Matter, whole: bool) -> list[Source]:
    """Where the matter stands written: its own sentence, then those merged into it."""
    found = []
    if matter.document and matter.document.restricted:
        return []  # its text is for the holders of numbered copies
    if matter.document and matter.span_start is not None and matter.span_end is not None:
        span = (matter.span_start, matter.span_end)
        found.append(_source(matter.document, *span, whole, merged=False))
    for other in intake.further_sources(matter):
        found.append(_source(other.reading.document, other.start, other.end, whole, merged=True))
    return found


def steps(matter: Matter, now: datetime, after: int = 0) -> list[Step]:
    """The events behind `after`, newest first, with their files."""
    names = {unit.pk: unit.short_name for unit in current_units(local_date(now))}
    files: dict[int, list[Attachment]] = {}
    for file in matter.attachments.all():
        files.setdefault(file.seq, []).append(file)
    past = reversed(list(queries.journal(matter).filter(seq__gt=after)))
    return [_step(event, names, files.get(event.seq, [])) for event in past]


def _step(event: Event, names: dict[int, str], files: list[Attachment]) -> Step:
    keyed_in = event.recorded_at if local_date(event.recorded_at) != local_date(event.at) else None
    told = narrate.lines(event, names)
    return Step(
        event.seq, narrate.headline(event), told, narrate.who(event), event.at, keyed_in, files
    )


@dataclass(frozen=True, slots=True)
class Extra:
    """A field of the type with its value; rows come as a small table."""

    label: str
    words: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def _words(field: Field, value: Any) -> str:
    if field.kind == FieldKind.FLAG:
        return "是" if value else "否"
    return dict(field.choices).get(str(value), "" if value is None else str(value))


def extra_of(field: Field, value: Any) -> Extra:
    """One field as the page shows it."""
    if field.kind != FieldKind.ROWS:
        return Extra(field.label, _words(field, value))
    heads = tuple(column.label for column in field.columns)
    rows = tuple(tuple(_words(c, row.get(c.key)) for c in field.columns) for row in value)
    return Extra(field.label, "", heads, rows)


@business
@require_safe
def matter(request: Request, number: str) -> HttpResponse:
    """The whole of one matter, for whoever may see it; printed, it is a 督办单."""
    found = queries.find(request.user, number, request.now)
    now, spec = request.now, pinned(found.type_version_id)
    past = steps(found, now)
    children = queries.visible_to(request.user, now).filter(parent=found).order_by("id")
    parent = queries.visible_to(request.user, now).filter(pk=found.parent_id or 0).first()
    context = {
        "matter": found,
        "spec": spec,
        "stage": spec.stage(found.stage).label,
        "light": light_of(found, now, office_calendar()),
        "expected": expected_progress(found, now),
        "leader_in_charge": leaders_in_charge(local_date(now)).get(found.lead_unit_id or 0, ""),
        "recurrence": describe(found.rrule) if found.rrule else "",
        "extras": [extra_of(*said) for said in queries.readable(request.user, found, now)],
        "sources": sources(found, request.scope.in_office or request.scope.is_head),
        "parts": lines_of(found, now),
        "source": label_of(found.source_kind),
        "spoken": spoken_words(found, now),
        "opinions": opinions_of(found),
        "parent": parent,
        "children": rows_of(children, now),
        "buttons": buttons(found, request.user, now),
        "asked": queries.asked_this_week(found.lead_unit_id, now)
        if request.scope.in_office and found.lead_unit_id
        else 0,
        "recent": past[:SHORT],
        "earlier": past[SHORT:],
        "count": len(past),
    }
    return render(request, "luoshi/matter.html", context)
