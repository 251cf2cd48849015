"""信访隐患排查: who comes again, and what gathers in one place; for the office and the leaders."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments import screening as instrument
from luoshi.web.guard import business
from luoshi.web.request import Request


@business
@require_safe
def screening(request: Request) -> HttpResponse:
    """The screening of today, with the petitions each line rests on. Names are not shown."""
    found = instrument.screen(request.user, request.now)
    return render(request, "luoshi/screening.html", {"found": found, "rule": found.rule})
