"""Rows of cells as lines of text: the one shape in which every table comes out.

One line a row, a tab between cells. A cell merged over several rows stands in each of them, one
merged over several columns only in the first; a cell's own line ends become a space. A sheet is
opened by a line with its name. `instruments.intake.compute.ledger_text` reads this shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

Range = tuple[tuple[int, int], tuple[int, int]]  # first row and column, last row and column
_UNNAMED = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)


def cell(value: str) -> str:
    """The words of one cell on one line."""
    return " ".join(value.split())


def line(cells: Sequence[str]) -> str:
    """One row; empty cells at its end are left out."""
    return "\t".join(cells).rstrip("\t")


def filled(rows: Iterable[list[str]], merged: Iterable[Range]) -> Iterator[list[str]]:
    """The rows, each cell that was merged downwards repeated in every row it covers.

    What is merged over the whole width is a heading and stands once."""
    starts: dict[int, list[Range]] = {}
    for area in merged:
        if area[1][0] > area[0][0]:
            starts.setdefault(area[0][0], []).append(area)
    standing: list[tuple[int, int, str]] = []  # last row, column, value
    for number, row in enumerate(rows):
        standing = [held for held in standing if held[0] >= number]
        for _, column, value in standing:
            if column < len(row) and not row[column]:
                row[column] = value
        for (_, left), (last, right) in starts.get(number, ()):
            if left < len(row) and (left, right) != (0, len(row) - 1):
                standing.append((last, left, row[left]))
        yield row


def sheet_heading(name: str, alone: bool) -> str | None:
    """The line that opens a sheet; None for the only sheet when nobody has named it."""
    if _UNNAMED.fullmatch(name.strip()):
        return None if alone else "【工作表】"
    return f"【工作表】{cell(name)}"
