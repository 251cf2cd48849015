"""轻重缓急: the open matters on a board of four, each movable by a plain form (S22, S23)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from luoshi.matters import engine, queries, weighing
from luoshi.matters.verbs.filing import QUADRANTS
from luoshi.org.calendar import office_calendar
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.rows import rows_of

SHOWN = 12


def _box(request: Request, key: str, label: str, total: int) -> dict[str, Any]:
    rows = queries.in_quadrant(request.user, key, request.now)[:SHOWN]
    return {
        "key": key,
        "label": label,
        "total": total,
        "rows": rows_of(rows, request.now),
        "others": [(k, words) for k, words in QUADRANTS if k != key],
    }


@business
@require_safe
def quadrants(request: Request) -> HttpResponse:
    """The board of what this person may see; the office and leaders may move, others look."""
    now, calendar = request.now, office_calendar()
    counts = queries.open_by_quadrant(request.user, now)
    unweighed = list(queries.in_quadrant(request.user, "", now)[:SHOWN])
    advice = {m.number: weighing.advise(m, now, calendar) for m in unweighed}
    rows = rows_of(queries.in_quadrant(request.user, "", now)[:SHOWN], now)
    context = {
        "boxes": [_box(request, key, label, counts.get(key, 0)) for key, label in QUADRANTS],
        "unweighed": [(row, advice.get(row.number)) for row in rows],
        "waiting": counts.get("", 0),
        "share": weighing.share(counts),
        "moves": request.scope.in_office or request.scope.leads,
        "quadrants": QUADRANTS,
    }
    return render(request, "luoshi/quadrants.html", context)


@business
@require_POST
def weigh(request: Request, number: str) -> HttpResponse:
    """The matter stands in the quadrant that was pressed; the board comes back."""
    matter = queries.find(request.user, number, request.now)
    quadrant = request.POST.get("quadrant", "")
    engine.act(matter, "weigh", request.user, request.now, quadrant=quadrant)
    messages.success(request, f"{number} 已移到“{weighing.LABELS[quadrant]}”。")
    return redirect("web:quadrants")
