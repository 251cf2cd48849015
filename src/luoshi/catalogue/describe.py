"""A type in plain Chinese, generated: what a clerk reads, and the golden text tests compare."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.catalogue.fields import AMONG, LEADERS, length
from luoshi.catalogue.loader import Party
from luoshi.catalogue.schema import Field, Need, Rung, TypeSpec, Where
from luoshi.catalogue.sources import label_of

_ROLE_WORDS = {
    "liaison": "联络员",
    "unit_head": "单位负责人",
    "leader": "分管领导",
    "head": "主要领导",
    "clerk": "督查员",
    "section_chief": "督查科长",
    "proofreader": "总核稿",
    "deputy_director": "政府办副主任",
    "office_director": "政府办主任",
    "opener": "提出人",
    "addressee": "受理领导",
    "opener_unit": "提出单位",
}


_UNLESS = {"acknowledged": "签收", "reported": "反馈", "answered": "答复"}
_SLIPS = ("", "蓝色", "橙色", "红色")
_FROM = {"age": "自登记", "quiet": "无人办理满"}
_SINCE = {"due": "逾期", "dispatch": "交办后", "opened": "登记后", "quiet": "无人办理满"}
_AT_ONCE = {"due": "到期当日", "dispatch": "交办当日", "opened": "登记当日", "quiet": "办理当日"}
# Who owes what a clock waits for.
OWED = {"office": "办公室", "unit": "承办单位", "other": "对方"}
_EVEN = 50  # percent of the work in the first half of the time


def _clock(spec: TypeSpec) -> list[str]:
    deadline = spec.deadline
    if spec.clocks and not deadline.required:
        return [*_statutory(spec), *_reminders(spec)]
    needed = "必须有时限" if deadline.required else "可以没有时限"
    default = f"，未写明的自交办起{length(deadline.within)}" if deadline.within else ""
    rows = [f"时限：{needed}{default}（{deadline.basis}）"]
    rows += _statutory(spec)
    return [*rows, *_reminders(spec)]


def _act_words(spec: TypeSpec, keys: tuple[str, ...]) -> str:
    labels = {"register": "登记"} | {act.key: act.label for act in spec.acts}
    return "、".join(labels.get(key, key) for key in keys)


def _when(conditions: tuple[Where, ...]) -> str:
    said = []
    for where in conditions:
        bounds = [(where.least, "≥"), (where.most, "≤")]
        numbers = [f"{sign}{n}" for n, sign in bounds if n is not None]
        said.append(f"{where.field} {'、'.join(numbers) or '或'.join(where.values)}")
    return f"（{'，'.join(said)}）" if said else ""


def _statutory(spec: TypeSpec) -> list[str]:
    """The clocks of the law: from what, how long, until what, by which article."""
    rows = []
    for clock in spec.clocks:
        since = f"{clock.counted_from}{'之前' if clock.before else '起'}" if clock.counted_from else (
            f"“{_act_words(spec, clock.starts)}”起"
        )  # fmt: skip
        at = f"当日{clock.at}" if clock.at else ""
        longer = f"，最多再延{length(clock.longest)}" if clock.longest else ""
        longer += f"，经同意最长{length(clock.at_most)}" if clock.at_most else ""
        every = "（每个协办单位）" if clock.every_co else ""
        ends, owed = _act_words(spec, clock.ends) + every, OWED[clock.owed_by]
        rows.append(
            f"{'法定期限' if clock.statutory else '期限'} {clock.label}："
            f"{since}{length(clock.within)}{at}{longer}，至“{ends}”，"
            f"由{owed}负责{_when(clock.when)}（{clock.basis}）"
        )
    return rows


def _reminders(spec: TypeSpec) -> list[str]:
    return [*warnings(spec), taking(spec), *reminders(spec)]


def warnings(spec: TypeSpec) -> list[str]:
    """How long before the due date it is told."""
    said = "、".join(length(w) for w in spec.deadline.warn)
    return [f"提前提醒：{said}"] if said else []


def taking(spec: TypeSpec) -> str:
    """How fast what is handed over is to be acknowledged or objected to."""
    return f"签收：{length(spec.acknowledge_within)}内；异议：{length(spec.object_within)}内"


def reminders(spec: TypeSpec) -> list[str]:
    """Feedback, extension, lights and the ladder of what is told to whom, a sentence each."""
    rows = []
    if spec.feedback_every:
        rows.append(f"反馈：办理期间每{length(spec.feedback_every)}至少一次")
    if spec.extension.times:
        rows.append(f"延期：最多{spec.extension.times}次，{spec.extension.basis}")
    rows += [_light(spec), *_schedule(spec), *(rung_words(r) for r in spec.escalation)]
    return rows


def _light(spec: TypeSpec) -> str:
    rule = spec.light
    if rule.family == "progress_lag":
        return f"亮灯：比时序进度滞后{rule.amber}个百分点黄、{rule.red}个百分点红，逾期红"
    if rule.family == "slip":
        return f"亮灯：第{rule.amber}级督查单起黄，第{rule.red}级起红"
    if rule.family in _FROM:
        return f"亮灯：{_FROM[rule.family]}{rule.amber}日起黄、{rule.red}日起红，逾期红"
    if rule.family == "money":
        return "亮灯：按每月还款日，提前一个月黄，下月资金已落实的到最后几日才黄，逾期红"
    return "亮灯：按剩余时间，提前提醒起黄，逾期红"


def _schedule(spec: TypeSpec) -> list[str]:
    rule = spec.schedule
    if not rule.buffer and rule.front == _EVEN:
        return []
    return [f"倒排：最后{rule.buffer}%的时间留作余地，前一半时间完成{rule.front}%（S14）"]


def rung_words(rung: Rung) -> str:
    """One rung of a ladder as a sentence: 'when, unless what, told to whom'."""
    told = "、".join(_ROLE_WORDS.get(t, t) for t in rung.tell)
    later = f"{_SINCE[rung.since]}{length(rung.after)}"
    when = later if rung.after.amount else _AT_ONCE[rung.since]
    unless = f"仍未{_UNLESS[rung.unless]}的" if rung.unless else ""
    slip = f"发{_SLIPS[min(rung.level, 3)]}督查单，" if rung.level else ""
    return f"{when}{unless}，{slip}告知{told}{'（即时）' if rung.urgent else ''}"


def _rules(spec: TypeSpec, parties: Mapping[str, Party]) -> list[str]:
    """What is checked, by which numbers, who may see it, and what the shared fields are called."""
    readers = "、".join(
        _ROLE_WORDS.get(r) or (parties[r].label if r in parties else r) for r in spec.readers
    )
    return [
        *([f"只有{readers}和提出人可见"] if readers else []),
        *([f"登记时核对：{'、'.join(spec.rules)}"] if spec.rules else []),
        *(f"数目 {key}：{number}" for key, number in spec.limits),
        *([f"共用字段：{'、'.join(label for _, label in spec.asks)}"] if spec.asks else []),
    ]


def _ways(spec: TypeSpec, parties: Mapping[str, Party]) -> list[str]:
    """What sets the type apart: who sees it, what is checked, what must be there first."""
    rows = ["只有提出人和受理人可见，不计入任何统计"] if spec.private else []
    rows += _rules(spec, parties)
    if spec.once_within:
        rows.append(f"同一材料{length(spec.once_within)}内只要一次")
    if spec.addressed:
        rows.append("由受理的领导答复，不设承办单位")
    if spec.follow_up:
        rows.append(f"决定中交办工作的，开出：{spec.follow_up}")
    for rule in spec.authority:
        most = f"，{rule.up_to}万元以内" if rule.up_to else ""
        rows.append(f"分管领导自行决定、不得上交：{rule.words or rule.kind}{most}（S34）")
    rows += _gates(spec)
    return rows + (
        [f"按周期自动开出：{spec.occurrence}{'，休息日不开' if spec.work_days else ''}"]
        if spec.occurrence
        else []
    )


def _gates(spec: TypeSpec) -> list[str]:
    rows = []
    if spec.gates.opinions:
        names = "、".join(label for _, label in spec.gates.opinions)
        rows.append(f"提交上一级前须有意见：{names}（S42）")
    if spec.gates.approvals:
        names = " → ".join(label for _, label in spec.gates.approvals)
        rows.append(f"三重一大：先合法性审查，再依次 {names}，党委之后方可印发")
    return rows


def among_words(field: Field) -> str:
    """Whom a field that names a person offers, where it is not the leaders as usual."""
    return "" if field.among == LEADERS else f"，从{AMONG[field.among]}中选"


def _acts(spec: TypeSpec) -> list[str]:
    """The type's own acts: what each asks for, and what must have been before."""
    rows = []
    for act in spec.acts:
        asked = "、".join(
            f.label + ("*" if f.required else "") + among_words(f) for f in act.fields
        )
        rows.append(f"动作 {act.label}{f'：{asked}' if asked else ''}")
        if act.numbered:
            rows.append(f"  每次编号：{act.numbered}一、{act.numbered}二……")
        rows += [f"  核对：{'、'.join(act.rules)}"] if act.rules else []
        rows += [f"  先决{_since(spec, need)}{_when(need.when)}：{need.says}" for need in act.needs]
        rows += [f"  去向{_when(turn.when)}：{spec.stage(turn.to).label}" for turn in act.turns]
        if act.opens:
            given = "，".join(f"{key} = {word}" for key, word in act.gives)
            rows.append(f"  开出：{act.opens}{f'（{given}）' if given else ''}")
    return rows


