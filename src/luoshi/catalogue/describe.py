"""A type in plain Chinese, generated: what a clerk reads, and the golden text tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.catalogue.loader import Party
from luoshi.catalogue.schema import Limit, TypeSpec

_UNITS = {
    "hour": "小时",
    "work_day": "个工作日",
    "calendar_day": "日",
    "month": "个月",
    "year": "年",
}
_ROLE_WORDS = {
    "liaison": "联络员",
    "unit_head": "单位负责人",
    "leader": "分管领导",
    "head": "主要领导",
}


def length(limit: Limit) -> str:
    """'3个工作日', '30日', '6个月'."""
    return f"{limit.amount}{_UNITS[limit.unit]}"


def _clock(spec: TypeSpec) -> list[str]:
    deadline = spec.deadline
    needed = "必须有时限" if deadline.required else "可以没有时限"
    default = f"，未写明的自交办起{length(deadline.within)}" if deadline.within else ""
    rows = [f"时限：{needed}{default}（{deadline.basis}）"]
    if deadline.warn:
        rows.append(f"提前提醒：{'、'.join(length(w) for w in deadline.warn)}")
    rows.append(f"签收：{length(spec.acknowledge_within)}内；异议：{length(spec.object_within)}内")
    if spec.extension.times:
        rows.append(f"延期：最多{spec.extension.times}次，{spec.extension.basis}")
    rows += [
        f"逾期{length(r.after)}后升至第{r.level}级，告知{'、'.join(_ROLE_WORDS[t] for t in r.tell)}"
        for r in spec.escalation
    ]
    return rows


def golden(spec: TypeSpec, parties: Mapping[str, Party], verb_labels: Mapping[str, str]) -> str:
    """The whole type as text; a change of meaning is a change of this text."""
    out = [f"{spec.label}（{spec.key} 第{spec.version}版）", f"编号：{spec.number}"]
    out += [f"依据：{b}" for b in spec.basis]
    out += _clock(spec)
    out.append(f"保管期限：{spec.retention}")
    if spec.occurrence:
        out.append(f"按周期自动开出：{spec.occurrence}")
    for field in spec.fields:
        need = "必填" if field.required else "选填"
        options = f"：{' / '.join(label for _, label in field.choices)}" if field.choices else ""
        out.append(f"字段 {field.label}（{field.kind.value}，{need}）{options}")
    for stage in spec.stages:
        out.append(f"阶段 {stage.label}（{stage.phase.name.lower()}）")
        for move in stage.moves:
            who = "、".join(parties[p].label for p in move.by) or "（无人）"
            goes = "" if move.to == stage.key else f" → {spec.stage(move.to).label}"
            out.append(f"  {who}：{verb_labels[move.verb]}{goes}")
    return "\n".join(out) + "\n"
