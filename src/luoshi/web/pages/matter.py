"""The page of one matter: what, how well, until when, who, where from, what to do now, what was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.instruments.intake import decisions as intake
from luoshi.instruments.intake import versions
from luoshi.lib.clock import local_date
from luoshi.lib.recurrence import describe
from luoshi.matters import documents, queries, submissions
from luoshi.matters.lights import light_of
from luoshi.matters.models import Document, Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.scope import leaders_in_charge
from luoshi.web.buttons import buttons
from luoshi.web.guard import business
from luoshi.web.pages import report
from luoshi.web.parts import lines_of
from luoshi.web.request import Request
from luoshi.web.rows import expected_progress, rows_of
from luoshi.web.steps import SHORT, steps


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
    if matter.document and matter.span_start is not None and matter.span_end is not None:
        span = (matter.span_start, matter.span_end)
        found.append(_source(matter.document, *span, whole, merged=False))
    for other in intake.further_sources(matter):
        found.append(_source(other.reading.document, other.start, other.end, whole, merged=True))
    return found


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
    if spec.addressed:
        return report.page(request, found)
    past = steps(found, now)
    below = queries.visible_to(request.user, now).filter(parent=found).order_by("id")
    asking = submissions.addressed_keys()
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
        "parent": parent,
        "children": rows_of(below.exclude(type_key__in=asking), now),
        "helps": rows_of(below.filter(type_key__in=asking), now),
        "buttons": buttons(found, request.user, now),
        "asked": queries.asked_this_week(found.lead_unit_id, now)
        if request.scope.in_office and found.lead_unit_id
        else 0,
        "recent": past[:SHORT],
        "earlier": past[SHORT:],
        "count": len(past),
    }
    return render(request, "luoshi/matter.html", context)
