"""亮灯: a pure function of due date, warning, stage and the moment asked about; never stored.

The same rule stands here twice, in Python for one matter and in SQL for a ledger of them; the
tests hold the two against each other. A clock that stands (handed in, or suspended) is judged
at the moment it stopped, so a unit is not late because the office has not looked yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from luoshi.catalogue.schema import Phase
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.models import Matter

KEYS = ("late", "soon", "new", "fine", "done")
LABELS = {"late": "逾期", "soon": "将到期", "new": "待签收", "fine": "正常", "done": "已了结"}
ENDED = (Phase.DONE, Phase.VOID)
WAITING = (Phase.FILED, Phase.NEW)


@dataclass(frozen=True, slots=True)
class Light:
    """A light with the words that make it readable in grey print."""

    key: str
    words: str


def key_of(matter: Matter, now: datetime) -> str:
    """Which of the five lights `matter` shows at `now`."""
    if matter.phase in ENDED:
        return "done"
    moment = matter.stopped_at or now
    if matter.due_at is not None and matter.due_at < moment:
        return "late"
    if matter.warn_at is not None and matter.warn_at <= moment and matter.phase != Phase.STANDING:
        return "soon"
    return "new" if matter.phase in WAITING else "fine"


def condition(key: str, now: datetime) -> Q:
    """The same rule as a condition on rows: which matters show this light at `now`."""
    ended = Q(phase__in=ENDED)
    if key == "done":
        return ended
    standing_still = Q(stopped_at__isnull=False)
    late = (Q(stopped_at__isnull=True) & Q(due_at__lt=now)) | (
        standing_still & Q(due_at__lt=F("stopped_at"))
    )
    if key == "late":
        return ~ended & late
    warned = (Q(stopped_at__isnull=True) & Q(warn_at__lte=now)) | (
        standing_still & Q(warn_at__lte=F("stopped_at"))
    )
    # `~late` on a missing due date is unknown in SQL, hence the explicit null branch.
    in_time = (
        Q(due_at__isnull=True)
        | (Q(stopped_at__isnull=True) & Q(due_at__gte=now))
        | (standing_still & Q(due_at__gte=F("stopped_at")))
    )
    if key == "soon":
        return ~ended & ~Q(phase=Phase.STANDING) & in_time & warned
    calm = in_time & (
        Q(phase=Phase.STANDING)
        | Q(warn_at__isnull=True)
        | (Q(stopped_at__isnull=True) & Q(warn_at__gt=now))
        | (standing_still & Q(warn_at__gt=F("stopped_at")))
    )
    waiting = Q(phase__in=WAITING)
    return calm & waiting if key == "new" else ~ended & calm & ~waiting


def _left(matter: Matter, moment: datetime, calendar: Calendar) -> int:
    assert matter.due_at is not None
    return calendar.workdays_between(local_date(moment), local_date(matter.due_at))


def _late_words(matter: Matter, moment: datetime, calendar: Calendar) -> str:
    days = -_left(matter, moment, calendar)
    return f"逾期 {days} 个工作日" if days > 0 else "已逾期"


def _soon_words(matter: Matter, moment: datetime, calendar: Calendar) -> str:
    days = _left(matter, moment, calendar)
    return f"剩 {days} 个工作日" if days > 0 else "今天到期"


def light_of(matter: Matter, now: datetime, calendar: Calendar) -> Light:
    """The light of `matter` at `now` with its words."""
    key = key_of(matter, now)
    moment = matter.stopped_at or now
    if key == "late":
        words = _late_words(matter, moment, calendar)
    elif key == "soon":
        words = _soon_words(matter, moment, calendar)
    elif key == "done":
        words = "已作废" if matter.phase == Phase.VOID else "已销号"
    elif key == "new":
        words = "待签收" if matter.phase == Phase.NEW else "待交办"
    else:
        words = _fine_words(matter)
    return Light(key, words)


def _fine_words(matter: Matter) -> str:
    if matter.suspended_at:
        return "计时中止"
    return {Phase.CHECK: "待核查", Phase.STANDING: "执行中"}.get(Phase(matter.phase), "正常")
