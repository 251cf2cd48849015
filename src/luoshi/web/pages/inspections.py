"""督查: the year's plans with what they repeat, the record in the field, the conclusion on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Problem, Stale
from luoshi.matters import engine, queries
from luoshi.matters.models import Matter
from luoshi.matters.verbs import VERBS
from luoshi.org.scope import Scope
from luoshi.web import forms, inspecting
from luoshi.web.guard import business
from luoshi.web.request import Request

RULE = "inspection_plan"
RECORD = "record_finding"


def links(matter: Matter, scope: Scope) -> list[tuple[str, str]]:
    """The further pages of a matter that is an inspection, or a conclusion somebody received."""
    found = []
    if matter.stage == "in_field" and (scope.in_office or scope.leads):
        found.append(("现场记录", reverse("web:field", args=[matter.number])))
    if inspecting.paper_of(matter) is not None:
        found.append(("结论（打印）", reverse("web:conclusion", args=[matter.number])))
    return found


def _year(typed: str, today: date) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today.year


@business
@require_safe
def inspections(request: Request) -> HttpResponse:
    """The plans of a year, earliest first, and how often each object is inspected in it."""
    if not (request.scope.in_office or request.scope.leads):
        raise NotAllowed("督查计划由政府办和政府领导查看；送达本单位的结论在台账里。")
    year = _year(request.GET.get("year", ""), local_date(request.now))
    matters = queries.under_rule(request.user, RULE, request.now)
    lines, loads = inspecting.year_of(matters, year, request.now)
    openable = {spec.key for spec in engine.openable(request.user, request.now)}
    kinds = [key for key in openable if RULE in engine.current(key).rules]
    context = {
        "year": year,
        "plans": lines,
        "loads": loads,
        "months": range(1, 13),
        "crowded": sum(1 for line in lines if line.repeats),
        "new": f"{reverse('web:register')}?type={kinds[0]}" if kinds else "",
    }
    return render(request, "luoshi/inspections.html", context)


def _field_page(
    request: Request, matter: Matter, values: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    verb = VERBS[RECORD]
    seen = inspecting.seen_at(matter, queries.journal(matter))
    asked = [field for field in verb.form if field.key != "object"]
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    possible = {p.verb.key for p in engine.possible(matter, request.user, request.now)}
    context = {
        "matter": matter,
        "seen": seen,
        "may": RECORD in possible,
        "may_conclude": "conclude" in possible,
        "controls": forms.draw(asked, values, local_date(request.now), errors=wrong),
        "chosen": values.get("object") or (seen[0].unit.code if len(seen) == 1 else ""),
        "problem": problem,
    }
    return render(
        request, "luoshi/inspection_field.html", context, status=problem.status if problem else 200
    )


def _record(request: Request, matter: Matter, rev: int | None, typed: dict[str, Any]) -> None:
    """Two of a group may write at the same moment in different places: what one found does not
    depend on what the other did, only a double click is the same finding."""
    try:
        engine.act(matter, RECORD, request.user, request.now, rev=rev, **typed)
    except Stale:
        engine.act(matter, RECORD, request.user, request.now, **typed)


def _inspection(request: Request, number: str) -> Matter:
    matter = queries.find(request.user, number, request.now)
    if not matter.extra.get("objects"):
        raise NotFound("这不是一次督查，没有现场记录。")
    return matter


@business
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: Request, number: str) -> HttpResponse:
    """The record in the field, made for a phone: choose the object, write, a photo if need be."""
    matter = _inspection(request, number)
    if request.method != "POST":
        return _field_page(request, matter, {})
    verb = VERBS[RECORD]
    values, wrong = forms.read(verb.form, request)
    sent = request.POST.get("rev", "")
    try:
        if wrong:
            raise Invalid("".join(wrong.values()), code="bad_upload", fields=wrong)
        typed = forms.given(verb.form, values, local_date(request.now))
        _record(request, matter, int(sent) if sent.isdecimal() else None, typed)
    except Problem as problem:
        return _field_page(request, _inspection(request, number), values, problem)
    messages.success(request, "已记录。")
    return HttpResponseRedirect(reverse("web:field", args=[number]), status=303)


@business
@require_safe
def conclusion(request: Request, number: str) -> HttpResponse:
    """The conclusion as a paper to print: whole for the office, its own part for an object."""
    matter = queries.find(request.user, number, request.now)
    paper = inspecting.paper_of(matter)
    if paper is None:
        raise NotFound("还没有督查结论。")
    until = matter.extra.get("object_until")
    context = {
        "matter": matter,
        "paper": paper,
        "on": date.fromisoformat(paper["on"]),
        "until": date.fromisoformat(until) if until else None,
    }
    return render(request, "luoshi/inspection_paper.html", context)
