"""Registering a matter by hand: choose its type, fill in what that type asks for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.catalogue.fields import length
from luoshi.catalogue.schema import Field, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Problem
from luoshi.matters import engine
from luoshi.matters.verbs.filing import content_of
from luoshi.web import forms
from luoshi.web.guard import business
from luoshi.web.request import Request

_HANDS_OVER = frozenset({"dispatch", "enforce"})


def fields_for(spec: TypeSpec) -> tuple[Field, ...]:
    """The content a matter of that type may have, then the type's own fields."""
    return (*content_of(spec), *spec.fields)


def _handed_over(spec: TypeSpec) -> bool:
    """Whether matters of that type are handed to units, whose clock then runs."""
    return any(m.verb in _HANDS_OVER for stage in spec.stages for m in stage.moves)


def _clock_words(spec: TypeSpec) -> str:
    """What follows from choosing the type: its time limit and how fast it is to be taken."""
    within = spec.deadline.within
    if not spec.standing and not _handed_over(spec):
        return spec.deadline.basis
    if spec.standing:
        return "不到期，按周期自动开出每一期"
    if spec.addressed:
        return "写给领导，答复之前可以随时看到办到哪一步"
    due = f"没写时限的按 {length(within)}" if within else "须写明时限"
    return f"{due}；{length(spec.acknowledge_within)}内签收"


def _page(
    request: Request, spec: TypeSpec, values: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    context = {
        "spec": spec,
        "begins": spec.stage(spec.initial).label,
        "controls": forms.draw(fields_for(spec), values, local_date(request.now), errors=wrong),
        "request_key": request.POST.get("request_key") or uuid4().hex,
        "problem": problem,
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/register.html", context, status=status)


@business
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """Without `type`: the types this person may open. With it: the form, and on POST the matter."""
    types = engine.openable(request.user, request.now)
    if not types:
        raise NotAllowed("登记事项由督查科来做。如需督查科登记，请与督查科联系。")
    key = request.GET.get("type", "")
    if not key:
        rows = [(spec, _clock_words(spec)) for spec in types]
        return render(request, "luoshi/register_type.html", {"types": rows})
    spec = next((t for t in types if t.key == key), None)
    if spec is None:
        raise NotFound(f"没有“{key}”这种事项类型。")
    if spec.addressed and not spec.begins_with:
        return HttpResponseRedirect(f"{reverse('web:write_report')}?type={spec.key}")
    if request.method != "POST":
        return _page(request, spec, {})
    day, fields = local_date(request.now), fields_for(spec)
    values, _ = forms.read(fields, request)
    try:
        opened = engine.open_matter(
            spec.key,
            request.user,
            request.now,
            request_key=request.POST.get("request_key", "")[:64] or None,
            **forms.given(fields, values, day),
        )
    except Problem as problem:
        return _page(request, spec, values, problem)
    messages.success(request, f"已登记为 {opened.number}。")
    return HttpResponseRedirect(reverse("web:matter", args=[opened.number]), status=303)
