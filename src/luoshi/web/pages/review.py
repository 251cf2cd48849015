"""The review of one document: its proposals are decided one by one. Works without any script.

The address holds the view (order, kind, proposal, what is being done), so a reload, a colleague and
the next decision all keep it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.instruments.intake import decisions, service, units
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem, Stale
from luoshi.org import upkeep
from luoshi.org.models import UnitKind
from luoshi.org.scope import current_units
from luoshi.web import forms, proposals
from luoshi.web.marked import paragraphs
from luoshi.web.pages import versions
from luoshi.web.pages.intake import office
from luoshi.web.pages.register import fields_for
from luoshi.web.pages.scans import shown_page
from luoshi.web.request import Request
from luoshi.web.reviewing import View


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


def _naming(request: Request, found: list[Proposal]) -> dict[str, Any]:
    """Names the directory does not know, and what this person may do about them."""
    names = units.unknown(found)
    may = bool(names) and upkeep.may_keep(request.user, request.now)
    wished = {w.name for w in upkeep.wishes()} if names else set()
    return {
        "unknown": [(n, n.name in wished) for n in names],
        "may_keep": may,
        "all_units": current_units(local_date(request.now)) if may else (),
        "unit_kinds": UnitKind.choices if may else (),
    }


def _page(
    request: Request,
    reading: Reading,
    view: View,
    values: dict[str, Any] | None = None,
    problem: Problem | None = None,
) -> HttpResponse:
    """The whole review page around one proposal."""
    found = list(reading.proposals.select_related("matter", "carried"))
    listed = view.listed(found)
    current = proposals.chosen(found, view.asked, listed)
    places = proposals.places(found)
    is_open = current is not None and current.decision == Proposal.Decision.OPEN
    doing = view.doing if is_open else ""
    at = listed.index(current) if current in listed else -1
    context = {
        **view.context(reading, found, request.now),
        **_naming(request, found),
        **versions.notice(request, reading),
        "lines": paragraphs(reading.document.text, proposals.marks(found, current, view)),
        "length": len(reading.document.text),
        "current": proposals.shown(current, places.get(current.pk, 0), request.user, request.now)
        if current
        else None,
        "rows": proposals.rows(listed, places, request.now),
        "total": len(places),
        "talks": [p for p in found if p.kind == "exhortation"] if not view.kind else [],
        "previous": view.url(listed[at - 1].pk) if at > 0 else "",
        "next": view.url(listed[at + 1].pk) if 0 <= at < len(listed) - 1 else "",
        "is_open": is_open,
        "doing": doing,
        "controls": _edit(request, current, values, problem) if current and doing == "edit" else [],
        "kinds": Proposal.Kind.choices,
        "scan": shown_page(reading, current) if current else None,
        "sure_count": len(decisions.confident(reading, request.now)),
        "typed": values or {},
        "problem": problem,
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/intake_review.html", context, status=status)


@office
@require_safe
def review(request: Request, reading_id: int) -> HttpResponse:
    """One document with its proposals; `p` says which is looked at, `do` what is being done."""
    reading = service.reading(request.user, reading_id, request.now)
    return _page(request, reading, View.parse(reading_id, request.GET))


@office
@require_safe
def progress(request: Request, reading_id: int) -> HttpResponse:
    """How far a slow file has been read: a part of the review page that asks again by itself, and
    the list of proposals when there are more than the page has (`seen`)."""
    reading = service.reading(request.user, reading_id, request.now)
    view = View.parse(reading_id, request.GET)
    if not request.htmx:
        return HttpResponseRedirect(view.url())
    found = list(reading.proposals.select_related("matter"))
    context = {**view.context(reading, found, request.now), "partial": True}
    if request.GET.get("seen", "") != str(len(found)):
        context |= {
            "rows": proposals.rows(view.listed(found), proposals.places(found), request.now),
            "current": {"proposal": {"pk": view.number}},
        }
    return render(request, "luoshi/_intake_progress.html", context)


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


def _kind(request: Request, proposal: Proposal, values: dict[str, Any]) -> None:
    kind = request.POST.get("kind", "")
    changed = decisions.change_kind(proposal.pk, kind, request.user, request.now)
    messages.success(request, f"类别已改为“{changed.get_kind_display()}”。")


_DECISIONS = {
    "accept": _accept,
    "merge": _merge,
    "drop": _drop,
    "take_back": _take_back,
    "kind": _kind,
}
_REDRAWN = {"accept": "edit", "merge": "merge", "drop": "drop", "take_back": "", "kind": ""}
_STAYS = ("take_back", "kind")


@office
@require_POST
def decide(request: Request, reading_id: int, proposal_id: int, decision: str) -> HttpResponse:
    """One decision on one proposal; then the next open one. A refusal loses nothing typed."""
    reading = service.reading(request.user, reading_id, request.now)
    proposal = reading.proposals.filter(pk=proposal_id).first()
    if proposal is None or decision not in _DECISIONS:
        raise NotFound("没有这一条。")
    view = View.parse(reading_id, request.GET)
    values: dict[str, Any] = {key: request.POST.get(key, "") for key in ("number", "reason")}
    if request.POST.get("edited"):
        values, _ = forms.read(fields_for(decisions.type_for(proposal)), request)
    try:
        _DECISIONS[decision](request, proposal, values)
    except Stale as late:  # a second press, or a colleague was faster: nothing was done twice
        messages.info(request, late.sentence)
    except Problem as problem:
        edited = values if decision != "accept" or request.POST.get("edited") else None
        doing = view.at(proposal_id, _REDRAWN[decision])
        return _page(request, reading, doing, edited, problem)
    there = view.url(proposal_id) if decision in _STAYS else view.url()
    return HttpResponseRedirect(there, status=303)


@office
@require_POST
def add(request: Request, reading_id: int) -> HttpResponse:
    """A missed sentence is a proposal, opened for editing. A refusal keeps what was typed."""
    reading = service.reading(request.user, reading_id, request.now)
    view = View.parse(reading_id, request.GET)
    sentence = request.POST.get("sentence", "")
    try:
        made = decisions.add_by_hand(reading, sentence, request.user, request.now)
    except Problem as problem:
        return _page(request, reading, view, {"sentence": sentence}, problem)
    messages.success(request, "已加入这一条，请核对后立项。")
    return HttpResponseRedirect(view.url(made.pk, "edit"), status=303)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: Request, reading_id: int) -> HttpResponse:
    """The certain ones listed for one confirmation; POST registers those that were ticked."""
    reading = service.reading(request.user, reading_id, request.now)
    view = View.parse(reading_id, request.GET)
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("p") if pk.isascii() and pk.isdigit()]
        made, refused = decisions.accept_together(reading, chosen, request.user, request.now)
        if made:
            messages.success(
                request, f"已立项 {len(made)} 条：{made[0].number} 至 {made[-1].number}。"
            )
        for sentence in refused:
            messages.warning(request, sentence)
        if not made and not refused:
            messages.info(request, "没有新立项：所选的都已处理过。")
        return HttpResponseRedirect(view.url(), status=303)
    found = list(reading.proposals.all())
    sure = decisions.confident(reading, request.now)
    context = {
        **view.context(reading, found, request.now),
        "rows": proposals.rows(sure, proposals.places(found), request.now),
        "least": f"{decisions.SURE:.0%}",
    }
    return render(request, "luoshi/intake_together.html", context)
