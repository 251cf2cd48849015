"""请示汇报: the list of what waits for whom, the form that reads like a report, the page to decide."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.catalogue.schema import Field, Phase, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, Problem, Refused, Stale
from luoshi.matters import engine, queries, submissions
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs import VERBS
from luoshi.matters.verbs.filing import content_of
from luoshi.web import forms, reporting
from luoshi.web.guard import business
from luoshi.web.request import Request

SHOWN = 30
_FILES = next(field for field in VERBS["revise"].form if field.key == "files")


def piles(request: Request) -> list[tuple[str, str, list[reporting.Card]]]:
    """What waits, under the heading that says for whom; empty ones are left out."""
    user, now, scope = request.user, request.now, request.scope
    own = submissions.of_units(user, now)
    found: list[tuple[str, str, Any]] = [
        ("decide", "待我答复", submissions.for_answer(user, now)),
        ("opinion", "请我提意见", submissions.for_opinion(user, now)),
        ("draft", "草稿", own.filter(phase=Phase.DRAFT)),
        ("returned", "退回补充", own.filter(phase=Phase.OPEN)),
        ("confirm", "已支招，待确认是否解决", own.filter(phase=Phase.CHECK)),
        ("waiting", "已提交，待答复", own.filter(phase=Phase.NEW)),
    ]
    if scope.leads:
        found.append(("past", "直接报主要领导的（告知您）", submissions.past_me(user, now)[:SHOWN]))
    if scope.in_office or scope.is_head:
        every = submissions.addressed(user, now).filter(phase=Phase.NEW, private=False)
        found.append(("all", "全部待答复", every.exclude(leader_id=user.pk)))
    ended = submissions.addressed(user, now).filter(phase__in=[Phase.DONE, Phase.VOID])
    found.append(("ended", "最近已答复", ended.order_by("-closed_at")[:SHOWN]))
    drawn = ((key, heading, reporting.cards(rows, now)) for key, heading, rows in found)
    return [(key, heading, rows) for key, heading, rows in drawn if rows]


@business
@require_safe
def reports(request: Request) -> HttpResponse:
    """Everything asked of leaders that concerns this person; answer times for office and head."""
    scope = request.scope
    types = [spec for spec in engine.openable(request.user, request.now) if spec.addressed]
    times = (
        submissions.answer_times(request.user, request.now)
        if scope.in_office or scope.leads
        else []
    )
    context = {
        "piles": piles(request),
        "types": [(spec, _address_of(spec)) for spec in types],
        "times": times,
    }
    return render(request, "luoshi/reports.html", context)


def _address_of(spec: TypeSpec) -> str:
    """Where a matter of that type is written: one that is a draft first has a page of its own."""
    page = "web:register" if spec.begins_with else "web:write_report"
    return f"{reverse(page)}?type={spec.key}"


def _fields(spec: TypeSpec) -> tuple[Field, ...]:
    return (*content_of(spec), *spec.fields, _FILES)


def _form(
    request: Request,
    spec: TypeSpec,
    values: dict[str, Any],
    matter: Matter | None,
    problem: Problem | None = None,
) -> HttpResponse:
    """The writing form with everything typed; what is wrong stands above and beside its field."""
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    day = local_date(request.now)
    drawn = forms.draw(_fields(spec), reporting.roomy(values), day, errors=wrong)
    context = {
        "spec": spec,
        "matter": matter,
        "parts": reporting.parts(drawn),
        "request_key": request.POST.get("request_key") or uuid4().hex,
        "problem": problem,
        "may_submit": matter is None or _may(request, matter, "submit"),
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/report_form.html", context, status=status)


def _may(request: Request, matter: Matter, verb: str) -> bool:
    possible = engine.possible(matter, request.user, request.now)
    return any(permit.verb.key == verb for permit in possible)


def _spec(request: Request) -> TypeSpec:
    key = request.GET.get("type", "")
    writable = [
        spec
        for spec in engine.openable(request.user, request.now)
        if spec.addressed and not spec.begins_with
    ]
    found = next((spec for spec in writable if spec.key == key), writable[0] if writable else None)
    if found is None:
        raise NotAllowed("请示由单位负责人、联络员或分管领导来写。", code="not_your_act")
    return found


@business
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request) -> HttpResponse:
    """A new report: kept as a draft however incomplete, and submitted when that was pressed."""
    spec = _spec(request)
    if request.method != "POST":
        return _form(request, spec, {}, None)
    fields, day = _fields(spec), local_date(request.now)
    values, wrong = forms.read(fields, request)
    try:
        if wrong:
            raise Invalid("".join(wrong.values()), code="bad_upload", fields=wrong)
        typed = forms.given(fields, values, day)
        files = typed.pop("files", None)
        made = engine.open_matter(
            spec.key,
            request.user,
            request.now,
            request_key=request.POST.get("request_key", "")[:64] or None,
            **typed,
        )
        if files and not made.attachments.exists():
            engine.act(made, "revise", request.user, request.now, files=files)
    except Problem as problem:
        return _form(request, spec, values, None, problem)
    return _kept(request, spec, made, values)


@business
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: Request, number: str) -> HttpResponse:
    """A draft, or a report sent back: changed, kept, and submitted when that was pressed."""
    matter = queries.find(request.user, number, request.now)
    spec = pinned(matter.type_version_id)
    if not _may(request, matter, "revise"):
        stage = spec.stage(matter.stage).label
        raise Refused(f"“{matter.title}”现在是“{stage}”，不能修改。", code="not_now")
    before = {"title": matter.title, **matter.extra}
    if request.method != "POST":
        return _form(request, spec, before, matter)
    fields, day = _fields(spec), local_date(request.now)
    values, wrong = forms.read(fields, request)
    sent = request.POST.get("rev", "")
    try:
        if wrong:
            raise Invalid("".join(wrong.values()), code="bad_upload", fields=wrong)
        typed = forms.given(fields, values, day, _as_typed(spec, before))
        rev = int(sent) if sent.isdecimal() else None
        if typed != {"title": matter.title}:  # a required field is always told
            engine.act(matter, "revise", request.user, request.now, rev=rev, **typed)
    except Problem as problem:
        latest = queries.find(request.user, number, request.now)
        if isinstance(problem, Stale):
            problem = Stale(f"{problem.sentence}再按一次保存，就以您现在填的为准。")
        return _form(request, spec, values, latest, problem)
    return _kept(request, spec, matter, values)


def _as_typed(spec: TypeSpec, before: dict[str, Any]) -> dict[str, Any]:
    """The kept content in the shape in which a form sends it back, to see what was changed."""
    rows = {field.key: field for field in spec.fields if field.columns}
    shown = {key: value if key in rows else _words(value) for key, value in before.items()}
    for key, field in rows.items():
        shown[key] = [
            {column.key: _words(row.get(column.key)) for column in field.columns}
            for row in before.get(key) or ()
        ]
    return shown


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)


def _kept(request: Request, spec: TypeSpec, matter: Matter, values: dict[str, Any]) -> HttpResponse:
    """The draft is kept whatever follows; a refused submission comes back with the form."""
    page = reverse("web:matter", args=[matter.number])
    if request.POST.get("then") != "submit":
        messages.success(request, "草稿已保存，只有本单位看得到。")
        return HttpResponseRedirect(page, status=303)
    try:
        engine.act(matter, "submit", request.user, request.now)
    except Problem as problem:
        latest = queries.find(request.user, matter.number, request.now)
        return _form(request, spec, values, latest, problem)
    messages.success(request, "已提交，领导三个工作日内答复。")
    return HttpResponseRedirect(page, status=303)
