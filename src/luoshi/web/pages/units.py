"""单位: the directory, and one unit with its people, its leader in charge and its matters.

The system administrator keeps the directory here: units and names come, change and end.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.instruments.handover import may_open
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Problem
from luoshi.matters import queries
from luoshi.matters.lights import KEYS
from luoshi.matters.queries import LedgerFilter
from luoshi.org import people, upkeep
from luoshi.org.models import Unit, UnitKind
from luoshi.org.roles import Role
from luoshi.org.scope import current_units, leaders_in_charge
from luoshi.web import typed
from luoshi.web.guard import role, staff
from luoshi.web.request import Request
from luoshi.web.rows import rows_of

SHOWN = 20


def _keeps(request: Request) -> bool:
    return Role.SYSADMIN in request.scope.roles


def _day(request: Request) -> date:
    """The day from which a change holds: today unless another was given."""
    given = request.POST.get("from", "").strip()
    return typed.day(given, "from", "起始日期") if given else local_date(request.now)


@staff
@require_safe
def units(request: Request) -> HttpResponse:
    """Every unit by kind; former names find their successors too."""
    return _units(request)


def _units(request: Request, problem: Problem | None = None) -> HttpResponse:
    q = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    day = local_date(request.now)
    leaders = leaders_in_charge(day)
    kinds = [
        (kind.label, [(unit, leaders.get(unit.pk, "")) for unit in kind.units])
        for kind in people.units_by_kind(day, q)
    ]
    keeps = _keeps(request)
    context = {
        "kinds": kinds,
        "q": q,
        "keeps": keeps,
        "closed": people.closed_units(day, q),
        "wishes": upkeep.wishes() if keeps else (),
        "unit_kinds": UnitKind.choices,
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "luoshi/units.html", context, status=problem.status if problem else 200)


@role(Role.SYSADMIN)
@require_POST
def add_unit(request: Request) -> HttpResponse:
    """A new unit stands in the directory; what was refused comes back as it was typed."""
    given = request.POST
    try:
        made = upkeep.add_unit(
            request.user,
            request.now,
            _day(request),
            name=given.get("name", ""),
            short_name=given.get("short_name", ""),
            kind=given.get("kind", ""),
        )
    except Problem as problem:
        return _units(request, problem)
    messages.success(request, f"已新增{made.name}。")
    return redirect("web:unit", made.code)


@role(Role.SYSADMIN)
@require_POST
def drop_wish(request: Request, wish_id: int) -> HttpResponse:
    """The name asked for needs no unit."""
    upkeep.drop_wish(request.user, request.now, wish_id)
    messages.success(request, "已忽略这个名称。")
    return redirect("web:units")


def _rename(request: Request, found: Unit) -> str:
    given = request.POST
    named = upkeep.rename(
        request.user,
        request.now,
        _day(request),
        found.code,
        name=given.get("name", ""),
        short_name=given.get("short_name", ""),
    )
    return f"已更名为{named.name}，原名称记为曾用名。"


def _alias(request: Request, found: Unit) -> str:
    name = request.POST.get("alias", "")
    alias = upkeep.add_alias(request.user, request.now, _day(request), found.code, name)
    return f"已加别名“{alias.name}”。"


def _end_alias(request: Request, found: Unit) -> str:
    number = typed.number(request.POST.get("alias_id", ""), "alias_id", "别名")
    alias = upkeep.end_alias(request.user, request.now, _day(request), number)
    return f"“{alias.name}”已停用，记为曾用名。"


def _close(request: Request, found: Unit) -> str:
    heir = request.POST.get("successor", "")
    if not request.POST.get("sure"):
        sentence = "撤并会使该单位不能再承办新的事项，请勾选确认。"
        raise Invalid(sentence, fields={"sure": sentence})
    upkeep.close(request.user, request.now, _day(request), found.code, heir)
    return f"{found.name}已撤并" + ("，今后的文件提到它时按承接单位认定。" if heir else "。")


_CHANGES = {"rename": _rename, "alias": _alias, "end-alias": _end_alias, "close": _close}


@role(Role.SYSADMIN)
@require_POST
def change_unit(request: Request, code: str, change: str) -> HttpResponse:
    """The unit is renamed, closed, or has a name more or less; a refusal keeps what was typed."""
    found = people.unit(code)
    if change not in _CHANGES:
        raise NotFound("没有这个操作。")
    try:
        said = _CHANGES[change](request, found)
    except Problem as problem:
        return _unit(request, people.unit(code), problem, change)
    messages.success(request, said)
    return redirect("web:unit", code)


@staff
@require_http_methods(["GET", "HEAD"])
def unit(request: Request, code: str) -> HttpResponse:
    """One unit. Its matters are those the viewer may see; an administrator sees none (B9)."""
    return _unit(request, people.unit(code))


def _keeping(request: Request, found: Unit, day: date) -> dict[str, Any]:
    if not _keeps(request):
        return {"keeps": False}
    others = current_units(day).exclude(pk=found.pk)
    return {
        "keeps": True,
        "open": found.valid_to is None or found.valid_to >= day,
        "others": others,
    }


def _unit(
    request: Request, found: Unit, problem: Problem | None = None, change: str = ""
) -> HttpResponse:
    code = found.code
    day = local_date(request.now)
    names, former = people.other_names(found)
    stats = {row["unit"]: row for row in queries.unit_stats(request.user, request.now)}
    own = stats.get(code, {})
    matters = queries.ledger(request.user, LedgerFilter(unit=code), request.now)[:SHOWN]
    context = {
        **_keeping(request, found, day),
        "unit": found,
        "names": names,
        "former": former,
        "leader": leaders_in_charge(day).get(found.pk, ""),
        "posts": [(p, p.get_role_display()) for p in people.posts_in(found, day)],
        "lights": [(key, own.get(key, 0)) for key in KEYS],
        "rows": [] if request.scope.administers else rows_of(matters, request.now),
        "business": not request.scope.administers,
        "handover": may_open(request.scope, found),
        "problem": problem,
        "change": change,
        "typed": request.POST,
    }
    return render(request, "luoshi/unit.html", context, status=problem.status if problem else 200)
