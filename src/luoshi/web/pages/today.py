"""今天: the first page, one per role: what waits for this person, the next act one click away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from luoshi.matters import queries
from luoshi.web import desks
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
        return render(request, "luoshi/today_admin.html", {"roles": scope.roles})
    if scope.leads:
        return _leader(request)
    if scope.in_office:
        sections = desks.office_desk(request.user, request.now)
    else:
        sections = desks.unit_desk(request.user, scope, request.now)
    context = {"sections": sections, "waiting": sum(s.total for s in sections)}
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
        "coming": sections[1].total,
        "is_head": request.scope.is_head,
    }
    return render(request, "luoshi/today_leader.html", context)
