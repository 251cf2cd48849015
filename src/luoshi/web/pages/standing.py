"""常务会汇报: the standing list of the next executive meeting, ready to be printed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments.standing import standing_items
from luoshi.lib.errors import Problem
from luoshi.org.roles import Role
from luoshi.web import typed
from luoshi.web.guard import role
from luoshi.web.request import Request


@role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR, Role.HEAD, Role.LEADER)
@require_safe
def standing(request: Request) -> HttpResponse:
    """Every item with what was asked, what has happened since, the problem and the proposal."""
    try:
        meets = typed.day(request.GET["on"], "on", "开会日期") if request.GET.get("on") else None
    except Problem:
        meets = None  # an address somebody mistyped: the list is the same without a date
    items = standing_items(request.user, request.now)
    context = {
        "items": items,
        "meets": meets,
        "open": sum(not item.closed for item in items),
        "troubled": sum(bool(item.suggestion) for item in items),
    }
    return render(request, "luoshi/standing.html", context)
