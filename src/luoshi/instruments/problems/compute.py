"""The agenda of the monthly session and the composite alert: plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ORDERS = {
    "age": "拖得最久的在前",
    "tier": "级别最高的在前",
    "undecided": "议而未决次数多的在前",
}
OFTEN = 2  # so many times discussed without decision, and it stands on the list of S50
NO_LINE = "乡镇街道及其他"


@dataclass(frozen=True, slots=True)
class Hard:
    """An open hard problem as the session looks at it."""

    number: str
    title: str
    line: str
    tier: int
    opened: date
    discussed: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line's part of the agenda (S47)."""

    line: str
    items: tuple[Hard, ...]


_KEYS: dict[str, Callable[[Hard], tuple[object, ...]]] = {
    "age": lambda p: (p.opened, -p.tier, -p.discussed, p.number),
    "tier": lambda p: (-p.tier, p.opened, -p.discussed, p.number),
    "undecided": lambda p: (-p.discussed, p.opened, -p.tier, p.number),
}


def agenda(problems: Iterable[Hard], order: str = "age") -> list[Chapter]:
    """Every problem once, by line; lines with most of them first, those without a line last."""
    by_line: dict[str, list[Hard]] = {}
    for problem in problems:
        by_line.setdefault(problem.line or NO_LINE, []).append(problem)
    found = [
        Chapter(line, tuple(sorted(items, key=_KEYS[order]))) for line, items in by_line.items()
    ]
    return sorted(found, key=lambda c: (c.line == NO_LINE, -len(c.items), c.line))


def undecided(problems: Iterable[Hard], least: int = OFTEN) -> list[Hard]:
    """What has been discussed `least` times or more without decision, worst first (S50)."""
    return sorted((p for p in problems if p.discussed >= least), key=_KEYS["undecided"])


@dataclass(frozen=True, slots=True)
class Watched:
    """An open risk as the alert looks at it. `grave` is impact × likelihood, 0 while unassessed."""

    number: str
    title: str
    rhino: bool
    area: str
    line: str
    grave: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """A time in which little is needed for much to go wrong."""

    name: str
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class AlertRule:
    """From how many open grey rhinos on, and how many days before the period begins."""

    least: int = 3
    ahead: int = 15


@dataclass(frozen=True, slots=True)
class Alert:
    """Many grey rhinos in one place within a sensitive period: what a black swan comes from."""

    period: Period
    where: str
    by_line: bool
    risks: tuple[Watched, ...]

    @property
    def gravity(self) -> int:
        """The sum of impact × likelihood: of two alerts the heavier stands first."""
        return sum(risk.grave for risk in self.risks)


def composite_alerts(
    risks: Iterable[Watched], periods: Iterable[Period], day: date, rule: AlertRule = AlertRule()
) -> list[Alert]:
    """The alerts on `day` (S54), the nearest period first, then the heaviest.

    A period counts from `rule.ahead` days before it begins to its last day. Each risk counts for
    its area and for its line; what is no grey rhino counts for neither.
    """
    rhinos = [risk for risk in risks if risk.rhino]
    near = [p for p in periods if p.begins - timedelta(days=rule.ahead) <= day <= p.ends]
    found = [
        Alert(period, where, by_line, together)
        for period in near
        for by_line in (False, True)
        for where, together in _places(rhinos, by_line)
        if len(together) >= rule.least
    ]
    return sorted(found, key=lambda a: (a.period.begins, -a.gravity, a.by_line, a.where))


def _places(rhinos: Iterable[Watched], by_line: bool) -> Iterable[tuple[str, tuple[Watched, ...]]]:
    places: dict[str, list[Watched]] = {}
    for risk in rhinos:
        if where := risk.line if by_line else risk.area:
            places.setdefault(where, []).append(risk)
    return ((w, tuple(sorted(r, key=lambda x: (-x.grave, x.number)))) for w, r in places.items())


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is not well in a place or a field of work: of what kind, and which matter."""

    kind: str
    where: str
    by_line: bool
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Signs of several kinds in one place at once, though none of them alone is an alert."""

    where: str
    by_line: bool
    signs: tuple[tuple[str, tuple[Sign, ...]], ...]  # by kind, in the order of `KINDS`

    @property
    def matters(self) -> int:
        """How many different matters stand behind it."""
        return len({sign.number for _, signs in self.signs for sign in signs})


KINDS = {
    "rhino": "灰犀牛",
    "imminent": "即将发生的隐患",
    "exposed": "已暴露的隐患",
    "neglected": "长期无人过问",
    "problem": "未决的遗留问题",
    "petition": "在办的信访",
    "late": "逾期的事项",
}


def stacks(signs: Iterable[Sign], least: int = 3) -> list[Stack]:
    """Places and lines with signs of `least` kinds or more, from as many different matters: many
    small things of many kinds in one place are what a black swan is made of (S54–S56). Most kinds
    first; with as many, most matters."""
    places: dict[tuple[bool, str], dict[str, list[Sign]]] = {}
    for sign in signs:
        if sign.where:
            places.setdefault((sign.by_line, sign.where), {}).setdefault(sign.kind, []).append(sign)
    made = [
        Stack(where, by_line, tuple((k, tuple(kinds[k])) for k in KINDS if k in kinds))
        for (by_line, where), kinds in places.items()
    ]
    found = [s for s in made if len(s.signs) >= least and s.matters >= least]
    return sorted(found, key=lambda s: (-len(s.signs), -s.matters, s.by_line, s.where))
