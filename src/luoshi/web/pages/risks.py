"""风险隐患: the register, the gravest first; the composite alerts; the office's sensitive periods."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.instruments.problems import compute, register, stacking
from luoshi.lib.errors import Problem
from luoshi.web import typed
from luoshi.web.guard import business
from luoshi.web.request import Request

GRADES = range(1, 6)
SHOWN = 3  # matters of one kind by title; the rest are counted


@business
@require_safe
def risks(request: Request) -> HttpResponse:
    """Every open risk the person may see, and what lies together in a sensitive period."""
    return _page(request)


def _page(request: Request, problem: Problem | None = None) -> HttpResponse:
    every = register.open_risks(request.user, request.now)
    nature = request.GET.get("nature", "")
    count = {
        (i, p): sum(1 for r in every if (r.impact, r.likelihood) == (i, p))
        for i in GRADES
        for p in GRADES
    }
    context = {
        "risks": [r for r in every if not nature or r.nature == nature],
        "total": len(every),
        "natures": sorted({r.nature for r in every}),
        "nature": nature,
        "alerts": register.alerts(every, request.now),
        "stacks": _stacks(request, every),
        "periods": register.periods(request.now),
        "matrix": [
            (impact, [(likely, count[impact, likely]) for likely in GRADES])
            for impact in reversed(GRADES)
        ],
        "likely": list(GRADES),
        "reports": request.scope.in_office or bool(request.scope.own_units),
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "luoshi/risks.html", context, status=problem.status if problem else 200)


def _stacks(request: Request, risks: list[register.Risk]) -> list[dict[str, object]]:
    """Where several kinds of signs meet, for those who look at the whole: office and leaders."""
    if not (request.scope.in_office or request.scope.leads):
        return []
    return [
        {"where": s.where, "by_line": s.by_line, "matters": s.matters,
         "kinds": [(compute.KINDS[kind], len(signs), signs[:SHOWN]) for kind, signs in s.signs]}
        for s in stacking.composite(request.user, risks, request.now)
    ]  # fmt: skip


@business
@require_POST
def add_period(request: Request) -> HttpResponse:
    """The sensitive period is kept; what was refused comes back as it was typed."""
    given = request.POST
    try:
        begins = typed.day(given.get("begins", ""), "begins", "开始日期")
        ends = typed.day(given.get("ends", ""), "ends", "结束日期")
        name = given.get("name", "")
        made = register.add_period(request.user, name, begins, ends, request.now)
    except Problem as problem:
        return _page(request, problem)
    messages.success(request, f"已记敏感时段“{made.name}”。")
    return HttpResponseRedirect(reverse("web:risks"), status=303)


@business
@require_POST
def remove_period(request: Request, period_id: int) -> HttpResponse:
    """The period counts no longer."""
    register.remove_period(request.user, period_id, request.now)
    messages.success(request, "敏感时段已删除。")
    return HttpResponseRedirect(reverse("web:risks"), status=303)
