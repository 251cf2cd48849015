"""One page of a PDF with a text layer: its lines, and its ruled tables as rows.

PDFium puts characters in order and finds the line ends. What it writes as a blank may be the
small gap between 年 and a digit or the space between two columns: the gap itself is measured.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from luoshi.lib.reading import pdf_table
from luoshi.lib.reading.grid import cell, filled, line
from luoshi.lib.reading.layout import Line, lines_of
from luoshi.lib.text import fold_radicals

_COLUMN_GAP, _WORD_GAP = 2.5, 0.6  # in widths of a character


@dataclass(frozen=True, slots=True)
class _Char:
    sign: str
    left: float
    right: float
    bottom: float
    top: float


def lines(page: PdfPage) -> list[Line]:
    """The lines of the page from the top down."""
    characters = _characters(page)
    tables = pdf_table.tables(page) if characters else []
    if not tables:
        return lines_of(_spelled(characters))
    cells: list[dict[pdf_table.Cell, list[_Char]]] = [{} for _ in tables]
    around: list[list[_Char] | int] = [[]]
    for char in characters:
        at, place = _cell_of(char, tables)
        if place is not None:
            if not cells[at]:
                around += [at, []]
            cells[at].setdefault(place, []).append(char)
        elif isinstance(around[-1], list):
            around[-1].append(char)
    found: list[Line] = []
    for part in around:
        if isinstance(part, int):
            found += [Line(row) for row in _rows(tables[part], cells[part])]
        else:
            found += lines_of(_spelled(part))
    return found


def _characters(page: PdfPage) -> list[_Char]:
    textpage = page.get_textpage()
    rect = pdfium.FS_RECTF()
    where = ctypes.byref(rect)
    found = []
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        pdfium.FPDFText_GetLooseCharBox(textpage, index, where)
        sign = "-" if code == 0xFFFE else fold_radicals(chr(code)) if 0 < code < 0x110000 else ""
        if sign:
            found.append(_Char(sign, rect.left, rect.right, rect.bottom, rect.top))
    textpage.close()
    return found


def _cell_of(char: _Char, tables: Sequence[pdf_table.Table]) -> tuple[int, pdf_table.Cell | None]:
    if not char.sign.isspace():
        x, y = (char.left + char.right) / 2, (char.bottom + char.top) / 2
        for at, table in enumerate(tables):
            found = table.cell_at(x, y)
            if found:
                return at, found
    return -1, None


def _rows(table: pdf_table.Table, words: dict[pdf_table.Cell, list[_Char]]) -> Iterable[str]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    merged = []
    for area in table.cells:
        rows[area.row][area.column] = cell(_in_cell(words.get(area, [])))
        if area.last_row > area.row:
            merged.append(((area.row, area.column), (area.last_row, area.last_column)))
    return (line(row) for row in filled(rows, merged) if any(row))


def _in_cell(characters: Sequence[_Char]) -> str:
    """The words of a cell; the lines it was broken into are joined."""
    text = ""
    for before, char in zip([None, *characters], characters, strict=False):
        if before is not None:
            broken = char.top < before.bottom or char.bottom > before.top
            latin = before.sign.isascii() and char.sign.isascii()
            gap = char.left - before.right
            if (broken and latin and before.sign.isalpha()) or (
                not broken and gap > _WORD_GAP / (2 if latin else 1) * _em(before, char)
            ):
                text += " "
        text += char.sign
    return text


def _spelled(characters: Sequence[_Char]) -> str:
    """The characters as text, blanks as wide as they look: nothing, a blank, or a tab."""
    pieces: list[str] = []
    blank = False
    before: _Char | None = None
    for char in characters:
        if char.sign in "\r\n":
            pieces.append("\n")
            before, blank = None, False
        elif char.sign == " " and before is not None:
            blank = True
        else:
            if blank and before is not None:
                pieces.append(_blank(before, char))
            pieces.append(char.sign)
            blank, before = False, None if char.sign in " \u3000" and before is None else char
    return "".join(pieces)


def _blank(before: _Char, char: _Char) -> str:
    gap = (char.left - before.right) / _em(before, char)
    if gap > _COLUMN_GAP:
        return "\t"
    mixed = before.sign.isascii() != char.sign.isascii()
    return "" if mixed and gap < _WORD_GAP else " "


def _em(one: _Char, other: _Char) -> float:
    return max(one.right - one.left, other.right - other.left, (one.top - one.bottom) / 2, 1.0)
