"""Ruled tables on a page of a PDF: the lines that are drawn, put together to cells.

Only what is ruled on all sides is a table; columns kept apart by white space alone are not.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

_NEAR = 3.0  # points within which two rules are one
_MOST_RULES = 1_500  # a drawing has more; it is no table
_SHORTEST = 5.0
_LINE_TO = pdfium.FPDF_SEGMENT_LINETO


@dataclass(frozen=True, slots=True)
class _Rule:
    """A straight line: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float

    def covers(self, at: float) -> bool:
        return self.start - _NEAR <= at <= self.end + _NEAR


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by the rows and columns it covers."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Table:
    """A grid with its cells; `xs` from the left, `ys` from the bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    _places: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """How many columns."""
        return len(self.xs) - 1

    def cell_at(self, x: float, y: float) -> Cell | None:
        """The cell that covers the point."""
        if not self._places:
            self._places.update(
                ((row, column), cell)
                for cell in self.cells
                for row in range(cell.row, cell.last_row + 1)
                for column in range(cell.column, cell.last_column + 1)
            )
        return self._places.get(
            (self.rows - bisect_right(self.ys, y), bisect_right(self.xs, x) - 1)
        )


def tables(page: PdfPage) -> list[Table]:
    """The ruled tables of at least two rows and two columns, from the top down."""
    across, down = _rules(page)
    if not across or not down or len(across) + len(down) > _MOST_RULES:
        return []
    found = [_table(*group) for group in _groups(across, down)]
    return sorted((table for table in found if table), key=lambda table: -table.ys[-1])


def _rules(page: PdfPage) -> tuple[list[_Rule], list[_Rule]]:
    """What is drawn level and what upright; what lies on one line is one rule."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for x1, y1, x2, y2 in _strokes(page):
        if abs(y1 - y2) < _NEAR and abs(x1 - x2) >= _SHORTEST:
            across.append(_Rule((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
        elif abs(x1 - x2) < _NEAR and abs(y1 - y2) >= _SHORTEST:
            down.append(_Rule((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        if len(across) + len(down) > _MOST_RULES * 10:
            return [], []
    return _joined(across), _joined(down)


def _strokes(page: PdfPage) -> Iterator[tuple[float, float, float, float]]:
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = shape.get_bounds()
        if right - left < _NEAR or top - bottom < _NEAR:
            yield left, bottom, right, top
        else:
            yield from _segments(shape)


def _segments(shape: object) -> Iterator[tuple[float, float, float, float]]:
    raw, matrix = shape.raw, shape.get_matrix()  # type: ignore[attr-defined]
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(raw), _MOST_RULES * 4)):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == _LINE_TO:
            yield (*last, *point)
        else:
            first = point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*last, *first)


def _joined(rules: list[_Rule]) -> list[_Rule]:
    """Pieces of one line put together."""
    found: list[_Rule] = []
    places = _places(rule.at for rule in rules)
    for place in places:
        near = sorted((r for r in rules if abs(r.at - place) < _NEAR), key=lambda rule: rule.start)
        start, end = near[0].start, near[0].end
        for rule in near[1:]:
            if rule.start > end + _NEAR:
                found.append(_Rule(place, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        found.append(_Rule(place, start, end))
    return found


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] >= _NEAR:
            found.append(value)
    return found


def _groups(across: list[_Rule], down: list[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """Rules that meet, directly or through others."""
    left = set(range(len(down)))
    rest = set(range(len(across)))
    while left:
        uprights, levels, fresh = set[int](), set[int](), {left.pop()}
        while fresh:
            uprights |= fresh
            met = {a for a in rest if any(_meet(across[a], down[d]) for d in fresh)}
            rest -= met
            levels |= met
            fresh = {d for d in left if any(_meet(across[a], down[d]) for a in met)}
            left -= fresh
        yield [across[a] for a in levels], [down[d] for d in uprights]


def _meet(level: _Rule, upright: _Rule) -> bool:
    return level.covers(upright.at) and upright.covers(level.at)


def _table(across: Sequence[_Rule], down: Sequence[_Rule]) -> Table | None:
    xs, ys = _places(rule.at for rule in down), _places(rule.at for rule in across)
    if len(xs) < 3 or len(ys) < 3:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row in range(rows):
        low, high = ys[rows - row - 1], ys[rows - row]
        for column in range(columns):
            if (row, column) in taken:
                continue
            last, bottom = column, row
            while last + 1 < columns and not _between(down, xs[last + 1], low, high):
                last += 1
            while bottom + 1 < rows and not _between(
                across, ys[rows - bottom - 1], xs[column], xs[column + 1]
            ):
                bottom += 1
            cells.append(Cell(row, column, bottom, last))
            taken.update((r, c) for r in range(row, bottom + 1) for c in range(column, last + 1))
    return Table(tuple(xs), tuple(ys), tuple(cells)) if len(cells) > 2 else None


def _between(rules: Sequence[_Rule], at: float, start: float, end: float) -> bool:
    middle = (start + end) / 2
    return any(abs(rule.at - at) < _NEAR and rule.start < middle < rule.end for rule in rules)
