"""Names of a paper that the directory does not know: another name of a unit, or a new unit.

Afterwards the open proposals of the reading are looked up again. Whoever may not keep the directory
asks those who do.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from luoshi.instruments.intake import service, units
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotFound, Problem
from luoshi.org import upkeep
from luoshi.web.pages.intake import office
from luoshi.web.request import Request
from luoshi.web.reviewing import View


def _alias(request: Request, name: str) -> str:
    day = local_date(request.now)
    alias = upkeep.add_alias(
        request.user, request.now, day, request.POST.get("unit", ""), request.POST.get("name", name)
    )
    return f"“{alias.name}”已记为{alias.unit.short_name}的别名。"


def _unit(request: Request, name: str) -> str:
    unit = upkeep.add_unit(
        request.user,
        request.now,
        local_date(request.now),
        name=request.POST.get("full", "") or name,
        short_name=request.POST.get("short", "") or name[:40],
        kind=request.POST.get("kind", ""),
    )
    return f"单位目录中已新增{unit.name}。"


def _wish(request: Request, name: str) -> str:
    upkeep.wish(request.user, request.now, name)
    return f"已提请单位目录管理员补充“{name}”。"


_ACTS = {"alias": _alias, "unit": _unit, "wish": _wish}


@office
@require_POST
def settle_name(request: Request, reading_id: int, how: str) -> HttpResponse:
    """The name is settled or asked for; then the review goes on where it was."""
    reading = service.reading(request.user, reading_id, request.now)
    if how not in _ACTS:
        raise NotFound("没有这个操作。")
    view = View.parse(reading_id, request.GET)
    try:
        said = _ACTS[how](request, request.POST.get("name", ""))
    except Problem as problem:
        messages.error(request, problem.sentence)
    else:
        changed = units.resolve_again(reading, request.now)
        again = f"本文件中 {changed} 条已重新认定单位。" if changed else ""
        messages.success(request, said + again)
    return HttpResponseRedirect(view.url(view.number) + "#names", status=303)
