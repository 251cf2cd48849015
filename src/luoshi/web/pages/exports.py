"""导出: the ledger as seen — the same filters, the same order — as a workbook."""

from __future__ import annotations

import tempfile

from django.conf import settings
from django.http import FileResponse

from luoshi.instruments.ledgers import Column, write
from luoshi.lib.clock import local_date
from luoshi.matters import queries
from luoshi.matters.ledger_filter import LedgerFilter, listed
from luoshi.matters.types import catalogue
from luoshi.web.foreseen import narrowed
from luoshi.web.guard import business
from luoshi.web.request import Request
from luoshi.web.rows import Row, lines
from luoshi.web.words import today_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("编号", 16),
    Column("事项", 42),
    Column("来源与要求", 36),
    Column("牵头单位", 14),
    Column("协办单位", 20),
    Column("分管领导", 10),
    Column("时限", 14),
    Column("预测办完", 14),
    Column("进度", 8),
    Column("亮灯", 16),
)
OWN_WIDTH = 14
SHAPES = {"late": "■", "soon": "▲", "fine": "●", "new": "○", "done": "✓"}


def _cells(row: Row) -> tuple[str, ...]:
    due = f"{row.due}（{row.due_note}）" if row.due and row.due_note else row.due or row.due_note
    light = f"{SHAPES[row.light.key]} {row.light.words}"
    kept_back = "工作秘密，不得导出，请到督查科查阅" if row.sensitive else ""
    return (
        row.number,
        kept_back or row.title,
        "" if kept_back else row.context,
        row.lead,
        row.co,
        row.leader,
        due,
        row.forecast.removeprefix("预测 ").removesuffix("办完"),
        f"{row.progress}%" if row.measured else "",
        light,
        *("" if kept_back else words for _, words in row.own),
    )


@business
def ledger_workbook(request: Request) -> FileResponse:
    """A file named for today; lights are words, so that it reads in grey print."""
    chosen = LedgerFilter.parse(request.GET)
    matters = queries.ledger(request.user, chosen, request.now, narrowed(chosen, request.now))
    columns = listed(chosen.type)
    spec = catalogue().types.get(chosen.type)
    name = spec.label if spec else "督办台账"
    heading = f"{settings.OFFICE} {name} · {queries.TABS[chosen.tab]} · {today_words(request.now)}"
    heads = (*COLUMNS, *(Column(f.label, OWN_WIDTH) for f in columns))
    rows = (_cells(row) for row in lines(matters, request.now, columns))
    target = tempfile.TemporaryFile()  # noqa: SIM115 — the response closes it when sent
    write(target, heading, heads, rows)
    target.seek(0)
    file = f"{'台账' if spec is None else spec.label}-{local_date(request.now):%Y%m%d}.xlsx"
    return FileResponse(target, as_attachment=True, filename=file, content_type=XLSX)
