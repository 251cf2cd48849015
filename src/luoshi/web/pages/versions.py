"""What a newer version of a document changed, and the steps that link two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from luoshi.instruments.intake import comparing, versions
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.errors import Invalid, NotFound, Problem
from luoshi.lib.revision import Comparison, Kind
from luoshi.lib.text import Span
from luoshi.lib.wording import Run, marked
from luoshi.matters import editions, queries
from luoshi.matters.documents import refuse_if_restricted
from luoshi.matters.models import Document, Matter
from luoshi.web.guard import business
from luoshi.web.pages.intake import office
from luoshi.web.request import Request

PAGE = 100  # changed sentences shown at once
LABELS = {
    Kind.CHANGED: "改了",
    Kind.REMOVED: "删了",
    Kind.ADDED: "新增",
    Kind.MOVED: "换了位置",
    Kind.SAME: "没有变",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence in both versions, side by side, the differences marked in runs."""

    kind: Kind
    label: str
    old: list[Run]
    new: list[Run]
    old_url: str = ""
    new_url: str = ""
    matter: Matter | None = None


def _at(document: Document, span: Span | None) -> str:
    if span is None:
        return ""
    return reverse("web:document", args=[document.pk]) + f"?at={span.start}-{span.end}#at"


def _line(
    old: Document,
    new: Document,
    kind: Kind,
    was: Span | None,
    now: Span | None,
    *,
    moved: bool = False,
    matter: Matter | None = None,
) -> Line:
    before = was.of(old.text) if was else ""
    after = now.of(new.text) if now else ""
    if was and now:
        left, right = marked(before, after)
    else:
        left, right = ([Run(t, changed=False)] if t else [] for t in (before, after))
    label = LABELS[kind] + ("，换了位置" if moved and kind == Kind.CHANGED else "")
    return Line(kind, label, left, right, _at(old, was), _at(new, now), matter)


def _matters(request: Request, old: Document, new: Document, c: Comparison) -> list[Line]:
    rows = comparing.sourced(request.user, request.now, old, c)
    return [
        _line(old, new, row.fate.kind, Span(row.start, row.end), row.fate.new, matter=row.matter)
        for row in rows
    ]


def _fresh(new: Document, c: Comparison) -> list[tuple[str, Proposal]]:
    return [(new.text[p.start : p.end], p) for p in versions.fresh(new, c)]


def _pair(request: Request, document: Document) -> tuple[Document, Document, list[Document]] | None:
    """The older and the newer version to be compared, and all there are; None for a lone one."""
    chain = editions.versions(document)
    if len(chain) == 1:
        return None
    newer = document if document != chain[-1] else chain[-2]
    asked = request.GET.get("against", "")
    older = [one for one in chain if one.pk < newer.pk]
    if not asked:
        return older[0], newer, chain
    chosen = next((one for one in older if str(one.pk) == asked), None)
    if chosen is None:
        raise NotFound("没有这个旧版本，或者它不在这份文件的版本之中。")
    return chosen, newer, chain


def _context(request: Request, old: Document, new: Document) -> dict[str, Any]:
    comparison = comparing.compared(old, new)
    counts = comparison.counts()
    lines = _matters(request, old, new, comparison)
    shown = [c for c in comparison.changes if c.kind != Kind.SAME]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    return {
        "counts": [(LABELS[kind], counts[kind]) for kind in LABELS],
        "touched": [line for line in lines if line.kind != Kind.SAME],
        "untouched": [line for line in lines if line.kind == Kind.SAME],
        "fresh": _fresh(new, comparison),
        "reading": versions.reading_of(new) if request.scope.in_office else None,
        "page": page,
        "changes": [_line(old, new, c.kind, c.old, c.new, moved=c.moved) for c in page],
    }


@business
@require_safe
def compare(request: Request, document_id: int) -> HttpResponse:
    """Two versions of a paper, for the office and the head: the matters whose sentences changed
    first, then what is new, then every changed sentence. Nothing is compared with a version that is
    still being read."""
    document: Document = queries.document(request.user, document_id, request.now)
    pair = _pair(request, document)
    context: dict[str, Any] = {"document": document, "chain": []}
    if pair is not None:
        old, new, chain = pair
        refuse_if_restricted(old)
        refuse_if_restricted(new)
        context |= {"chain": chain, "old": old, "new": new}
        if new.text_digest:
            context |= _context(request, old, new)
    elif request.scope.in_office:
        context |= {
            "reading": versions.reading_of(document),
            "choices": _older(versions.known(request.user, request.now), document),
        }
    return render(request, "luoshi/versions.html", context)


def _older(choices: Sequence[Document], document: Document) -> list[Document]:
    return [one for one in choices if one.pk < document.pk]


def notice(request: Request, reading: Reading) -> dict[str, Any]:
    """What the review page says about versions: of which document this is the newer one, or may be,
    and whether a newer one has come."""
    document = reading.document
    carried = reading.proposals.filter(carried__isnull=False).count()
    newer = editions.newest(document)
    return {
        "previous_version": editions.named(document.previous_id),
        "carried": carried,
        "newer_version": newer if newer.pk != document.pk else None,
        "maybe_version": None
        if document.previous_id
        else editions.named(reading.maybe_previous_id),
        "maybe_share": round(100 * reading.maybe_share),
    }


def _confirm(request: Request, reading_id: int) -> str:
    typed = request.POST.get("previous", "")
    if not typed.isdecimal() or len(typed) > 12:
        raise Invalid("请选择是哪一份文件的新版本。", fields={"previous": "请选择旧版本。"})
    count = versions.confirm(reading_id, int(typed), request.user, request.now)
    kept = f"，沿用了 {count} 条没有变的决定" if count else ""
    return f"已关联旧版本{kept}。"


def _dismiss(request: Request, reading_id: int) -> str:
    versions.dismiss(reading_id, request.user, request.now)
    return "已记为另一份文件，不再提示。"


def _undo(request: Request, reading_id: int) -> str:
    count = versions.undo(reading_id, request.user, request.now)
    again = f"，{count} 条沿用的决定已撤回" if count else ""
    return f"已取消与旧版本的关联{again}。"


_STEPS = {"confirm": _confirm, "dismiss": _dismiss, "undo": _undo}


@office
@require_POST
def version_step(request: Request, reading_id: int, step: str) -> HttpResponse:
    """The clerk says that it is a newer version, that it is not, or takes that back."""
    if step not in _STEPS:
        raise NotFound("没有这一步。")
    try:
        messages.success(request, _STEPS[step](request, reading_id))
    except NotFound:
        raise
    except Problem as problem:
        messages.error(request, problem.sentence)
    return HttpResponseRedirect(reverse("web:review", args=[reading_id]), status=303)
