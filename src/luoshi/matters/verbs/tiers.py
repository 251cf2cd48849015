"""三级处理: handing up a tier, discussion without decision, approvals, the decision (S39–S43, S50).

What these acts know is kept in `facts`; what is missing before one goes up is `matters.gates`.
"""

from __future__ import annotations

from typing import Any

from luoshi.catalogue.schema import BODIES, Field, FieldKind
from luoshi.lib.clock import end_of, local_date
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Unit
from luoshi.matters import gates
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.preparing import happened
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of


def _refuse_missing(labels: list[str], before: str, code: str) -> None:
    if labels:
        raise Refused(f"{before}之前还缺：{'；'.join(labels)}。", code=code)


def _hand_up(state: State, said: Said, tier: int) -> None:
    row = {"from": tier - 1, "ground": said["ground"], "opinion": said["opinion"]}
    state.facts["handed_up"] = [*state.facts.get("handed_up", ()), row]
    state.facts["tier"] = tier


def _to_leading_group(state: State, said: Said, context: Context) -> None:
    missing = [] if state.facts.get("force") else ["专班（组建专班）"]
    missing += [
        f"{label}意见（登记专业意见）"
        for label in gates.opinions_missing(state.facts, context.spec.gates)
    ]
    _refuse_missing(missing, "提交领导小组", "gate_two_missing")
    head = said.get("group_head") or state.leader_id
    if head is None:
        raise Refused("领导小组要有组长，一般由分管领导担任，请选择。", code="group_head_missing")
    units = said["group_units"]
    state.facts["group"] = {"head": head, "units": units}
    for unit in units:
        state.parts.setdefault(unit, Part("co", "pending", context.now))
    _hand_up(state, said, 2)


def _to_three_majors(state: State, said: Said, context: Context) -> None:
    missing = [
        f"{label}意见（登记专业意见）"
        for label in gates.opinions_missing(state.facts, context.spec.gates)
    ]
    _refuse_missing(missing, "提交三重一大程序", "gate_three_missing")
    happened(said["reported_on"], context, "向主要领导汇报")
    state.facts["reported_to_head"] = {"on": said["reported_on"], "words": said["head_words"]}
    _hand_up(state, said, gates.HIGHEST)


def _is_major(state: State) -> bool:
    return gates.tier(state.facts) == gates.HIGHEST


def _may_be_discussed(state: State, part: Part | None) -> str:
    why = gates.legality_missing(state.facts) if _is_major(state) else ""
    return f"{why}。请先“登记合法性审查”。" if why else ""


def _discuss(state: State, said: Said, context: Context) -> None:
    reviewed = state.facts["legality"]["reviewed_on"] if _is_major(state) else ""
    happened(said["held_on"], context, "会议", reviewed)
    _discussed(state, said["meeting"], said["held_on"])


def _discussed(state: State, meeting: str, day: str) -> None:
    row = {"meeting": meeting, "on": day, "tier": gates.tier(state.facts)}
    state.facts["discussed"] = [*state.facts.get("discussed", ()), row]


def _approval_in_turn(state: State, said: Said, context: Context) -> None:
    """The body named is the one whose turn it is, and nothing that must come before is missing."""
    rule = context.spec.gates
    missing = [f"{label}意见" for label in gates.opinions_missing(state.facts, rule)]
    _refuse_missing(missing, "提交审议", "opinions_missing")
    turn = gates.next_body(state.facts, rule)
    if turn is None:
        raise Refused("本类型没有规定由谁审议，请联系系统管理员补上。", code="no_bodies")
    if said["body"] != turn[0]:
        raise Refused(
            f"按本地程序，现在应由{turn[1]}审议；一级通过了才到下一级。", code="not_its_turn"
        )


def _record_approval(state: State, said: Said, context: Context) -> None:
    _approval_in_turn(state, said, context)
    before = [row["on"] for row in gates.approvals_given(state.facts).values()]
    latest = max([state.facts["legality"]["reviewed_on"], *before])
    happened(said["held_on"], context, "审议", latest)
    row = {"on": said["held_on"], "outcome": said["outcome"], "minutes": said.get("minutes") or ""}
    state.facts["approvals"] = {**state.facts.get("approvals", {}), said["body"]: row}
    if said["outcome"] not in gates.PASSED:
        _discussed(state, dict(BODIES)[said["body"]], said["held_on"])


def _all_approved(state: State) -> bool:
    """Whether the last body of the order has passed it: `_record_approval` has just written it."""
    return bool(state.facts.get("approvals_done"))


def _record_and_count(state: State, said: Said, context: Context) -> None:
    _record_approval(state, said, context)
    state.facts["approvals_done"] = gates.next_body(state.facts, context.spec.gates) is None


