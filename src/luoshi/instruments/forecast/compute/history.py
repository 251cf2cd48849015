"""What finished matters teach: how long units take, how they report, how far off forecasts are.

Empirical Bayes throughout: a unit with few cases is judged by the office's, an office with few
by the plan. How much leaning is right is itself estimated from how much units differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple

from luoshi.catalogue.schema import ScheduleRule
from luoshi.instruments.forecast.compute.course import Case, Point, Signs
from luoshi.instruments.forecast.compute.curve import (
    ON_OFFICE,
    ON_PLAN,
    Tally,
    observed,
    planned_curve,
    share_at,
)
from luoshi.instruments.forecast.compute.spread import Spread, fitted

PRIOR_WORK = 0.3  # how much of the whole work a unit's history counts for against its reports
PLAIN = Spread(0.0, 0.45, 0.6)  # before anything is known of this office
STAGES = 4  # no report yet; then reported in the first, second, last third of the usual time
_SIGN_WEIGHT = 15.0
LEAN_WEIGHT = 10.0  # reports that weigh as much as no lean at all
_LEAST_LEANING, _MOST_LEANING = 1.0, 40.0


@dataclass(frozen=True, slots=True)
class Record:
    """What a group of finished matters took of their planned time: of a unit, or of all."""

    cases: int = 0
    logs: float = 0.0  # sum of the logarithms of the ratios
    ratios: float = 0.0  # sum of the ratios

    def and_one(self, case: Case) -> Record:
        """The record with one more case."""
        ratio = case.ratio
        return Record(self.cases + 1, self.logs + log(ratio), self.ratios + ratio)

    @property
    def mean(self) -> float:
        """On average so many times the planned time; 1 when nothing is known."""
        return self.ratios / self.cases if self.cases else 1.0


@dataclass(slots=True)
class History:
    """The finished matters, summed up. Made by `learn`, never changed afterwards."""

    units: Mapping[tuple[int, str], Record] = field(default_factory=dict)
    families: Mapping[str, Record] = field(default_factory=dict)
    leaning: Mapping[str, float] = field(default_factory=dict)
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    office: Tally = field(default_factory=Tally)
    spreads: list[Spread] = field(default_factory=lambda: [PLAIN] * STAGES)
    leans: Mapping[int, float] = field(default_factory=dict)
    signs: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())  # before a report, after one
    _curves: dict[tuple[int, ScheduleRule], tuple[float, ...]] = field(default_factory=dict)

    def unit(self, unit: int, family: str) -> Record:
        """What the unit's own finished matters of this family took."""
        return self.units.get((unit, family), Record())

    def family(self, family: str) -> Record:
        """What all finished matters of this family took."""
        return self.families.get(family, Record())

    def curve(self, unit: int, rule: ScheduleRule) -> tuple[float, ...]:
        """The unit's report curve for matters planned by this rule."""
        key = (unit, rule)
        if key not in self._curves:
            office = self.office.leaning(planned_curve(rule), ON_PLAN)
            own = self.tallies.get(unit)
            self._curves[key] = own.leaning(office, ON_OFFICE) if own else office
        return self._curves[key]

    def usual(self, case: Case, but: float | None = None) -> float:
        """The logarithm of the ratio to expect of this unit; `but` leaves one of its own out."""
        family, own = self.family(case.family), self.unit(case.unit, case.family)
        office = family.logs / (family.cases + 2)
        n, logs = own.cases, own.logs
        if but is not None:
            n, logs = n - 1, logs - but
        lean = self.leaning.get(case.family, _MOST_LEANING)
        return (logs + lean * office) / (n + lean)

    def left(self, case: Case, point: Point, but: float | None = None) -> float:
        """Working days still expected from `point` on, before spread and signs: the work that is
        left at a pace that is part history and part what has been reported."""
        whole = case.planned * exp(self.usual(case, but))
        if point.percent is None:
            return whole
        done = share_at(self.curve(case.unit, case.rule), point.percent)
        pace = (PRIOR_WORK + done) / (PRIOR_WORK * whole + point.day)
        return (1 - done) / pace

    def stage(self, case: Case, point: Point, but: float | None = None) -> int:
        """Which spread holds: by how much time has gone, never by what percentage is claimed."""
        if point.percent is None:
            return 0
        gone = point.day / (case.planned * exp(self.usual(case, but)))
        return 1 + min(STAGES - 2, int((STAGES - 1) * gone))

    def lean(self, unit: int, reported: bool) -> float:
        """By how much this unit's ends lie beside what its reports promise, as a logarithm."""
        return self.leans.get(unit, 0.0) if reported else 0.0

    def said(self, signs: Signs, reported: bool) -> float:
        """By how much what was heard moves the expectation, as a logarithm."""
        moves = self.signs[reported]
        return sum(move for move, heard in zip(moves, signs, strict=False) if heard)


