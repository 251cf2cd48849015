"""What may be wrong with declared acts, clocks, figures and columns: words that name nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from luoshi.catalogue.fields import AMONG, FieldKind, Phase

_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
OWED_BY = ("unit", "office")
_ON = ("opened", "closed")
# What every matter can be asked beside its own fields; `timely`: in time (yes), late (no).
SHARED = {"stage", "quadrant", "timely", "urged", "returned", "extended"}
# What `open_matter` and `act` take beside the fields.
OPENING = {"type_key", "by", "now", "origin", "request_key", "at"}
ACTING = {"matter", "verb", "by", "now", "rev", "unit", "at", "batch"}
Found = Iterator[tuple[str, str]]
Raw = Mapping[str, Any]


def declared(raw: Raw) -> Found:
    """Every mistake in the acts, clocks, figures and columns of one declaration."""
    yield from _people(raw)
    yield from _stages(raw)
    yield from _reserved(raw)
    yield from _acts(raw)
    yield from _clocks(raw)
    yield from _figures(raw)
    if unknown := [c for c in raw.get("columns", ()) if c not in _fields(raw)]:
        yield "catalogue.E034", f"columns 里的 {'、'.join(unknown)} 不是本类型的字段。"


def _fields(raw: Raw) -> set[str]:
    """Everything that a matter of this type can say: its own fields, and those of its acts."""
    own = {field.get("key", "") for field in raw.get("field", ())}
    acts = raw.get("act", ())
    said = {field.get("key", "") for act in acts for field in act.get("field", ())}
    clocks = {f"clock_{clock.get('key')}" for clock in raw.get("clock", ())}
    return own | said | clocks | {act["collects"] for act in acts if act.get("collects")}


def _people(raw: Raw) -> Found:
    """Fields that name a person, of the type and of its acts: from a list that there is."""
    acts = [field for act in raw.get("act", ()) for field in act.get("field", ())]
    for field in (*raw.get("field", ()), *acts):
        for one in (field, *field.get("column", ())):
            person = one.get("kind") == FieldKind.PERSON
            if "among" in one and (not person or one["among"] not in AMONG):
                names = "、".join(AMONG)
                yield (
                    "catalogue.E035",
                    f"字段 {one.get('key')}：among 只能是 {names}，且只用于 person。",
                )


def _stages(raw: Raw) -> Found:
    """Stages a type writes itself: known phases, moves that lead somewhere, none without a way."""
    stages = raw.get("stage", ())
    keys = [stage.get("key", "") for stage in stages]
    reached = set(keys[:1])
    for stage in stages:
        if str(stage.get("phase", "")).upper() not in Phase.__members__ or not stage.get("label"):
            yield "catalogue.E020", f"阶段 {stage.get('key')} 要写 label 和 phase。"
        for move in stage.get("moves", ()):
            reached.add(move.get("to", stage.get("key")))
            if not move.get("verb") or not move.get("by"):
                yield "catalogue.E021", f"阶段 {stage.get('key')} 的每个动作要写 verb 和 by。"
    for move in raw.get("move", ()):
        reached.add(move.get("to", next(iter(move.get("in", ())), "")))
        if not move.get("verb") or not move.get("by") or not move.get("in"):
            yield "catalogue.E021", "move 要写 in（阶段）、verb、by。"
    turns = {turn.get("to") for act in raw.get("act", ()) for turn in act.get("turn", ())}
    for key in sorted((reached | turns) ^ set(keys)) if stages else ():
        yield "catalogue.E022", f"阶段 {key} 无从到达或不存在。"


def _reserved(raw: Raw) -> Found:
    """Keys of fields that the engine's own door already means something by."""
    for field in raw.get("field", ()):
        if field.get("key") in OPENING:
            yield "catalogue.E037", f"字段名 {field['key']} 系统已用，请换一个。"
    for act in raw.get("act", ()):
        for field in act.get("field", ()):
            if field.get("key") in ACTING:
                yield (
                    "catalogue.E037",
                    f"动作 {act.get('key')} 的字段名 {field['key']} 系统已用，请换一个。",
                )


