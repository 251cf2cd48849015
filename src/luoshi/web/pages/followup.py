"""每日跟踪: the officer's list for today, ticked off unit by unit; the chief's table behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.instruments import burden, followup
from luoshi.instruments.followup.watch import lines
from luoshi.instruments.forecast.service import forecasts_of
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.org.models import Person
from luoshi.org.roles import Role
from luoshi.org.scope import current_units
from luoshi.web.guard import role
from luoshi.web.request import Request

_EVERYBODY = "all"
_office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)


def _expected(matters: Iterable[int]) -> dict[int, date]:
    """When these matters will really be done, where that is foreseen (S92)."""
    said = forecasts_of(matters).items()
    return {pk: one.expected_on for pk, one in said if one.expected_on is not None}


def _officer(request: Request, officers: list[Person]) -> Person | None:
    """Whose list is asked for: one's own unless another is chosen; None for everybody's."""
    wanted = request.GET.get("who", "")
    if wanted == _EVERYBODY:
        return None
    return next((p for p in officers if p.username == wanted), request.user)


def _chosen(request: Request) -> list[tuple[int, int]]:
    """The ticked lines: `part:rev`, as the page wrote them."""
    found = []
    for value in request.POST.getlist("line"):
        part, _, rev = value.partition(":")
        if not (part.isdecimal() and rev.isdecimal() and len(value) < 30):
            raise Invalid("请勾选这次跟了哪几件。", code="nothing_chosen")
        found.append((int(part), int(rev)))
    return found


@_office
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Request) -> HttpResponse:
    """The list by unit; POST ticks off what one call has covered, or gives the words back."""
    problem = None
    if request.method == "POST":
        try:
            urge = request.POST.get("how") == "urge"
            done = followup.tick_off(
                request.user,
                request.now,
                _chosen(request),
                request.POST.get("words", ""),
                urge=urge,
            )
        except Problem as found:
            problem = found
        else:
            messages.success(
                request, f"已记下 {done} 件，{'记为电话催办' if urge else '今天算跟过'}。"
            )
            query = request.GET.urlencode()
            return redirect(f"{reverse('web:follow_up')}{'?' + query if query else ''}")
    return _list(request, problem)


def _list(request: Request, problem: Problem | None) -> HttpResponse:
    officers = followup.officers(request.now)
    officer = _officer(request, officers)
    ticked = {value.partition(":")[0] for value in request.POST.getlist("line")}
    day = followup.follow_up(request.user, officer, request.now, _expected)
    burdens = burden.burdens_of([group.unit for group in day.groups], request.now)
    context: dict[str, Any] = {
        "day": day,
        "groups": [(g, heavy) for g, (_, heavy) in zip(day.groups, burdens, strict=True)],
        "officer": officer,
        "officers": officers,
        "problem": problem,
        "typed": request.POST if problem else {},
        "ticked": ticked,
        "may_divide": bool(request.scope.roles & {Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR}),
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/follow_up.html", context, status=status)


@role(Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: Request) -> HttpResponse:
    """Who follows which units and lines: the section chief's table."""
    problem = None
    if request.method == "POST":
        try:
            officer, what = request.POST.get("officer", ""), request.POST.get("what", "")
            row = followup.put_watch(officer, what, request.now)
        except Problem as found:
            problem = found
        else:
            messages.success(request, f"{row.officer.name}跟踪{row.line or row.unit}，即时生效。")
            return redirect("web:watch")
    context = {
        "rows": followup.watches(),
        "officers": followup.officers(request.now),
        "lines": lines(),
        "units": current_units(local_date(request.now)),
        "problem": problem,
        "typed": request.POST,
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/watch.html", context, status=status)


@role(Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
@require_POST
def drop(request: Request, watch_id: int) -> HttpResponse:
    """The officer follows this no more."""
    followup.drop_watch(watch_id)
    messages.success(request, "已删除。一行也没有的人，跟踪全部单位。")
    return redirect("web:watch")
