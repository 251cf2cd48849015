"""来源: how many matters come from where, each line a way into the ledger (S3)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue.sources import SOURCES
from luoshi.matters import queries
from luoshi.web.guard import business
from luoshi.web.request import Request

TABS = (("open", "在办"), ("late", "已逾期"), ("soon", "将到期"), ("done", "已销号"))


@business
@require_safe
def sources(request: Request) -> HttpResponse:
    """Every kind of source in the list's order, counts of what this person may see."""
    stats = queries.source_stats(request.user, request.now)
    rows = []
    for source in SOURCES.values():
        found = stats.get(source.key, {})
        cells = [(tab, label, found.get(tab, 0)) for tab, label in TABS]
        rows.append((source, cells, found.get("total", 0)))
    total = sum(row[2] for row in rows)
    context = {"rows": rows, "tabs": TABS, "total": total}
    return render(request, "luoshi/sources.html", context)
