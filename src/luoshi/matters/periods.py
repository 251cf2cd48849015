"""Month by month: what a plan wanted, and whether it was there in time (domain.md C1, 温州).

A month whose target was missed is red; made up later it turns yellow, while the new month is
judged by its own target. History is kept per month, so a good November does not whiten October.
Pure arithmetic: the plan, the reports, a moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from luoshi.lib.clock import end_of, local_date
from luoshi.lib.workdays import ONE_DAY, add_months
from luoshi.matters.schedule import Schedule

Step = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a plan: its first day, the percentage due by its end and what was reached.

    `key` is fine, late (missed) or soon (missed, made up later); "" while the month still runs.
    """

    first: date
    target: int
    reached: int
    key: str
    made_up: datetime | None = None


def months(plan: Schedule, steps: Sequence[Step], now: datetime) -> list[Month]:
    """Every month from the start of the plan to `now` or its end, judged by what `now` is known.

    `steps` are the moments at which progress became a percentage, oldest first.
    """
    last = min(now, plan.due)
    return [_judged(first, plan, steps, now) for first in _firsts(plan.start, last)]


def _firsts(start: datetime, last: datetime) -> Iterator[date]:
    first = local_date(start).replace(day=1)
    while first <= local_date(last):
        yield first
        first = add_months(first, 1)


def _judged(first: date, plan: Schedule, steps: Sequence[Step], now: datetime) -> Month:
    ends = min(end_of(add_months(first, 1) - ONE_DAY), plan.due)
    target = plan.expected(ends)
    reached = _at(steps, min(ends, now))
    if now <= ends and reached < target:
        return Month(first, target, reached, "")
    if reached >= target:
        return Month(first, target, reached, "fine")
    later = next((at for at, percent in steps if ends < at <= now and percent >= target), None)
    return Month(first, target, reached, "soon" if later else "late", later)


def _at(steps: Sequence[Step], moment: datetime) -> int:
    """What the progress was at a moment."""
    return next((percent for at, percent in reversed(steps) if at <= moment), 0)
