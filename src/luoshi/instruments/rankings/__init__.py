"""指标排名: indicator by period as one table with the three rules, for leaders and the director alone.

`compute` is the pure part: floor, band and goal (S164–S166), trend, alarms, and how the units that
answer for the indicators are spread (S172). `service` reads the entries through the queries. Only
results from circulars of a higher authority stand here; lower units are not ranked (B13).
"""

from __future__ import annotations

from luoshi.instruments.rankings.compute import (
    Entry,
    Line,
    Shown,
    Spread,
    alarms,
    band,
    floor,
    lines,
    spread,
    standing,
)

__all__ = [
    "Entry", "Line", "Shown", "Spread", "alarms", "band", "floor", "lines", "spread", "standing",
]  # fmt: skip
