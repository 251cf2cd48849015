"""遗留问题与风险: the board of hard problems by tier, the monthly session with its agenda, the list of
what was discussed without decision, and the risk register with its composite alerts.

`compute` is the pure part: what goes on the agenda in which order (S46, S47, S50), and when many
grey rhinos of one area or line make an alert in a sensitive period, and where signs of several
kinds meet in one place (S54–S56).
"""

from __future__ import annotations

from luoshi.instruments.problems.compute import (
    Alert,
    AlertRule,
    Hard,
    Period,
    Sign,
    Stack,
    Watched,
    agenda,
    composite_alerts,
    stacks,
    undecided,
)

__all__ = [
    "Alert",
    "AlertRule",
    "Hard",
    "Period",
    "Sign",
    "Stack",
    "Watched",
    "agenda",
    "composite_alerts",
    "stacks",
    "undecided",
]
