"""The office's calendar: `lib.workdays` with this installation's own rest-day table on top."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from luoshi.lib.workdays import Calendar
from luoshi.lib.workdays import RestDay as Entry
from luoshi.org.models import RestDay


@lru_cache(maxsize=4)
def _built(table: tuple[tuple[date, bool, str], ...]) -> Calendar:
    return Calendar(Entry(day, rest, name) for day, rest, name in table)


def office_calendar() -> Calendar:
    """The calendar in force; a change of the rest-day table shows at once, in every process."""
    return _built(tuple(RestDay.objects.order_by("day").values_list("day", "rest", "name")))
