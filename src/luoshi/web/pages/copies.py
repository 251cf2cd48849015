"""限发文件: handed out by number, opened by its recipient alone, every look on record (S184, S186)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from luoshi.instruments import copies as handed
from luoshi.instruments.copies.compute import copy_words
from luoshi.instruments.copies.models import Copy
from luoshi.lib.errors import Invalid
from luoshi.org.roles import Role
from luoshi.web.guard import business, role
from luoshi.web.marked import paragraphs
from luoshi.web.request import Request

office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)
PAGE = 200


def _numbered(rows: list[Copy]) -> list[tuple[Copy, str]]:
    return [(row, copy_words(row.number)) for row in rows]


@business
@require_safe
def copies(request: Request) -> HttpResponse:
    """One's own copies; for the office also all that were handed out."""
    own = handed.own_copies(request.user)
    given = handed.given_out(request.user, request.now) if request.scope.in_office else []
    context = {"own": _numbered(own), "given": _numbered(given)}
    return render(request, "luoshi/copies.html", context)


def _show(request: Request, copy_id: int, *, printing: bool) -> HttpResponse:
    opened = handed.open_copy(request.user, request.now, copy_id, printing=printing)
    context = {
        "copy": opened.copy,
        "number": copy_words(opened.copy.number),
        "document": opened.document,
        "lines": paragraphs(opened.document.text, []),
        "watermark": opened.watermark,
        "printing": printing,
    }
    return render(request, "luoshi/copy.html", context)


@business
@require_safe
def copy(request: Request, copy_id: int) -> HttpResponse:
    """The text under the reader's own watermark; the look is on record."""
    return _show(request, copy_id, printing=False)


@business
@require_POST
def printed(request: Request, copy_id: int) -> HttpResponse:
    """The same, laid out for the printer; the print is on record."""
    return _show(request, copy_id, printing=True)


@office
@require_POST
def issue(request: Request, document_id: int) -> HttpResponse:
    """The document is for these people alone from now on."""
    named = request.POST.getlist("recipients")
    try:
        made = handed.issue(request.user, request.now, document_id, named)
    except Invalid as problem:
        messages.error(request, problem.sentence)
        return redirect("web:document", document_id)
    messages.success(request, f"已发出 {len(made)} 份，此后只有份号上的本人能打开。")
    return redirect("web:copies")


@office
@require_POST
def recall(request: Request, copy_id: int) -> HttpResponse:
    """The copy opens no more."""
    handed.recall(request.user, request.now, copy_id)
    messages.success(request, "已收回，阅看记录保留。")
    return redirect("web:copies")


@role(Role.AUDITOR)
@require_safe
def log(request: Request) -> HttpResponse:
    """Every look for the auditor: who, when, which copy, how; never a title."""
    rows = [(row, copy_words(row.copy.number)) for row in handed.log_of_looks()[:PAGE]]
    return render(request, "luoshi/copy_log.html", {"rows": rows})
