"""负担表 and 合并催办: how often units were asked week by week, and urging several matters at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.instruments import burden
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import queries
from luoshi.matters.lights import light_of
from luoshi.matters.verbs import VERBS
from luoshi.org import people
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Unit
from luoshi.web import forms
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.words import day_words

FORM = VERBS["urge"].form


def _week_words(monday: date) -> tuple[str, str]:
    """第47周, 11.16–11.22."""
    sunday = monday + timedelta(days=6)
    number = monday.isocalendar().week
    return f"第{number}周", f"{monday.month}.{monday.day}–{sunday.month}.{sunday.day}"


@business
@require_safe
def burden_table(request: Request) -> HttpResponse:
    """Unit by week, townships first; a unit sees its own row alone."""
    mondays, rows = burden.weeks_for(request.scope, request.now)
    shown = [row for row in rows if row.total]
    weeks = [_week_words(monday) for monday in mondays]
    stats = queries.unit_stats(request.user, request.now) if request.scope.in_office else []
    late = {row["unit"] for row in stats if row["late"]}
    context = {
        "weeks": weeks,
        "rows": [
            (
                row.unit,
                [(weeks[n], one) for n, one in enumerate(row.burdens)],
                row.unit.code in late,
            )
            for row in shown
        ],
        "quiet": len(rows) - len(shown),
        "may_urge": request.scope.in_office,
        "everybody": request.scope.in_office or request.scope.is_head,
    }
    return render(request, "luoshi/burden.html", context)


def _page(
    request: Request, unit: Unit, values: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    late = burden.late_of(request.user, unit, request.now)
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    picked = request.POST.getlist("numbers")
    calendar = office_calendar()
    context = {
        "unit": unit,
        "rows": [
            {
                "matter": one.matter,
                "light": light_of(one.matter, request.now, calendar),
                "due": day_words(one.matter.due_at, request.now),
                "urged": one.urged,
                "picked": one.matter.number in picked if picked else one.urged is None,
            }
            for one in late
        ],
        "open": any(one.urged is None for one in late),
        "burden": burden.burden_of(unit, request.now),
        "controls": forms.draw(FORM, values, local_date(request.now), errors=wrong),
        "batch": request.POST.get("batch") or uuid4().hex,
        "problem": problem,
    }
    return render(
        request, "luoshi/urge_together.html", context, status=problem.status if problem else 200
    )


@business
@require_http_methods(["GET", "HEAD", "POST"])
def urge_together(request: Request, code: str) -> HttpResponse:
    """GET lists a unit's late matters; POST urges the chosen ones as one batch, told once."""
    unit = people.unit(code)
    if request.method != "POST":
        return _page(request, unit, {})
    values, _ = forms.read(FORM, request)
    try:
        done = burden.urge_together(
            request.user,
            unit,
            request.now,
            request.POST.getlist("numbers"),
            request.POST.get("batch", "")[:64] or uuid4().hex,
            channel=values["channel"],
            note=values["note"],
        )
    except Problem as problem:
        return _page(request, unit, values, problem)
    if done.urged:
        messages.success(request, f"已向{unit.short_name}合并催办 {len(done.urged)} 件。")
    for number, sentence in done.left:
        messages.warning(request, f"{number} 没有催：{sentence}")
    return HttpResponseRedirect(reverse("web:urge_together", args=[code]), status=303)