def _acts(raw: Raw) -> Found:
    stages = {stage.get("key") for stage in raw.get("stage", ())}
    for act in raw.get("act", ()):
        key = act.get("key", "")
        if not key.isidentifier() or not act.get("label"):
            yield "catalogue.E031", f"act 须有英文标识 key 和名称 label，现为“{key}”。"
        for field in act.get("field", ()):
            if field.get("kind", "line") not in set(FieldKind):
                yield "catalogue.E005", f"动作 {key} 的字段 {field.get('key')} 种类不存在。"
            if (field.get("kind") == FieldKind.CHOICE) != bool(field.get("choices")):
                yield (
                    "catalogue.E006",
                    f"动作 {key} 的字段 {field.get('key')}：choice 须有 choices。",
                )
        yield from _needs(key, act)
        if act.get("numbered") and not act.get("collects"):
            yield "catalogue.E031", f"动作 {key} 的 numbered 只用于 collects 的动作。"
        for turn in act.get("turn", ()):
            if stages and turn.get("to") not in stages:
                yield "catalogue.E031", f"动作 {key} 的 turn 通向不存在的阶段 {turn.get('to')}。"


def _needs(key: str, act: Raw) -> Found:
    """What an act asks for beforehand, and what it gives to the matter it opens."""
    needs = act.get("need", ())
    if any(not need.get("says") for need in needs):
        yield "catalogue.E031", f"动作 {key} 的 need 须写 says：为什么不行、先做什么。"
    if any(need.get("since") and not need.get("done") for need in needs):
        yield "catalogue.E031", f"动作 {key} 的 need 里 since 要和 done 一起写。"
    if act.get("gives") and not act.get("opens"):
        yield "catalogue.E031", f"动作 {key} 的 gives 要和 opens 一起写。"


def _clocks(raw: Raw) -> Found:
    for clock in raw.get("clock", ()):
        key = clock.get("key", "")
        missing = [n for n in ("label", "within", "starts", "ends", "basis") if not clock.get(n)]
        if not key.isidentifier() or missing:
            yield "catalogue.E032", f"clock {key} 缺少 {'、'.join(missing) or 'key'}。"
        if clock.get("owed_by", "unit") not in OWED_BY:
            yield "catalogue.E032", f"clock {key} 的 owed_by 只能是 {'、'.join(OWED_BY)}。"
        if clock.get("at") and not _HOUR.fullmatch(clock["at"]):
            yield "catalogue.E032", f"clock {key} 的 at 写成 12:00 这样的钟点。"
        if clock.get("before") and not clock.get("counted_from"):
            yield "catalogue.E032", f"clock {key} 倒着算，须用 counted_from 写明从哪一天。"


def _figures(raw: Raw) -> Found:
    figures = raw.get("figure", ())
    keys = {figure.get("key") for figure in figures}
    known = _fields(raw)
    for figure in figures:
        key, on = figure.get("key", ""), figure.get("on", "opened")
        if not key.isidentifier() or not figure.get("label"):
            yield "catalogue.E033", f"figure 须有英文标识 key 和名称 label，现为“{key}”。"
        if on not in _ON and not on.startswith("act:") and on not in known:
            yield "catalogue.E033", f"figure {key} 的 on 是 opened、closed、act:动作 或日期字段。"
        named = {*figure.get("where", {}), *([figure["adds"]] if figure.get("adds") else [])}
        if unknown := named - known - SHARED:
            yield "catalogue.E033", f"figure {key} 里的 {'、'.join(sorted(unknown))} 不是字段。"
        share = figure.get("share", ())
        if share and (len(share) != 2 or set(share) - keys):
            yield "catalogue.E033", f"figure {key} 的 share 写两个本类型的 figure：分子、分母。"
