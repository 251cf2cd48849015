"""The report curve: at a reported percentage, how much of the whole time has usually gone.

A unit that says 90 % at half-time and then sits has 0.5 at 90; an honest one 0.9. Each curve is
a mean over finished matters at fixed knots, a unit's leans on the office's and the office's on
the plan of the matter, and it never falls.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.catalogue.schema import ScheduleRule
from luoshi.instruments.forecast.compute.course import Case

KNOTS = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100)
LEAST, MOST = 0.02, 0.97  # of the time gone, before the work is handed in
ON_PLAN = 6.0  # observations at a knot that weigh as much as the plan
ON_OFFICE = 2.0  # observations at a knot that weigh as much as the office's curve


def _beside(percent: int) -> tuple[int, float]:
    """The knot below and how far the percentage stands on the way to the next, 0 to 1."""
    below = min(bisect_right(KNOTS, percent) - 1, len(KNOTS) - 2)
    return below, (percent - KNOTS[below]) / (KNOTS[below + 1] - KNOTS[below])


@dataclass(slots=True)
class Tally:
    """Observed shares of time gone, summed at the knots."""

    weights: list[float] = field(default_factory=lambda: [0.0] * len(KNOTS))
    sums: list[float] = field(default_factory=lambda: [0.0] * len(KNOTS))
    reports: int = 0

    def add(self, percent: int, share: float) -> None:
        """One report at which `share` of the whole time had gone."""
        below, way = _beside(percent)
        for knot, weight in ((below, 1 - way), (below + 1, way)):
            self.weights[knot] += weight
            self.sums[knot] += weight * share
        self.reports += 1

    def leaning(self, on: tuple[float, ...], weight: float) -> tuple[float, ...]:
        """The means at the knots, drawn towards `on`, made to rise; 1 at 100 %."""
        pairs = zip(self.sums, self.weights, on, strict=True)
        means = [((s + weight * prior) / (w + weight), w + weight) for s, w, prior in pairs]
        level = _rising(means[:-1])
        return (*(min(MOST, max(LEAST, share)) for share in level), 1.0)


def _rising(means: Sequence[tuple[float, float]]) -> list[float]:
    """The rising steps nearest to these weighted means: neighbours that fall are put together
    (isotonic regression, pool adjacent violators), so that what is well known outweighs."""
    pools: list[tuple[float, float, int]] = []
    for mean, weight in means:
        pools.append((mean, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, v, m), (b, w, n) = pools[-2:]
            pools[-2:] = [((a * v + b * w) / (v + w), v + w, m + n)]
    return [mean for mean, _, length in pools for _ in range(length)]


def planned_curve(rule: ScheduleRule) -> tuple[float, ...]:
    """The share of time at which the plan wants each knot (倒排工期: buffer last, most at first)."""
    work, front = 1 - rule.buffer / 100, max(1, min(99, rule.front))
    return tuple(
        work * (0.5 * p / front if p <= front else 0.5 + 0.5 * (p - front) / (100 - front))
        for p in KNOTS
    )


def share_at(curve: tuple[float, ...], percent: int) -> float:
    """The curve at any percentage; below 100 never so near the end that nothing is left."""
    below, way = _beside(max(0, min(percent, 99)))
    return min(MOST, curve[below] * (1 - way) + curve[below + 1] * way)


def observed(cases: Iterable[Case]) -> Iterator[tuple[Case, int, float]]:
    """Each report of finished matters with the share of the whole time that had gone."""
    for case in cases:
        took = max(case.took or 0, 1)
        for day, percent, _ in case.points:
            if percent is not None:
                yield case, percent, min(1.0, day / took)
