"""向我要的: everything asked of my unit by what to do next; done in two minutes, on a phone too."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments.followup import asked_of
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed
from luoshi.matters.verbs import VERBS
from luoshi.org.directory import unit_by_code
from luoshi.org.models import Unit
from luoshi.web.guard import business
from luoshi.web.request import Request

_QUIET = ("owed", "calm", "help", "news")


def _units(request: Request) -> tuple[frozenset[int], Unit | None]:
    """One's own units; the office and the leaders may look at any unit they answer for."""
    code, scope = request.GET.get("unit", ""), request.scope
    if not code:
        if not scope.own_units:
            raise NotAllowed("这一页给承办单位看。要看向某个单位要了什么，请从单位页打开。")
        return scope.own_units, None
    unit = unit_by_code(code[:20], local_date(request.now))
    if scope.in_office or scope.is_head or unit.pk in scope.led_units | scope.own_units:
        return frozenset({unit.pk}), unit
    raise NotAllowed("只能看本单位的。")


@business
@require_safe
def asked(request: Request) -> HttpResponse:
    """What waits for the unit, what only has to be read, and the help it was given."""
    units, unit = _units(request)
    piles = asked_of(request.user, units, request.now)
    context = {
        "piles": [p for p in piles if p.key not in _QUIET],
        "quiet": [p for p in piles if p.key in _QUIET],
        "waiting": sum(len(p.asks) for p in piles if p.key not in _QUIET),
        "quiet_keys": _QUIET,
        "unit": unit,
        "several": len(units) > 1,
        "labels": {key: verb.label for key, verb in VERBS.items()},
        "acting": bool(units & request.scope.own_units),
    }
    return render(request, "luoshi/asked.html", context)
