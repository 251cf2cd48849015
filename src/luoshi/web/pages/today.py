"""今天: the first page, one per role: what waits for this person, the next act one click away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi.instruments import handover, weekly
from luoshi.matters import queries, submissions
from luoshi.notices import inbox, outbox
from luoshi.web import desks, reporting
from luoshi.web.guard import signed_in
from luoshi.web.pages.oral import waiting
from luoshi.web.request import Request


@signed_in
def today(request: Request) -> HttpResponse:
    """The desk of the person's weightiest role; administrators get their own short page."""
    scope = request.scope
    if "auditor" in scope.roles:
        return redirect("web:journal")
    if scope.administers or not scope.roles:
        undelivered = outbox.failures() if "sysadmin" in scope.roles else []
        shown = {"roles": scope.roles, "undelivered": undelivered}
        return render(request, "luoshi/today_admin.html", shown)
    together: list[dict[str, Any]] = []
    if scope.leads:
        return _leader(request)
    if scope.in_office:
        sections = desks.office_desk(request.user, request.now)
        together = [u for u in queries.unit_stats(request.user, request.now) if u["late"] > 1]
    else:
        sections = desks.unit_desk(request.user, scope, request.now)
        sections += desks.member_desk(request.user, request.now)
    sections = [*desks.report_desk(request.user, scope, request.now), *sections]
    unread = inbox.unread_by_leaders(request.now) if scope.in_office else []
    context: dict[str, object] = {
        "sections": sections,
        "waiting": sum(s.total for s in sections),
        "unread": unread,
        "unread_hours": settings.NOTICE_UNREAD_HOURS,
        "together": together,
        "taken_over": handover.new_heads_units(request.user, request.now),
    }
    return render(request, "luoshi/today.html", context)


def _leader(request: Request) -> HttpResponse:
    stats = queries.unit_stats(request.user, request.now)
    running = [row | {"running": row["total"] - row["done"]} for row in stats]
    worst_first = sorted(
        (row for row in running if row["running"]),
        key=lambda row: (-row["late"], -row["soon"], -row["running"]),
    )
    sections = desks.leader_desk(request.user, request.now)
    context = {
        "own": [row for row in waiting(request) if row["own"]],
        "sections": sections,
        "units": worst_first,
        "coming": next(s.total for s in sections if s.key == "soon"),
        "choices": reporting.cards(submissions.for_answer(request.user, request.now), request.now),
        "is_head": request.scope.is_head,
        "reports": weekly.unread_for(request.user, request.now),
    }
    return render(request, "luoshi/today_leader.html", context)
