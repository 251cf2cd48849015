"""交接台账: the hand-over file of a unit, to read, to print and as a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.instruments.handover import HandOver, may_open, new_heads_units, put_together
from luoshi.instruments.ledgers import Column, Sheet, write_sheets
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed
from luoshi.org import people
from luoshi.org.models import Portfolio, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.scope import current_units
from luoshi.web.guard import business, role
from luoshi.web.pages.exports import XLSX
from luoshi.web.request import Request
from luoshi.web.words import day_words, today_words

_REFUSED = "交接台账由督查科、主要领导、分管领导和本单位负责人查看。"


def _unit(request: Request, code: str) -> Unit:
    unit = people.unit(code)
    if not may_open(request.scope, unit):
        raise NotAllowed(_REFUSED)
    return unit


@role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR, Role.HEAD, Role.LEADER)
@require_safe
def handovers(request: Request) -> HttpResponse:
    """The units whose file this person may open."""
    found = [u for u in current_units(local_date(request.now)) if may_open(request.scope, u)]
    return render(request, "luoshi/handovers.html", {"units": found})


@business
@require_safe
def handover(request: Request, code: str) -> HttpResponse:
    """The file of one unit, as of now."""
    unit = _unit(request, code)
    context = {
        "file": put_together(request.user, unit, request.now),
        "unit": unit,
        "fresh": unit in new_heads_units(request.user, request.now),
    }
    return render(request, "luoshi/handover.html", context)


@business
@require_safe
def workbook(request: Request, code: str) -> FileResponse:
    """The same as five sheets that print on A4."""
    unit = _unit(request, code)
    target = tempfile.TemporaryFile()  # noqa: SIM115 — the response closes it when sent
    write_sheets(target, _sheets(put_together(request.user, unit, request.now), request))
    target.seek(0)
    name = f"交接台账-{unit.short_name}-{local_date(request.now):%Y%m%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


_MATTER = (Column("编号", 16), Column("事项", 42))
_SAID = (Column("日期", 12), Column("类别", 10), *_MATTER, Column("内容", 60), Column("谁", 14))


def _sheets(file: HandOver, request: Request) -> Iterator[Sheet]:
    heading = f"{file.unit.name} 交接台账 · {today_words(request.now)}"
    yield Sheet(
        "在办事项",
        heading,
        (*_MATTER, Column("时限", 14), Column("亮灯", 16), Column("来龙去脉", 80)),
        (
            (
                s.matter.number,
                s.matter.title,
                day_words(s.matter.due_at, request.now),
                s.light.words,
                "\n".join(s.steps),
            )
            for s in file.stories
        ),
    )
    yield Sheet(
        "近一年台账",
        heading,
        (*_MATTER, Column("时限", 14), Column("状态", 16), Column("结果", 60)),
        (
            (
                e.matter.number,
                e.matter.title,
                day_words(e.matter.due_at, request.now),
                e.light.words,
                e.result,
            )
            for e in file.ledger
        ),
    )
    for name, rows in (("主要问题", file.problems), ("有关决定", file.decisions)):
        yield Sheet(
            name,
            heading,
            _SAID,
            (
                (r.day.isoformat(), r.kind, r.matter.number, r.matter.title, r.words, r.who)
                for r in rows
            ),
        )
    columns = (Column("姓名", 14), Column("岗位", 24), Column("起", 12), Column("止", 12))
    yield Sheet(
        "人员和分管",
        heading,
        columns,
        (*map(_post_cells, file.posts), *map(_portfolio_cells, file.portfolios)),
    )


def _post_cells(post: Post) -> tuple[str, ...]:
    return (post.person.name, str(post.get_role_display()), *_span(post))


def _portfolio_cells(held: Portfolio) -> tuple[str, ...]:
    return (held.leader.name, f"分管{held.line or held.unit}", *_span(held))


def _span(row: Post | Portfolio) -> tuple[str, str]:
    begins = row.valid_from.isoformat() if row.valid_from else ""
    return begins, row.valid_to.isoformat() if row.valid_to else "至今"
