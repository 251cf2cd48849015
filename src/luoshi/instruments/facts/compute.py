"""When a figure is too old to be quoted without looking again."""

from __future__ import annotations

from datetime import date

from luoshi.lib.workdays import add_months

STALE_MONTHS = 6


def is_stale(as_of: date, today: date, months: int = STALE_MONTHS) -> bool:
    """Whether the value is older than so many months on `today`."""
    return as_of < add_months(today, -months)
