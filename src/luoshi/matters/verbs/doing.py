"""Doing: 报进展、办结、催办、追加批示 (S87–S89, S95, S97)."""

from __future__ import annotations

from datetime import datetime

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.matters.state import ACTIVE, Part, State
from luoshi.matters.verbs.verb import Context, Said, Verb

FILES = Field("files", "附件", FieldKind.FILES)


def _handling(state: State, part: Part | None) -> str:
    handling = part is not None and part.state == "handling"
    return "" if handling else "请先签收；已办结或正在转办、异议的部分不能再报。"


def _waiting(state: State, part: Part | None) -> str:
    return "" if state.open_parts() else "各承办单位都已办结，无须催办。"


def _note_report(state: State, part: Part, context: Context, words: str) -> None:
    if part.role == "lead" and part.first_report_at is None:
        # 催了再办 (S95): nothing had been heard of it before somebody urged.
        state.started_urged = state.urged > 0
    part.first_report_at = part.first_report_at or context.now
    part.last_report_at = context.now
    part.latest = words[:300]


_NONE = frozenset({"", "无", "没有", "无困难", "暂无", "没有困难", "无。", "暂无。"})


def _is_difficulty(words: str | None) -> bool:
    """Whether a report names a difficulty at all."""
    return (words or "").strip() not in _NONE


def difficulty_named(state: State, now: datetime) -> None:
    """A unit has said that it is in difficulty; first after the due date is marked (S37)."""
    if state.difficulty_at is None:
        state.difficulty_at = now
        if state.due_at is not None and now > state.due_at:
            state.facts["difficulty_late"] = True


def _overall(state: State) -> None:
    lead = state.lead
    state.progress = lead.progress if lead else 0


def _report_progress(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    percent = said.get("percent")
    if percent is not None:
        if percent >= 100:
            raise Refused("进度到 100% 的，请用“办结”并附上佐证。", code="use_complete")
        part.progress = percent
    if _is_difficulty(said.get("difficulty")):
        difficulty_named(state, context.now)
    _note_report(state, part, context, said["progress"])
    _overall(state)


def _complete(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    if not said.get("files") and not said.get("evidence"):
        raise Refused("办结须有佐证：请附上材料，或写明佐证在哪里。", code="evidence_missing")
    part.state = "completed"
    part.progress = 100
    part.completed_at = context.now
    _note_report(state, part, context, said["result"])
    _overall(state)
    if not state.open_parts():
        state.stopped_at = context.now
        state.asked_due_at = None
        state.suspended_at = None


def _nobody_owes(state: State) -> bool:
    return all(p.state not in ACTIVE for p in state.parts.values())


def _urge(state: State, said: Said, context: Context) -> None:
    state.urged += 1
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
        _handling,
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
        _handling,
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
        tells=("unit",),
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
