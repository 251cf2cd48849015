"""还本付息: unit × month × amount, with what is paid and what is missing (S4)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments.money import Cell, table_for
from luoshi.lib.amounts import words
from luoshi.lib.clock import local_date
from luoshi.web.guard import business
from luoshi.web.request import Request


def _cell(cell: Cell) -> dict[str, str]:
    """A cell in words; nothing when nothing is due."""
    if not cell.due:
        return {}
    if not cell.left:
        note = "已还清"
    elif cell.gap_said:
        note = f"预报缺口 {words(cell.gap_said)}"
    else:
        note = f"已还 {words(cell.paid)}" if cell.paid else ""
    left = words(cell.left) if cell.paid and cell.left else ""
    return {"due": words(cell.due), "note": note, "left": left}


@business
@require_safe
def money(request: Request) -> HttpResponse:
    """One year's table of what this person may see; `year` chooses it."""
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else None
    found, years = table_for(request.user, request.now, year)
    context = {
        "months": [f"{int(month[5:])}月" for month in found.months],
        "lines": [
            (line.unit, [_cell(cell) for cell in line.cells], _cell(line.total))
            for line in found.lines
        ],
        "sums": [_cell(cell) for cell in found.sums],
        "total": _cell(found.total),
        "years": years,
        "year": found.months[0][:4] if found.months else str(year or local_date(request.now).year),
    }
    return render(request, "luoshi/money.html", context)
