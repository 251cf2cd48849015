"""The form of one act on one matter: drawn from the verb's own fields, sent through the engine."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.instruments import burden
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem, Stale
from luoshi.matters import engine, queries, store
from luoshi.matters.lights import light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs import Verb, verbs_of
from luoshi.matters.verbs.filing import form_of
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.web import forms, own_fields
from luoshi.web.guard import involved
from luoshi.web.request import Request
from luoshi.web.shapes import shape_of
from luoshi.web.steps import steps

PREFILLED = 500
_BEGUN = (FieldKind.LINE, FieldKind.TEXT, FieldKind.DATE, FieldKind.CHOICE)
_SHOWS_PRESENT = {
    "amend",
    "supplement",
    "reschedule",
    "weigh",
}  # its form opens with the matter as it is
_A_ROW_EACH = {"conclude"}  # its form opens with a row for each unit the matter names


def present(matter: Matter, by: Person, now: datetime) -> dict[str, Any]:
    """The content of a matter in the shape of its form, as far as `by` may read it."""
    extra = {field.key: value for field, value in queries.readable(by, matter, now)}
    parts = list(queries.parts_of(matter))
    extra = {field.key: value for field, value in queries.readable(by, matter, now)}
    return {
        "title": matter.title,
        "what": matter.what,
        "standard": matter.standard,
        "lead": matter.lead_unit.code if matter.lead_unit else "",
        "co": [p.unit.code for p in parts if p.role == "co" and p.state != "withdrawn"],
        "due": local_date(matter.due_at).isoformat() if matter.due_at else "",
        "due_text": matter.due_text,
        "leader": matter.leader.username if matter.leader else "",
        "rrule": matter.rrule,
        "quadrant": matter.quadrant,
        **own_fields.as_typed(pinned(matter.type_version_id).fields, extra),
    }


def _begun(request: Request, verb: Verb) -> dict[str, Any]:
    """What the link that led here has filled in already: `?node=…`, `?channel=phone`."""
    return {
        field.key: request.GET[field.key][:PREFILLED]
        for field in verb.form
        if field.kind in _BEGUN and field.key in request.GET
    }


def _verb(matter: Matter, key: str) -> Verb:
    known = verbs_of(pinned(matter.type_version_id)).get(key)
    if known is None:
        raise NotFound("没有这个动作。")
    return known


def _form(matter: Matter, verb: Verb) -> tuple[Field, ...]:
    return form_of(verb, pinned(matter.type_version_id))


def _named(matter: Matter) -> list[Unit]:
    """The units that the matter's own fields name: the objects of an inspection, say."""
    return own_fields.units_named(pinned(matter.type_version_id).fields, matter.extra)


def _opened(request: Request, matter: Matter, verb: Verb) -> dict[str, Any]:
    """What an empty form opens with: what the verb fills in, the matter as it is or a row for each
    unit it names, and what the link that led here says."""
    filled = dict(engine.filled(matter, verb.key))
    if verb.key in _SHOWS_PRESENT:
        filled |= present(matter, request.user, request.now)
    if verb.key in _A_ROW_EACH:
        filled |= {"parts": [{"unit": unit.code} for unit in _named(matter)]}
    return filled | _begun(request, verb)


def _do(request: Request, matter: Matter, verb: Verb, typed: dict[str, Any]) -> None:
    sent = request.POST.get("rev", "")
    rev = int(sent) if sent.isdecimal() else None
    unit = request.POST.get("unit") or None
    if verb.key == "decompose":
        child = engine.decompose(matter, request.user, request.now, rev=rev, **typed)
        messages.success(request, f"已分解出子事项 {child.number}。")
        return
    engine.act(matter, verb.key, request.user, request.now, rev=rev, unit=unit, **typed)
    messages.success(request, f"已{verb.label}。")


def _page(
    request: Request,
    matter: Matter,
    verb: Verb,
    values: dict[str, Any],
    problem: Problem | None = None,
) -> HttpResponse:
    """The form, empty or with everything typed; after `Stale` with what came in between."""
    near = [part.unit for part in queries.parts_of(matter) if part.state != "withdrawn"]
    near += [unit for unit in _named(matter) if unit not in near]
    wrong = problem.fields if isinstance(problem, Invalid) else {}
    day, spec = local_date(request.now), pinned(matter.type_version_id)
    context = {
        "matter": matter,
        "shape": shape_of(spec),
        "stage": spec.stage(matter.stage).label,
        "light": light_of(matter, request.now, office_calendar()),
        "verb": verb,
        "burdens": burden.burdens_of(near, request.now) if burden.adds(verb.key) else [],
        "sections": forms.sections(
            forms.draw(_form(matter, verb), values, day, errors=wrong, near=near),
            spec.fields,
            (verb.label, f"{spec.label}的情况"),
        ),
        "notes": engine.advice(matter, request.now),
        "unit": request.POST.get("unit") or request.GET.get("unit", ""),
        "problem": problem,
        "warning": verb.warns(store.load(matter)),
        "newer": _newer(request, matter, request.now) if isinstance(problem, Stale) else [],
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/act.html", context, status=status)


def _newer(request: Request, matter: Matter, now: datetime) -> list[Any]:
    sent = request.POST.get("rev", "")
    return steps(matter, request.user, now, after=int(sent) if sent.isdecimal() else 0)


@involved
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: Request, number: str, verb: str) -> HttpResponse:
    """GET draws the act's form; POST does it, or gives the form back with nothing lost."""
    matter = queries.find(request.user, number, request.now)
    known = _verb(matter, verb)
    before = present(matter, request.user, request.now) if verb in _SHOWS_PRESENT else {}
    if known.with_content:
        before = {"title": matter.title, **matter.extra}
    if request.method != "POST":
        engine.check_possible(matter, verb, request.user, request.now)
        return _page(request, matter, known, _opened(request, matter, known))
    asked = _form(matter, known)
    values, wrong = forms.read(asked, request)
    try:
        if wrong:
            raise Invalid("".join(wrong.values()), code="bad_upload", fields=wrong)
        typed = forms.given(asked, values, local_date(request.now), before)
        _do(request, matter, known, typed)
    except Problem as problem:
        latest = queries.find(request.user, number, request.now)
        return _page(request, latest, known, values, problem)
    return HttpResponseRedirect(reverse("web:matter", args=[number]), status=303)
