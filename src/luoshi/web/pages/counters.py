"""计数器: the figures of a period with their formulas, and of each the very matters that count."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments import counters as instrument
from luoshi.instruments.counters import Figure, Period
from luoshi.instruments.counters.compute import KINDS
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed
from luoshi.web.guard import business
from luoshi.web.request import Request


def _day(text: str) -> date | None:
    """A day of the address, None for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def asked_period(request: Request, usual: str = "") -> Period:
    """The period that the address asks for; `usual` when it asks for none."""
    asked = request.GET
    return instrument.period_of(
        asked.get("period", usual),
        local_date(request.now),
        _day(asked.get("from", "")),
        _day(asked.get("to", "")),
    )


def _address(period: Period) -> str:
    said = {"period": period.kind}
    if period.kind == "range":
        said |= {"from": period.first.isoformat(), "to": period.last.isoformat()}
    return "?" + urlencode(said)


def _number(value: float | None) -> str:
    """3, 2.5: no figure pretends to be more exact than it is."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def words(figure: Figure | None, *, speed: bool) -> dict[str, str]:
    """A figure as a page says it: the number, its unit, and what stands behind it."""
    if figure is None:
        return {"number": "—", "unit": "", "rest": "还没有可数的来源"}
    if figure.middle is not None:
        rest = f"八成在 {_number(figure.most)} 以内，共 {figure.count} 件"
        return {"number": _number(figure.middle), "unit": "小时", "rest": rest}
    if speed:
        return {"number": "—", "unit": "", "rest": "这一期没有"}
    of = f"／{figure.of}" if figure.of is not None else ""
    return {"number": f"{figure.count}{of}", "unit": "件", "rest": ""}


def _frame(request: Request, period: Period) -> dict[str, Any]:
    """What both pages say of the period and of whose figures these are."""
    return {
        "period": period,
        "kinds": [(key, label, f"?period={key}") for key, label in KINDS if key != "range"],
        "address": _address(period),
        "whole": request.scope.in_office or request.scope.is_head,
    }


@business
@require_safe
def counters(request: Request) -> HttpResponse:
    """Every counter this person may read; a unit sees figures of its own matters alone."""
    period = asked_period(request)
    groups: dict[str, list[Any]] = {}
    for reading in instrument.overview(request.user, period, request.now):
        row = (reading.counter, words(reading.figure, speed=reading.counter.is_speed))
        groups.setdefault(reading.counter.group, []).append(row)
    context = {**_frame(request, period), "groups": list(groups.items())}
    return render(request, "luoshi/counters.html", context)


@business
@require_safe
def counter(request: Request, key: str) -> HttpResponse:
    """One counter: by whom, and the matters with the moment that made each of them count."""
    one, period = instrument.counter(key), asked_period(request)
    reading = instrument.reading(request.user, one, period, request.now)
    if reading is None:
        raise NotAllowed(f"“{one.label}”数的是政府办和领导，只对政府办和主要领导开放。")
    context = {
        **_frame(request, period),
        "counter": one,
        "figure": words(reading.figure, speed=one.is_speed),
        "rows": [(row, words(row.figure, speed=one.is_speed)) for row in reading.rows],
        "tally": reading.kinds,
        "listed": [(item, _number(item.hit.value)) for item in reading.listed],
        "more": reading.more,
        "measured": reading.figure is not None,
    }
    return render(request, "luoshi/counter.html", context)
