"""Why a unit is to be pressed about a matter today, in words. Plain data in, reasons out.

打好提前量 (S92): nobody is pressed every day about something far off. How early a due date shows
follows from how long the whole takes, and who has just been heard of is left in peace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from luoshi.lib.workdays import Calendar

LEAST_LEAD, MOST_LEAD, LEAD_SHARE = 2, 10, 0.2  # working days of lead before due
NODE_LEAD = 3
QUIET = 3  # working days for which someone just heard of or pressed is left in peace
URGENT = 2  # unless so few are left
LAG = 10  # points behind the plan that are worth a word


@dataclass(frozen=True, slots=True)
class Owed:
    """One unit's part of one matter as the list looks at it. Days are the office's."""

    waiting: bool  # not yet acknowledged
    acknowledge_by: date
    lead: bool
    handed: date
    due: date | None = None
    progress: int = 0
    expected: int | None = None
    lags_since: date | None = None
    heard: date | None = None
    feedback_by: date | None = None
    rhythm: str = ""
    nodes: tuple[tuple[str, date], ...] = ()
    pressed: date | None = None
    forecast: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, the day since which it stands, and until when something is to be done."""

    kind: str
    words: str
    since: date
    until: date | None = None


# The gravest first; what a list sorts by.
KINDS = ("late", "unacknowledged", "node", "feedback", "soon", "forecast", "lag")


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def lead_days(span: int) -> int:
    """How many working days before its due date a matter of `span` working days shows."""
    return max(LEAST_LEAD, min(MOST_LEAD, ceil(span * LEAD_SHARE)))


def _left_words(left: int) -> str:
    return "今天" if left <= 0 else ("明天" if left == 1 else f"还有 {left} 个工作日")


def _acknowledging(owed: Owed, today: date, calendar: Calendar) -> Iterator[Reason]:
    if not owed.waiting:
        return
    over = calendar.workdays_between(owed.acknowledge_by, today)
    if today > owed.acknowledge_by:
        since = calendar.add_workdays(owed.acknowledge_by, 1)
        words = (
            f"{_day(owed.handed)}交办，应于{_day(owed.acknowledge_by)}签收，超过 {over} 个工作日"
        )
        yield Reason("unacknowledged", words, since, owed.acknowledge_by)
    elif today == owed.acknowledge_by:
        yield Reason("unacknowledged", "今天是签收的最后一天", today, today)


def _by_due(owed: Owed, today: date, calendar: Calendar) -> Iterator[Reason]:
    if owed.due is None:
        return
    left = calendar.workdays_between(today, owed.due)
    if today > owed.due:
        since = calendar.add_workdays(owed.due, 1)
        over = f" {-left} 个工作日" if left < 0 else ""
        yield Reason("late", f"逾期{over}，进度 {owed.progress}%", since, owed.due)
        return
    lead = lead_days(calendar.workdays_between(owed.handed, owed.due))
    if left <= lead and not (left > URGENT and _in_peace(owed, today, calendar)):
        stands = f"（应到 {owed.expected}%）" if owed.expected is not None else ""
        words = f"{_left_words(left)}到期，进度 {owed.progress}%{stands}"
        since = max(calendar.add_workdays(owed.due, -lead), _peace_ends(owed, calendar))
        yield Reason("soon", words, min(since, today), owed.due)


def _peace_ends(owed: Owed, calendar: Calendar) -> date:
    last = max((d for d in (owed.heard, owed.pressed) if d), default=date.min)
    return calendar.add_workdays(last, QUIET) if last > date.min else date.min


def _in_peace(owed: Owed, today: date, calendar: Calendar) -> bool:
    return today < _peace_ends(owed, calendar)


def _by_nodes(owed: Owed, today: date, calendar: Calendar) -> Iterator[Reason]:
    for name, day in owed.nodes:
        left = calendar.workdays_between(today, day)
        if day < today:
            since = calendar.add_workdays(day, 1)
            words = f"节点“{name}”应于{_day(day)}到达，还没有报到达"
            yield Reason("node", words, min(since, today), day)
        elif left <= NODE_LEAD and not (left > 1 and _in_peace(owed, today, calendar)):
            words = f"节点“{name}”{_left_words(left)}到日子（{_day(day)}）"
            yield Reason("node", words, min(calendar.add_workdays(day, -NODE_LEAD), today), day)


def _by_feedback(owed: Owed, today: date, calendar: Calendar) -> Iterator[Reason]:
    if owed.waiting or owed.feedback_by is None or today <= owed.feedback_by:
        return
    over = calendar.workdays_between(owed.feedback_by, today)
    last = f"上次反馈{_day(owed.heard)}" if owed.heard else "签收后还没有反馈过"
    since = calendar.add_workdays(owed.feedback_by, 1)
    yield Reason(
        "feedback",
        f"{last}，应每{owed.rhythm}反馈一次，已超过 {over} 个工作日",
        min(since, today),
        owed.feedback_by,
    )


def _by_plan(owed: Owed, today: date, calendar: Calendar) -> Iterator[Reason]:
    if owed.waiting or _in_peace(owed, today, calendar):
        return
    if owed.forecast and owed.due and owed.forecast > owed.due >= today:
        words = f"照现在的速度，预计{_day(owed.forecast)}才能完成，晚于时限{_day(owed.due)}"
        yield Reason("forecast", words, today, owed.due)
    lag = (owed.expected or 0) - owed.progress
    if owed.expected is not None and lag >= LAG and not (owed.due and owed.due < today):
        since = max(owed.lags_since or today, _peace_ends(owed, calendar))
        words = f"进度 {owed.progress}%，按计划应到 {owed.expected}%，落后 {lag} 个百分点"
        yield Reason("lag", words, min(since, today), owed.due)


def reasons(owed: Owed, today: date, calendar: Calendar) -> tuple[Reason, ...]:
    """Every reason to press today, the gravest first; none on most days for most matters."""
    found = [*_acknowledging(owed, today, calendar), *_by_due(owed, today, calendar)]
    if owed.lead:
        found += _by_nodes(owed, today, calendar)
        found += _by_plan(owed, today, calendar)
    found += _by_feedback(owed, today, calendar)
    # What is late needs no second reason that it will be.
    kinds = {reason.kind for reason in found}
    if "late" in kinds or "soon" in kinds:
        found = [r for r in found if r.kind != "lag"]
    return tuple(sorted(found, key=lambda r: (KINDS.index(r.kind), r.since)))
