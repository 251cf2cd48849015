"""What must be there before a hard problem goes up a tier or is carried out, and what is missing.

Pure arithmetic on what the acts have written into a matter's `facts`. The order of the approvals
is the office's own (`GateRule`); two gates are law and stand here: no collective discussion before
the legality review, no issue before the Party committee (重大行政决策程序暂行条例 25, 26, 31).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.catalogue.schema import GateRule

Facts = Mapping[str, Any]
PASSED = ("passed", "passed_changed")
LAWFUL = ("lawful", "lawful_changed")
TIERS = ("报送登记", "一级·专班", "二级·领导小组", "三级·三重一大")
HIGHEST = 3


def tier(facts: Facts) -> int:
    """On which of the three tiers the matter is; 0 while it is on its way in."""
    return int(facts.get("tier", 0))


def opinions_missing(facts: Facts, rule: GateRule) -> list[str]:
    """The disciplines, by name, that have given no opinion yet (S42)."""
    given = facts.get("opinions", {})
    return [label for key, label in rule.opinions if key not in given]


def legality_missing(facts: Facts) -> str:
    """Why the matter may not be discussed collectively; '' when it may (Art. 25, 26)."""
    review = facts.get("legality")
    if review is None:
        return "还没有合法性审查意见：未经合法性审查的，不得提交集体讨论（条例第25条）"
    if review["conclusion"] not in LAWFUL:
        return "合法性审查结论为不合法：须修改后重新审查，才能提交集体讨论（条例第26条）"
    return ""


def approvals_given(facts: Facts) -> dict[str, Any]:
    """The approvals that passed, by body."""
    return {key: row for key, row in facts.get("approvals", {}).items() if row["outcome"] in PASSED}


def next_body(facts: Facts, rule: GateRule) -> tuple[str, str] | None:
    """Which body has to approve next, as (key, label); None when all have."""
    given = approvals_given(facts)
    return next(((key, label) for key, label in rule.approvals if key not in given), None)


def issue_missing(facts: Facts, rule: GateRule) -> list[str]:
    """What keeps a major decision from being carried out, by name; the Party committee's
    approval is asked for whatever the office's order says."""
    given = approvals_given(facts)
    wanted = dict(rule.approvals) | {"party": dict(rule.approvals).get("party", "党委常委会")}
    missing = [f"{label}还没有通过" for key, label in wanted.items() if key not in given]
    legality = legality_missing(facts)
    return ([legality] if legality else []) + missing
