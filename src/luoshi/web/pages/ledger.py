"""台账: tabs with counts, chips, search, saved views; the address holds the whole view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.sources import SOURCES
from luoshi.lib.clock import local_date
from luoshi.matters import queries
from luoshi.matters.ledger_filter import OUTLOOKS, OWN, PLAIN, LedgerFilter, filters, listed
from luoshi.matters.lights import LABELS
from luoshi.matters.types import catalogue
from luoshi.matters.views import views_of
from luoshi.org.scope import current_units
from luoshi.web.foreseen import WHOLE, foreseen_late, narrowed
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.rows import rows_of
from luoshi.web.shapes import shape_of

PAGE = 50
DUES = {
    "today": "今天到期",
    "week": "七天内到期",
    "fortnight": "两周内到期",
    "month": "一个月内到期",
}
_STATIONS = ("new", "filed", "check", "standing")  # tabs that many a type never fills
SORTED = {
    "due": "时限近的在前",
    "-due": "时限远的在前",
    "-opened": "新立项的在前",
    "number": "按编号",
    "progress": "进度低的在前",
}


def address(chosen: LedgerFilter, **changes: str) -> str:
    """The query string of this view with changes; what is usual is left out."""
    said = chosen.said() | changes
    return "?" + urlencode({k: v for k, v in said.items() if v and v != PLAIN.get(k)})


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: a choice of values, or what is chosen with the address that drops it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str
    without: str

    @property
    def chosen(self) -> str:
        """The chosen value in words."""
        return dict(self.options).get(self.value, self.value)


def _chips(chosen: LedgerFilter, request: Request) -> list[Chip]:
    day = local_date(request.now)
    units = tuple(current_units(day).values_list("code", "short_name"))
    types = tuple((t.key, t.label) for t in catalogue().types.values())
    unit_name, unit_label = ("unit", "承办单位") if chosen.unit else ("lead_unit", "牵头单位")
    choices = (
        (unit_name, unit_label, units),
        ("family", "大类", tuple((f.key, f.label) for f in FAMILIES.values())),
        ("type", "类型", types),
        ("source", "来源", tuple((s.key, s.label) for s in SOURCES.values())),
        ("light", "亮灯", tuple(LABELS.items())),
        ("due", "到期", tuple(DUES.items())),
        ("outlook", "预测", tuple(OUTLOOKS.items())),
    )
    own = ((f"{OWN}{f.key}", f.label, values) for f, values in filters(chosen.type))
    said, shape = chosen.said(), shape_of(catalogue().types.get(chosen.type))
    return [
        Chip(name, label, options, said.get(name, ""), address(chosen, **{name: ""}))
        for name, label, options in (*choices, *own)
        # A family is chosen by the line beside the table: the row of chips is long enough.
        if said.get(name) or not (name == "family" or (name == "lead_unit" and shape.no_units))
    ]


def _co(chosen: LedgerFilter) -> dict[str, Any] | None:
    """The switch between leading only and every part, once a unit is chosen."""
    if chosen.unit:
        return {"on": True, "url": address(chosen, lead_unit=chosen.unit, unit="")}
    if chosen.lead_unit:
        return {"on": False, "url": address(chosen, unit=chosen.lead_unit, lead_unit="")}
    return None


def _carried(chosen: LedgerFilter, *but: str) -> list[tuple[str, str]]:
    """What a form of the page must carry along so that the rest of the view stays."""
    said = chosen.said()
    return [(k, v) for k, v in said.items() if k not in but and v and v != PLAIN.get(k)]


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _sheet(request: Request, chosen: LedgerFilter, counts: dict[str, int]) -> dict[str, Any]:
    """The rows of one page with the way to its neighbours."""
    total, columns = counts[chosen.tab], listed(chosen.type)
    spec = catalogue().types.get(chosen.type)
    last = max(1, -(-total // PAGE))
    page = min(_page_number(request.GET.get("page", "")), last)
    found = queries.ledger(request.user, chosen, request.now, narrowed(chosen, request.now))
    rows = found[(page - 1) * PAGE : page * PAGE]
    return {
        "rows": rows_of(rows, request.now, columns),
        "columns": columns,
        "shape": shape_of(spec),
        "spec": spec,
        "total": total,
        "page": page,
        "last": last,
        "earlier": address(chosen, page=str(page - 1)) if page > 1 else "",
        "later": address(chosen, page=str(page + 1)) if page < last else "",
        "whole": address(LedgerFilter()),
        "filtered": address(chosen, tab="", order="") != "?",
        "chosen": chosen,
        "by_due": address(chosen, order="-due" if chosen.order == "due" else "due"),
        "by_progress": address(chosen, order="due" if chosen.order == "progress" else "progress"),
        "in_office": request.scope.in_office,
    }


@business
def ledger(request: Request) -> HttpResponse:
    """One view of the ledger; typing in the search box fetches the rows alone."""
    chosen = LedgerFilter.parse(request.GET)
    plain = address(chosen, tab="", order="") == "?"
    also = narrowed(chosen, request.now)
    counts = (
        request.counts if plain else queries.tab_counts(request.user, chosen, request.now, also)
    )
    context = _sheet(request, chosen, counts)
    if request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request:
        return render(request, "luoshi/_ledger_rows.html", context)
    chips = _chips(chosen, request)
    tabs = [
        (key, label, counts[key], address(chosen, tab=key))
        for key, label in queries.TABS.items()
        if counts[key] or key == chosen.tab or not (chosen.type and key in _STATIONS)
    ]
    beside = queries.beside(request.user, chosen, request.now, also)
    context |= {
        "beside": [
            (FAMILIES[key].label, n, address(chosen, family=key)) for key, n in beside.items()
        ],
        "tabs": tabs,
        "chips": chips,
        "co": _co(chosen),
        "hidden": _carried(chosen, "q"),
        "fixed": _carried(chosen, "order", *(chip.name for chip in chips)),
        "orders": tuple(SORTED.items()),
        "views": [(v, f"?{v.query}") for v in views_of(request.user)],
        "query": address(chosen)[1:],
        "together": (chosen.lead_unit or chosen.unit) if request.scope.in_office else "",
        "counts": counts,
        "slipping": queries.visible_in(request.scope).filter(foreseen_late(request.now)).count(),
        "slipping_url": WHOLE,
    }
    return render(request, "luoshi/ledger.html", context)
