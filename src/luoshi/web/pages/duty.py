"""值班表: who is on duty now, the shifts of a roster with what is wrong with them, a new roster."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.instruments.duty import board, change, compute, file, make
from luoshi.instruments.duty.service import staff_people
from luoshi.instruments.problems import register
from luoshi.lib.errors import Problem
from luoshi.org.roles import Role
from luoshi.web import typed
from luoshi.web.guard import role
from luoshi.web.request import Request

seen = role(
    Role.CLERK, Role.SECTION_CHIEF, Role.PROOFREADER, Role.DEPUTY_DIRECTOR, Role.OFFICE_DIRECTOR,
    Role.LEADER, Role.HEAD,
)  # fmt: skip
LOOK_BACK = timedelta(days=400)  # periods that are over still weigh in the turn


def _sensitive(request: Request) -> list[compute.Span]:
    """The office's sensitive periods, those of the last year included."""
    rows = register.periods(request.now - LOOK_BACK)
    return [compute.Span(row.name, row.begins, row.ends) for row in rows]


def _page(request: Request, problem: Problem | None = None, shift_id: int = 0) -> HttpResponse:
    wanted = request.GET.get("roster", "")
    number = typed.number(wanted, "roster", "值班表") if wanted else None
    context = {
        "board": board(request.user, request.now, _sensitive(request), number),
        "people": staff_people(request.now),
        "rule": compute.rules(),
        "problem": problem,
        "at": shift_id,
        "typed": request.POST,
        "chosen": request.POST.getlist("officers"),
    }
    return render(request, "luoshi/duty.html", context, status=problem.status if problem else 200)


def _back(roster_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('web:duty')}?roster={roster_id}", status=303)


@seen
@require_safe
def duty(request: Request) -> HttpResponse:
    """Who is on duty now, and the roster asked for or the nearest one."""
    return _page(request)


@seen
@require_POST
def make_roster(request: Request) -> HttpResponse:
    """A new roster, its shifts suggested in a fair turn; what was refused comes back as typed."""
    given = request.POST
    try:
        made = make(
            request.user,
            request.now,
            first_day=typed.day(given.get("first_day", ""), "first_day", "第一天"),
            last_day=typed.day(given.get("last_day", ""), "last_day", "最后一天"),
            phone=given.get("phone", ""),
            sensitive=_sensitive(request),
        )
    except Problem as problem:
        return _page(request, problem)
    messages.success(request, "值班表已排好，请逐班核对后报备。")
    return _back(made.pk)


@seen
@require_POST
def change_shift(request: Request, shift_id: int) -> HttpResponse:
    """Other people on duty."""
    given = request.POST
    try:
        shift = change(
            request.user,
            request.now,
            shift_id,
            officers=given.getlist("officers"),
            leader=given.get("leader", ""),
        )
    except Problem as problem:
        return _page(request, problem, shift_id)
    messages.success(request, "这一班已改好。")
    return _back(shift.roster_id)


@seen
@require_POST
def file_roster(request: Request, roster_id: int) -> HttpResponse:
    """The roster has been filed."""
    try:
        file(request.user, request.now, roster_id, request.POST.get("filed_with", ""))
    except Problem as problem:
        return _page(request, problem)
    messages.success(request, "已记下报备。")
    return _back(roster_id)
