"""口头交办: written down in ten seconds, confirmed later with one tap (S86)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, Problem
from luoshi.matters import engine, queries, spoken
from luoshi.org import directory
from luoshi.org.models import Person
from luoshi.org.people import leaders
from luoshi.org.scope import current_units
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.words import day_words

_TYPED = ("words", "leader", "unit", "due_words", "request_key")
_WEEKDAYS = "一二三四五六日"


def waiting(request: Request) -> list[dict[str, Any]]:
    """The unconfirmed instructions as lines with their age; `own`: this person may confirm it."""
    own = set(spoken.to_confirm(request.user, request.now).values_list("pk", flat=True))
    return [
        {
            "matter": m,
            "words": m.extra.get("directive_words", ""),
            "age": spoken.age(m, request.now),
            "by": m.opener.name if m.opener else "",
            "unit": m.opener_unit.short_name if m.opener_unit else "",
            "own": m.pk in own,
        }
        for m in spoken.unconfirmed(request.user, request.now)
    ]


def _due_words(words: str, request: Request) -> str:
    """What the due date was read as, so that a slip is seen while typing."""
    due = spoken.due_in(words, local_date(request.now))
    if due.day:
        weekday = _WEEKDAYS[due.day.weekday()]
        return f"“{due.words}”读作 {day_words(due.day, request.now)}（周{weekday}）"
    return f"“{due.words}”没有读出日期，原话会留着，立项时再定" if due.words else ""


def _page(request: Request, problem: Problem | None = None) -> HttpResponse:
    typed = {key: request.POST.get(key, "") for key in _TYPED} if problem else {}
    rows = waiting(request)
    day = local_date(request.now)
    context = {
        "may_capture": spoken.may_capture(request.user, request.now),
        "leaders": leaders(day),
        "units": current_units(day),
        "own": [row for row in rows if row["own"]],
        "others": [row for row in rows if not row["own"]],
        "typed": typed,
        "request_key": typed.get("request_key") or uuid4().hex,
        "problem": problem,
        "due": _due_words(typed.get("due_words") or typed.get("words", ""), request),
    }
    return render(request, "luoshi/oral.html", context, status=problem.status if problem else 200)


def _leader(request: Request) -> Person | None:
    typed = request.POST.get("leader", "")
    return next((p for p in leaders(local_date(request.now)) if p.username == typed), None)


def _unit(request: Request) -> tuple[int, str] | None:
    typed = request.POST.get("unit", "").strip()
    if not typed:
        return None
    for entry in directory.entries(local_date(request.now)):
        if typed == entry.code or typed in entry.names:
            return entry.id, entry.code
    sentence = f"单位目录里没有“{typed}”，请从提示里选，或者留空以后再定。"
    raise Invalid(sentence, code="unknown_unit", fields={"unit": sentence})


@business
@require_http_methods(["GET", "HEAD", "POST"])
def oral(request: Request) -> HttpResponse:
    """GET: the box, and what waits to be confirmed. POST: the instruction is in the ledger."""
    if request.method != "POST":
        return _page(request)
    try:
        # Written and spoken ones are opened by the same people: the engine refuses the others.
        made = spoken.capture(
            request.user,
            request.now,
            words=request.POST.get("words", "").strip(),
            leader=_leader(request),
            lead=_unit(request),
            due_words=request.POST.get("due_words", ""),
            request_key=request.POST.get("request_key", "")[:64] or None,
        )
    except NotAllowed:
        raise
    except Problem as problem:
        return _page(request, problem)
    due = f"，时限 {day_words(made.due_at, request.now)}" if made.due_at else ""
    messages.success(request, f"已记下，编号 {made.number}{due}，等领导确认。")
    return HttpResponseRedirect(reverse("web:oral"), status=303)


@business
@require_safe
def oral_due(request: Request) -> HttpResponse:
    """The due date that the words typed so far speak of, as a line of text."""
    typed = request.GET.get("due_words", "").strip() or request.GET.get("words", "")
    return render(request, "luoshi/_oral_due.html", {"due": _due_words(typed[:2000], request)})


@business
@require_POST
def confirm_oral(request: Request, number: str) -> HttpResponse:
    """One tap: these were my words; with `corrected`, these are."""
    matter = queries.find(request.user, number, request.now)
    corrected = request.POST.get("corrected", "").strip()
    typed: dict[str, Any] = {"corrected": corrected} if corrected else {}
    engine.act(matter, "confirm_oral", request.user, request.now, **typed)
    messages.success(request, "已按您更正的话确认。" if corrected else "已确认。")
    to = request.POST.get("back", "")
    return redirect("web:today" if to == "today" else "web:oral")
