"""An event as a sentence a clerk would write; the only place that turns the journal into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luoshi.catalogue.fields import length
from luoshi.catalogue.schema import Field, FieldKind, Limit, TypeSpec
from luoshi.lib.clock import local
from luoshi.matters.lights import SLIPS
from luoshi.matters.models import Event
from luoshi.matters.nodes import NODES, REACHED, Node, node_from
from luoshi.matters.own_values import MINUTE, on_the_clock
from luoshi.matters.types import pinned, verb_of
from luoshi.matters.verbs import verbs_of
from luoshi.matters.verbs.filing import form_of

_WORDS = {
    "note": "",
    "reason": "理由：",
    "help": "支招：",
    "progress": "进展：",
    "experience": "做法：",
    "difficulty": "困难：",
    "next_step": "下一步：",
    "percent": "进度：",
    "result": "结果：",
    "evidence": "佐证：",
    "finding": "核查：",
    "reply": "答复：",
    "words": "",
    "opinion": "意见：",
    "new_due": "申请延至：",
    "granted_due": "延至：",
    "due": "时限：",
    "node": "节点：",
    "reached_on": "到达日期：",
    "meeting": "会议：",
    "met_on": "会议日期：",
    "meets_on": "开会日期：",
    "agenda": "要解决：",
    "asked": "要求：",
}
# 督查与问责
_WORDS |= {
    "exception": "例外理由：",
    "number": "并入：",
    "found": "发现：",
    "basis": "依据：",
    "conclusion": "结论：",
    "served_on": "收到日期：",
    "way": "方式：",
    "nature": "性质：",
    "organ_kind": "移送：",
    "organ": "接收机关：",
    "receipt": "文号：",
    "clue": "线索：",
    "outcome": "建议：",
    "verdict": "决定：",
    "changed": "变更为：",
    "problem": "问题：",
    "standard": "标准：",
    "method": "方法：",
    "resource": "资源：",
    "person": "找谁：",
}
# 请示汇报
_WORDS |= {
    "option": "选定：",
    "changes": "改动：",
    "question": "请提意见：",
    "told_at": "已向分管领导报告：",
    "told_how": "报告方式：",
    "worst_case": "最坏会怎样：",
    "legal_basis": "依据：",
    "tried": "已做：",
    "wanted": "需要：",
    "contact": "可以找：",
}
_ROLES = {
    "liaison": "联络员",
    "unit_head": "单位负责人",
    "leader": "分管领导",
    "head": "主要领导",
    "addressee": "受理领导",
    "clerk": "督查员",
    "section_chief": "督查科长",
    "office_director": "政府办主任",
    "opener_unit": "提出单位",
}
_SHOWN_APART = {*_WORDS, NODES, "parts", "values"}  # a table of its own, or for few eyes
# Kinds told in another way or not at all: names need the directory, files stand beside the words.
_ELSEWHERE = (FieldKind.UNIT, FieldKind.UNITS, FieldKind.PERSON, FieldKind.FILES, FieldKind.RULE)


def act_words(event: Event) -> str:
    """What the act is called on matters of that type."""
    verb = verb_of(event)
    return verb.label if verb else event.verb


def headline(event: Event) -> str:
    """Who did what, in a few words: '县水利局 报进展'."""
    actor = event.unit.short_name if event.unit else (event.actor.name if event.actor else "系统")
    label = act_words(event)
    if event.verb in ("escalate", "remind"):
        return f"系统 {_climbed(event.said)}"
    return f"{actor} {label}"


_WHY = {"opened": "久拖未决", "quiet": "长期无人办理"}
_NOT_YET = {"acknowledged": "尚未签收", "reported": "尚未反馈", "answered": "尚未答复"}


def _climbed(said: Mapping[str, Any]) -> str:
    """What a rung of the ladder said, and to whom."""
    told = "、".join(_ROLES.get(role, role) for role in said.get("tell", ()))
    if said.get("node"):
        return f"节点“{said['node']}”到日子没有到达，提醒{told}"
    late = _WHY.get(
        str(said.get("rung", "")).partition("+")[0], "逾期" if said["level"] else "提醒"
    )
    why = _NOT_YET.get(said.get("unless", ""), late)
    slip = SLIPS[min(said["level"], 3)] + "督查单，" if said["level"] else ""
    return f"{why}，{slip}告知{told}"


def _field(event: Event, key: str) -> Field | None:
    verb = verb_of(event)
    return next((f for f in verb.form if f.key == key), None) if verb else None


def _shown(field: Field | None, key: str, value: Any) -> str:
    if field is not None and field.choices:
        return dict(field.choices).get(str(value), str(value))
    if key == "option":
        return f"方案 {value}" if value else "不选方案"
    if field is not None and field.kind == FieldKind.MOMENT:
        return on_the_clock(value, MINUTE)
    if key == "percent":
        return f"{value}%"
    if isinstance(value, str) and key.endswith("due"):
        return date.fromisoformat(value).strftime("%Y-%m-%d")
    return str(value)


def restricted(spec: TypeSpec) -> frozenset[str]:
    """The keys of what few may read, of the type and of every act's form."""
    forms = (spec.fields, *(verb.form for verb in verbs_of(spec).values()))
    return frozenset(field.key for form in forms for field in form if field.restricted)


