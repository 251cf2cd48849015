"""指标排名: indicator by period with its rules; units in three parts. For leaders, the director."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments import rankings as ranks
from luoshi.instruments.rankings import service
from luoshi.org.roles import Role
from luoshi.web.guard import role
from luoshi.web.request import Request

# Shape and words for every standing, so that it reads in grey print: light, word.
WORDS = {
    "first": ("fine", "第一"),
    "top": ("fine", "前三"),
    "band": ("fine", "中游偏上"),
    "below": ("soon", "中游偏下"),
    "missed": ("soon", "未保三"),
    "last": ("late", "后三名"),
}
LEVELS = {"city": "全市", "province": "全省", "national": "全国"}
SHOWN_PERIODS = 6


def _moved(places: int | None) -> str:
    if places is None:
        return ""
    return "持平" if not places else f"升 {places} 位" if places > 0 else f"降 {-places} 位"


def _cell(shown: ranks.Shown) -> dict[str, object]:
    light, words = WORDS[shown.standing]
    return {"entry": shown.entry, "light": light, "words": words, "moved": _moved(shown.moved)}


def _row(line: ranks.Line, periods: list[str]) -> dict[str, object]:
    cells = {shown.entry.period: _cell(shown) for shown in line.shown}
    return {
        "indicator": line.indicator,
        "level": LEVELS[line.level],
        "unit": line.latest.entry.unit,
        "target": line.latest.entry.target,
        "cells": [cells.get(period) for period in periods],
        "latest": _cell(line.latest),
    }


@role(Role.HEAD, Role.LEADER, Role.OFFICE_DIRECTOR)
@require_safe
def rankings(request: Request) -> HttpResponse:
    """Every rank the person may see: what breaks a rule first, then the table, then the units."""
    found = ranks.lines(service.entries(request.user, request.now))
    ends = {s.entry.period: s.entry.ends for line in found for s in line.shown}
    periods = sorted(ends, key=lambda p: ends[p])[-SHOWN_PERIODS:]
    spread, known = ranks.spread(found), service.exemplars_by_unit(request.user, request.now)
    parts = (("靠前", spread.top), ("居中", spread.middle), ("靠后", spread.bottom))
    context = {
        "rows": [_row(line, periods) for line in found],
        "alarms": [_row(line, periods) for line in ranks.alarms(found)],
        "periods": periods,
        "top": sum(line.latest.standing in ("first", "top") for line in found),
        "first": sum(line.latest.standing == "first" for line in found),
        "parts": [(name, [(u, *known.get(u, (0, 0))) for u, _ in part]) for name, part in parts],
        "exemplars": known,
    }
    return render(request, "luoshi/rankings.html", context)
