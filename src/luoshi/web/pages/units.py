"""单位: the directory, and one unit with its people, its leader in charge and its matters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from luoshi.lib.clock import local_date
from luoshi.matters import queries
from luoshi.matters.lights import KEYS
from luoshi.matters.queries import LedgerFilter
from luoshi.org import people
from luoshi.org.scope import leaders_in_charge
from luoshi.web.guard import signed_in
from luoshi.web.request import Request
from luoshi.web.rows import rows_of

SHOWN = 20


@signed_in
def units(request: Request) -> HttpResponse:
    """Every unit by kind; former names find their successors too."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    day = local_date(request.now)
    leaders = leaders_in_charge(day)
    kinds = [
        (kind.label, [(unit, leaders.get(unit.pk, "")) for unit in kind.units])
        for kind in people.units_by_kind(day, q)
    ]
    return render(request, "luoshi/units.html", {"kinds": kinds, "q": q})


@signed_in
def unit(request: Request, code: str) -> HttpResponse:
    """One unit. Its matters are those the viewer may see; an administrator sees none (B9)."""
    found = people.unit(code)
    day = local_date(request.now)
    names, former = people.other_names(found)
    stats = {row["unit"]: row for row in queries.unit_stats(request.user, request.now)}
    own = stats.get(code, {})
    matters = queries.ledger(request.user, LedgerFilter(unit=code), request.now)[:SHOWN]
    context = {
        "unit": found,
        "names": names,
        "former": former,
        "leader": leaders_in_charge(day).get(found.pk, ""),
        "posts": [(p, p.get_role_display()) for p in people.posts_in(found, day)],
        "lights": [(key, own.get(key, 0)) for key in KEYS],
        "rows": [] if request.scope.administers else rows_of(matters, request.now),
        "business": not request.scope.administers,
    }
    return render(request, "luoshi/unit.html", context)
