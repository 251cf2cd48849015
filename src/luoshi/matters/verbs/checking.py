"""Checking: 核查、退回、销号、重启 (S52 退回须支招, S82 件件有回音, S8 一家不了不能销号)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.fieldwork import doubt
from luoshi.matters.verbs.filing import HELP, REASON
from luoshi.matters.verbs.verb import Context, Said, Verb


def _all_closed(state: State, context: Context) -> None:
    if owing := state.open_parts():
        known = context.ask.unit_names()
        names = "、".join(known.get(unit, "？") for unit in owing)
        raise Refused(f"{names}的部分还没有办结，不能销号。", code="parts_open")
    if children := context.ask.open_children():
        raise Refused(
            f"还有 {children} 个分解出的子事项没有销号，不能先销本事项。",
            code="children_open",
        )


def _verify(state: State, said: Said, context: Context) -> None:
    _all_closed(state, context)


def _close_out(state: State, said: Said, context: Context) -> None:
    _all_closed(state, context)
    state.closed_at = context.now


def work_again(state: State, units: list[int]) -> None:
    """The units chosen (else the leading one) owe their part again."""
    done = [u for u, p in state.parts.items() if p.state == "completed"]
    chosen = [u for u in units if u in done] or ([state.lead_unit_id] if state.lead_unit_id else [])
    for unit in chosen:
        part = state.parts[unit]
        part.state, part.progress, part.completed_at = "handling", min(part.progress, 95), None
    state.progress = state.lead.progress if state.lead else 0
    state.stopped_at = None


def _return_back(state: State, said: Said, context: Context) -> None:
    work_again(state, said.get("units") or [])
    state.returned += 1


def _reopen(state: State, said: Said, context: Context) -> None:
    work_again(state, [])
    state.closed_at = None


VERBS = (
    Verb(
        "verify",
        "核查通过",
        "查实办理结果，写明怎么查的。",
        (Field("finding", "核查情况", FieldKind.TEXT, required=True), FILES),
        _verify,
        tells=("closer",),
        warns=doubt,
    ),
    Verb(
        "return_back",
        "退回",
        "说清哪里不够，同时支招：方法、资源、可以找谁。",
        (
            REASON,
            HELP,
            Field("units", "退回哪些单位", FieldKind.UNITS, help="留空即退回牵头单位。"),
        ),
        _return_back,
        tells=("unit",),
    ),
    Verb(
        "close_out",
        "销号",
        "给出最终答复，事项了结。",
        (
            Field(
                "reply", "答复", FieldKind.TEXT, required=True, help="回给交办人的话：件件有回音。"
            ),
        ),
        _close_out,
        tells=("unit", "addressee", "leader"),
    ),
    Verb(
        "reopen",
        "重新办理",
        "销号之后发现没有真正办好的，重新打开，同时支招。",
        (REASON, HELP),
        _reopen,
        tells=("unit",),
    ),
)
