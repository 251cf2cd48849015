"""呈送周报: drafts made from the ledger, edited in the browser, sent by a person, read by a leader."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.instruments import weekly as reports
from luoshi.instruments.forecast.service import late_at
from luoshi.instruments.weekly.compute import differences
from luoshi.instruments.weekly.models import WeeklyCycle, WeeklyReport
from luoshi.instruments.weekly.paper import write
from luoshi.lib.errors import Invalid, NotFound, Problem
from luoshi.org.models import Person
from luoshi.org.roles import Role
from luoshi.web import typed
from luoshi.web.guard import role
from luoshi.web.request import Request

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 60
_office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
_readers = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR, Role.HEAD, Role.LEADER)


def _audience(request: Request, username: str) -> Person:
    found = next((p for p in reports.addressees(request.now) if p.username == username), None)
    if found is None:
        raise Invalid(
            "请从名单里选择呈送的领导。", fields={"audience": "请从名单里选择呈送的领导。"}
        )
    return found


@_readers
@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: Request) -> HttpResponse:
    """All reports one may see; the office begins a new draft here."""
    problem = None
    if request.method == "POST":
        try:
            return redirect("web:report", _made(request).pk)
        except Problem as found:
            problem = found
    people = reports.addressees(request.now) if request.scope.in_office else []
    known = reports.cycles()
    context = {
        "reports": list(reports.reports_for(request.user, request.now)[:SHOWN]),
        "people": [(p, known.get(p.pk, ""), reports.next_period(p, request.now)) for p in people],
        "every_choices": WeeklyCycle.Every.choices,
        "problem": problem,
        "typed": request.POST,
        "may_set": bool(request.scope.roles & {Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR}),
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/weekly.html", context, status=status)


def _made(request: Request) -> WeeklyReport:
    if not request.scope.in_office:
        raise Invalid("周报由督查科起草。需要的话，请告诉督查科。")
    audience = _audience(request, request.POST.get("audience", ""))
    begins, ends = reports.next_period(audience, request.now)
    if request.POST.get("begins"):
        begins = typed.day(request.POST["begins"], "begins", "起始日期")
    if request.POST.get("ends"):
        ends = typed.day(request.POST["ends"], "ends", "截止日期")
    return reports.make(request.user, audience, begins, ends, request.now, foresee=late_at)


@role(Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
@require_POST
def cycle(request: Request) -> HttpResponse:
    """How often a draft for this leader is prepared by itself."""
    audience = _audience(request, request.POST.get("audience", ""))
    reports.set_cycle(audience, request.POST.get("every", ""))
    messages.success(request, f"已改。到点只生成草稿，呈送{audience.name}仍由人来按。")
    return redirect("web:weekly")


def _rev(request: Request) -> int:
    return typed.number(request.POST.get("rev", ""), "rev", "报告")


@_readers
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, report_id: int) -> HttpResponse:
    """The report to read; for the office a draft to edit. Refused words come back whole."""
    found = reports.find(request.user, report_id, request.now)
    problem = None
    if request.method == "POST":
        try:
            if not request.scope.in_office:
                raise Invalid("报告由督查科修改。有意见请用“追加批示”。")
            reports.edit(
                report_id, request.user, _rev(request), request.POST.get("body", ""), request.now
            )
        except Problem as refused:
            problem = refused
            found = reports.find(request.user, report_id, request.now)
        else:
            messages.success(request, "已保存。还没有呈送。")
            return redirect("web:report", report_id)
    return _page(request, found, problem)


def _page(request: Request, found: WeeklyReport, problem: Problem | None) -> HttpResponse:
    editing = request.scope.in_office and found.status == WeeklyReport.Status.DRAFT
    mine = request.POST.get("body", found.body) if problem else found.body
    title, *lines = found.body.strip("\n").split("\n")
    context: dict[str, Any] = {
        "report": found,
        "editing": editing,
        "mine": mine,
        "height": min(60, max(18, sum(1 + len(line) // 46 for line in mine.splitlines()))),
        "problem": problem,
        "theirs": found.body if problem and mine != found.body and problem.status == 409 else "",
        "differences": differences(found.body, found.generated) if editing else (),
        "title": title,
        "lines": lines,
        "versions": reports.versions_of(found) if request.scope.in_office else [],
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/report.html", context, status=status)


_STEPS: dict[str, tuple[Callable[..., WeeklyReport], str]] = {
    "regenerate": (
        partial(reports.regenerate, foresee=late_at),
        "已按最新台账重新生成；您改过的文字没有动。",
    ),
    "take": (reports.take_generated, "已换成新生成的文字；换下来的在“以前的文字”里。"),
    "send": (reports.send, "已呈送，领导在“今天”里能看到。"),
}


@_office
@require_POST
def step(request: Request, report_id: int, step: str) -> HttpResponse:
    """Regenerating, taking over what was generated, sending: each a press of its own."""
    if step not in _STEPS:
        raise NotFound("没有这个动作。")
    found = reports.find(request.user, report_id, request.now)
    act, words = _STEPS[step]
    try:
        act(report_id, request.user, _rev(request), request.now)
    except Problem as problem:
        return _page(request, reports.find(request.user, found.pk, request.now), problem)
    messages.success(request, words)
    return redirect("web:report", report_id)


@_readers
@require_safe
def paper(request: Request, report_id: int) -> FileResponse:
    """The report as a Word file in the prescribed fonts."""
    found = reports.find(request.user, report_id, request.now)
    target = tempfile.TemporaryFile()  # noqa: SIM115 — the response closes it when sent
    write(target, found.body)
    target.seek(0)
    name = f"督查周报-{found.audience.name}-{found.ends:%Y%m%d}.docx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=DOCX)