def _leaning(records: Mapping[tuple[int, str], list[float]], family: str) -> float:
    """How many cases of a unit weigh as much as the office: noise within against difference
    between units (method of moments)."""
    groups = [logs for (_, of), logs in records.items() if of == family]
    n = sum(len(g) for g in groups)
    if len(groups) < 3 or n <= len(groups):
        return 8.0
    grand = sum(map(sum, groups)) / n
    means = [sum(g) / len(g) for g in groups]
    within = sum((x - m) ** 2 for g, m in zip(groups, means, strict=True) for x in g)
    within /= n - len(groups)
    between = sum(len(g) * (m - grand) ** 2 for g, m in zip(groups, means, strict=True))
    between -= (len(groups) - 1) * within
    between /= n - sum(len(g) ** 2 for g in groups) / n
    if between <= 0:
        return _MOST_LEANING
    return min(_MOST_LEANING, max(_LEAST_LEANING, within / between))


def learn(cases: Iterable[Case]) -> History:
    """The history of these finished matters. The same cases in any order teach the same."""
    known = sorted(cases, key=lambda c: (c.family, c.unit, c.planned, c.took or 0, c.points))
    logs: dict[tuple[int, str], list[float]] = defaultdict(list)
    units: dict[tuple[int, str], Record] = defaultdict(Record)
    families: dict[str, Record] = defaultdict(Record)
    for case in known:
        key = (case.unit, case.family)
        logs[key].append(log(case.ratio))
        units[key] = units[key].and_one(case)
        families[case.family] = families[case.family].and_one(case)
    office, tallies = Tally(), defaultdict[int, Tally](Tally)
    for case, percent, share in observed(known):
        office.add(percent, share)
        tallies[case.unit].add(percent, share)
    leaning = {family: _leaning(logs, family) for family in families}
    history = History(dict(units), dict(families), leaning, dict(tallies), office)
    _judge_itself(history, known)
    return history


class _Miss(NamedTuple):
    """How far off this history would have been at one moment of a finished matter."""

    unit: int
    stage: int
    signs: Signs
    off: float  # log(actual / expected)


def _judge_itself(history: History, cases: Iterable[Case]) -> None:
    """Signs, each unit's own lean and spreads, in this order: each explains what those before it
    have left of the errors."""
    missed = list(_misses(history, cases))
    history.signs = (
        _moves((m.signs, m.off) for m in missed if m.stage == 0),
        _moves((m.signs, m.off) for m in missed if m.stage > 0),
    )
    missed = [m._replace(off=m.off - history.said(m.signs, m.stage > 0)) for m in missed]
    history.leans = _leans([m for m in missed if m.stage > 0])
    for stage in range(STAGES):
        left = [m.off - history.lean(m.unit, stage > 0) for m in missed if m.stage == stage]
        history.spreads[stage] = fitted(left, PLAIN)


def _misses(history: History, cases: Iterable[Case]) -> Iterator[_Miss]:
    for case in cases:
        assert case.took is not None
        own = log(case.ratio)
        for point in case.points:
            actual = max(case.took - point.day, 0) + 0.5
            off = log(actual / history.left(case, point, but=own))
            yield _Miss(case.unit, history.stage(case, point, but=own), point.signs, off)


def _leans(missed: list[_Miss]) -> dict[int, float]:
    """By how much each unit's ends lie beside what its pace promises, few reports little."""
    usual = sum(m.off for m in missed) / max(len(missed), 1)
    counts, sums = defaultdict[int, int](int), defaultdict[int, float](float)
    for miss in missed:
        counts[miss.unit] += 1
        sums[miss.unit] += miss.off - usual
    return {unit: sums[unit] / (counts[unit] + LEAN_WEIGHT) for unit in sums}


def _moves(found: Iterable[tuple[Signs, float]]) -> tuple[float, ...]:
    """What each sign adds to the error, all together (ridge, by turns); few cases move little."""
    table: dict[Signs, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for signs, off in found:
        table[signs][0] += 1
        table[signs][1] += off
    moves, base = [0.0] * len(Signs._fields), 0.0
    count = sum(n for n, _ in table.values())
    for _ in range(20):
        base = sum(s - n * _sum(moves, k) for k, (n, s) in table.items()) / max(count, 1)
        for i in range(len(moves)):
            rows = [(k, n, s) for k, (n, s) in table.items() if k[i]]
            weight = sum(n for _, n, _ in rows) + _SIGN_WEIGHT
            rest = sum(s - n * (base + _sum(moves, k) - moves[i]) for k, n, s in rows)
            moves[i] = rest / weight
    return tuple(moves)


def _sum(moves: list[float], signs: Signs) -> float:
    return sum(move for move, heard in zip(moves, signs, strict=True) if heard)
