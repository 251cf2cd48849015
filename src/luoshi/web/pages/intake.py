"""拆解立项: a document goes in; quick ones are read at once, slow ones in the background."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.instruments.intake import corrections, service, versions
from luoshi.instruments.intake.shipped import SAMPLES
from luoshi.lib import reading as papers
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.lib.reading.model import MEGABYTE
from luoshi.lib.reading.refusals import unreadable
from luoshi.matters import engine
from luoshi.org.roles import Role
from luoshi.web.guard import role
from luoshi.web.request import Request

office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
_EMPTY = {"title": "", "dated": "", "issuer": "", "type": "", "text": "", "previous": ""}
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"})
_LARGE = 1 * MEGABYTE  # a .pdf from here on is read in the background without trying
_PATIENCE = 1.0  # seconds a page may keep a clerk waiting


class _TakesLong(BaseException):
    """Reading is broken off to go on in the background: not a fault that an adapter may catch."""


def _impatient() -> Callable[[papers.Progress], None]:
    """Breaks reading off as soon as it shows to be slow: pages are being recognised, or a second
    has gone by and it is not near its end."""
    began = time.monotonic()

    def told(progress: papers.Progress) -> None:
        recognised = bool(progress.text) and progress.done < progress.total
        if recognised or time.monotonic() - began > _PATIENCE:
            raise _TakesLong

    return told


def _dated(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        sentence = "文件日期请写成 2026-12-31 这样。"
        raise Invalid(sentence, code="bad_date", fields={"dated": sentence}) from None


def _upload(request: Request) -> tuple[bytes, str] | None:
    """The file that was given, and its name; refused by its size without taking it into memory."""
    upload = request.FILES.get("file")
    if upload is None:
        return None
    name = PurePath((upload.name or "").replace("\\", "/")).name
    limit = settings.UPLOAD_LIMIT
    if (upload.size or 0) > limit:
        size = -(-(upload.size or 0) // MEGABYTE)
        raise unreadable("too_large", size=size, limit=limit // MEGABYTE)
    return upload.read(), name


def _read_at_once(data: bytes, name: str) -> papers.Reading | None:
    """The text of a file that is quickly read; None for one that takes long."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _PICTURES or (suffix in (".pdf", ".ofd") and len(data) > _LARGE):
        return None
    limits = papers.Limits(bytes=settings.UPLOAD_LIMIT)
    try:
        return papers.read(data, name, limits=limits, on_progress=_impatient())
    except _TakesLong:
        return None


def _title(typed: str, text: str, name: str) -> str:
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return typed.strip() or PurePath(name).stem or first[:60]


def _begin(request: Request) -> int:
    sample = next((s for s in SAMPLES if s.key == request.POST.get("sample")), None)
    begin = partial(service.begin, by=request.user, now=request.now)
    if sample is not None:
        begun = begin(sample.text, title=sample.title, type_key=sample.type_key, dated=sample.dated)
        return begun.pk
    dated = _dated(request.POST.get("dated", "").strip())
    kind, issuer = request.POST.get("type", ""), request.POST.get("issuer", "")
    typed = request.POST.get("title", "")
    begin = partial(begin, type_key=kind, issuer=issuer, dated=dated)
    given = _upload(request)
    if given is None:
        limits = papers.Limits(bytes=settings.UPLOAD_LIMIT)
        paper = papers.read_pasted(request.POST.get("text", ""), limits=limits)
        title = _title(typed, paper.text, "")
        return begin(paper.text, title=title, paper=paper).pk
    data, name = given
    read = _read_at_once(data, name)
    if read is None:
        slow = partial(service.begin_slowly, data, request.user, request.now, type_key=kind)
        title = _title(typed, "", name)
        return slow(title=title, dated=dated, issuer=issuer, file_name=name).pk
    title = _title(typed, read.text, name)
    return begin(read.text, title=title, paper=read, file_name=name).pk


def link_chosen(request: Request, begun: int) -> None:
    """The document is linked to the former version that was chosen in the form, if one was. A wrong
    choice is said; the reading stands all the same."""
    chosen = request.POST.get("previous", "")
    if not chosen.isdecimal() or len(chosen) > 12:
        return
    try:
        versions.confirm(begun, int(chosen), request.user, request.now)
    except Problem as problem:
        messages.error(request, problem.sentence)


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
            link_chosen(request, begun)
            return HttpResponseRedirect(reverse("web:review", args=[begun]), status=303)
    context = {
        "readings": service.readings(request.user, request.now)[:50],
        "types": engine.openable(request.user, request.now),
        "samples": SAMPLES,
        "older": versions.known(request.user, request.now, 50),
        "typed": typed,
        "problem": problem,
        "limit": settings.UPLOAD_LIMIT // 1024 // 1024,
        "had_file": bool(request.FILES),
    }
    return render(request, "luoshi/intake.html", context, status=problem.status if problem else 200)


@office
@require_safe
def intake_corrections(request: Request) -> StreamingHttpResponse:
    """What was proposed and what became of it, as JSON lines; only what this person may see."""
    lines = corrections.lines(request.user, request.now)
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    name = f"corrections-{local_date(request.now):%Y%m%d}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
