"""Counting who handled what. Plain data in, plain data out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

FEW = 5  # with fewer people the busiest fifth is one person: no share is told
HEAVY = 60  # percent of the work in the hands of a fifth of the people: worth a word


@dataclass(frozen=True, slots=True)
class Done:
    """One act: by whom, on which matter of what kind, on what day, and whether it ended it."""

    person: int
    matter: int
    kind: str
    day: date
    ended: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of matter, or one month, in a person's record."""

    label: str
    matters: int
    acts: int
    ended: int


@dataclass(frozen=True, slots=True)
class Record:
    """What one person did: by kind, most matters first, and by month, oldest first."""

    kinds: tuple[Line, ...]
    months: tuple[Line, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class Spread:
    """How the matters of one unit are spread over its people. `share` is the percentage of them
    that the busiest fifth has in hand; None where the unit is too small to say."""

    unit: str
    people: int
    idle: int
    matters: int
    share: int | None

    @property
    def heavy(self) -> bool:
        """Whether few do most of it (S163)."""
        return self.share is not None and self.share >= HEAVY


def _line(label: str, acts: list[Done]) -> Line:
    ended = {act.matter for act in acts if act.ended}
    return Line(label, len({act.matter for act in acts}), len(acts), len(ended))


def record(acts: Iterable[Done]) -> Record:
    """The record of one person's acts."""
    every = list(acts)
    kinds: dict[str, list[Done]] = defaultdict(list)
    months: dict[tuple[int, int], list[Done]] = defaultdict(list)
    for act in every:
        kinds[act.kind].append(act)
        months[act.day.year, act.day.month].append(act)
    by_kind = sorted((_line(kind, own) for kind, own in kinds.items()), key=lambda line: (
        -line.matters, line.label,
    ))  # fmt: skip
    by_month = tuple(_line(f"{y}年{m}月", months[y, m]) for y, m in sorted(months))
    return Record(tuple(by_kind), by_month, _line("合计", every))


def spread(units: Mapping[str, Iterable[int]], handled: Mapping[int, int]) -> list[Spread]:
    """Each unit with its people (by id), and how many matters each person handled. Those who
    handled none count, too: they are what makes the work of the others much."""
    found = []
    for unit, people in units.items():
        counts = sorted((handled.get(person, 0) for person in set(people)), reverse=True)
        total = sum(counts)
        busiest = sum(counts[: ceil(len(counts) / 5)])
        share = round(100 * busiest / total) if total and len(counts) >= FEW else None
        found.append(Spread(unit, len(counts), counts.count(0), total, share))
    return found
