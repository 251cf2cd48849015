"""没有办法的批评不出门 (S52): whatever sends a unit back or refuses it demands help text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luoshi.matters.verbs import VERBS, Verb
from luoshi.matters.verbs.verb import nothing

SENT_BACK = re.compile(r"退回|不予|不同意|不采纳|驳回|维持|重新办理|要求整改|对异议")


def without_help(verbs: Iterable[Verb]) -> list[str]:
    """Verbs whose word refuses or sends back and whose form does not demand help."""
    return [
        verb.key
        for verb in verbs
        if SENT_BACK.search(verb.label)
        and not any(field.key == "help" and field.required for field in verb.form)
    ]


def test_every_return_and_every_refusal_demands_help() -> None:
    assert not without_help(VERBS.values())
    found = {verb.key for verb in VERBS.values() if SENT_BACK.search(verb.label)}
    assert found >= {
        "return_back", "refuse_extension", "overrule", "reopen", "return_plan",
        "decline_outcome", "decide_dispute", "demand_rectification", "uphold_proposal",
    }  # fmt: skip


def test_a_return_without_help_is_found() -> None:
    assert without_help([Verb("x", "退回", "", (), nothing)]) == ["x"]
