"""Stages on the way: 节点计划、同意、退回、到达节点 (S88 按节点一抓到底, S96 抓好各个阶段的落实)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.nodes import (
    ASKED,
    NODES,
    REACHED,
    Node,
    node_from,
    nodes_of,
    plain_nodes,
    shares,
    unreached,
)
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.doing import FILES, handling, note_report, overall
from luoshi.matters.verbs.filing import NOTE, REASON
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of


def _asked(state: State, part: Part | None) -> str:
    return "" if state.facts.get(ASKED) else "没有等待确认的节点计划。"


def _to_reach(state: State, part: Part | None) -> str:
    if not unreached(state.facts):
        return "没有未到达的节点；要增加节点，请先提出节点计划。"
    return handling(state, part)


def _planned(state: State, said: Said, context: Context) -> list[Node]:
    """The rows as nodes, with what has been reached already kept; refuses a plan that cannot be."""
    done = {node.name: node for node in nodes_of(state.facts) if node.reached}
    nodes = [done.pop(row["name"], node_from(row)) for row in said[NODES]]
    nodes = sorted([*nodes, *done.values()], key=lambda node: node.day)
    if len({node.name for node in nodes}) < len(nodes):
        raise Refused("两个节点不能同名，请写得具体一些。", code="node_twice")
    today, due = local_date(context.now), local_date(state.due_at) if state.due_at else None
    for node in nodes:
        if node.reached is None:
            _fits(node, today, due)
    stated = [node.percent for node in nodes if node.percent is not None]
    if stated != sorted(stated):
        raise Refused("节点的进度要随日期递增，请调整。", code="node_percent")
    return nodes


def _fits(node: Node, today: date, due: date | None) -> None:
    if node.day < today:
        raise Refused(f"节点“{node.name}”的日期已经过去，请改成今天或以后。", code="node_in_past")
    if due and node.day > due:
        raise Refused(
            f"节点“{node.name}”晚于完成时限 {due}，请提前；确实完不成的，先申请延期。",
            code="node_after_due",
        )


def _plan_nodes(state: State, said: Said, context: Context) -> None:
    nodes = plain_nodes(_planned(state, said, context))
    # What a unit plans is agreed to by the office; what the office lays down holds at once.
    if context.unit_id is not None:
        state.facts[ASKED] = nodes
        return
    state.facts[NODES] = nodes
    state.facts.pop(ASKED, None)


def _agree_nodes(state: State, said: Said, context: Context) -> None:
    reached = {node.name: node.reached for node in nodes_of(state.facts) if node.reached}
    asked = nodes_of(state.facts, ASKED)
    state.facts[NODES] = plain_nodes(
        replace(node, reached=reached.get(node.name, node.reached)) for node in asked
    )
    del state.facts[ASKED]


def _return_nodes(state: State, said: Said, context: Context) -> None:
    del state.facts[ASKED]


def _chosen(state: State, name: str) -> Node:
    left = unreached(state.facts)
    found = next((node for node in left if node.name == name), None) if name else left[0]
    if found is None:
        names = "、".join(f"“{node.name}”" for node in left)
        raise Refused(f"没有未到达的节点“{name}”。还没到达的有：{names}。", code="no_such_node")
    gate = next((node for node in left if node.gate and node.day < found.day), None)
    if gate is not None:
        raise Refused(
            f"“{gate.name}”是关口，还没有到达，不能先报后面的“{found.name}”。", code="gate_shut"
        )
    return found


def _reach_node(state: State, said: Said, context: Context) -> None:
    node = _chosen(state, (said.get("node") or "").strip())
    today = local_date(context.now)
    day = day_of(said["reached_on"]) if said.get("reached_on") else today
    if day > today:
        raise Refused("到达日期不能晚于今天。", code="node_in_future")
    nodes = nodes_of(state.facts)
    state.facts[NODES] = plain_nodes(
        replace(n, reached=day) if n.name == node.name else n for n in nodes
    )
    state.facts[REACHED] = node.name
    part = context.part(state)
    note_report(state, part, context, f"到达节点“{node.name}”：{said['evidence']}")
    if state.due_at is not None:
        share = dict(zip(nodes, shares(nodes, local_date(state.due_at)), strict=True))[node]
        part.progress = max(part.progress, min(share, 99))
    overall(state)


PLANNED = Field(
    NODES,
    "节点",
    FieldKind.ROWS,
    required=True,
    least=1,
    help="到哪一天、做成什么。已到达的节点自动保留。",
    columns=(
        Field("name", "做成什么", required=True),
        Field("day", "哪一天", FieldKind.DATE, required=True),
        Field("percent", "总进度（%）", FieldKind.PERCENT),
        Field("gate", "关口：不到此处，不得报后面的节点", FieldKind.FLAG),
    ),
)
VERBS = (
    Verb(
        "plan_nodes",
        "节点计划",
        "把全过程分成几段，每段有日期；牵头单位提出的，经督查科同意后生效。",
        (PLANNED, NOTE),
        _plan_nodes,
        tells=("office", "lead_unit"),
    ),
    Verb(
        "agree_nodes",
        "同意节点计划",
        "从此按节点督办：到日子没到达的，下一个工作日提醒。",
        (NOTE,),
        _agree_nodes,
        _asked,
        tells=("lead_unit",),
    ),
    Verb(
        "return_nodes",
        "退回节点计划",
        "说明哪一段不合适，并给出建议。",
        (REASON, Field("help", "支招", FieldKind.TEXT, required=True)),
        _return_nodes,
        _asked,
        tells=("lead_unit",),
    ),
    Verb(
        "reach_node",
        "到达节点",
        "一个节点做成了，写明佐证；它同时算一次反馈。",
        (
            Field("node", "哪个节点", help="留空即下一个未到达的节点。"),
            Field("evidence", "佐证说明", FieldKind.TEXT, required=True),
            Field("reached_on", "到达日期", FieldKind.DATE, help="留空即今天。"),
            FILES,
        ),
        _reach_node,
        _to_reach,
        tells=("office",),
    ),
)
