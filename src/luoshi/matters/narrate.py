"""An event as a sentence a clerk would write; the only place that turns the journal into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luoshi.catalogue.describe import length
from luoshi.catalogue.schema import Field, FieldKind, Limit, TypeSpec
from luoshi.lib.clock import local
from luoshi.matters.lights import SLIPS
from luoshi.matters.models import Event
from luoshi.matters.types import pinned
from luoshi.matters.verbs import VERBS

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
}
# Kinds told in another way or not at all: names need the directory, files stand beside the words.
_ELSEWHERE = (FieldKind.UNIT, FieldKind.UNITS, FieldKind.PERSON, FieldKind.FILES, FieldKind.RULE)
_ROLES = {
    "liaison": "联络员", "unit_head": "单位负责人", "leader": "分管领导", "head": "主要领导",
    "office_director": "政府办主任",
}  # fmt: skip


def headline(event: Event) -> str:
    """Who did what, in a few words: '县水利局 报进展'."""
    actor = event.unit.short_name if event.unit else (event.actor.name if event.actor else "系统")
    label = VERBS[event.verb].label if event.verb in VERBS else event.verb
    if event.verb in ("escalate", "remind"):
        return f"系统 {_climbed(event.said)}"
    return f"{actor} {label}"


_WHY = {"opened": "久拖未决", "quiet": "长期无人办理"}
_NOT_YET = {"acknowledged": "尚未签收", "reported": "尚未反馈", "answered": "尚未答复"}


def _climbed(said: Mapping[str, Any]) -> str:
    """What a rung of the ladder said, and to whom."""
    told = "、".join(_ROLES.get(role, role) for role in said.get("tell", ()))
    late = _WHY.get(
        str(said.get("rung", "")).partition("+")[0], "逾期" if said["level"] else "提醒"
    )
    why = _NOT_YET.get(said.get("unless", ""), late)
    slip = SLIPS[min(said["level"], 3)] + "督查单，" if said["level"] else ""
    return f"{why}，{slip}告知{told}"


def _shown(key: str, value: Any) -> str:
    if key == "percent":
        return f"{value}%"
    if isinstance(value, str) and key.endswith("due"):
        return date.fromisoformat(value).strftime("%Y-%m-%d")
    return str(value)


def restricted(spec: TypeSpec) -> frozenset[str]:
    """The keys of what few may read, of the type and of every act's form."""
    forms = (spec.fields, *(verb.form for verb in VERBS.values()))
    return frozenset(field.key for form in forms for field in form if field.restricted)


def _cell(field: Field, value: Any) -> str:
    if field.kind == FieldKind.FLAG:
        return "是" if value else "否"
    return dict(field.choices).get(str(value), str(value))


def _answer(field: Field, value: Any) -> str:
    """A field and what was typed into it; rows one after another."""
    if field.kind != FieldKind.ROWS:
        return f"{field.label}：{_cell(field, value)}"
    rows = (
        " ".join(_cell(c, row[c.key]) for c in field.columns if row.get(c.key)) for row in value
    )
    return f"{field.label}：{'、'.join(rows)}"


def _answers(event: Event, spec: TypeSpec, hidden: frozenset[str]) -> list[str]:
    """What the form asked for beyond the words every form shares, in its order."""
    told = []
    for field in VERBS[event.verb].asks(spec) if event.verb in VERBS else ():
        value = event.said.get(field.key)
        if field.key in _WORDS or field.kind in _ELSEWHERE or value in (None, "", []):
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
    told = [f"{_WORDS[k]}{_shown(k, said[k])}" for k in _WORDS if said.get(k) not in (None, "")]
    names = unit_names or {}
    for key, label in (
        ("from_unit", "原承办："),
        ("to_unit", "接办："),
        ("suggest_unit", "建议："),
    ):
        if said.get(key):
            told.append(f"{label}{names.get(said[key], '')}")
    if event.verb == "warn":
        amount, unit = said["left"].split()
        told.append(f"距到期还有{length(Limit(int(amount), unit))}")
    return told + _answers(event, spec, hidden) + due_change(event)


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


def line(event: Event, unit_names: Mapping[int, str] | None = None) -> str:
    """Headline and lines as one sentence."""
    rest = "；".join(lines(event, unit_names))
    return f"{headline(event)}：{rest}" if rest else headline(event)
