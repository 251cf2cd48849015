"""各类台账: every type with its numbers and the way to its list; and how a type is handled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue import explain
from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import TypeSpec
from luoshi.lib.clock import local_date
from luoshi.matters import engine, queries
from luoshi.matters.types import catalogue, current
from luoshi.matters.verbs import verbs_of
from luoshi.matters.verbs.filing import content_of
from luoshi.org.scope import Scope
from luoshi.web import shelves
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.shapes import shape_of

_NONE = {"open": 0, "late": 0, "soon": 0, "year": 0, "total": 0}


@dataclass(frozen=True, slots=True)
class Line:
    """One type on the page: what it is, its counts, whether this person may register one."""

    spec: TypeSpec
    purpose: str
    clocks: str
    counts: Mapping[str, int]
    opens: bool


def _shown(spec: TypeSpec, scope: Scope, counts: Mapping[str, Any], opens: frozenset[str]) -> bool:
    """Whether the type concerns this person: some of it may be seen, it may be opened, or the
    whole register is the person's to know."""
    if spec.key in counts or spec.key in opens:
        return True
    known = scope.in_office or scope.leads
    return known and not spec.private and (not spec.readers or bool(scope.roles & {*spec.readers}))


@business
@require_safe
def registers(request: Request) -> HttpResponse:
    """Every type that concerns the person, by family; `q` finds one by any word of the trade."""
    q = request.GET.get("q", "").strip()[:80]
    counts = queries.type_counts(request.user, request.now)
    opens = frozenset(spec.key for spec in engine.openable(request.user, request.now))
    every = catalogue().types.values()
    types = [spec for spec in every if _shown(spec, request.scope, counts, opens)]
    families = [
        (shelf.family, [
            Line(e.spec, e.purpose, e.clocks, counts.get(e.spec.key, _NONE), e.spec.key in opens)
            for e in shelf.entries
        ])
        for shelf in shelves.by_family(shelves.matching(types, q))
    ]  # fmt: skip
    context = {"families": families, "q": q, "types": len(types), "whole": request.scope.in_office}
    return render(request, "luoshi/registers.html", context)


@business
@require_safe
def type_page(request: Request, key: str) -> HttpResponse:
    """How matters of that type are handled: what it is for, who does what by when, what is asked
    and counted. Everything on it is generated from the declaration in force."""
    spec, parties = current(key), catalogue().parties
    shared = content_of(spec)
    words = explain.Words(spec, shared, verbs_of(spec))
    on, off = explain.line(spec)
    opens = any(t.key == key for t in engine.openable(request.user, request.now))
    context = {
        "spec": spec,
        "shape": shape_of(spec),
        "family": FAMILIES[spec.family],
        "opened_by": [parties[party].label for party in spec.opened_by if party in parties],
        "readers": [parties[r].label for r in spec.readers if r in parties],
        "number": spec.number.format(year=local_date(request.now).year, n=1),
        "bases": explain.bases(spec),
        "on": on,
        "off": off,
        "stations": explain.stations(spec, words, parties),
        "periods": explain.periods(spec, words),
        "times": explain.time_words(spec),
        "asked": [explain.asked(field) for field in (*shared, *spec.fields)],
        "numbers": explain.numbers(spec, words),
        "opens": opens,
    }
    return render(request, "luoshi/type.html", context)
