"""Clocks of those who owe an answer: when it is due, and what both sides did (S33, S36, B11).

Every submission and every answer is written into `facts`, so that the leaders' side can be
measured as well as the units'.
"""

from __future__ import annotations

from datetime import datetime

from luoshi.lib.clock import end_of, local, local_date
from luoshi.lib.workdays import Calendar, Unit
from luoshi.matters.state import State, plain
from luoshi.matters.verbs.verb import Context

LATE_HOUR = 17  # what is asked later than this is answered on the next working day


def same_day(now: datetime, calendar: Calendar) -> tuple[datetime, str]:
    """The end of the working day on which an answer is owed, and why when it is not today."""
    day = local_date(now)
    if not calendar.is_workday(day):
        return end_of(calendar.next_workday(day)), "休息日提出，下一个工作日内答复"
    if local(now).hour >= LATE_HOUR:
        return end_of(calendar.add_workdays(day, 1)), f"{LATE_HOUR} 时以后提出，下一个工作日内答复"
    return end_of(day), "当天答复，事不过夜"


def start_clock(state: State, context: Context) -> None:
    """An answer is owed from now on, within the type's own limit; every rung may be climbed."""
    within = context.spec.deadline.within
    assert within is not None
    if within.amount:
        state.due_at = context.calendar.add_to(context.now, within.amount, Unit(within.unit))
        state.facts.pop("due_why", None)
    else:
        state.due_at, state.facts["due_why"] = same_day(context.now, context.calendar)
    state.dispatched_at, state.stopped_at = context.now, None
    state.facts["rungs"] = []


def note_submission(state: State, context: Context, ground: str = "") -> None:
    """Who submitted what to whom, and when."""
    entry = {"to": state.leader_id, "by": context.person_id, "at": plain(context.now)}
    if ground:
        entry["ground"] = ground
    state.facts["submissions"] = [*state.facts.get("submissions", ()), entry]


def note_answer(state: State, context: Context, how: str) -> None:
    """Who answered, how, and how long it had been asked for."""
    entry = {
        "how": how,
        "by": context.person_id,
        "of": state.leader_id,
        "asked_at": plain(state.dispatched_at),
        "due_at": plain(state.due_at),
        "at": plain(context.now),
    }
    state.facts["answers"] = [*state.facts.get("answers", ()), entry]
