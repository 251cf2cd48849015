"""An event as a sentence a clerk would write; the only place that turns the journal into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luoshi.catalogue.describe import length
from luoshi.catalogue.schema import FieldKind, Limit
from luoshi.lib.clock import local
from luoshi.matters.lights import SLIPS
from luoshi.matters.models import Event
from luoshi.matters.verbs import VERBS
from luoshi.matters.verbs.filing import CONTENT

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
_TOLD = {
    FieldKind.LINE, FieldKind.TEXT, FieldKind.DATE, FieldKind.CHOICE, FieldKind.AMOUNT,
    FieldKind.NUMBER,
}  # fmt: skip
_CONTENT_VERBS = {"decompose"}  # what it says is the child's
_ROLES = {"liaison": "联络员", "unit_head": "单位负责人", "leader": "分管领导", "head": "主要领导"}


def headline(event: Event) -> str:
    """Who did what, in a few words: '县水利局 报进展'."""
    actor = event.unit.short_name if event.unit else (event.actor.name if event.actor else "系统")
    label = VERBS[event.verb].label if event.verb in VERBS else event.verb
    if event.verb in ("escalate", "remind"):
        return f"系统 {_climbed(event.said)}"
    return f"{actor} {label}"


_NOT_YET = {"acknowledged": "尚未签收", "reported": "尚未反馈", "answered": "尚未答复"}


def _climbed(said: Mapping[str, Any]) -> str:
    """What a rung of the ladder said, and to whom."""
    told = "、".join(_ROLES.get(role, role) for role in said.get("tell", ()))
    why = _NOT_YET.get(said.get("unless", ""), "逾期" if said["level"] else "提醒")
    slip = SLIPS[min(said["level"], 3)] + "督查单，" if said["level"] else ""
    return f"{why}，{slip}告知{told}"


def _shown(key: str, value: Any) -> str:
    if key == "percent":
        return f"{value}%"
    if isinstance(value, str) and key.endswith("due"):
        return date.fromisoformat(value).strftime("%Y-%m-%d")
    return str(value)


def _by_form(event: Event) -> list[str]:
    """What the table above has no words for, as the act's own form calls it."""
    verb = VERBS.get(event.verb)
    if verb is None or verb.form is CONTENT or event.verb in _CONTENT_VERBS:
        return []
    said = ((f, event.said.get(f.key)) for f in verb.form if f.key not in _WORDS)
    return [
        f"{field.label}：{dict(field.choices).get(str(value), value)}"
        for field, value in said
        if value and field.kind in _TOLD
    ]


def lines(event: Event, unit_names: Mapping[int, str] | None = None) -> list[str]:
    """What was written with the act, one labelled line each."""
    said = event.said
    told = [f"{_WORDS[k]}{_shown(k, said[k])}" for k in _WORDS if said.get(k) not in (None, "")]
    told += _by_form(event)
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
    return told + due_change(event)


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
