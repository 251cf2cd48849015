"""Risks: 研判、复核、转事项、解除 (S53–S56). Whoever looks at one sets its clock of neglect anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of, local_date
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.timing import off_the_ladder
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb

GRADES = (("1", "1 很低"), ("2", "2 较低"), ("3", "3 中等"), ("4", "4 较高"), ("5", "5 很高"))
RHYTHMS = (("7", "每周"), ("14", "每两周"), ("30", "每月"), ("90", "每季度"))
IMPACT = Field("impact", "影响", FieldKind.CHOICE, required=True, choices=GRADES)
LIKELIHOOD = Field("likelihood", "可能性", FieldKind.CHOICE, required=True, choices=GRADES)


def _has_lead(state: State, part: Part | None) -> str:
    return "" if state.lead_unit_id else "还没有责任单位，风险没有人盯。请重新登记并写明牵头单位。"


def _grade(state: State, said: Said) -> None:
    for key in ("impact", "likelihood"):
        if said.get(key):
            state.facts[key] = int(said[key])


def _next_review(state: State, context: Context) -> None:
    days = timedelta(days=int(state.facts["rhythm"]))
    day = context.calendar.next_workday(local_date(context.now) + days)
    state.due_at = end_of(day)
    off_the_ladder(state)


def _assess(state: State, said: Said, context: Context) -> None:
    _grade(state, said)
    state.facts["rhythm"] = int(said["rhythm"])
    if said.get("owner"):
        state.leader_id = said["owner"]
    state.closed_at = None
    state.dispatched_at = state.dispatched_at or context.now
    for part in state.parts.values():
        if part.state != "handling":
            part.state, part.handed_at = "handling", context.now
            part.acknowledged_at = context.now  # a risk is watched, not signed for
    _next_review(state, context)


def _review(state: State, said: Said, context: Context) -> None:
    _grade(state, said)
    if context.unit_id is not None:
        part = context.part(state)
        part.last_report_at, part.latest = context.now, said["finding"][:300]
    _next_review(state, context)


def _assign(state: State, said: Said, context: Context) -> None:
    lead = said["to_unit"]
    context.opens.append(
        Opening(
            "key_work",
            {
                "title": said["task"],
                "what": f"{state.title}（{state.number}）：{said['task']}",
                "standard": said["standard"],
                "lead": context.ask.unit_code(lead),
                "due": said["due"],
                "source_kind": "other",
            },
        )
    )


def _retire(state: State, said: Said, context: Context) -> None:
    if owing := context.ask.open_children():
        raise Refused(
            f"由它转出的事项还有 {owing} 件没有办结，风险不能先解除。", code="children_open"
        )
    state.closed_at = context.now
    state.due_at = None
    for part in state.open_parts().values():
        part.state = "completed"


VERBS = (
    Verb(
        "assess_risk",
        "研判",
        "定影响和可能性，定多久看一次；最坏情况和底线要心里有数。",
        (
            IMPACT,
            LIKELIHOOD,
            Field("rhythm", "研判周期", FieldKind.CHOICE, required=True, choices=RHYTHMS),
            Field("owner", "责任领导", FieldKind.PERSON),
            Field("judgement", "研判意见", FieldKind.TEXT, required=True),
        ),
        _assess,
        _has_lead,
        tells=("unit", "leader"),
    ),
    Verb(
        "review_risk",
        "复核",
        "去看过了：现在怎么样，影响和可能性有没有变。",
        (
            Field("finding", "看到的情况", FieldKind.TEXT, required=True),
            replace(IMPACT, required=False),
            replace(LIKELIHOOD, required=False),
            Field("files", "附件", FieldKind.FILES),
        ),
        _review,
    ),
    Verb(
        "assign_risk",
        "转为事项",
        "光盯着不够，开出一件要办成的事；风险继续盯到事情办结。",
        (
            Field("task", "要办成什么", required=True),
            Field("standard", "什么标准", FieldKind.TEXT, required=True),
            Field("to_unit", "牵头单位", FieldKind.UNIT, required=True),
            Field("due", "完成时限", FieldKind.DATE, required=True),
        ),
        _assign,
        tells=("unit", "office"),
    ),
    Verb(
        "retire_risk",
        "解除",
        "风险不再存在，写明根据。",
        (REASON,),
        _retire,
        tells=("unit", "leader"),
    ),
)
