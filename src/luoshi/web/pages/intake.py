"""拆解立项: a document goes in, its proposals are decided one by one. Works without any script."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.instruments.intake import decisions, service
from luoshi.instruments.intake.models import Proposal
from luoshi.instruments.intake.shipped import SAMPLES
from luoshi.lib import reading as papers
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem, Stale
from luoshi.lib.reading.model import MEGABYTE
from luoshi.lib.reading.refusals import unreadable
from luoshi.matters import engine
from luoshi.org.roles import Role
from luoshi.web import forms, proposals
from luoshi.web.guard import role
from luoshi.web.marked import paragraphs
from luoshi.web.pages.register import fields_for
from luoshi.web.request import Request

office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
_EMPTY = {"title": "", "dated": "", "type": "", "text": ""}


def _dated(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        sentence = "文件日期请写成 2026-12-31 这样。"
        raise Invalid(sentence, code="bad_date", fields={"dated": sentence}) from None


def _paper(request: Request) -> tuple[papers.Reading, str]:
    """The text that was given, as a file or pasted, and the file's name."""
    upload = request.FILES.get("file")
    limits = papers.Limits(bytes=settings.UPLOAD_LIMIT)
    if upload is None:
        return papers.read_pasted(request.POST.get("text", ""), limits=limits), ""
    name = PurePath((upload.name or "").replace("\\", "/")).name
    if (upload.size or 0) > limits.bytes:  # said by its size, without taking it into memory
        size, most = -(-(upload.size or 0) // MEGABYTE), limits.bytes // MEGABYTE
        raise unreadable("too_large", size=size, limit=most)
    return papers.read(upload.read(), name, limits=limits), name


def _title(typed: str, paper: papers.Reading, name: str) -> str:
    first = next((line.strip() for line in paper.text.split("\n") if line.strip()), "")
    return typed.strip() or PurePath(name).stem or first[:60]


def _begin(request: Request) -> int:
    sample = next((s for s in SAMPLES if s.key == request.POST.get("sample")), None)
    begin = partial(service.begin, by=request.user, now=request.now)
    if sample is not None:
        begun = begin(sample.text, title=sample.title, type_key=sample.type_key, dated=sample.dated)
        return begun.pk
    dated = _dated(request.POST.get("dated", "").strip())
    paper, name = _paper(request)
    begun = begin(
        paper.text,
        title=_title(request.POST.get("title", ""), paper, name),
        type_key=request.POST.get("type", ""),
        dated=dated,
        paper=paper,
        file_name=name,
    )
    return begun.pk


@office
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: Request) -> HttpResponse:
    """The documents under review and the form for a new one; POST reads it."""
    typed = {**_EMPTY, "dated": local_date(request.now).isoformat()}
    problem: Problem | None = None
    if request.method == "POST":
        typed = {key: request.POST.get(key, "") for key in _EMPTY}
        try:
            begun = _begin(request)
        except Problem as refused:
            problem = refused
        else:
            return HttpResponseRedirect(reverse("web:review", args=[begun]), status=303)
    context = {
        "readings": service.readings(request.user, request.now)[:50],
        "types": engine.openable(request.user, request.now),
        "samples": SAMPLES,
        "typed": typed,
        "problem": problem,
        "limit": settings.UPLOAD_LIMIT // 1024 // 1024,
        "had_file": bool(request.FILES),
    }
    return render(request, "luoshi/intake.html", context, status=problem.status if problem else 200)


def _edit(
    request: Request,
    proposal: Proposal,
    values: dict[str, Any] | None,
    problem: Problem | None,
) -> list[forms.Control]:
    """The proposal as a form: its draft, or what was typed before it was refused."""
    day = local_date(request.now)
    fields = fields_for(decisions.type_for(proposal))
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    return forms.draw(fields, values or _draft(proposal, day), day, errors=wrong)


def _draft(proposal: Proposal, day: date) -> dict[str, Any]:
    draft = decisions.draft(proposal, day)
    return {**{k: v for k, v in draft.items() if k != "extra"}, **draft["extra"]}