def _cell(field: Field, value: Any) -> str:
    if field.kind == FieldKind.FLAG:
        return "是" if value else "否"
    if field.kind == FieldKind.MOMENT:
        return on_the_clock(value, MINUTE)
    return dict(field.choices).get(str(value), str(value))


def _answer(field: Field, value: Any) -> str:
    """A field and what was typed into it; rows one after another."""
    if field.kind != FieldKind.ROWS:
        return f"{field.label}：{_cell(field, value)}"
    rows = (
        " ".join(_cell(c, row[c.key]) for c in field.columns if row.get(c.key) and not c.restricted)
        for row in value
    )
    return f"{field.label}：{'、'.join(rows)}"


def _declared(event: Event, spec: TypeSpec) -> frozenset[str]:
    """What the type itself asks for in this act: told by its own labels, in its own order."""
    acts = (act for act in spec.acts if act.key == event.verb)
    return frozenset(field.key for act in acts for field in act.fields)


def _answers(event: Event, spec: TypeSpec, hidden: frozenset[str]) -> list[str]:
    """What the form asked for beyond the words every form shares, in its order."""
    told = []
    verb, own = verbs_of(spec).get(event.verb), _declared(event, spec)
    for field in form_of(verb, spec) if verb else ():
        value = event.said.get(field.key)
        apart = field.key in _SHOWN_APART and field.key not in own
        if apart or field.kind in _ELSEWHERE or value in (None, "", []):
            continue
        told.append(f"{field.label}：（限知）" if field.key in hidden else _answer(field, value))
    return told


def lines(
    event: Event,
    unit_names: Mapping[int, str] | None = None,
    hidden: frozenset[str] | None = None,
) -> list[str]:
    """What was written with the act, one labelled line each.

    `hidden` are the keys its reader may not see (`queries.hidden_from`); unless told, every
    restricted one is, so that a caller who forgets shows too little and never too much.
    """
    spec = pinned(event.matter.type_version_id)
    hidden = restricted(spec) if hidden is None else hidden
    said = {key: value for key, value in event.said.items() if key not in hidden}
    names = unit_names or {}
    if event.actor is None and said.get("node"):
        return []
    if event.verb == "reach_node":  # the node may have been left to be the next one
        said = {**said, "node": event.changed.get("facts", {}).get(REACHED, "")}
    own = _declared(event, spec)
    told = [
        f"{_WORDS[key]}{_shown(_field(event, key), key, said[key])}"
        for key in _WORDS
        if said.get(key) not in (None, "") and key not in own
    ]
    told += [node_words(node_from(row)) for row in said.get(NODES, ())]
    for row in said.get("parts") or ():
        told.append(f"{names.get(row['unit'], '')}：{row['words']}")
    for key, label in (
        ("object", "对象："),
        ("from_unit", "原承办："),
        ("to_unit", "接办："),
        ("suggest_unit", "建议："),
        ("ask_unit", "征求："),
        ("lead", "牵头："),
    ):
        if said.get(key) and (name := names.get(said[key])):
            told.append(f"{label}{name}")
    if event.verb == "warn":
        amount, unit = said["left"].split()
        told.append(f"距到期还有{length(Limit(int(amount), unit))}")
    if said.get("batch"):
        told.append("与该单位的其他事项一并")
    return told + _answers(event, spec, hidden) + due_change(event)


def node_words(node: Node) -> str:
    """10月31日 主体完工，总进度60%，关口."""
    share = f"，总进度{node.percent}%" if node.percent is not None else ""
    return f"{node.day:%Y-%m-%d} {node.name}{share}{'，关口' if node.gate else ''}"


def due_change(event: Event) -> list[str]:
    """The new due date, when the act moved it."""
    moved = event.changed.get("due_at")
    if not moved or event.verb == "register":
        return []
    return [f"时限定为 {local(datetime.fromisoformat(moved)).date():%Y-%m-%d}"]


def who(event: Event) -> str:
    """The person behind the act, and for whom."""
    if event.actor is None:
        return ""
    behalf = f"（代{event.on_behalf_of.name}）" if event.on_behalf_of else ""
    return f"{event.actor.name}{behalf}"


def line(
    event: Event,
    unit_names: Mapping[int, str] | None = None,
    hidden: frozenset[str] | None = None,
) -> str:
    """Headline and lines as one sentence; `hidden` as in `lines`."""
    told = lines(event, unit_names, hidden)
    rest = "；".join(words.rstrip("。；") for words in told)
    return f"{headline(event)}：{rest}" if rest else headline(event)
