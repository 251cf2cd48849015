"""What may be wrong with a declaration, each with a stable id and a hint. Pure checks on dicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.catalogue.declared_lint import declared
from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import BODIES, DISCIPLINES, FieldKind, Phase
from luoshi.catalogue.sources import SOURCES

REQUIRED = (
    "key",
    "version",
    "label",
    "family",
    "number",
    "basis",
    "retention",
)
OPTIONAL = (
    "opened_by", "field", "extension", "escalation", "ladder", "occurrence", "light", "schedule",
    "private", "rules", "feedback", "once_within", "asks", "limits", "readers",
    "addressed", "begins_with", "follow_up", "authority", "gates",
    "source", "confirm_first", "approval", "closing", "deadline", "acknowledge", "objection",
    "lifecycle", "stage", "move", "act", "clock", "figure", "columns", "emergency",
    "work_days",
)  # fmt: skip
LIGHTS = ("time_left", "progress_lag", "slip", "age", "quiet", "money")
FREE_LIGHTS = ("time_left", "money")  # need no threshold of their own
SINCE = ("due", "dispatch", "opened", "quiet")
UNLESS = ("", "acknowledged", "reported", "answered")
UNITS = ("minute", "hour", "work_day", "calendar_day", "month", "year")
RETENTION = ("永久", "30年", "10年")


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: the file, a stable id, and what to change."""

    where: str
    code: str
    sentence: str


