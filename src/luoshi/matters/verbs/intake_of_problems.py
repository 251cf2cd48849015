"""The way in of a hard problem: the unit reports, the leader in charge agrees, the office registers
(S48); and what may be added to any matter's own fields later."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import NOTE, REASON
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of, nothing


def _has_lead(state: State, part: Part | None) -> str:
    return "" if state.lead_unit_id else "还没有牵头单位，请先补充。"


def _agree(state: State, said: Said, context: Context) -> None:
    # 包案 (S140): who agrees that it is a hard problem owns the case, unless another is named.
    state.leader_id = said.get("owner") or state.leader_id or context.person_id


def _take_on(state: State, said: Said, context: Context) -> None:
    state.facts["tier"] = 1


def _entrust(state: State, said: Said, context: Context) -> None:
    if said.get("due"):
        due = end_of(day_of(said["due"]))
        if due < context.now:
            raise Refused("包案时限已经过去，请改成今天或以后的日期。", code="due_in_past")
        state.due_at = due
    state.leader_id = said["owner"]


def _supplement(state: State, said: Said, context: Context) -> None:
    own = {field.key: field for field in context.spec.fields}
    told = {key: value for key, value in said.items() if key in own}
    emptied = [own[k].label for k, v in told.items() if own[k].required and v in (None, "", [])]
    if emptied:
        raise Refused(f"“{'、'.join(emptied)}”不能为空，可以改写。", code="field_missing")
    short = [f for k, f in own.items() if k in told and len(told[k] or []) < f.least]
    if short:
        words = "、".join(f"“{f.label}”至少 {f.least} 项" for f in short)
        raise Refused(f"{words}。", code="rows_missing")
    if not told:
        raise Refused("没有改动：请在要补充的一项里填写。", code="nothing_said")
    state.extra = {**state.extra, **told}


OWNER = Field("owner", "包案领导", FieldKind.PERSON, help="留空即由同意的领导包案。")

VERBS = (
    Verb(
        "agree_intake",
        "同意上报",
        "确属遗留问题，由政府办登记；同时明确包案领导。",
        (OWNER, Field("opinion", "分管领导意见", FieldKind.TEXT, required=True)),
        _agree,
        _has_lead,
        tells=("office", "lead_unit"),
    ),
    Verb(
        "return_intake",
        "退回梳理",
        "情况没有摸清的退回，并告诉单位怎么补。",
        (REASON, Field("help", "支招", FieldKind.TEXT, required=True)),
        nothing,
        tells=("lead_unit",),
    ),
    Verb(
        "resubmit",
        "再次上报",
        "补充之后再报分管领导。",
        (Field("note", "补充了什么", FieldKind.TEXT, required=True),),
        nothing,
        tells=("leader",),
    ),
    Verb(
        "take_on",
        "登记立案",
        "政府办登记，进入一级（专班）。",
        (NOTE,),
        _take_on,
        _has_lead,
        tells=("lead_unit", "leader"),
    ),
    Verb(
        "entrust",
        "指定包案领导",
        "一案一领导，写明理由；可同时定时限。",
        (
            Field("owner", "包案领导", FieldKind.PERSON, required=True),
            Field("due", "包案时限", FieldKind.DATE),
            REASON,
        ),
        _entrust,
        tells=("leader", "lead_unit"),
    ),
    Verb(
        "supplement",
        "补充情况",
        "补充或改写本事项自己的各项内容，改动记入办理过程。",
        (Field("note", "说明", FieldKind.TEXT),),
        _supplement,
        own_fields=True,
    ),
)
