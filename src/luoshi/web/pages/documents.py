"""A source document with the sentences that became matters marked and linked in it."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.lib.clock import local_date
from luoshi.matters import editions, queries
from luoshi.matters.models import Document, Matter
from luoshi.org.people import business_people
from luoshi.web.guard import business
from luoshi.web.marked import Mark, paragraphs
from luoshi.web.request import Request

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def _asked(at: str) -> tuple[int, int] | None:
    found = _SPAN.fullmatch(at)
    return (int(found[1]), int(found[2])) if found else None


def _marks(rows: list[Matter], asked: tuple[int, int] | None) -> list[Mark]:
    found = []
    for row in rows:
        span = (row.span_start or 0, row.span_end or 0)
        here = span == asked
        url = reverse("web:matter", args=[row.number])
        label = f"{row.number} {row.title}"
        found.append(Mark(*span, "here" if here else "", url, label, "at" if here else ""))
    if asked and all((mark.start, mark.end) != asked for mark in found):
        found.append(Mark(*asked, "here", anchor="at"))
    return found


@business
@require_safe
def document(request: Request, document_id: int) -> HttpResponse:
    """The whole text, for the office and the head; `at` says which sentence to show."""
    found: Document = queries.document(request.user, document_id, request.now)
    rows = list(
        queries.visible_to(request.user, request.now)
        .filter(document=found, span_start__isnull=False)
        .order_by("span_start", "id")
    )
    marks = _marks(rows, _asked(request.GET.get("at", "")))
    chain = editions.versions(found)
    context = {
        "document": found,
        "matters": rows,
        "lines": paragraphs(found.text, marks),
        "versions": chain if len(chain) > 1 else [],
        "recipients": business_people(local_date(request.now)) if request.scope.in_office else [],
    }
    return render(request, "luoshi/document.html", context)
