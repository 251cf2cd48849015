"""The page of one matter: what, how well, until when, who, where from, what to do now, what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.catalogue.schema import TypeSpec
from luoshi.catalogue.sources import label_of
from luoshi.instruments import burden
from luoshi.instruments.intake import decisions as intake
from luoshi.instruments.intake import versions
from luoshi.instruments.problems import service as problems
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Problem
from luoshi.lib.recurrence import describe
from luoshi.matters import documents, engine, queries, submissions
from luoshi.matters.lights import light_of
from luoshi.matters.models import Document, Matter
from luoshi.matters.nodes import ASKED
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.scope import leaders_in_charge
from luoshi.web import foreseen, own_fields, typed
from luoshi.web.answers import answers_of
from luoshi.web.buttons import buttons
from luoshi.web.clock_lines import clock_lines
from luoshi.web.guard import involved
from luoshi.web.lamps import lamp_on, lamps_of, past_months
from luoshi.web.pages import inspections, report
from luoshi.web.parts import field_checks_of, lines_of, opinions_of, spoken_words
from luoshi.web.request import Request
from luoshi.web.rows import expected_progress, rows_of
from luoshi.web.shapes import shape_of
from luoshi.web.stages import stages_of
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
    if matter.document and matter.document.restricted:
        return []  # its text is for the holders of numbered copies
    if matter.document and matter.span_start is not None and matter.span_end is not None:
        span = (matter.span_start, matter.span_end)
        found.append(_source(matter.document, *span, whole, merged=False))
    for other in intake.further_sources(matter):
        found.append(_source(other.reading.document, other.start, other.end, whole, merged=True))
    return found


def _asks(spec: TypeSpec) -> dict[str, str]:
    """What the page calls the shared fields; a type that names its own is shown by its names."""
    usual = {"what": "干什么", "standard": "什么标准", "lead": "谁负责"}
    asks = dict(spec.asks) or usual
    return {**asks, "lead_words": asks.get("lead", usual["lead"])}


def _asked_day(request: Request) -> date | None:
    """Of which day's light the address asks; None when it asks of none, or of what is none."""
    try:
        return typed.day(request.GET["on"], "on", "日期") if request.GET.get("on") else None
    except Problem:
        return None


@involved
@require_safe
def matter(request: Request, number: str) -> HttpResponse:
    """The whole of one matter, for whoever may see it; printed, it is a 督办单."""
    found = queries.find(request.user, number, request.now)
    now, spec = request.now, pinned(found.type_version_id)
    if spec.addressed:
        return report.page(request, found)
    past = steps(found, request.user, now)
    below = queries.visible_to(request.user, now).filter(parent=found).order_by("id")
    asking = submissions.addressed_keys()
    parent = queries.visible_to(request.user, now).filter(pk=found.parent_id or 0).first()
    said = own_fields.extras(queries.readable(request.user, found, now))
    possible, day = buttons(found, request.user, now), _asked_day(request)
    context = {
        "matter": found,
        "spec": spec,
        "stage": spec.stage(found.stage).label,
        "light": light_of(found, now, office_calendar()),
        "expected": expected_progress(found, now),
        "forecast": foreseen.of_matter(found, now),
        "as_unit": bool(request.scope.own_units),
        "leader_in_charge": leaders_in_charge(local_date(now)).get(found.lead_unit_id or 0, ""),
        "recurrence": describe(found.rrule) if found.rrule else "",
        "extras": [extra for extra in said if not extra.long],
        "tables": [extra for extra in said if extra.long],
        "gates": problems.gate_lines(found),
        "sources": sources(found, request.scope.in_office or request.scope.is_head),
        "parts": lines_of(found, now),
        "answers": answers_of(found, request.scope),
        "lamps": lamps_of(found, now),
        "clocks": clock_lines(found, now),
        "shape": shape_of(spec),
        "months": past_months(found, now),
        "asked_day": day,
        "lamp_then": lamp_on(found, day, now),
        "stages": stages_of(found, now),
        "asked_stages": stages_of(found, now, ASKED),
        "reaching": any(b.verb == "reach_node" for b in possible),
        "source": label_of(found.source_kind) if found.source_kind not in ("", "other") else "",
        "spoken": spoken_words(found, now),
        "opinions": opinions_of(found),
        "field_checks": field_checks_of(found),
        "parent": parent,
        "children": rows_of(below.exclude(type_key__in=asking), now),
        "helps": rows_of(below.filter(type_key__in=asking), now),
        "buttons": possible,
        "burdens": burden.burdens_of([found.lead_unit], now)
        if found.lead_unit and any(button.asks for button in possible)
        else [],
        "asks": _asks(spec),
        "notes": engine.advice(found, now),
        "links": inspections.links(found, request.scope),
        "recent": past[:SHORT],
        "earlier": past[SHORT:],
        "count": len(past),
    }
    return render(request, "luoshi/matter.html", context)
