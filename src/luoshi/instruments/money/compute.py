"""A table unit × month out of debts: every sum appears once, in lines, columns and corner alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.lib.amounts import ZERO


@dataclass(frozen=True, slots=True)
class Cell:
    """What is due and paid, of one unit and month or of a whole line or column."""

    due: Decimal = ZERO
    paid: Decimal = ZERO
    gap_said: Decimal = ZERO  # declared a month ahead, before anything was due

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        return self.due - self.paid

    def plus(self, other: Cell) -> Cell:
        """Both together."""
        return Cell(self.due + other.due, self.paid + other.paid, self.gap_said + other.gap_said)


@dataclass(frozen=True, slots=True)
class Debt:
    """One unit's own part of a debt by month: what other units took over is theirs."""

    unit: str
    months: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's cells in the order of the table's months, and their sum."""

    unit: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """All units of a year; `sums` are by month and tally with `total`, as the lines' sums do."""

    months: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    sums: tuple[Cell, ...] = ()
    total: Cell = field(default_factory=Cell)


def _sum(cells: Iterable[Cell]) -> Cell:
    found = Cell()
    for cell in cells:
        found = found.plus(cell)
    return found


def years(debts: Iterable[Debt]) -> tuple[int, ...]:
    """The years in which anything is due, in order."""
    return tuple(sorted({int(month[:4]) for debt in debts for month in debt.months}))


def table(debts: Iterable[Debt], year: int) -> Table:
    """The year's table: a line per unit in the order they come, twelve months at most."""
    by_unit: dict[str, dict[str, Cell]] = {}
    for debt in debts:
        held = by_unit.setdefault(debt.unit, {})
        for month, cell in debt.months.items():
            if month.startswith(f"{year}-"):
                held[month] = held.get(month, Cell()).plus(cell)
    months = tuple(sorted({month for held in by_unit.values() for month in held}))
    lines = tuple(
        Line(unit, cells, _sum(cells))
        for unit, held in by_unit.items()
        if held and (cells := tuple(held.get(month, Cell()) for month in months))
    )
    sums = tuple(_sum(line.cells[place] for line in lines) for place in range(len(months)))
    return Table(months, lines, sums, _sum(line.total for line in lines))
