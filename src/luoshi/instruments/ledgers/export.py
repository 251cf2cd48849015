"""Writing a ledger workbook row by row: memory stays flat however long the ledger is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import xlsxwriter

A4 = 9
_MARGIN = 0.4  # inches


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width in characters."""

    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: its tab, the heading on paper, and what it lists."""

    name: str
    heading: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]


def plain(value: str) -> str:
    """The value so that no spreadsheet takes it for a formula, whatever opens the file later."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def write(
    target: BinaryIO, heading: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> int:
    """The workbook is in `target`; returns how many rows it holds. Every cell is text."""
    return write_sheets(target, [Sheet("台账", heading, columns, rows)])


def write_sheets(target: BinaryIO, sheets: Iterable[Sheet]) -> int:
    """A workbook of several sheets is in `target`; returns how many rows it holds in all.

    Landscape A4, one page wide, the heading row frozen and repeated on every sheet of paper.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "strings_to_formulas": False})
    count = sum(_write_sheet(book, sheet) for sheet in sheets)
    book.close()
    return count


def _write_sheet(book: xlsxwriter.Workbook, wanted: Sheet) -> int:
    heading, columns, rows = wanted.heading, wanted.columns, wanted.rows
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#E5EEF5", "valign": "vcenter"})
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(wanted.name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, 0.8, 0.6)
    sheet.set_header(f"&C&14{heading.replace('&', '&&')}")
    sheet.set_footer("&L&9落实&R&9第 &P 页，共 &N 页")
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, head)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            sheet.write_string(count, place, plain(value), body)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    return count
