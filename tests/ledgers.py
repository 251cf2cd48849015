"""What the tests of ledgers ask of a ledger: its matters, and each as one line."""

from __future__ import annotations

from datetime import date

from luoshi.instruments.intake import propose
from luoshi.instruments.intake.compute import Proposal

FILED = date(2026, 2, 10)


def found(text: str) -> list[Proposal]:
    return [one for one in propose(text, date=FILED) if one.kind != "exhortation"]


def rows(text: str) -> list[tuple[str, str | None, str, str | None]]:
    """What, who leads, all units, when."""
    return [
        (
            one.action,
            one.lead,
            "、".join(unit.text for unit in one.units),
            one.deadline.normalized if one.deadline else None,
        )
        for one in found(text)
    ]
