"""亮灯经过: how the light of a matter turned and what each month was, in words for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from luoshi.lib.clock import end_of, local_date
from luoshi.matters import past
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Matter
from luoshi.org.calendar import office_calendar
from luoshi.web.words import day_words


@dataclass(frozen=True, slots=True)
class Lamp:
    """From this moment on the light was this one."""

    at: datetime
    light: Light


@dataclass(frozen=True, slots=True)
class MonthLamp:
    """One month of a plan with its light, what was due and what was there, in words."""

    name: str
    light: Light
    words: str


_MONTH_WORDS = {"fine": "完成", "late": "未完成", "soon": "已补上", "": "进行中"}


def lamps_of(matter: Matter, now: datetime) -> list[Lamp]:
    """Every turn of the light up to `now`, the latest first."""
    calendar = office_calendar()
    turned = past.turns(matter, now)
    return [Lamp(t.at, light_of(t.state, t.at, calendar)) for t in reversed(turned)]


def lamp_on(matter: Matter, day: date | None, now: datetime) -> Lamp | None:
    """The light at the end of that day (at `now` for today), None for a day on which the matter
    was not there or that is still to come."""
    if day is None or day > local_date(now):
        return None
    moment = min(end_of(day), now)
    state = past.state_at(matter, moment)
    return Lamp(moment, light_of(state, moment, office_calendar())) if state else None


def past_months(matter: Matter, now: datetime) -> list[MonthLamp]:
    """The months of a matter with a monthly plan, oldest first; none for others."""
    found = past.months_of(matter, now)
    years = len({month.first.year for month in found}) > 1
    return [_month(month, now, with_year=years) for month in found]


def _month(month: past.Month, now: datetime, *, with_year: bool) -> MonthLamp:
    name = f"{month.first.year}年{month.first.month}月" if with_year else f"{month.first.month}月"
    made_up = f"，{day_words(month.made_up, now)}补上" if month.made_up else ""
    words = f"应到 {month.target}%，实到 {month.reached}%{made_up}"
    return MonthLamp(name, Light(month.key or "new", _MONTH_WORDS[month.key]), words)
