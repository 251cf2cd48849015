"""The administrators' own pages: the auditor's journal and the system administrator's calendar."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Problem
from luoshi.matters import queries
from luoshi.matters.narrate import act_words
from luoshi.org import restdays
from luoshi.org.calendar import office_calendar
from luoshi.org.roles import Role
from luoshi.web import typed
from luoshi.web.guard import role
from luoshi.web.request import Request
from luoshi.web.words import moment_words

PAGE = 100


@role(Role.AUDITOR)
def journal(request: Request) -> HttpResponse:
    """Acts, latest first: when, who, what, on which number; no title and no word of content."""
    acts = queries.acts(request.now)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 16:
        acts = acts.filter(pk__lt=int(before))
    found = list(acts.defer("said", "changed")[: PAGE + 1])
    entries = [
        {
            "at": moment_words(e.recorded_at, request.now),
            "actor": e.actor.name if e.actor else "系统",
            "behalf": e.on_behalf_of.name if e.on_behalf_of else "",
            "verb": act_words(e),
            "number": e.matter.number,
            "seq": e.seq,
            "digest": e.digest[:12],
        }
        for e in found[:PAGE]
    ]
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "luoshi/journal.html", {"entries": entries, "older": older})


@role(Role.SYSADMIN)
def rest_days(request: Request) -> HttpResponse:
    """The office's own calendar: local days off and make-up days, over the published table."""
    problem = _put(request) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        return redirect("web:rest_days")
    year = local_date(request.now).year
    calendar = office_calendar()
    unpublished = [y for y in (year, year + 1) if calendar.is_estimate(date(y, 6, 1))]
    context = {
        "days": restdays.rest_days(),
        "problem": problem,
        "typed": request.POST,
        "unpublished": unpublished,
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/rest_days.html", context, status=status)


def _put(request: Request) -> Problem | None:
    """Writes the posted day; returns why it could not be done."""
    try:
        day = typed.day(request.POST.get("day", ""), "day", "日期")
        rest = request.POST.get("rest", "1") == "1"
        restdays.put(day, rest, request.POST.get("name", "").strip())
    except Problem as problem:
        return problem
    messages.success(request, f"{day} 已登记为{'休息日' if rest else '工作日'}。")
    return None


@role(Role.SYSADMIN)
@require_POST
def remove_rest_day(request: Request, row_id: int) -> HttpResponse:
    """The published arrangement holds again for that day."""
    restdays.remove(row_id)
    messages.success(request, "已删除，按国务院办公厅公布的安排执行。")
    return redirect("web:rest_days")