def _review(
    request: Request,
    reading_id: int,
    asked: str,
    doing: str,
    values: dict[str, Any] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    """The whole review page around one proposal. `doing`: edit, merge, drop or nothing."""
    reading = service.reading(request.user, reading_id, request.now)
    found = list(reading.proposals.select_related("matter"))
    current = proposals.chosen(found, asked)
    real = [p for p in found if p.kind != "exhortation"]
    short = proposals.short_names(request.now)
    place = real.index(current) if current in real else -1
    is_open = current is not None and current.decision == Proposal.Decision.OPEN
    context = {
        "reading": reading,
        "lines": paragraphs(reading.document.text, proposals.marks(reading, found, current)),
        "length": len(reading.document.text),
        "current": proposals.shown(current, place + 1, request.user, request.now)
        if current
        else None,
        "rows": [
            (i, p, proposals.line_lead(p, short), proposals.line_due(p))
            for i, p in enumerate(real, 1)
        ],
        "talks": [p for p in found if p.kind == "exhortation"],
        "counts": {kind: sum(p.kind == kind for p in found) for kind in proposals.KIND_LABELS},
        "waiting": sum(p.decision == Proposal.Decision.OPEN for p in real),
        "previous": real[place - 1].pk if place > 0 else None,
        "next": real[place + 1].pk if place + 1 < len(real) else None,
        "is_open": is_open,
        "doing": doing if is_open else "",
        "controls": _edit(request, current, values, problem)
        if current and is_open and doing == "edit"
        else [],
        "typed": values or {},
        "problem": problem,
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/intake_review.html", context, status=status)


@office
@require_http_methods(["GET", "HEAD"])
def review(request: Request, reading_id: int) -> HttpResponse:
    """One document with its proposals; `p` says which is looked at, `do` what is being done."""
    return _review(request, reading_id, request.GET.get("p", ""), request.GET.get("do", ""))


def _accept(request: Request, proposal: Proposal, values: dict[str, Any]) -> None:
    """With the form: everything on it. With a lone due date (the suggestion): only that."""
    changes: dict[str, Any] = {}
    if request.POST.get("edited"):
        spec = decisions.type_for(proposal)
        day = local_date(request.now)
        own = {field.key for field in spec.fields}
        said = forms.given(fields_for(spec), values, day)
        shared = {key: said.get(key, "") for key in values if key not in own}
        extra = {key: value for key, value in said.items() if key in own}
        changes = {**shared, "co": values.get("co", []), "extra": extra}
    elif request.POST.get("due"):
        changes = {"due": request.POST["due"]}
    matter = decisions.accept(proposal.pk, request.user, request.now, **changes)
    messages.success(request, f"已立项，编号 {matter.number}。")


def _merge(request: Request, proposal: Proposal, values: dict[str, Any]) -> None:
    matter = decisions.merge(proposal.pk, request.POST.get("number", ""), request.user, request.now)
    messages.success(request, f"已并入 {matter.number}。")


def _drop(request: Request, proposal: Proposal, values: dict[str, Any]) -> None:
    decisions.drop(proposal.pk, request.user, request.now, request.POST.get("reason", ""))
    messages.success(request, "已记为不立项。")


def _take_back(request: Request, proposal: Proposal, values: dict[str, Any]) -> None:
    decisions.take_back(proposal.pk, request.user, request.now)
    messages.success(request, "已撤回，可以重新决定。")


_DECISIONS = {"accept": _accept, "merge": _merge, "drop": _drop, "take_back": _take_back}
_REDRAWN = {"accept": "edit", "merge": "merge", "drop": "drop", "take_back": ""}


@office
@require_POST
def decide(request: Request, reading_id: int, proposal_id: int, decision: str) -> HttpResponse:
    """One decision on one proposal; then the next open one. A refusal loses nothing typed."""
    reading = service.reading(request.user, reading_id, request.now)
    proposal = reading.proposals.filter(pk=proposal_id).first()
    if proposal is None or decision not in _DECISIONS:
        raise NotFound("没有这一条。")
    page = reverse("web:review", args=[reading_id])
    values: dict[str, Any] = {key: request.POST.get(key, "") for key in ("number", "reason")}
    if request.POST.get("edited"):
        values, _ = forms.read(fields_for(decisions.type_for(proposal)), request)
    try:
        _DECISIONS[decision](request, proposal, values)
    except Stale as late:  # a second press, or a colleague was faster: nothing was done twice
        messages.info(request, late.sentence)
    except Problem as problem:
        edited = values if decision != "accept" or request.POST.get("edited") else None
        return _review(request, reading_id, str(proposal_id), _REDRAWN[decision], edited, problem)
    stay = f"?p={proposal_id}" if decision == "take_back" else ""
    return HttpResponseRedirect(page + stay, status=303)
