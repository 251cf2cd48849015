"""法定期限: each period of the law that runs or ran on a matter, as a line of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from luoshi.catalogue.describe import OWED
from luoshi.catalogue.fields import length
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters import clocks
from luoshi.matters.clocks import Told
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.web.words import day_words, moment_words

_OWN = "办公室另定"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One period: how long, from when until when, how it stands, by which article. `next` is the
    one that sets the due date now."""

    label: str
    within: str
    begun: str
    ends: str
    light: Light
    basis: str
    owed_by: str = ""
    next: bool = False


def clock_lines(matter: Matter, now: datetime) -> list[ClockLine]:
    """The clocks that have begun, in the order of the type, then a date of the office's own."""
    spec = pinned(matter.type_version_id)
    if not spec.clocks:
        return []
    calendar, first = office_calendar(), clocks.first(matter.facts)
    whole = light_of(matter, now, calendar)
    lines = [
        _line(told, whole if told.rule.key == first else None, now, calendar)
        for told in clocks.told(matter.facts, spec)
    ]
    own = clocks.own_date(matter.facts)
    if own is not None:
        light = whole if first == clocks.SET else _light(own, None, now, calendar)
        lines.append(
            ClockLine(_OWN, "", "", day_words(own, now), light, "", "", first == clocks.SET)
        )
    return lines


def _line(told: Told, whole: Light | None, now: datetime, calendar: Calendar) -> ClockLine:
    rule, say = told.rule, moment_words if told.to_the_hour else day_words
    before = f"{length(rule.within)}之前" if rule.before else f"{length(rule.within)}内"
    longer = f"，最多再延{length(rule.longest)}" if rule.longest else ""
    return ClockLine(
        label=rule.label,
        within=f"{before}{longer}",
        begun=_begun(told, now),
        ends="" if told.stands else say(told.due_at, now),
        light=_stands(told, now) or whole or _light(told.due_at, told.met_at, now, calendar),
        basis=rule.basis,
        owed_by=OWED[rule.owed_by],
        next=whole is not None,
    )


def _begun(told: Told, now: datetime) -> str:
    text = told.begun
    if "T" not in text:
        return day_words(date.fromisoformat(text), now)
    moment = datetime.fromisoformat(text)
    return moment_words(moment, now) if told.to_the_hour else day_words(moment, now)


def _stands(told: Told, now: datetime) -> Light | None:
    if not told.stands or told.met_at is not None:
        return None
    return Light("fine", f"{day_words(date.fromisoformat(told.stands), now)}起中止计时")


def _light(due: datetime, met: datetime | None, now: datetime, calendar: Calendar) -> Light:
    """How a period stands that does not set the due date: met in time, met late, or still open."""
    if met is not None:
        day = day_words(met, now)
        if met <= due:
            return Light("done", f"{day}办到，未超期")
        over = calendar.workdays_between(local_date(due), local_date(met))
        return Light("late", f"{day}才办到，超期{f' {over} 个工作日' if over > 0 else ''}")
    left = calendar.workdays_between(local_date(now), local_date(due))
    if due < now:
        return Light("late", f"逾期 {-left} 个工作日" if left < 0 else "已逾期")
    return Light("fine", f"剩 {left} 个工作日" if left > 0 else "今天到期")
