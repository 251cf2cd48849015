"""Days and moments as an office writes them, computed once in Python and not in every template."""

from __future__ import annotations

from datetime import date, datetime

from luoshi.lib.clock import local, local_date

_WEEKDAYS = "一二三四五六日"


def day_words(day: date | datetime | None, now: datetime) -> str:
    """11月20日, with the year when it is another year than that of `now`; '' for no day."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = local_date(day)
    year = f"{day.year}年" if day.year != local(now).year else ""
    return f"{year}{day.month}月{day.day}日"


def moment_words(moment: datetime | None, now: datetime) -> str:
    """11月20日 14:05; '' for no moment."""
    return f"{day_words(moment, now)} {local(moment):%H:%M}" if moment else ""


def today_words(now: datetime) -> str:
    """2026年11月23日 周一."""
    day = local_date(now)
    return f"{day.year}年{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
