"""Registering a matter by hand: choose its type, fill in what that type asks for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.catalogue.schema import Field, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Problem
from luoshi.matters import engine
from luoshi.matters.verbs.filing import content_of
from luoshi.web import forms, shelves
from luoshi.web.guard import business
from luoshi.web.request import Request


def fields_for(spec: TypeSpec) -> tuple[Field, ...]:
    """The content a matter of that type may have, then the type's own fields."""
    return (*content_of(spec), *spec.fields)


def _page(
    request: Request, spec: TypeSpec, values: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    context = {
        "spec": spec,
        "begins": spec.stage(spec.initial).label,
        "sections": forms.sections(
            forms.draw(fields_for(spec), values, local_date(request.now), errors=wrong),
            spec.fields,
            ("基本情况", f"{spec.label}的情况"),
        ),
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
        q = request.GET.get("q", "").strip()[:80]
        families = shelves.by_family(shelves.matching(types, q))
        return render(request, "luoshi/register_type.html", {"families": families, "q": q})
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
