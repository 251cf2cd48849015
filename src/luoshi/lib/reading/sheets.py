"""Spreadsheets (.xlsx .xls .et .ods): every visible sheet as a table in text; runs apart.

The parser is calamine. Cells hold what was last computed: no formula and no macro runs. A sheet
that claims a million empty rows costs a look at each, no more; one whose cells lie a whole sheet
apart is refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from luoshi.lib.reading import ods_spans, sheet_margins
from luoshi.lib.reading.archive import opened
from luoshi.lib.reading.grid import Range, cell, filled, line, sheet_heading
from luoshi.lib.reading.kinds import OLE
from luoshi.lib.reading.model import Limits, Reading, Told
from luoshi.lib.reading.refusals import unreadable

Merged = dict[str, list[Range]]


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The visible sheets of a workbook, one after another; hidden ones are margin."""
    kind, margin, merged = _surroundings(data, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown, hidden = _sheets(book, merged, limits)
    except PasswordError:
        raise unreadable("password") from None
    except (CalamineError, ZipError):
        raise unreadable("damaged") from None
    notes = (f"有 {len(hidden)} 张隐藏的工作表没有读取。",) if hidden else ()
    margin = [*margin, *(row for rows in hidden.values() for row in rows)]
    text = _joined(shown)
    return Reading(text, kind, notes=notes, margin="\n".join(margin))


def _surroundings(data: bytes, limits: Limits) -> tuple[str, list[str], Merged]:
    """What kind of workbook it is, what is printed around its cells, which cells are merged."""
    if data.startswith(OLE):
        return "xls", sheet_margins.of_xls(data), {}
    with opened(data, limits) as parts:
        if "content.xml" in parts.names:
            return "ods", sheet_margins.of_ods(parts), ods_spans.merged(parts)
        return "xlsx", sheet_margins.of_xlsx(parts), {}


def _sheets(
    book: CalamineWorkbook, merged: Merged, limits: Limits
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    shown: dict[str, list[str]] = {}
    hidden: dict[str, list[str]] = {}
    left = limits.rows
    for sheet in book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        table = book.get_sheet_by_name(sheet.name)
        ranges = merged.get(sheet.name) or table.merged_cell_ranges or []
        rows = list(_rows(table, ranges, left, limits))
        left -= len(rows)
        if rows:
            (shown if sheet.visible == SheetVisibleEnum.Visible else hidden)[sheet.name] = rows
    return shown, hidden


def _joined(shown: dict[str, list[str]]) -> str:
    lines: list[str] = []
    for name, rows in shown.items():
        heading = sheet_heading(name, len(shown) == 1)
        lines += [heading, *rows] if heading else rows
    return "\n".join(lines)


def _rows(sheet: CalamineSheet, ranges: list[Range], left: int, limits: Limits) -> Iterator[str]:
    tall, wide = sheet.height, sheet.width
    if wide > limits.columns or tall * wide > limits.cells:
        raise unreadable("too_wide", sheet=sheet.name, rows=tall, columns=wide)
    if not tall:
        return
    top, first = sheet.start or (0, 0)
    merged = [((a - top, b - first), (c - top, d - first)) for (a, b), (c, d) in ranges]
    values = ([_words(value) for value in row] for row in sheet.iter_rows())
    for row in filled(values, merged):
        if any(row):
            left -= 1
            if left < 0:
                raise unreadable("too_many_rows", limit=limits.rows)
            yield line(row)


def _words(value: object) -> str:
    """A cell as a person would write it: no 3.0 for 3, a date as 2026年6月30日."""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime):
        day = _day(value)
        return day if value.time() == time() else f"{day}{value:%H:%M}"
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, (time, timedelta)):
        return str(value)
    return str(value)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
