"""慎用问责手段 (S51): what a proposal of accountability must say, and who may not judge it twice."""

from __future__ import annotations

from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said


def check_proposal(state: State, said: Said, context: Context) -> None:
    """The unit concerned is named; everything else the form itself demands."""
    if state.lead_unit_id is None:
        raise Refused("请写明所涉单位：问责建议须对着一个单位提出。", code="unit_missing")


def advice(state: State, context: Context) -> list[str]:
    """Until when the unit may appeal, and by when an appeal is to be judged."""
    facts = state.facts
    return [
        *([f"单位可以申诉到 {facts['object_until']}。"] if "object_until" in facts else []),
        *([f"申诉须在 {facts['decide_by']} 前处理。"] if "decide_by" in facts else []),
    ]
