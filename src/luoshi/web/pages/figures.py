"""看数: what each family of matters adds up to in a period, with last year beside it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import Figure, TypeSpec
from luoshi.instruments import figures
from luoshi.instruments.counters import Period
from luoshi.instruments.counters.compute import KINDS
from luoshi.instruments.figures import Line, Span
from luoshi.instruments.figures.compute import plain
from luoshi.instruments.figures.service import types_of
from luoshi.instruments.ledgers import Column, Sheet, write_sheets
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotFound
from luoshi.matters.types import catalogue
from luoshi.org.models import Unit
from luoshi.org.scope import current_units
from luoshi.web.guard import business
from luoshi.web.pages.counters import asked_period
from luoshi.web.pages.exports import XLSX
from luoshi.web.request import Request
from luoshi.web.rows import rows_of

MOST = 200
_COLUMNS = (
    Column("类型", 18), Column("指标", 30), Column("单位", 8), Column("本期", 14),
    Column("上年同期", 14), Column("比上年", 20),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a period, a unit, a family; `tail` keeps them in links."""

    period: Period
    span: Span
    unit: Unit | None
    family: str

    @property
    def code(self) -> str:
        """The unit's code, or nothing for all."""
        return self.unit.code if self.unit else ""

    def address(self, **other: str) -> str:
        """The same view with something else."""
        said = {"period": self.period.kind, "unit": self.code, "family": self.family}
        if self.period.kind == "range":
            said |= {"from": f"{self.period.first}", "to": f"{self.period.last}"}
        return "?" + urlencode({k: v for k, v in (said | other).items() if v})


def _asked(request: Request) -> Asked:
    period = asked_period(request, "year")
    today = local_date(request.now)
    # A year that is not over is compared with the same days of the year before.
    span = Span(period.first, max(period.first, min(period.last, today)))
    code = request.GET.get("unit", "").replace("\x00", "")
    units = current_units(today).filter(code=code)
    family = request.GET.get("family", "")
    return Asked(period, span, units.first(), family if family in FAMILIES else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the page: label, numbers in words, and where the matters behind it are."""

    label: str
    unit: str
    value: str
    before: str
    change: str
    better: str
    url: str


def _better(line: Line) -> str:
    """In a word, whether it changed as one wishes; nothing where no direction is declared."""
    if line.value is None or line.before is None or line.value == line.before:
        return ""
    if not line.figure.falls:
        return ""
    return "好转" if line.value < line.before else "上升"


def _shown(spec: TypeSpec, line: Line, asked: Asked) -> Shown:
    figure = line.figure
    return Shown(
        figure.label,
        figure.unit,
        plain(line.value),
        plain(line.before),
        figures.change_words(line),
        _better(line),
        f"{spec.key}/{figure.key}/{asked.address()}" if line.value else "",
    )


def _says(line: Line) -> bool:
    """Whether there is anything of it in either year: in the year's table the rest is left out."""
    return bool(line.value or line.before)


def _groups(
    request: Request, asked: Asked
) -> list[tuple[str, str, list[tuple[TypeSpec, list[Shown]]]]]:
    """Family by family, type by type; a type of which there is nothing in either year is not."""
    keys = [asked.family] if asked.family else list(FAMILIES)
    specs = [spec for key in keys for spec in types_of(key)]
    told = figures.lines(request.user, specs, asked.span, request.now, asked.code)
    found = []
    for key in keys:
        tables = [
            (
                spec,
                [
                    _shown(spec, line, asked)
                    for line in told[spec.key]
                    if asked.family or _says(line)
                ],
            )
            for spec in specs
            if spec.family == key and any(_says(line) for line in told[spec.key])
        ]
        if tables or asked.family:
            found.append((key, FAMILIES[key].label, tables))
    return found


def _frame(request: Request, asked: Asked) -> dict[str, Any]:
    kinds = [(k, label, asked.address(period=k)) for k, label in KINDS if k != "range"]
    return {
        "period": asked.period,
        "kinds": kinds,
        "carried": [(k, v) for k, v in (("unit", asked.code), ("family", asked.family)) if v],
        "unit": asked.unit,
        "span": asked.span,
        "address": asked.address(),
        "whole": request.scope.in_office or request.scope.is_head,
    }


@business
@require_safe
def overview(request: Request) -> HttpResponse:
    """年度总表, or one family: every figure, last year's, the change, and the way to the list."""
    asked = _asked(request)
    context = {
        **_frame(request, asked),
        "groups": _groups(request, asked),
        "family": FAMILIES[asked.family].label if asked.family else "",
        "families": [
            (key, family.label, asked.address(family=key))
            for key, family in FAMILIES.items() if types_of(key)
        ],
        "all_families": asked.address(family=""),
        "units": current_units(local_date(request.now)),
        "form": [(k, v) for k, v in request.GET.items() if k in ("period", "from", "to", "family")],
    }  # fmt: skip
    return render(request, "luoshi/figures.html", context)


def _figure(type_key: str, key: str) -> tuple[TypeSpec, Figure]:
    spec = catalogue().types.get(type_key)
    figure = next((f for f in spec.figures if f.key == key), None) if spec else None
    if spec is None or figure is None:
        raise NotFound("没有这个指标。")
    return spec, figure


@business
@require_safe
def one(request: Request, type_key: str, key: str) -> HttpResponse:
    """The matters behind one figure."""
    spec, figure = _figure(type_key, key)
    asked = _asked(request)
    told = figures.lines(request.user, [spec], asked.span, request.now, asked.code)
    line = next(line for line in told[spec.key] if line.figure is figure)
    found = figures.behind(request.user, spec, figure, asked.span, request.now, asked.code)
    context = {
        **_frame(request, asked),
        "spec": spec,
        "line": _shown(spec, line, asked),
        "parts": [f.label for k in figure.share for f in spec.figures if f.key == k],
        "rows": rows_of(found[:MOST], request.now),
        "more": max(0, found.count() - MOST),
    }
    return render(request, "luoshi/figure.html", context)


@business
@require_safe
def workbook(request: Request) -> FileResponse:
    """The same figures as a workbook, one sheet per family."""
    asked = _asked(request)
    whose = asked.unit.short_name if asked.unit else settings.OFFICE
    sheets = [
        Sheet(
            label,
            f"{whose} {label} {asked.period.words}",
            _COLUMNS,
            [
                (spec.label, row.label, row.unit, row.value, row.before, row.change + row.better)
                for spec, rows in tables for row in rows
            ],
        )
        for _, label, tables in _groups(request, asked)
    ]  # fmt: skip
    target = tempfile.TemporaryFile()  # noqa: SIM115 — the response closes it when sent
    write_sheets(target, sheets or [Sheet("看数", whose, _COLUMNS, [])])
    target.seek(0)
    name = f"看数-{asked.span.first:%Y%m%d}-{asked.span.last:%Y%m%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
