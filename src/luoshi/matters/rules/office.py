"""The office's own affairs: sealed cars, spending within standards, study on working days.

Sources: 党政机关公务用车管理办法 (B17), 党政机关国内公务接待管理规定, S191; S203 and domain.md A1;
事业单位人事管理条例 32 (B15).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Calendar
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said, day_of

SATURDAY = 5
FEW_GUESTS = 10  # up to so many a fixed number may sit with them, beyond a third of the guests
_CARS = "公务用车只用于公务：不绕道、不搭客、不私用，节假日封存停驶；驾驶员不饮酒。"


def _rest_days(first: date, last: date, calendar: Calendar) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not calendar.is_workday(day)]


def sealed_on_rest_days(state: State, said: Said, context: Context) -> None:
    """A car goes out on a rest day only for a need that is written down (公务用车管理办法)."""
    leaves, back = (
        datetime.fromisoformat(str(state.extra[key])) for key in ("leaves_at", "returns_by")
    )
    if back <= leaves:
        raise Refused("“预计回来”要晚于“出车时间”，请改正。", code="back_before_leaving")
    sealed = _rest_days(local_date(leaves), local_date(back), context.calendar)
    if sealed and not state.extra.get("special_need"):
        why = context.calendar.name_of(sealed[0])
        raise Refused(
            f"{sealed[0]:%Y-%m-%d} 是休息日（{why}），公务用车封存停驶。确有特殊需要的，"
            "写明“节假日用车的特殊需要”，由分管副主任或主任批准。",
            code="sealed",
        )


def car_discipline(state: State, context: Context) -> list[str]:
    """What whoever arranges a car is reminded of, as long as it is not back (S190)."""
    return [_CARS] if state.closed_at is None else []


def _letter_missing(state: State) -> str:
    """A reception without a letter and a journey nobody approved are not paid for at all."""
    if state.extra.get("letter"):
        return ""
    if state.extra["kind"] == "reception":
        return "没有公函的公务接待不能报销，请填写“公函或审批单号”。"
    return "出差要有事前审批，请填写“公函或审批单号”。" if state.extra["kind"] == "journey" else ""


def _over_reception(state: State, context: Context) -> list[str]:
    guests, beside = state.extra.get("guests"), state.extra.get("companions") or 0
    if not guests:
        return []
    most = context.spec.limit("companions") if guests <= FEW_GUESTS else guests // 3
    found = [f"陪同{beside}人，按规定不超过{most}人"] if beside > most else []
    each = context.spec.limit("reception_per_head_yuan")
    spent = -(-state.extra["yuan"] // (guests + beside))
    return found + (
        [f"人均{spent}元，本单位标准{each}元"] if each and spent > each else []
    )  # fmt: skip


def _over_journey(state: State, context: Context) -> list[str]:
    """A journey that takes rest days along may be a holiday at public expense (变相旅游)."""
    first, last = state.extra.get("journey_from"), state.extra.get("journey_to")
    if not first or not last:
        return []
    rest = len(_rest_days(day_of(first), day_of(last), context.calendar))
    most = context.spec.limit("rest_days_on_a_journey")
    return [f"行程里有{rest}个休息日，超过{most}个"] if rest > most else []


def within_standards(state: State, said: Said, context: Context) -> None:
    """What is over a standard is claimed with its reason, and then the director's to decide."""
    if missing := _letter_missing(state):
        raise Refused(missing, code="letter_missing")
    over = [*_over_reception(state, context), *_over_journey(state, context)]
    if over and not state.extra.get("over"):
        raise Refused(
            f"{'；'.join(over)}。请按标准报销，或者在“超标准的说明”里写明理由，由主任决定。",
            code="over_standard",
        )


def study_on_working_days(state: State, said: Said, context: Context) -> None:
    """Study takes place on working days; on a Saturday only where the office has switched it on."""
    day = day_of(state.extra["held_on"])
    if context.calendar.is_workday(day):
        return
    if day.weekday() == SATURDAY and context.spec.limit("saturday_study"):
        return
    raise Refused(
        f"{day:%Y-%m-%d} 是休息日，学习请安排在工作日。本单位决定恢复星期六学习的，"
        "由系统管理员在类型文件里把 saturday_study 改为 1。",
        code="study_on_rest_day",
    )


def institution_staff_only(state: State, said: Said, context: Context) -> None:
    """绩效工资 is a part of the pay of public institutions; civil servants are assessed by law."""
    if state.extra["staff_category"] == "civil_servant":
        raise Refused(
            "公务员按《公务员法》年度考核（优秀、称职、基本称职、不称职），不按月打分。"
            "要记一件做得好的事，请写进荣誉或本人的工作记录。",
            code="civil_servants_are_not_scored",
        )
