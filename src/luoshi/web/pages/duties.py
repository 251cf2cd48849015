"""制度与责任 (S208): each activity with its rule and the person answering for it, gaps first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments.duties import matrix_for
from luoshi.org.roles import OFFICE, Role
from luoshi.web.guard import role
from luoshi.web.request import Request


@role(*sorted(OFFICE), Role.HEAD)
@require_safe
def rules(request: Request) -> HttpResponse:
    """The matrix; `gaps=1` leaves what is covered out."""
    found = matrix_for(request.user, request.now)
    only = request.GET.get("gaps") == "1"
    lines = [line for line in found.lines if line.gaps or not only]
    context = {
        "lines": lines,
        "covered": found.covered,
        "total": len(found.lines),
        "percent": found.percent,
        "missing": len(found.lines) - found.covered,
        "only": only,
    }
    return render(request, "luoshi/rules.html", context)
