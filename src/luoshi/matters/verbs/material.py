"""Materials: 下达、报送. A unit answers once, in the fields it was asked for, or by what it has
already handed in (B13 同一材料最多报一次)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State, plain
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import NOTE, hand_over
from luoshi.matters.verbs.verb import Context, Said, Verb


def _request(state: State, said: Said, context: Context) -> None:
    hand_over(state, said, context)
    for part in state.parts.values():
        part.state = "handling"  # nothing to acknowledge: one answer is all that is asked


def _owes(state: State, part: Part | None) -> str:
    owes = part is not None and part.state == "handling"
    return "" if owes else "本单位已经报送，或不再需要报送。"


def _asked(state: State) -> list[str]:
    return [row["item"] for row in state.extra.get("form") or ()]


def _fill(state: State) -> Mapping[str, Any]:
    return {"values": [{"item": item, "value": ""} for item in _asked(state)]}


def _earlier(number: str, context: Context) -> Mapping[str, Any]:
    assert context.unit_id is not None
    found = context.ask.answer_of(number, context.unit_id)
    if found is None:
        raise Refused(
            f"没有找到本单位在 {number} 里报过的材料，请核对编号，或直接填写。",
            code="no_earlier_answer",
        )
    return found


def _answer(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    number = (said.get("earlier") or "").strip()
    values = list(said.get("values") or [])
    if number:
        values = [*values, *_earlier(number, context).get("values", ())]
    given = {row["item"] for row in values}
    if not number and (missing := [item for item in _asked(state) if item not in given]):
        raise Refused(
            f"还有 {len(missing)} 项没有填：{'、'.join(missing)}。没有的写“无”，在附件里的写“见附件”。",
            code="items_missing",
        )
    if not (values or said.get("files") or number):
        raise Refused("请填写内容、附上文件，或写明已在哪个编号里报过。", code="answer_empty")
    answers = state.facts.setdefault("answers", {})
    answers[str(context.unit_id)] = {
        "at": plain(context.now), "values": values, "earlier": number,
        "note": said.get("note") or "",
    }  # fmt: skip
    part.state, part.progress, part.completed_at = "completed", 100, context.now
    part.first_report_at = part.first_report_at or context.now
    part.last_report_at, part.latest = context.now, f"引用 {number}" if number else "已报送"
    state.progress = (
        100 * sum(p.state == "completed" for p in state.parts.values()) // len(state.parts)
    )
    if not state.open_parts():
        state.stopped_at = context.now
        state.asked_due_at = state.suspended_at = None


def _all_answered(state: State) -> bool:
    return not state.open_parts()


VERBS = (
    Verb(
        "request_material",
        "下达",
        "向单位要这份材料；先看看它们本周已被要求了多少次。",
        (
            Field("due", "报送时限", FieldKind.DATE, help="留空则用登记的时限或类型默认时限。"),
            NOTE,
        ),
        _request,
        tells=("unit",),
    ),
    Verb(
        "answer_material",
        "报送",
        "逐项填写或附上文件；已在别处报过的，写编号即可，不必再报。",
        (
            Field(
                "values",
                "填报内容",
                FieldKind.ROWS,
                help="没有的写“无”，在附件里的写“见附件”。",
                columns=(
                    Field("item", "要什么", required=True),
                    Field("value", "填报", required=True),
                ),
            ),
            Field("earlier", "已报过的编号", help="同一内容已经报过的，写那一件的编号。"),
            FILES,
            NOTE,
        ),
        _answer,
        _owes,
        _all_answered,
        tells=("office",),
        fill=_fill,
    ),
)
