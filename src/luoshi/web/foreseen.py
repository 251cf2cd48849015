"""The forecast as pages show it: joined to matters here, since the engine knows nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from luoshi.instruments.forecast import service
from luoshi.instruments.forecast.compute import Verdict
from luoshi.instruments.forecast.models import Forecast
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.models import Matter
from luoshi.matters.queries import EVERY, LedgerFilter
from luoshi.web.words import day_words

WORTH_SAYING = 1  # working days beside the due date from which on a row says it
foreseen_late = service.foreseen_late
WHOLE = "?outlook=late"
NOT_YET = ("fine", "new", "soon")  # lights under which a forecast still tells something new


def narrowed(chosen: LedgerFilter, now: datetime) -> Q:
    """What the chip 预计逾期 means, for `queries` to add."""
    return foreseen_late(now) if chosen.outlook else EVERY


def shown_for(matters: Iterable[Matter]) -> dict[int, Forecast]:
    """The forecasts of these matters, by id, of those whose clock runs."""
    return service.forecasts_of(m.pk for m in matters if m.stopped_at is None and m.due_at)


def row_words(matter: Matter, said: Forecast | None, now: datetime, calendar: Calendar) -> str:
    """预测 1月16日办完, where that is more than a day beside the due date; else ''."""
    if said is None or said.expected_on is None or matter.due_at is None:
        return ""
    due, expected = local_date(matter.due_at), said.expected_on
    if abs(calendar.workdays_between(due, expected)) <= WORTH_SAYING:
        return ""
    return f"预测 {day_words(expected, now)}办完"


def slip_words(said: Forecast | None, light: str) -> str:
    """Why it will be late, while the light is not red yet; '' for all others. The same matters as
    `foreseen_late` finds, one by one."""
    slips = said is not None and said.verdict == Verdict.LATE_LIKELY and light in NOT_YET
    return said.why if said is not None and slips else ""


def interval_words(low: date | None, high: date | None, now: datetime) -> str:
    """八成把握在 1月12日至1月25日之间办完."""
    if low is None or high is None:
        return ""
    if low == high:
        return f"八成把握在 {day_words(low, now)}办完"
    return f"八成把握在 {day_words(low, now)}至{day_words(high, now)}之间办完"


def of_matter(matter: Matter, now: datetime) -> dict[str, object] | None:
    """What the page of one matter says of it, None where nothing is forecast."""
    said = shown_for([matter]).get(matter.pk)
    if said is None:
        return None
    known = said.expected_on is not None
    return {
        "words": f"预测 {day_words(said.expected_on, now)}办完" if known else "",
        "interval": interval_words(said.low_on, said.high_on, now),
        "why": said.why,
        "risky": said.verdict in (Verdict.LATE_LIKELY, Verdict.TIGHT),
    }
