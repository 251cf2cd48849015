"""Counting what was asked: plain asks in, weeks and warnings out. Knows no database."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of demand, and the acts by which it is made."""

    key: str
    label: str
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as a demand, and from how many a week on a kind of unit is warned about."""

    kinds: tuple[Kind, ...]
    threshold: Mapping[str, int]

    def kind_of(self, verb: str) -> Kind | None:
        """The kind of demand an act makes, None when it makes none."""
        return next((kind for kind in self.kinds if verb in kind.verbs), None)

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every act that is a demand."""
        return tuple(verb for kind in self.kinds for verb in kind.verbs)

    def limit(self, unit_kind: str) -> int:
        """How many demands a week a unit of that kind should not reach."""
        return self.threshold.get(unit_kind, self.threshold["other"])


@lru_cache(maxsize=1)
def shipped() -> Rules:
    """The rules that stand in burden.toml."""
    raw = tomllib.loads(Path(__file__).with_name("burden.toml").read_text("utf-8"))
    kinds = (Kind(k["key"], k["label"], tuple(k["verbs"])) for k in raw["kind"])
    return Rules(tuple(kinds), raw["threshold"])


@dataclass(frozen=True, slots=True)
class Asked:
    """One demand on one unit."""

    unit_id: int
    day: date
    verb: str


@dataclass(frozen=True, slots=True)
class Burden:
    """The demands on one unit in one week, by label of their kind, in the order of the rules."""

    counts: tuple[tuple[str, int], ...]
    limit: int

    @property
    def total(self) -> int:
        """All demands together."""
        return sum(count for _, count in self.counts)

    @property
    def heavy(self) -> bool:
        """Whether the line has been reached from which one should think twice."""
        return self.total >= self.limit

    @property
    def words(self) -> str:
        """本周已要求 4 次：交办 2、催办 1、材料 1."""
        if not self.total:
            return "本周还没有要求过"
        return f"本周已要求 {self.total} 次：{self.parts}"

    @property
    def parts(self) -> str:
        """交办 2、催办 1, without what did not happen."""
        return "、".join(f"{label} {count}" for label, count in self.counts if count)

    @property
    def warning(self) -> str:
        """What to consider before asking for more; '' below the line."""
        if not self.heavy:
            return ""
        return f"已到提醒线（每周 {self.limit} 次）。能合并、能缓办、能用现成材料的，请先考虑。"


def week_of(day: date) -> date:
    """The Monday of the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def last_weeks(today: date, count: int) -> tuple[date, ...]:
    """The Mondays of the last `count` weeks, this one last."""
    this = week_of(today)
    return tuple(this - timedelta(weeks=back) for back in range(count - 1, -1, -1))


def by_week(asks: Iterable[Asked]) -> dict[tuple[int, date], Counter[str]]:
    """How often which act was done to a unit in a week; unit and Monday are the key."""
    found: dict[tuple[int, date], Counter[str]] = {}
    for ask in asks:
        found.setdefault((ask.unit_id, week_of(ask.day)), Counter())[ask.verb] += 1
    return found


def burden(counted: Mapping[str, int], rules: Rules, unit_kind: str) -> Burden:
    """The acts of a week as demands by kind."""
    counts = ((k.label, sum(counted.get(verb, 0) for verb in k.verbs)) for k in rules.kinds)
    return Burden(tuple(counts), rules.limit(unit_kind))


def order(kinds: Sequence[str], first: str = "township") -> list[int]:
    """The places of units by kind, those of the kind `first` before all others, else as given."""
    return sorted(range(len(kinds)), key=lambda place: kinds[place] != first)
