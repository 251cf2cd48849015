"""遗留问题: the board by tier, and the monthly session with its agenda, its marks and its print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.instruments.problems import service
from luoshi.instruments.problems.compute import NO_LINE, ORDERS, agenda, undecided
from luoshi.instruments.problems.models import Session
from luoshi.instruments.problems.service import Problem
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotFound
from luoshi.lib.errors import Problem as Fault
from luoshi.matters.gates import TIERS
from luoshi.org.calendar import office_calendar
from luoshi.web import typed
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.words import day_words

CARRYING = len(TIERS)
COLUMNS = (*enumerate(TIERS), (CARRYING, "落实与销号"))
MARKS = {"discuss": ("why", "next_step"), "settle": ("solution", "due")}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda: its number in it, and what the session made of it."""

    place: int
    problem: Problem
    outcome: str
    force: str


def _column(problem: Problem) -> int:
    return CARRYING if problem.decided else problem.hard.tier


@business
@require_safe
def board(request: Request) -> HttpResponse:
    """The open hard problems in their tiers, oldest first; `line` shows those of one line."""
    every = service.open_problems(request.user, request.now)
    lines = sorted({p.hard.line or NO_LINE for p in every})
    line = request.GET.get("line", "")
    shown = [p for p in every if not line or (p.hard.line or NO_LINE) == line]
    context = {
        "columns": [(words, [p for p in shown if _column(p) == key]) for key, words in COLUMNS],
        "total": len(every),
        "lines": lines,
        "line": line,
        "often": [p for p in shown if p.hard.number in _often(service.waiting(shown))],
        "next": service.next_session(request.now),
        "reports": request.scope.in_office or bool(request.scope.own_units),
    }
    return render(request, "luoshi/problems.html", context)


def _often(problems: list[Problem]) -> list[str]:
    """Numbers of what was discussed again and again without decision, worst first."""
    return [hard.number for hard in undecided(p.hard for p in problems)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("这一天没有遗留问题例会。") from None


def _suggested(request: Request) -> date:
    """A working day to begin with, five of them from now; the office may choose another."""
    return office_calendar().add_workdays(local_date(request.now), 5)


def _chapters(
    request: Request, problems: list[Problem], order: str, held: Session | None
) -> list[tuple[str, list[Line]]]:
    by_number = {p.hard.number: p for p in problems}
    found, place = [], 0
    for chapter in agenda((p.hard for p in problems), order):
        lines = []
        for hard in chapter.items:
            place += 1
            one = by_number[hard.number]
            result = service.outcome(one.matter, held.day) if held else ""
            force = one.matter.facts.get("force", {}).get("leader", "")
            lines.append(Line(place, one, result, force))
        found.append((chapter.line, lines))
    return found


def _session_page(
    request: Request,
    held: Session | None,
    fault: Fault | None = None,
    marking: str = "",
) -> HttpResponse:
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "age"
    if held is None:
        problems = service.waiting(service.open_problems(request.user, request.now))
    else:
        problems = service.of_session(request.user, held, request.now)
    often = _often(service.waiting(problems))
    context: dict[str, Any] = {
        "session": held,
        "day_words": day_words(held.day, request.now) if held else "",
        "begun": held is not None and held.day <= local_date(request.now),
        "chapters": _chapters(request, problems, order, held),
        "total": len(problems),
        "often": [p for n in often for p in problems if p.hard.number == n],
        "order": order,
        "orders": tuple(ORDERS.items()),
        "past": service.sessions(request.now),
        "suggested": _suggested(request),
        "problem": fault,
        "marking": marking,
        "typed": request.POST,
    }
    return render(request, "luoshi/session.html", context, status=fault.status if fault else 200)


@business
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: Request) -> HttpResponse:
    """The next monthly session with its agenda; POST sets its day."""
    if request.method != "POST":
        return _session_page(request, service.next_session(request.now))
    try:
        day = typed.day(request.POST.get("day", ""), "day", "例会日期")
        made = service.set_session(request.user, day, request.now)
    except Fault as fault:
        return _session_page(request, service.next_session(request.now), fault)
    messages.success(request, f"例会定在 {day_words(made.day, request.now)}。")
    return HttpResponseRedirect(reverse("web:session_on", args=[made.day.isoformat()]), status=303)


@business
@require_safe
def session_on(request: Request, day: str) -> HttpResponse:
    """The session of that day: agenda before it, outcomes after it."""
    return _session_page(request, service.session_on(_day(day)))


@business
@require_POST
def mark(request: Request, day: str, number: str, verb: str) -> HttpResponse:
    """The session's outcome on one problem is in its journal; a refusal keeps what was typed."""
    held = service.session_on(_day(day))
    if verb not in MARKS:
        raise NotFound("例会结果只有“议而未决”和“议定方案”。")
    said = {key: request.POST[key] for key in MARKS[verb] if request.POST.get(key, "").strip()}
    sent = request.POST.get("rev", "")
    rev = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    try:
        service.mark(request.user, held, number, verb, said, request.now, rev)
    except Fault as fault:
        return _session_page(request, held, fault, f"{number}:{verb}")
    words = "已记议而未决。" if verb == "discuss" else "已记议定方案，交承办单位落实。"
    messages.success(request, f"{number} {words}")
    address = reverse("web:session_on", args=[held.day.isoformat()])
    return HttpResponseRedirect(address, status=303)
