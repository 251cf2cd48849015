"""计数器: what the speeches want counted, each with its formula, its source and who and why.

A counter is a frozen declaration and one query over matters that the viewer may see; what is
private is in none of them. Figures are for the office and the leaders; a unit sees its own row.
Rows stand in the office's order of units: this is no league table (domain.md B13).
"""

from luoshi.instruments.counters.compute import Figure, Period, period_of
from luoshi.instruments.counters.declared import COUNTERS, Counter, counter
from luoshi.instruments.counters.service import Listed, Reading, Row, overview, reading

__all__ = [
    "COUNTERS",
    "Counter",
    "Figure",
    "Listed",
    "Period",
    "Reading",
    "Row",
    "counter",
    "overview",
    "period_of",
    "reading",
]
