"""How far off a forecast of the time left usually is: a two-piece normal of its logarithm.

Its two sides differ, since work drags on more often than it hurries. Its density is log-concave,
which keeps the forecast monotone: a smaller expectation never gives a later quantile, not even
once some of the time has passed without news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, exp, log, pi, sqrt
from statistics import NormalDist

_NORMAL = NormalDist()
_TINY = 1e-9
_FAR = -600.0  # logarithms of likelihoods below it are reckoned by the tail's own formula
NARROWEST = 0.12  # nobody is known better than that: from the middle to the tenth on either side


def _log_tail(z: float) -> float:
    """The logarithm of how likely a standard normal exceeds `z`, however far out."""
    if z < 30:
        return log(erfc(z / sqrt(2)) / 2)
    return -z * z / 2 - log(z * sqrt(2 * pi))


def _beyond_tail(chance: float) -> float:
    """The `z` that is exceeded with this logarithm of a likelihood."""
    if chance > _FAR:
        return -_NORMAL.inv_cdf(min(1 - 1e-12, exp(chance)))
    z = sqrt(-2 * chance)
    return sqrt(max(0.0, -2 * (chance + log(z * sqrt(2 * pi)))))


@dataclass(frozen=True, slots=True)
class Spread:
    """log(actual / expected): its mode, and a standard deviation to each side."""

    mode: float
    below: float
    above: float

    @property
    def _right(self) -> float:
        return 2 * self.above / (self.below + self.above)

    def log_beyond(self, x: float) -> float:
        """The logarithm of how often more than `x` comes; exact far out, where `cdf` is 1."""
        if x >= self.mode:
            return log(self._right) + _log_tail((x - self.mode) / self.above)
        return log(max(1 - self.cdf(x), 1e-300))

    def cdf(self, x: float) -> float:
        """How often the logarithm is at most `x`."""
        if x <= self.mode:
            return (2 - self._right) * _NORMAL.cdf((x - self.mode) / self.below)
        return 1 - self._right * _NORMAL.cdf((self.mode - x) / self.above)

    def exceeded(self, chance: float) -> float:
        """The value that is exceeded with this logarithm of a likelihood."""
        if chance <= log(self._right / 2):
            return self.mode + self.above * _beyond_tail(chance - log(self._right))
        share = max(_TINY, 1 - exp(min(0.0, chance)))
        return self.mode + self.below * _NORMAL.inv_cdf(share / (2 - self._right))

    def quantile(self, share: float) -> float:
        """The value below which `share` of the logarithms lie."""
        return self.exceeded(log(min(1 - _TINY, max(_TINY, 1 - share))))


@dataclass(frozen=True, slots=True)
class Left:
    """The time left from some day on, of which `gone` has passed without its ending."""

    expected: float
    spread: Spread
    gone: float

    def _log_beyond(self, time: float) -> float:
        return self.spread.log_beyond(log(time / self.expected)) if time > 0 else 0.0

    def quantile(self, share: float) -> float:
        """How much time in all was left, with that certainty; never less than has gone."""
        chance = self._log_beyond(self.gone) + log(1 - share)
        return max(self.gone, self.expected * exp(self.spread.exceeded(chance)))

    def beyond(self, time: float) -> float:
        """How likely more than `time` was left, given that `gone` was not enough."""
        if time <= self.gone:
            return 1.0
        return min(1.0, exp(self._log_beyond(time) - self._log_beyond(self.gone)))


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
    down, up = max(half - ten, NARROWEST), max(ninety - half, NARROWEST)
    skew = _skewed(up / down)
    a, b, c = _standard(skew)
    scale = (down + up) / (c - a)
    return Spread(half - scale * b, scale, scale * skew)
