"""Leave: who may approve it, and how many days of annual leave the law gives (S116, B15)."""

from __future__ import annotations

from datetime import date

from luoshi.lib.clock import local_date, start_of
from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.types import named_people
from luoshi.matters.verbs.verb import Context, Said

# 职工带薪年休假条例第3条: from so many years of work on, so many working days a year.
ENTITLED = ((20, 15), (10, 10), (1, 5))
GRAVE, GRAVE_YEAR = 15, 30  # 公务员法第88条


def named_another(state: State, said: Said, context: Context) -> None:
    """Nobody approves, stands in for, or is registered by oneself."""
    if state.opener_id in named_people(context.spec, state.extra):
        raise Refused(
            "审批人、代班人和当事人都不能是登记人自己，请另选一位。", code="names_oneself"
        )


def leave_days(state: State, said: Said, context: Context) -> None:
    """The days lie in order, and there are no more working days asked for than lie between."""
    first, last = (date.fromisoformat(state.extra[k]) for k in ("first_day", "last_day"))
    if last < first:
        raise Refused("结束日期不能早于开始日期，请改正后再报。", code="leave_ends_first")
    most = (last - first).days + 1
    if state.extra["days"] > most:
        raise Refused(
            f"从开始到结束一共只有 {most} 天，请假天数请填 {most} 以内。", code="too_many_days"
        )


def entitled(years: int) -> int:
    """How many days of annual leave so many years of work give."""
    return next((days for least, days in ENTITLED if years >= least), 0)


def leave_advice(state: State, context: Context) -> list[str]:
    """What the approver should know: annual leave taken and left; what an overdue return means."""
    return [*_annual(state, context), *_overdue(state, context)]


def _annual(state: State, context: Context) -> list[str]:
    years = state.extra.get("years")
    if state.extra.get("kind") != "annual" or years is None:
        return []
    year = date.fromisoformat(state.extra["first_day"]).year
    taken = sum(
        other.extra["days"]
        for other in context.ask.earlier_like_this(start_of(date(year - 1, 12, 1)))
        if other.opener_id == state.opener_id
        and other.number != state.number
        and other.extra.get("kind") == "annual"
        and other.extra["first_day"].startswith(str(year))
    )
    due = entitled(years)
    left = due - taken - state.extra["days"]
    words = (
        f"工作满 {years} 年，年休假 {due} 天；今年已请 {taken} 天，这次 {state.extra['days']} 天"
    )
    return [f"{words}，{f'还剩 {left} 天' if left >= 0 else f'超过 {-left} 天'}。"]


def _overdue(state: State, context: Context) -> list[str]:
    last = date.fromisoformat(state.extra["last_day"])
    days = context.calendar.workdays_between(last, local_date(context.now)) - 1
    if state.stage != "away" or days <= 0:
        return []
    grave = (
        f"连续超过 {GRAVE} 天、一年累计超过 {GRAVE_YEAR} 天的，按公务员法第88条处理，"
        "须依法定程序，不由系统认定。"
    )
    return [f"假期已满 {days} 个工作日没有销假，请先联系本人和家人。{grave}"]
