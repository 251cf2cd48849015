"""When a notice may go out: slots of the working day, quiet hours, rest days (减负, B13).

Pure: a moment, a person's habit and the office's calendar in, a moment out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from luoshi.lib.clock import CHINA, local, local_date
from luoshi.lib.workdays import Calendar

QUIET_FROM, QUIET_TO = time(18, 0), time(8, 30)
# What a person may choose from: quiet hours only grow from the office's own.
QUIET_FROMS = (QUIET_FROM, time(17, 30), time(17, 0), time(16, 0))
QUIET_TOS = (QUIET_TO, time(9, 0), time(9, 30), time(10, 0))


@dataclass(frozen=True, slots=True)
class Scheme:
    """A choice of slots."""

    label: str
    slots: tuple[time, ...]


SCHEMES = {
    "both": Scheme("每半天一次（9:00、14:30）", (time(9, 0), time(14, 30))),
    "morning": Scheme("每天上午一次（9:00）", (time(9, 0),)),
    "afternoon": Scheme("每天下午一次（14:30）", (time(14, 30),)),
    "evening": Scheme("每天下班前一次（17:00）", (time(17, 0),)),
}


@dataclass(frozen=True, slots=True)
class Habit:
    """When a person wants to be told."""

    scheme: str = "both"
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO

    @property
    def slots(self) -> list[time]:
        """The slots of a day; one that lies in quiet hours becomes their end."""
        wanted = SCHEMES[self.scheme].slots
        return sorted(
            {t if self.quiet_to <= t < self.quiet_from else self.quiet_to for t in wanted}
        )


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, CHINA)


def is_quiet(moment: datetime, habit: Habit, calendar: Calendar) -> bool:
    """Whether nobody is to be disturbed: after hours or on a rest day."""
    there = local(moment)
    working = habit.quiet_to <= there.time() < habit.quiet_from
    return not working or not calendar.is_workday(there.date())


def awake(moment: datetime, habit: Habit, calendar: Calendar) -> datetime:
    """`moment` itself, or the end of the quiet hours it lies in."""
    if not is_quiet(moment, habit, calendar):
        return moment
    day = local_date(moment)
    if local(moment).time() >= habit.quiet_from:
        day += timedelta(days=1)
    return _at(calendar.next_workday(day), habit.quiet_to)


def slot(moment: datetime, habit: Habit, calendar: Calendar) -> datetime:
    """The first slot at or after `moment` on a working day."""
    day = calendar.next_workday(local_date(moment))
    for hour in habit.slots:
        if _at(day, hour) >= moment:
            return _at(day, hour)
    return _at(calendar.add_workdays(day, 1), habit.slots[0])


def release(
    moment: datetime, habit: Habit, calendar: Calendar, *, urgent: bool, emergency: bool
) -> datetime:
    """When a notice of `moment` goes out: an urgent one at once unless it is quiet, that of an
    emergency even then, any other with the next digest."""
    if not urgent:
        return slot(moment, habit, calendar)
    return moment if emergency else awake(moment, habit, calendar)


def hours_before(moment: datetime, hours: int, calendar: Calendar) -> datetime:
    """The moment since which `hours` office hours have passed at `moment`."""
    left, day = timedelta(hours=hours), local_date(moment)
    while True:
        if calendar.is_workday(day):
            ends = min(moment, _at(day, QUIET_FROM))
            worked = max(ends - _at(day, QUIET_TO), timedelta())
            if worked >= left:
                return ends - left
            left -= worked
        day -= timedelta(days=1)
