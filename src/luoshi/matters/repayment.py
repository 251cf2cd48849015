"""还本付息: what is owed month by month, what of it is shared out, paid and still missing (S4).

Plain data in, plain data out: a schedule of rows (month, principal, interest), the monthly
stock-takes and the shares of other units. Sums are exact decimals in 万元.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luoshi.lib.amounts import ZERO, total
from luoshi.lib.clock import end_of
from luoshi.lib.errors import Refused
from luoshi.lib.text import fold

SCHEDULE, TAKES, SHARED, NEXT_GAP = "schedule", "takes", "shared", "next_gap"
_MONTH = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*月?(?:份)?")
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one unit: what it owes by itself (without what others took over), and paid."""

    month: str
    principal: Decimal
    interest: Decimal
    paid: Decimal
    taken: bool

    @property
    def due(self) -> Decimal:
        """Principal and interest together."""
        return self.principal + self.interest

    @property
    def gap(self) -> Decimal:
        """What is still to be paid."""
        return self.due - self.paid


def month_of(text: str) -> str:
    """`2026-11` for 2026年11月 and the like; refused with a sentence otherwise."""
    found = _MONTH.fullmatch(fold(text).strip())
    if found is None or not 1 <= int(found[2]) <= DECEMBER:
        raise Refused(f"“{text}”不是月份，请写成 2026-11 这样。", code="bad_month")
    return f"{found[1]}-{int(found[2]):02d}"


def rows_by_month(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The schedule in order of its months, each once; refused when a month stands there twice."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        month = month_of(str(row["month"]))
        if month in found:
            raise Refused(f"{month} 列了两次，请合并成一行。", code="month_twice")
        found[month] = {
            "month": month,
            "principal": row.get("principal") or "0.00",
            "interest": row.get("interest") or "0.00",
        }
    return [found[month] for month in sorted(found)]


def months(extra: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Month]:
    """The unit's own months in order: the schedule less what other units took over."""
    shared, takes = facts.get(SHARED, {}), facts.get(TAKES, {})
    return [
        Month(
            row["month"],
            Decimal(row["principal"]) - Decimal(shared.get(row["month"], {}).get("principal", 0)),
            Decimal(row["interest"]) - Decimal(shared.get(row["month"], {}).get("interest", 0)),
            Decimal(takes.get(row["month"], {}).get("paid", 0)),
            row["month"] in takes,
        )
        for row in extra.get(SCHEDULE, ())
    ]


def next_open(own: Iterable[Month]) -> Month | None:
    """The first month that is not paid in full."""
    return next((m for m in own if m.gap > 0), None)


def last_day(month: str) -> datetime:
    """The moment by which that month is to be paid."""
    year, number = map(int, month.split("-"))
    return end_of(date(year, number, calendar.monthrange(year, number)[1]))


def percent(own: Iterable[Month]) -> int:
    """How much of everything owed is paid."""
    own = list(own)
    due = total(m.due for m in own)
    return int(total(m.paid for m in own) * 100 / due) if due else 0


def declared(facts: Mapping[str, Any], due: datetime | None) -> Mapping[str, Any] | None:
    """What the last stock-take said of the month that is due next; None when it said nothing."""
    said: Mapping[str, Any] = facts.get(NEXT_GAP, {})
    return said if said and due is not None and last_day(said["month"]) == due else None


def missing(facts: Mapping[str, Any], due: datetime | None) -> Decimal:
    """The gap that was declared for the month due next."""
    said = declared(facts, due)
    return Decimal(said["amount"]) if said else ZERO
