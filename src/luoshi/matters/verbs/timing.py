"""Timing: 延期在到期之前提出 (S80)，中止与恢复计时 (glossary 20, 21)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of, local_date
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Unit
from luoshi.matters.clocks import refuse_beyond, refuse_ran_out
from luoshi.matters.nodes import NODES, moved
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import HELP, NOTE, REASON
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of


def _may_ask(state: State, part: Part | None) -> str:
    if state.due_at is None:
        return "本事项没有时限，无须延期。"
    return "已有一份延期申请在等批复。" if state.asked_due_at else ""


def _asked(state: State, part: Part | None) -> str:
    return "" if state.asked_due_at else "目前没有延期申请。"


def _extend(state: State, said: Said, context: Context) -> None:
    refuse_ran_out(state, context.spec, context.now)
    wanted = end_of(day_of(said["new_due"]))
    times = context.spec.extension.times
    if state.extended >= times:
        raise Refused(f"{context.spec.label}最多延期 {times} 次，已用完。", code="extensions_used")
    if state.due_at is None or wanted <= state.due_at:
        raise Refused("新的时限须晚于现在的时限。", code="due_not_later")
    if wanted < context.now:
        raise Refused("新的时限已经过去，请改成今天或以后的日期。", code="due_in_past")
    state.asked_due_at = wanted
    refuse_beyond(state, context.spec, wanted, context.calendar)
    # Asked after the due date the request still stands, but it is marked for good (S80).
    state.asked_late = state.asked_late or context.now > state.due_at


def _grant(state: State, said: Said, context: Context) -> None:
    granted = end_of(day_of(said["granted_due"])) if said.get("granted_due") else state.asked_due_at
    if granted is None or state.due_at is None or granted <= state.due_at:
        raise Refused("批准的时限须晚于现在的时限。", code="due_not_later")
    refuse_beyond(state, context.spec, granted, context.calendar)
    if granted < context.now:
        raise Refused("批准的时限已经过去，请另定日期或不予延期。", code="due_in_past")
    state.due_at = granted
    state.asked_due_at = None
    state.extended += 1
    off_the_ladder(state)


def off_the_ladder(state: State) -> None:
    """With a new due date the ladder after it is climbed anew; what was counted from the hand-over
    has happened."""
    state.level = 0
    rungs = [key for key in state.facts.get("rungs", ()) if not key.startswith("due+")]
    state.facts = {k: v for k, v in state.facts.items() if k != "rungs"} | (
        {"rungs": rungs} if rungs else {}
    )


def _refuse(state: State, said: Said, context: Context) -> None:
    state.asked_due_at = None


def _runs(state: State, part: Part | None) -> str:
    return "计时已经中止。" if state.suspended_at else ""


def _suspended(state: State, part: Part | None) -> str:
    return "" if state.suspended_at else "计时没有中止。"


def _suspend(state: State, said: Said, context: Context) -> None:
    if state.due_at and state.due_at < context.now:
        raise Refused("已经逾期，不能再中止计时。", code="already_late")
    state.suspended_at = state.stopped_at = context.now


def _resume(state: State, said: Said, context: Context) -> None:
    assert state.suspended_at is not None
    stood = (local_date(context.now) - local_date(state.suspended_at)).days
    if state.facts.get(NODES):
        state.facts[NODES] = moved(state.facts, stood)
    if state.due_at is not None:
        days = context.calendar.add(local_date(state.due_at), stood, Unit.CALENDAR_DAY)
        state.due_at = end_of(days)
    state.suspended_at = state.stopped_at = None


VERBS = (
    Verb(
        "extend",
        "申请延期",
        "完不成要在到期之前提出；到期之后提出的会被标记。",
        (Field("new_due", "申请延至", FieldKind.DATE, required=True), REASON),
        _extend,
        _may_ask,
        tells=("extender",),
    ),
    Verb(
        "grant_extension",
        "同意延期",
        "同意申请的日期，或另定一个日期。",
        (Field("granted_due", "延至", FieldKind.DATE, help="留空即按申请的日期。"), NOTE),
        _grant,
        _asked,
        tells=("unit",),
    ),
    Verb(
        "refuse_extension",
        "不予延期",
        "说明理由，并告诉对方怎么赶上。",
        (REASON, HELP),
        _refuse,
        _asked,
        tells=("unit",),
    ),
    Verb(
        "suspend_clock",
        "中止计时",
        "法定或客观原因须等待时，时钟停走。",
        (REASON,),
        _suspend,
        _runs,
        tells=("unit",),
    ),
    Verb(
        "resume_clock",
        "恢复计时",
        "时限按中止的天数顺延。",
        (NOTE,),
        _resume,
        _suspended,
        tells=("unit",),
    ),
)
