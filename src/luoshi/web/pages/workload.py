"""工作记录与忙闲 (S162, S163): one's own record; for the director anybody's, and the spread."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments import workload as instrument
from luoshi.org.roles import Role
from luoshi.web.guard import business
from luoshi.web.request import Request


@business
@require_safe
def workload(request: Request) -> HttpResponse:
    """The last twelve months of the reader, or for the office director of `person`."""
    username = request.GET.get("person", "").strip()[:80].replace("\x00", "")
    person, record = instrument.record_of(request.scope, username, request.now)
    directs = Role.OFFICE_DIRECTOR in request.scope.roles
    context = {
        "person": person,
        "own": person.pk == request.user.pk,
        "record": record,
        "people": instrument.people_of_office(request.now) if directs else [],
        "spreads": instrument.spreads(request.now) if directs else [],
    }
    return render(request, "luoshi/workload.html", context)
