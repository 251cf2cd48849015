"""What time itself does, through the same door: 提醒、逾期、升级、开出一期."""

from __future__ import annotations

from luoshi.matters.state import State
from luoshi.matters.verbs.filing import following
from luoshi.matters.verbs.verb import Context, Said, Verb


def _nothing(state: State, said: Said, context: Context) -> None:
    """Registration writes its content in the engine; a warning changes only the next waking."""


def _remind(state: State, said: Said, context: Context) -> None:
    state.facts["rungs"] = [*state.facts.get("rungs", ()), said["rung"]]


def _escalate(state: State, said: Said, context: Context) -> None:
    _remind(state, said, context)
    state.level = said["level"]


def _open_occurrence(state: State, said: Said, context: Context) -> None:
    assert state.next_due_on is not None
    state.next_due_on = following(state, context, state.next_due_on)


VERBS = (
    Verb("register", "登记", "", (), _nothing),
    Verb("warn", "到期提醒", "", (), _nothing, tells=("lead_unit",)),
    Verb("remind", "提醒", "", (), _remind),
    Verb("escalate", "升级", "", (), _escalate),
    Verb("open_occurrence", "开出一期", "", (), _open_occurrence),
)