def _limits(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    deadline = raw.get("deadline", {})
    yield "deadline.within", deadline.get("within", "")
    for text in deadline.get("warn", ()):
        yield "deadline.warn", text
    for part in ("acknowledge", "objection"):
        if part in raw:
            yield f"{part}.within", raw[part].get("within", "missing")
    yield "feedback.every", raw.get("feedback", {}).get("every", "")
    yield "once_within", raw.get("once_within", "")
    for rung in raw.get("escalation", ()):
        yield "escalation.after", rung.get("after", "missing")
    for clock in raw.get("clock", ()):
        yield "clock.within", clock.get("within", "missing")
        yield "clock.longest", clock.get("longest", "")


def _is_limit(text: str) -> bool:
    parts = text.split()
    return not text or (len(parts) == 2 and parts[0].isdigit() and parts[1] in UNITS)


def _shape(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in REQUIRED:
        if key not in raw:
            yield "catalogue.E002", f"缺少 {key}。"
    for key in raw:
        if key not in (*REQUIRED, *OPTIONAL):
            yield "catalogue.E003", f"不认识 {key}；可用的有：{'、'.join((*REQUIRED, *OPTIONAL))}。"


def _fields(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for field in raw.get("field", ()):
        key, kind = field.get("key", ""), field.get("kind", "line")
        if not key.isidentifier() or key in seen:
            yield "catalogue.E004", f"字段名“{key}”重复或不是合法的英文标识。"
        seen.add(key)
        if kind not in set(FieldKind):
            yield "catalogue.E005", f"字段 {key} 的种类 {kind} 不存在。"
        if (kind == FieldKind.ROWS) != bool(field.get("column")):
            yield "catalogue.E015", f"字段 {key}：rows 须有 column，其他种类不得有。"
        yield from _fields({"field": field.get("column", ())})
        if (kind == FieldKind.CHOICE) != bool(field.get("choices")):
            yield "catalogue.E006", f"字段 {key}：choice 须有 choices，其他种类不得有。"


def _one_of(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if raw["family"] not in FAMILIES:
        yield "catalogue.E030", f"family 只能是 {'、'.join(FAMILIES)} 之一，见 families.toml。"
    if raw["retention"] not in RETENTION:
        yield "catalogue.E012", f"retention 只能是 {'、'.join(RETENTION)}。"


def _content(
    raw: Mapping[str, Any], lifecycles: Mapping[str, Any], parties: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    if ("lifecycle" in raw) == ("stage" in raw):
        yield "catalogue.E007", "lifecycle（引用）与 stage（自写阶段）要有一个，也只能有一个。"
    elif "lifecycle" in raw and raw["lifecycle"] not in lifecycles:
        yield "catalogue.E007", f"没有名为 {raw['lifecycle']} 的 lifecycle。"
    if "{n}" not in raw["number"] or "{year}" not in raw["number"]:
        yield "catalogue.E008", "number 须含 {year} 与 {n}，如 会督〔{year}〕{n}。"
    for where, text in _limits(raw):
        if not _is_limit(text):
            yield (
                "catalogue.E009",
                f"{where} 写成“{text}”，应如“3 work_day”，单位可用 {'、'.join(UNITS)}。",
            )
    yield from _one_of(raw)
    if not raw["basis"]:
        yield "catalogue.E013", "basis 不能为空：写明依据的条款或本单位的规定。"
    for part in ("approval", "closing", "extension"):
        for party in raw.get(part, {}).get("by", ()):
            if party not in parties:
                yield "catalogue.E014", f"{part}.by 里的 {party} 不在 roles.toml 中。"


def _time(raw: Mapping[str, Any], ladders: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "ladder" in raw and (raw["ladder"] not in ladders or raw.get("escalation")):
        names = "、".join(ladders)
        yield "catalogue.E016", f"ladder 只能是 {names} 之一，且不与 escalation 并用。"
    for rung in raw.get("escalation", ()):
        if rung.get("since", "due") not in SINCE or rung.get("unless", "") not in UNLESS:
            yield (
                "catalogue.E017",
                f"escalation 的 since 可用 {'、'.join(SINCE)}，unless 可用 {'、'.join(UNLESS[1:])}。",
            )
    light, schedule = raw.get("light", {}), raw.get("schedule", {})
    family = light.get("family", "time_left")
    if family not in LIGHTS or set(light) - {"family", "amber", "red"}:
        yield "catalogue.E018", f"light.family 可用 {'、'.join(LIGHTS)}，另可写 amber、red。"
    elif family not in FREE_LIGHTS and not 0 < light.get("amber", 0) <= light.get("red", 0):
        yield "catalogue.E018", f"light.family 为 {family} 时，须有 0 < amber ≤ red。"
    if set(schedule) - {"buffer", "front"} or not all(
        isinstance(share, int) and 0 <= share < 100 for share in schedule.values()
    ):
        yield "catalogue.E019", "schedule 里只有 buffer 与 front，都是 0 到 99 的百分数。"


def _numbers(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each of `limits` is a number, each of `asks` a label, and the title is among them."""
    if not all(isinstance(n, int) and n >= 0 for n in raw.get("limits", {}).values()):
        yield "catalogue.E024", "limits 里只能是 0 以上的整数。"
    asks = raw.get("asks", {})
    if asks and ("title" not in asks or not all(isinstance(w, str) and w for w in asks.values())):
        yield "catalogue.E025", "asks 要含 title，每项写明叫什么。"


def _authority(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """A rule of authority names a kind that the type's own field `kind` can have."""
    choices = (f.get("choices", ()) for f in raw.get("field", ()) if f.get("key") == "kind")
    kinds = {choice.split(" ", 1)[0] for listed in choices for choice in listed}
    for rule in raw.get("authority", ()):
        up_to = rule.get("up_to", 0)
        known = not set(rule) - {"kind", "up_to", "words"} and rule.get("kind") in kinds
        if not known or not isinstance(up_to, int) or up_to < 0:
            yield (
                "catalogue.E026",
                "authority 里写 kind（须是字段 kind 的一个取值）、up_to（万元，不写即不限）和 words。",
            )


def _gates(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    gates = raw.get("gates", {})
    for name, known in (("opinions", DISCIPLINES), ("approvals", BODIES)):
        chosen = [str(words).partition(" ") for words in gates.get(name, ())]
        keys = [key for key, _, label in chosen if label]
        if len(keys) != len(chosen) or len(set(keys)) != len(keys) or set(keys) - {*dict(known)}:
            words = "、".join(f"{key} {label}" for key, label in known)
            yield "catalogue.E027", f"gates.{name} 每项写成“键 名称”，各一次；可用的有：{words}。"
    if set(gates) - {"opinions", "approvals"}:
        yield "catalogue.E027", "gates 里只有 opinions 与 approvals。"
    # 重大行政决策程序暂行条例第31条: whatever the order, the Party committee hears before issue.
    named = [str(words).partition(" ")[0] for words in gates.get("approvals", ())]
    if named and "party" not in named:
        yield (
            "catalogue.E028",
            "gates.approvals 不能没有 party（党委）：出台前应当向同级党委请示报告（条例第31条）。",
        )


def _source(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rule = raw.get("source", {})
    kinds = {rule.get("kind", "other"), *rule.get("words", {}).values()}
    asked = {field.get("key") for field in raw.get("field", ())}
    if kinds - set(SOURCES) or set(rule) - {"kind", "by", "words"}:
        yield "catalogue.E029", f"source 里的来源只能是 {'、'.join(SOURCES)}。"
    if rule.get("by") and rule["by"] not in asked:
        yield "catalogue.E029", f"source.by 指的字段 {rule['by']} 不存在。"


def faults_of(
    where: str,
    raw: Mapping[str, Any],
    lifecycles: Mapping[str, Any],
    parties: Mapping[str, Any],
    ladders: Mapping[str, Any],
) -> tuple[Fault, ...]:
    """Every mistake in one declaration; later checks only run on a declaration of right shape."""
    shape = [Fault(where, code, sentence) for code, sentence in _shape(raw)]
    if shape:
        return tuple(shape)
    content = _content(raw, lifecycles, parties)
    numbers = (*_numbers(raw), *_authority(raw), *_gates(raw), *_source(raw))
    found = [*_fields(raw), *content, *_time(raw, ladders), *numbers, *declared(raw)]
    return tuple(Fault(where, code, sentence) for code, sentence in found)


def lifecycle_faults(lifecycles: Mapping[str, Any], verbs: frozenset[str]) -> tuple[Fault, ...]:
    """Mistakes in the lifecycles: unknown phases and verbs, moves to nowhere, dead stages."""
    found: list[Fault] = []
    for name, lifecycle in lifecycles.items():
        keys = {s["key"] for s in lifecycle["stage"]}
        reached = {lifecycle["initial"]}
        acts = lifecycle.get("act", ())
        reached |= {turn["to"] for act in acts for turn in act.get("turn", ())}
        known = verbs | {act["key"] for act in acts}
        for stage in lifecycle["stage"]:
            if stage["phase"].upper() not in Phase.__members__:
                found.append(Fault(name, "catalogue.E020", f"阶段含义 {stage['phase']} 不存在。"))
            for move in stage["moves"]:
                reached.add(move.get("to", stage["key"]))
                if move["verb"] not in known:
                    found.append(Fault(name, "catalogue.E021", f"没有 {move['verb']} 这个动作。"))
        for key in sorted(reached ^ keys):
            found.append(Fault(name, "catalogue.E022", f"阶段 {key} 无从到达或不存在。"))
    return tuple(found)
