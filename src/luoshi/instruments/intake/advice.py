"""What to tell the clerk about a proposed due date: rest day, unpublished year, already past.

A limit the office sets itself is moved to the working day *before* a rest day, so that the matter
is done when the day comes; 民法典 203 moves statutory periods the other way, which is not asked
here. The calendar suggests, the clerk decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.lib.workdays import Calendar


@dataclass(frozen=True, slots=True)
class DueAdvice:
    """`instead` is the suggested day, None when `due` may stand; `notes` are sentences."""

    due: date
    instead: date | None
    notes: tuple[str, ...]
    past: bool


def advise(due: date, today: date, calendar: Calendar) -> DueAdvice:
    """What there is to say about `due`, seen from `today`."""
    notes = []
    before = calendar.previous_workday(due)
    instead = before if before != due and before >= today else None
    if before != due:
        notes.append(f"{due.month}月{due.day}日是{calendar.name_of(due)}")
    if calendar.is_estimate(due):
        notes.append(f"{due.year}年放假安排未公布，工作日为推算")
    if due < today:
        notes.append("这一天已经过去，立项时不带时限，请补一个")
    return DueAdvice(due, instead, tuple(notes), due < today)
