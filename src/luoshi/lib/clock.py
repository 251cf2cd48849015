"""The one place that reads the clock. Everything else is handed `now`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
END_OF_DAY = time(23, 59, 59)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of the office (Asia/Shanghai)."""
    return moment.astimezone(CHINA)


def local_date(moment: datetime) -> date:
    """The office's calendar date at `moment`."""
    return local(moment).date()


def end_of(day: date) -> datetime:
    """The last second of `day` in the office: the moment up to which a day's limit is kept."""
    return datetime.combine(day, END_OF_DAY, CHINA).astimezone(UTC)


def start_of(day: date) -> datetime:
    """The first second of `day` in the office."""
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
