"""一口清: the fact card of a unit, and the search over all of them (S7)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from luoshi.instruments import facts as cards
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem
from luoshi.org import people
from luoshi.org.scope import current_units
from luoshi.web.guard import business
from luoshi.web.request import Request

_FIGURE = ("indicator", "value", "measure", "as_of", "source")


@business
@require_safe
def facts(request: Request) -> HttpResponse:
    """Figures found by words; without any, everything known, and the way to each unit's card."""
    q = request.GET.get("q", "").strip()[:80]
    stale = request.GET.get("stale") == "1"
    context = {
        "q": q,
        "stale": stale,
        "found": cards.search(q, request.now, stale_only=stale),
        "units": current_units(local_date(request.now)).exclude(kind="section"),
        "own": request.scope.own_units,
        "months": cards.STALE_MONTHS,
    }
    return render(request, "luoshi/facts.html", context)


def _card(
    request: Request, code: str, problem: Problem | None = None, what: str = ""
) -> HttpResponse:
    unit = people.unit(code)
    context: dict[str, Any] = {
        "unit": unit,
        "card": cards.card_of(unit, request.now),
        "keeps": cards.keeps(request.user, unit, request.now),
        "months": cards.STALE_MONTHS,
        "problem": problem,
        "what": what,
        "typed": request.POST,
        "wrong": problem.fields if isinstance(problem, Invalid) else {},
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/fact_card.html", context, status=status)


@business
@require_safe
def card(request: Request, code: str) -> HttpResponse:
    """One unit's card, printable; its keeper finds the forms below it."""
    return _card(request, code)


@business
@require_POST
def keep(request: Request, code: str, what: str) -> HttpResponse:
    """A figure or a text more; refused, everything typed comes back."""
    unit = people.unit(code)
    try:
        if what == "figure":
            typed = {key: request.POST.get(key, "") for key in _FIGURE}
            cards.record_figure(request.user, unit, request.now, typed)
        elif what == "text":
            kind, text = request.POST.get("kind", ""), request.POST.get("text", "")
            cards.record_text(request.user, unit, request.now, kind, text)
        else:
            raise NotFound("没有这个操作。")
    except Invalid as problem:
        return _card(request, code, problem, what)
    messages.success(request, "已记入一口清，先前的内容仍可查看。")
    return redirect("web:fact_card", code)
