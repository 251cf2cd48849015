"""亮灯: a pure function of due date, warning, stage and the moment asked about; never stored.

The same rule stands here twice, in Python for one matter and in SQL for a ledger of them; the
tests hold the two against each other. A clock that stands (handed in, or suspended) is judged
at the moment it stopped, so a unit is not late because the office has not looked yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from luoshi.catalogue.schema import Phase, TypeSpec
from luoshi.lib.amounts import words
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import MOMENTS, Calendar, Unit
from luoshi.matters import clocks
from luoshi.matters.clockwork import quiet_since
from luoshi.matters.models import Matter
from luoshi.matters.repayment import missing
from luoshi.matters.schedule import plan_of
from luoshi.matters.state import State
from luoshi.matters.types import pinned

KEYS = ("late", "soon", "new", "fine", "done")
LABELS = {
    "late": "逾期或滞后",
    "soon": "将到期或偏慢",
    "new": "待签收",
    "fine": "正常",
    "done": "已了结",
}
ENDED = (Phase.DONE, Phase.VOID)
SLIPS = ("", "蓝色", "橙色", "红色")  # supervision slips by level (domain.md C1)
_HOUR, _HOURS_SAID = 60, 48
WAITING = (Phase.DRAFT, Phase.FILED, Phase.NEW)


# A matter as it is, or as `past` rebuilds it for some moment: the rule is the same.
Shown = Matter | State


@dataclass(frozen=True, slots=True)
class Light:
    """A light with the words that make it readable in grey print."""

    key: str
    words: str


def key_of(matter: Shown, now: datetime) -> str:
    """Which of the five lights `matter` shows at `now`."""
    if matter.phase in ENDED:
        return "done"
    if matter.late_at is not None and matter.late_at < (matter.stopped_at or now):
        return "late"
    if _warned(matter, now):
        return "soon"
    return "new" if matter.phase in WAITING else "fine"


def _warned(matter: Shown, now: datetime) -> bool:
    # A standing clock hurries nobody: what was handed in on time waits for the office.
    runs = matter.stopped_at is None and matter.phase != Phase.STANDING
    return runs and matter.warn_at is not None and matter.warn_at <= now


def condition(key: str, now: datetime) -> Q:
    """The same rule as a condition on rows: which matters show this light at `now`."""
    ended = Q(phase__in=ENDED)
    if key == "done":
        return ended
    runs, stands = Q(stopped_at__isnull=True), Q(stopped_at__isnull=False)
    if key == "late":
        return ~ended & ((runs & Q(late_at__lt=now)) | (stands & Q(late_at__lt=F("stopped_at"))))
    # The negation of "late" is unknown in SQL where red never begins, hence the null branch.
    in_time = (
        Q(late_at__isnull=True)
        | (runs & Q(late_at__gte=now))
        | (stands & Q(late_at__gte=F("stopped_at")))
    )
    if key == "soon":
        return ~ended & ~Q(phase=Phase.STANDING) & in_time & runs & Q(warn_at__lte=now)
    calm = in_time & (
        stands | Q(phase=Phase.STANDING) | Q(warn_at__isnull=True) | Q(warn_at__gt=now)
    )
    waiting = Q(phase__in=WAITING)
    return calm & waiting if key == "new" else ~ended & calm & ~waiting


def overdue(now: datetime) -> Q:
    """Which matters have passed their due date at `now`, whatever their light says."""
    runs, stands = Q(stopped_at__isnull=True), Q(stopped_at__isnull=False)
    passed = (runs & Q(due_at__lt=now)) | (stands & Q(due_at__lt=F("stopped_at")))
    return ~Q(phase__in=ENDED) & passed


def _left(matter: Shown, moment: datetime, calendar: Calendar) -> int:
    assert matter.due_at is not None
    return calendar.workdays_between(local_date(moment), local_date(matter.due_at))


def _of_clock(matter: Shown, way: str, moment: datetime, words: str) -> str:
    """The words with the name of the period they are about, where the type has several; what is
    counted by the hour is said in hours."""
    rule = clocks.next_of(matter.facts, pinned(matter.type_version_id))
    if rule is None or matter.due_at is None:
        return words
    minutes = int(abs((matter.due_at - moment).total_seconds())) // 60
    if Unit(rule.within.unit) in MOMENTS and minutes < _HOURS_SAID * 60:
        words = f"{way} {minutes // 60} 小时" if minutes >= _HOUR else f"{way} {minutes} 分钟"
    return f"{rule.label}{words}"


def _behind(matter: Shown, moment: datetime) -> int:
    """How many points the matter is behind its plan."""
    rule = pinned(matter.type_version_id).schedule
    plan = plan_of(matter.dispatched_at, matter.due_at, rule, matter.facts)
    assert plan is not None
    return plan.expected(moment) - matter.progress


def _late_words(matter: Shown, moment: datetime, calendar: Calendar) -> str:
    # What is watched has no work that is overdue: it has gone unseen for too long.
    watched = pinned(matter.type_version_id).light.family == "quiet"
    if matter.due_at is not None and matter.due_at < moment and not watched:
        days = -_left(matter, moment, calendar)
        words = f"逾期 {days} 个工作日" if days > 0 else "已逾期"
        return _of_clock(matter, "逾期", moment, words)
    return _family_words(matter, moment)


def _family_words(matter: Shown, moment: datetime) -> str:
    """What a light says that does not come from the time left."""
    family = pinned(matter.type_version_id).light.family
    if family == "slip":
        return f"{SLIPS[min(matter.level, 3)]}督查单"
    if family in ("age", "quiet"):
        return _days_words(matter, moment, family)
    return f"滞后 {_behind(matter, moment)} 个百分点"


def _days_words(matter: Shown, moment: datetime, family: str) -> str:
    """How long a matter has been open, or untouched by a person."""
    begun = matter.opened_at
    if family == "quiet":
        begun = quiet_since(matter.facts, begun)
    days = (local_date(moment) - local_date(begun)).days
    return f"{days} 天无人过问" if family == "quiet" else f"已拖 {days} 天"


def _aged(matter: Shown, moment: datetime, spec: TypeSpec, calendar: Calendar) -> bool:
    """Whether the amber of this matter comes from days gone by, not from days left."""
    if spec.light.family not in ("age", "quiet"):
        return False
    if matter.due_at is None:
        return True
    first = max((w.amount for w in spec.deadline.warn), default=0)
    return _left(matter, moment, calendar) > first


def _soon_words(matter: Shown, moment: datetime, calendar: Calendar) -> str:
    spec = pinned(matter.type_version_id)
    if spec.light.family == "money" and (gap := missing(matter.facts, matter.due_at)):
        return f"下月缺口 {words(gap)} 万元"
    if spec.light.family == "slip" and matter.level >= spec.light.amber:
        return _family_words(matter, moment)
    if spec.light.family == "progress_lag" and _behind(matter, moment) >= spec.light.amber:
        return _family_words(matter, moment)
    if _aged(matter, moment, spec, calendar):
        return _days_words(matter, moment, spec.light.family)
    if matter.due_at is None:
        return "将到期"
    days = _left(matter, moment, calendar)
    left = f"剩 {days} 个工作日" if days > 0 else "今天到期"
    return _of_clock(matter, "剩", moment, left)


def light_of(matter: Shown, now: datetime, calendar: Calendar) -> Light:
    """The light of `matter` at `now` with its words."""
    key = key_of(matter, now)
    moment = matter.stopped_at or now
    if key == "late":
        words = _late_words(matter, moment, calendar)
    elif key == "soon":
        words = _soon_words(matter, moment, calendar)
    elif key == "done" or key == "new":
        words = pinned(matter.type_version_id).stage(matter.stage).label
    else:
        words = _fine_words(matter)
    return Light(key, words)


def _fine_words(matter: Shown) -> str:
    if matter.suspended_at:
        return "计时中止"
    if matter.phase in (Phase.CHECK, Phase.STANDING):
        return pinned(matter.type_version_id).stage(matter.stage).label
    return "正常"
