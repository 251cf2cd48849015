"""The form of one act on one matter: drawn from the verb's own fields, sent through the engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem, Refused, Stale
from luoshi.matters import engine, queries, store
from luoshi.matters.lights import light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs import VERBS, Verb
from luoshi.org.calendar import office_calendar
from luoshi.web import forms
from luoshi.web.guard import business
from luoshi.web.pages.matter import steps
from luoshi.web.request import Request

_SHOWS_PRESENT = {"amend", "reschedule", "weigh"}  # its form opens with the matter as it is


def present(matter: Matter) -> dict[str, Any]:
    """The content of a matter in the shape of its form."""
    parts = list(queries.parts_of(matter))
    return {
        "title": matter.title,
        "what": matter.what,
        "standard": matter.standard,
        "lead": matter.lead_unit.code if matter.lead_unit else "",
        "co": [p.unit.code for p in parts if p.role == "co" and p.state != "withdrawn"],
        "due": local_date(matter.due_at).isoformat() if matter.due_at else "",
        "due_text": matter.due_text,
        "leader": matter.leader.username if matter.leader else "",
        "rrule": matter.rrule,
        "quadrant": matter.quadrant,
        "schedule": matter.extra.get("schedule", []),
    }


def _verb(key: str) -> Verb:
    if key not in VERBS:
        raise NotFound("没有这个动作。")
    return VERBS[key]


def _check_possible(request: Request, matter: Matter, verb: Verb) -> None:
    possible = engine.possible(matter, request.user, request.now)
    if not any(permit.verb.key == verb.key for permit in possible):
        words = "、".join(dict.fromkeys(p.verb.label for p in possible))
        rest = f"您现在可以：{words}。" if words else "目前没有需要您做的。"
        raise Refused(f"“{matter.title}”现在不能“{verb.label}”。{rest}", code="not_now")


def _do(request: Request, matter: Matter, verb: Verb, typed: dict[str, Any]) -> None:
    sent = request.POST.get("rev", "")
    rev = int(sent) if sent.isdecimal() else None
    unit = request.POST.get("unit") or None
    if verb.key == "decompose":
        child = engine.decompose(matter, request.user, request.now, rev=rev, **typed)
        messages.success(request, f"已分解出子事项 {child.number}。")
        return
    engine.act(matter, verb.key, request.user, request.now, rev=rev, unit=unit, **typed)
    messages.success(request, f"已{verb.label}。")


def _page(
    request: Request,
    matter: Matter,
    verb: Verb,
    values: dict[str, Any],
    problem: Problem | None = None,
) -> HttpResponse:
    """The form, empty or with everything typed; after `Stale` with what came in between."""
    near = [part.unit for part in queries.parts_of(matter) if part.state != "withdrawn"]
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    day = local_date(request.now)
    context = {
        "matter": matter,
        "stage": pinned(matter.type_version_id).stage(matter.stage).label,
        "light": light_of(matter, request.now, office_calendar()),
        "verb": verb,
        "controls": forms.draw(verb.form, values, day, errors=wrong, near=near),
        "unit": request.POST.get("unit") or request.GET.get("unit", ""),
        "problem": problem,
        "warning": verb.warns(store.load(matter)),
        "newer": _newer(request, matter, request.now) if isinstance(problem, Stale) else [],
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/act.html", context, status=status)


def _newer(request: Request, matter: Matter, now: datetime) -> list[Any]:
    sent = request.POST.get("rev", "")
    return steps(matter, now, after=int(sent) if sent.isdecimal() else 0)


@business
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: Request, number: str, verb: str) -> HttpResponse:
    """GET draws the act's form; POST does it, or gives the form back with nothing lost."""
    known = _verb(verb)
    matter = queries.find(request.user, number, request.now)
    before = present(matter) if verb in _SHOWS_PRESENT else {}
    if request.method != "POST":
        _check_possible(request, matter, known)
        return _page(request, matter, known, before)
    values, wrong = forms.read(known.form, request)
    try:
        if wrong:
            raise Invalid("".join(wrong.values()), code="bad_upload", fields=wrong)
        typed = forms.given(known.form, values, local_date(request.now), before)
        _do(request, matter, known, typed)
    except Problem as problem:
        latest = queries.find(request.user, number, request.now)
        return _page(request, latest, known, values, problem)
    return HttpResponseRedirect(reverse("web:matter", args=[number]), status=303)
