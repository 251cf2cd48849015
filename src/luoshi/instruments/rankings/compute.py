"""Where a rank stands, whether it rises, and how units are spread: plain data in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

LAST = 3  # S164: 不能进后三名
FLOOR, GOAL = 3, 1  # S166: 保三争一
STRIVE = "strive"
THIRDS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One rank of the county: of which indicator, at the end of which period, among how many."""

    indicator: str
    level: str
    period: str
    ends: date
    rank: int
    total: int
    target: str = "economic"
    unit: str = ""
    number: str = ""
    source: str = ""
    value: str = ""
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with where it stands and how it moved since the period before."""

    entry: Entry
    standing: str
    moved: int | None  # places gained since the period before; None when there is none


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator at one level, its periods from the first to the last."""

    indicator: str
    level: str
    shown: tuple[Shown, ...]

    @property
    def latest(self) -> Shown:
        """The last period."""
        return self.shown[-1]


@dataclass(frozen=True, slots=True)
class Spread:
    """The units in three parts by the indicators they answer for (S172)."""

    top: tuple[tuple[str, float], ...]
    middle: tuple[tuple[str, float], ...]
    bottom: tuple[tuple[str, float], ...]


def band(total: int) -> int:
    """The last place that is still 中游偏上: the better half, the middle one counted (S165)."""
    return -(-total // 2)


def floor(total: int) -> int:
    """The last place that is not among the last three (S164). Where so few are ranked that these
    would reach into the better half, what lies outside it is the floor: of five, the fourth."""
    return max(total - LAST, band(total))


def standing(rank: int, total: int, target: str) -> str:
    """`first`, `top` (among three), `band`, `below` (neither good nor forbidden), `last`: among the
    last three; a place that is to be third at least and is not, is `missed` (S166)."""
    if rank == GOAL:
        return "first"
    if rank > floor(total):
        return "last"
    if rank <= FLOOR:
        return "top"
    if target == STRIVE:
        return "missed"
    return "band" if rank <= band(total) else "below"


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Each indicator at each level once, by its latest standing, the worst first."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.indicator, entry.level), []).append(entry)
    made = [
        Line(*key, _shown(sorted(rows, key=lambda e: (e.ends, e.number))))
        for key, rows in found.items()
    ]
    return sorted(made, key=lambda line: (-_relative(line.latest.entry), line.indicator))


def _shown(rows: list[Entry]) -> tuple[Shown, ...]:
    moves = [None, *(_moved(before, after) for before, after in pairwise(rows))]
    return tuple(
        Shown(row, standing(row.rank, row.total, row.target), moved)
        for row, moved in zip(rows, moves, strict=True)
    )


def _moved(before: Entry, after: Entry) -> int | None:
    """Places gained; among another number of counties places do not compare."""
    return before.rank - after.rank if before.total == after.total else None


def _relative(entry: Entry) -> float:
    """0 for the first place, 1 for the last."""
    return (entry.rank - 1) / max(1, entry.total - 1)


def alarms(found: Iterable[Line]) -> list[Line]:
    """The lines whose latest rank breaks a rule: among the last three, or third place missed."""
    return [line for line in found if line.latest.standing in ("last", "missed")]


def spread(found: Iterable[Line]) -> Spread:
    """The units by how their indicators stand on average in the latest period, in three parts:
    the first third of the field, the middle, the last third."""
    places: dict[str, list[float]] = {}
    for line in found:
        if line.latest.entry.unit:
            places.setdefault(line.latest.entry.unit, []).append(_relative(line.latest.entry))
    averages = sorted((sum(p) / len(p), unit) for unit, p in places.items())
    parts: tuple[list[tuple[str, float]], ...] = ([], [], [])
    for average, unit in averages:
        parts[min(int(average * THIRDS), THIRDS - 1)].append((unit, round(average, 2)))
    return Spread(*(tuple(part) for part in parts))