def _since(spec: TypeSpec, need: Need) -> str:
    clock = next((clock.label for clock in spec.clocks if clock.key == need.in_time), "")
    within = f"（“{clock}”期限之内）" if clock else ""
    return (f"（最近一次“{_act_words(spec, (need.since,))}”之后）" if need.since else "") + within


def _figures(spec: TypeSpec) -> list[str]:
    return [
        f"数字 {f.label}（{f.unit}）"
        + (f"：{' ÷ '.join(f.share) or ' + '.join(f.sums) or f.on + _when(f.where)}")
        + (f"，累加 {f.adds}" if f.adds else "")
        for f in spec.figures
    ]


def _field_row(field: Field) -> str:
    need = ("必填" if field.required else "选填") + ("，限知" if field.restricted else "")
    options = f"：{' / '.join(label for _, label in field.choices)}" if field.choices else ""
    most = f"，最多{field.most}项" if field.most else ""
    return f"字段 {field.label}（{field.kind.value}，{need}{most}{among_words(field)}）{options}"


def _source(spec: TypeSpec) -> str:
    labels = {field.key: field.label for field in spec.fields}
    rule = spec.source
    plain = label_of(rule.kind)
    if not rule.by:
        return plain
    words = "，".join(f"{word}即{label_of(kind)}" for word, kind in rule.words)
    return f"看“{labels[rule.by]}”{f'：{words}' if words else ''}；否则为{plain}"