def _settle(state: State, said: Said, context: Context) -> None:
    if _is_major(state):
        missing = gates.issue_missing(state.facts, context.spec.gates)
        _refuse_missing(missing, "印发执行", "issue_gate")
    if state.lead_unit_id is None:
        raise Refused("还没有牵头单位，方案没有人落实。", code="lead_missing")
    state.due_at = _due(said, context)
    decided = local_date(context.now)
    if said.get("held_on"):
        decided = happened(said["held_on"], context, "会议")
    talks = state.facts.get("discussed", ())
    begun = min([row["on"] for row in talks], default=decided.isoformat())
    state.facts["decided"] = {
        "on": decided.isoformat(),
        "tier": gates.tier(state.facts),
        "days": (decided - day_of(begun)).days if talks else 0,
        "undecided": len(talks),
    }
    state.dispatched_at = context.now
    for part in state.parts.values():
        part.handed_at = context.now


def _due(said: Said, context: Context) -> Any:
    within = context.spec.deadline.within
    if said.get("due"):
        due = end_of(day_of(said["due"]))
    elif within is not None:
        due = context.calendar.add_to(context.now, within.amount, Unit(within.unit))
    else:
        raise Refused("请写明落实方案的时限。", code="due_missing")
    if due < context.now:
        raise Refused("落实时限已经过去，请改成今天或以后的日期。", code="due_in_past")
    return due


HAND_UP = (
    Field(
        "ground",
        "本级为什么定不了",
        FieldKind.CHOICE,
        required=True,
        help="该本级担当的不能往上传（S34）。",
        choices=(
            ("beyond", "超出本级权限"),
            ("across", "跨部门协调不下来"),
            ("policy", "政策空白或相互冲突"),
            ("money", "涉及重大资金或资产"),
        ),
    ),
    Field("tried", "本级做了什么", FieldKind.TEXT, required=True),
    Field(
        "opinion",
        "本级意见",
        FieldKind.TEXT,
        required=True,
        help="上交须带本级意见；还拿不出的，可以先“登记专业意见”或记“议而未决”，能定的就在本级“议定方案”。",
    ),
)
MEETING = Field("meeting", "会议", required=True, help="如遗留问题例会、县政府常务会议。")

VERBS = (
    Verb(
        "to_leading_group",
        "提交领导小组",
        "专班解决不了的，带着本级意见上交；须先收齐各方面意见。",
        (
            *HAND_UP,
            Field("group_head", "领导小组组长", FieldKind.PERSON, help="留空即包案领导。"),
            Field("group_units", "涉及部门（一把手参加）", FieldKind.UNITS, required=True),
        ),
        _to_leading_group,
        tells=("leader", "unit"),
    ),
    Verb(
        "to_three_majors",
        "提交三重一大",
        "领导小组定不了的，先向主要领导汇报，再走集体决策程序。",
        (
            *HAND_UP,
            Field("reported_on", "向主要领导汇报的日期", FieldKind.DATE, required=True),
            Field("head_words", "主要领导意见", FieldKind.TEXT, required=True),
        ),
        _to_three_majors,
        tells=("leader", "head"),
    ),
    Verb(
        "record_approval",
        "登记审议结果",
        "三级审议逐级登记，一级通过才到下一级。",
        (
            Field("body", "审议机构", FieldKind.CHOICE, required=True, choices=BODIES),
            Field("held_on", "会议日期", FieldKind.DATE, required=True),
            Field(
                "outcome",
                "结果",
                FieldKind.CHOICE,
                required=True,
                choices=(
                    ("passed", "通过"),
                    ("passed_changed", "修改后通过"),
                    ("not_passed", "未通过"),
                ),
            ),
            Field("minutes", "纪要文号"),
            Field("note", "审议情况", FieldKind.TEXT),
        ),
        _record_and_count,
        _may_be_discussed,
        advances=_all_approved,
        tells=("leader", "lead_unit"),
    ),
    Verb(
        "discuss",
        "议而未决",
        "讨论了没有定：如实记一次，写明卡在哪里、下次议之前要做什么。",
        (
            MEETING,
            Field("held_on", "会议日期", FieldKind.DATE, required=True),
            Field("why", "为什么没有定", FieldKind.TEXT, required=True),
            Field("next_step", "下次之前要做什么", FieldKind.TEXT, required=True),
        ),
        _discuss,
        _may_be_discussed,
        tells=("lead_unit", "leader"),
    ),
    Verb(
        "settle",
        "议定方案",
        "方案定了，交承办单位落实；时限从此刻起算。",
        (
            Field("solution", "处理方案", FieldKind.TEXT, required=True),
            Field("meeting", "会议", help="在会上定的写明。"),
            Field("held_on", "议定日期", FieldKind.DATE, help="留空即今天。"),
            Field("due", "落实时限", FieldKind.DATE, help="留空则用类型默认时限。"),
        ),
        _settle,
        tells=("unit", "leader"),
    ),
)
