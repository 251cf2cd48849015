"""How far off a forecast of the time left usually is: a two-piece normal of its logarithm.

Its two sides differ, since work drags on more often than it hurries. Its density is log-concave,
which keeps the forecast monotone: a smaller expectation never gives a later quantile, not even
once some of the time has passed without news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """log(actual / expected): its mode, and a standard deviation to each side."""

    mode: float
    below: float
    above: float

    def cdf(self, x: float) -> float:
        """How often the logarithm is at most `x`."""
        whole = self.below + self.above
        if x <= self.mode:
            return 2 * self.below / whole * _NORMAL.cdf((x - self.mode) / self.below)
        return 1 - 2 * self.above / whole * _NORMAL.cdf((self.mode - x) / self.above)

    def quantile(self, share: float) -> float:
        """The value below which `share` of the logarithms lie."""
        whole, share = self.below + self.above, min(1 - _TINY, max(_TINY, share))
        left = self.below / whole
        if share <= left:
            return self.mode + self.below * _NORMAL.inv_cdf(share / (2 * left))
        return self.mode - self.above * _NORMAL.inv_cdf((1 - share) / (2 * (1 - left)))


@dataclass(frozen=True, slots=True)
class Left:
    """The time left from some day on, of which `gone` has passed without its ending."""

    expected: float
    spread: Spread
    gone: float

    @property
    def _passed(self) -> float:
        return self.spread.cdf(log(self.gone / self.expected)) if self.gone > 0 else 0.0

    def quantile(self, share: float) -> float:
        """How much time in all was left, with that certainty; never less than has gone."""
        passed = self._passed
        found = self.expected * exp(self.spread.quantile(passed + share * (1 - passed)))
        return max(found, self.gone)

    def beyond(self, time: float) -> float:
        """How likely more than `time` was left, given that `gone` was not enough."""
        if time <= self.gone:
            return 1.0
        rest = 1 - self._passed
        if rest < _TINY:  # longer than ever seen: all that is known is that it is not over
            return 1.0
        return min(1.0, (1 - self.spread.cdf(log(time / self.expected))) / rest)


def _standard(skew: float) -> tuple[float, float, float]:
    shape = Spread(0.0, 1.0, skew)
    return shape.quantile(0.1), shape.quantile(0.5), shape.quantile(0.9)


def _skewed(wanted: float) -> float:
    """The ratio of the two sides at which 50→90 is `wanted` times as long as 10→50."""
    low, high = -2.0, 2.0  # of the logarithm
    for _ in range(30):
        middle = (low + high) / 2
        ten, half, ninety = _standard(exp(middle))
        if (ninety - half) / (half - ten) < wanted:
            low = middle
        else:
            high = middle
    return exp(low)


def fitted(residuals: Sequence[float], otherwise: Spread, weight: float = 25.0) -> Spread:
    """The spread whose 10th, 50th and 90th percentiles are those of `residuals`; few of them lean
    on `otherwise`."""
    found, n = sorted(residuals), len(residuals)
    trust = n / (n + weight)

    def at(share: float) -> float:
        seen = found[min(n - 1, int(share * n))] if found else 0.0
        return trust * seen + (1 - trust) * otherwise.quantile(share)

    ten, half, ninety = at(0.1), at(0.5), at(0.9)
    down, up = max(half - ten, 0.05), max(ninety - half, 0.05)
    skew = _skewed(up / down)
    a, b, c = _standard(skew)
    scale = (down + up) / (c - a)
    return Spread(half - scale * b, scale, scale * skew)
