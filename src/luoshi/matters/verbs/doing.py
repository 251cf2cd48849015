"""Doing: 报进展、办结、催办、追加批示 (S87–S89, S95, S97)."""

from __future__ import annotations

from datetime import datetime

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local, local_date
from luoshi.lib.errors import Refused
from luoshi.matters.nodes import unreached
from luoshi.matters.state import ACTIVE, Part, State, plain
from luoshi.matters.verbs.verb import Context, Said, Verb

FILES = Field("files", "附件", FieldKind.FILES)


def handling(state: State, part: Part | None) -> str:
    """Why a unit cannot report on its part right now."""
    held = part is not None and part.state == "handling"
    return "" if held else "请先签收；已办结或正在转办、异议的部分不能再报。"


def _waiting(state: State, part: Part | None) -> str:
    return "" if state.open_parts() else "各承办单位都已办结，无须催办。"


def note_report(state: State, part: Part, context: Context, words: str) -> None:
    """The part has been heard of at this moment, in these words."""
    if part.role == "lead" and part.first_report_at is None:
        # 催了再办 (S95): nothing had been heard of it before somebody urged.
        state.started_urged = state.urged > 0
    part.first_report_at = part.first_report_at or context.now
    part.last_report_at = context.now
    part.latest = words[:300]


_NONE = frozenset({"", "无", "没有", "无困难", "暂无", "没有困难", "无。", "暂无。"})


def is_difficulty(words: str | None) -> bool:
    """Whether a report names a difficulty at all."""
    return (words or "").strip() not in _NONE


def difficulty_named(state: State, now: datetime) -> None:
    """A unit has said that it is in difficulty; first after the due date is marked (S37)."""
    if state.difficulty_at is None:
        state.difficulty_at = now
        if state.due_at is not None and now > state.due_at:
            state.facts["difficulty_late"] = True


def overall(state: State) -> None:
    """The matter stands where its leading unit stands."""
    lead = state.lead
    state.progress = lead.progress if lead else 0


def _report_progress(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    percent = said.get("percent")
    if percent is not None:
        if percent >= 100:
            raise Refused("进度到 100% 的，请用“办结”并附上佐证。", code="use_complete")
        part.progress = percent
    if is_difficulty(said.get("difficulty")):
        difficulty_named(state, context.now)
    note_report(state, part, context, said["progress"])
    overall(state)


def _all_stages(state: State, part: Part) -> None:
    """No end without its stages (S96): every agreed node has been shown with its evidence."""
    if part.role == "lead" and (left := unreached(state.facts)):
        names = "、".join(f"“{node.name}”" for node in left)
        raise Refused(
            f"还有节点没有报到达：{names}。先逐个报“到达节点”并写明佐证，再报办结。",
            code="nodes_open",
        )


def _complete(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    if not said.get("files") and not said.get("evidence"):
        raise Refused("办结须有佐证：请附上材料，或写明佐证在哪里。", code="evidence_missing")
    _all_stages(state, part)
    part.state = "completed"
    part.progress = 100
    part.completed_at = context.now
    note_report(state, part, context, said["result"])
    overall(state)
    if not state.open_parts():
        state.stopped_at = context.now
        state.asked_due_at = None
        state.suspended_at = None


def _nobody_owes(state: State) -> bool:
    return all(p.state not in ACTIVE for p in state.parts.values())


def _once_a_day(state: State, context: Context) -> None:
    """One urge a day for the same units: whoever comes second is shown the first (减负, B13)."""
    last = state.facts.get("urged")
    if not last or set(state.open_parts()) - set(last["units"]):
        return
    at = local(datetime.fromisoformat(last["at"]))
    if at.date() == local_date(context.now):
        who = context.ask.name(last["by"]) if last["by"] else "系统"
        raise Refused(
            f"今天 {at:%-H:%M} 已由{who}催过，单位已经收到。要补充的话请用“追加批示”，或明天再催。",
            code="urged_today",
        )


def _urge(state: State, said: Said, context: Context) -> None:
    _once_a_day(state, context)
    state.urged += 1
    state.facts["urged"] = {
        "at": plain(context.now), "by": context.person_id, "units": sorted(state.open_parts()),
    }  # fmt: skip
    # A leader should never have to (S38); the office urges as its daily work.
    if context.person_id and context.ask.holds(context.person_id, "head", "leader"):
        state.led_urges += 1


def _instruct(state: State, said: Said, context: Context) -> None:
    """A leader's further words; they change nothing but stand in the journal for all to see."""


VERBS = (
    Verb(
        "report_progress",
        "报进展",
        "进展、做法、困难、下一步。困难要早说，不要等到期之后。",
        (
            Field("progress", "进展", FieldKind.TEXT, required=True),
            Field("experience", "做法和经验", FieldKind.TEXT, help="可供别处借鉴的；没有可不填。"),
            Field("difficulty", "困难", FieldKind.TEXT, help="没有困难就写“无”。"),
            Field("next_step", "下一步", FieldKind.TEXT, required=True),
            Field("percent", "进度（%）", FieldKind.PERCENT),
            FILES,
        ),
        _report_progress,
        handling,
    ),
    Verb(
        "complete",
        "办结",
        "本单位的部分已经做完，附佐证报督查科核查。",
        (
            Field("result", "办理结果", FieldKind.TEXT, required=True),
            Field(
                "evidence", "佐证说明", FieldKind.TEXT, help="材料在附件里，或写明在哪里可以核对。"
            ),
            FILES,
        ),
        _complete,
        handling,
        _nobody_owes,
        tells=("office",),
    ),
    Verb(
        "urge",
        "催办",
        "提醒还没有办结的单位，留痕并计数。",
        (
            Field(
                "channel",
                "方式",
                FieldKind.CHOICE,
                required=True,
                choices=(
                    ("system", "系统"),
                    ("phone", "电话"),
                    ("written", "书面"),
                    ("visit", "上门"),
                ),
            ),
            Field("note", "催办内容", FieldKind.TEXT, required=True),
        ),
        _urge,
        _waiting,
        tells=("owing",),
    ),
    Verb(
        "instruct",
        "追加批示",
        "领导的进一步意见，各承办单位都能看到。",
        (Field("words", "批示", FieldKind.TEXT, required=True),),
        _instruct,
        tells=("unit", "office"),
    ),
)