def golden(spec: TypeSpec, parties: Mapping[str, Party], verb_labels: Mapping[str, str]) -> str:
    """The whole type as text; a change of meaning is a change of this text."""
    out = [f"{spec.label}（{spec.key} 第{spec.version}版）", f"编号：{spec.number}"]
    out += [f"依据：{b}" for b in spec.basis]
    out += _clock(spec)
    out.append(f"保管期限：{spec.retention}")
    out += _ways(spec, parties)
    out.append(f"来源：{_source(spec)}")
    if spec.confirm_first:
        out.append("口头交办的，领导确认之后才能交办")
    out += [_field_row(field) for field in spec.fields]
    out += [*_acts(spec), *_figures(spec)]
    labels = {**verb_labels, **{act.key: act.label for act in spec.acts}}
    own = {act.key: [parties[p].label for p in act.not_by] for act in spec.acts if act.not_by}
    for stage in spec.stages:
        out.append(f"阶段 {stage.label}（{stage.phase.name.lower()}）")
        for move in stage.moves:
            who = "、".join(parties[p].label for p in move.by) or "（无人）"
            who += f"（{'、'.join(own[move.verb])}回避）" if move.verb in own else ""
            goes = "" if move.to == stage.key else f" → {spec.stage(move.to).label}"
            out.append(f"  {who}：{labels[move.verb]}{goes}")
    return "\n".join(out) + "\n"
