"""Which cells of an .ods sheet are merged downwards: its parser does not say."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from luoshi.lib.reading.archive import Parts
from luoshi.lib.reading.grid import Range

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW = f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def merged(parts: Parts) -> dict[str, list[Range]]:
    """The merged ranges of every sheet by its name, counted from the first row and column."""
    root = parts.xml("content.xml")
    if root is None:
        return {}
    return {table.get(f"{_TABLE}name", ""): _ranges(table) for table in root.iter(f"{_TABLE}table")}


def _ranges(table: Element) -> list[Range]:
    found: list[Range] = []
    at = 0
    for row in table.iter(_ROW):
        column = 0
        for cell in row:
            if cell.tag in _CELLS:
                tall, wide = (
                    _number(cell, "number-rows-spanned"),
                    _number(cell, "number-columns-spanned"),
                )
                if tall > 1:
                    found.append(((at, column), (at + tall - 1, column + wide - 1)))
                column += _number(cell, "number-columns-repeated")
        at += _number(row, "number-rows-repeated")
    return found


def _number(node: Element, name: str) -> int:
    value = node.get(_TABLE + name, "1")
    return int(value) if value.isdecimal() and len(value) < 8 else 1
