"""Handing over: 签收、异议、裁定、转办、改派 (S8 严禁推诿扯皮, S93 转办须有自己的意见)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Unit
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import HELP, NOTE, REASON
from luoshi.matters.verbs.verb import Context, Said, Verb


def _pending(state: State, part: Part | None) -> str:
    return "" if part and part.state == "pending" else "本单位已经签收，或不再承办此事项。"


def _held(state: State, part: Part | None) -> str:
    held = part is not None and part.state in {"pending", "handling"}
    return "" if held else "本单位的部分已办结、已提异议或正在转办。"


def _objected(state: State, part: Part | None) -> str:
    raised = any(p.state == "objecting" for p in state.parts.values())
    return "" if raised else "目前没有单位提出异议。"


def _acknowledge(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    part.state = "handling"
    part.acknowledged_at = context.now
    giver = state.parts.get(part.forwarded_by_id) if part.forwarded_by_id else None
    if giver is not None and giver.state == "forwarding":
        # Only now does the giver let go: no hand-off without acceptance (S8).
        giver.state = "withdrawn"
        part.role = giver.role
        if giver.role == "lead":
            giver.role, state.lead_unit_id = "co", context.unit_id


def _lead_acknowledged(state: State) -> bool:
    return state.lead is not None and state.lead.acknowledged_at is not None


def _object(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    within = context.spec.object_within
    last = context.calendar.add_to(part.handed_at, within.amount, Unit(within.unit))
    if context.now > last:
        raise Refused(
            "提出异议的期限已过，请先按交办办理；确有困难的，可申请延期或请求协调。",
            code="objection_late",
        )
    giver = state.parts.get(part.forwarded_by_id) if part.forwarded_by_id else None
    if giver is not None and giver.state == "forwarding":
        giver.state, part.state = "handling", "withdrawn"
    else:
        part.state = "objecting"


def _overrule(state: State, said: Said, context: Context) -> None:
    for part in state.parts.values():
        if part.state == "objecting":
            part.state = "handling" if part.acknowledged_at else "pending"


def _take_over(state: State, giver_id: int, taker_id: int, context: Context) -> Part:
    if taker_id == giver_id:
        raise Refused("转给的仍是原单位，请选择另一个单位。", code="same_unit")
    held = state.parts.get(taker_id)
    if held is not None and held.state != "withdrawn":
        raise Refused("该单位已在承办此事项，请选择另一个单位。", code="unit_already_in")
    part = Part("co", "pending", context.now)
    state.parts[taker_id] = part
    return part


def _forward(state: State, said: Said, context: Context) -> None:
    giver = context.part(state)
    assert context.unit_id is not None
    taker = _take_over(state, context.unit_id, said["to_unit"], context)
    taker.forwarded_by_id = context.unit_id
    giver.state = "forwarding"


def _reassign(state: State, said: Said, context: Context) -> None:
    giver = state.parts.get(said["from_unit"])
    if giver is None or giver.state == "withdrawn":
        raise Refused("该单位不在承办单位之中，请从承办单位里选择。", code="unit_not_in")
    taker = _take_over(state, said["from_unit"], said["to_unit"], context)
    taker.role = giver.role
    giver.state = "withdrawn"
    if giver.role == "lead":
        giver.role, state.lead_unit_id = "co", said["to_unit"]
    if state.next_due_on is not None:  # a rule in force is simply carried on by the new unit
        taker.state = "handling"


TO_UNIT = Field("to_unit", "接办单位", FieldKind.UNIT, required=True)

VERBS = (
    Verb(
        "acknowledge",
        "签收",
        "确认收到；签收不等于办结。",
        (NOTE,),
        _acknowledge,
        _pending,
        _lead_acknowledged,
    ),
    Verb(
        "object",
        "提出异议",
        "不属于本单位职责的，在期限内说明理由，由督查科裁定。",
        (REASON, Field("suggest_unit", "建议承办单位", FieldKind.UNIT)),
        _object,
        _held,
        tells=("office",),
    ),
    Verb(
        "overrule",
        "维持原交办",
        "异议不成立，说明理由并支招，由原单位继续办理。",
        (REASON, HELP),
        _overrule,
        _objected,
        tells=("unit",),
    ),
    Verb(
        "forward",
        "转办",
        "请另一单位接办，须写明自己的意见；对方签收之前，仍由本单位负责。",
        (TO_UNIT, Field("opinion", "本单位意见", FieldKind.TEXT, required=True)),
        _forward,
        _held,
        tells=("to_unit",),
    ),
    Verb(
        "reassign",
        "改派",
        "由督查科改变承办单位，原单位不再承办。",
        (Field("from_unit", "原承办单位", FieldKind.UNIT, required=True), TO_UNIT, REASON),
        _reassign,
        tells=("unit",),
    ),
)
