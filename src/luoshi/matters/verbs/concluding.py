"""督查结论与异议: received, disputed, decided by others, put right (条例 Art. 16–18).

Periods are counted by law (B0): the day of receipt is not counted, natural days, a last day that
is a rest day moves behind the rest days. Their lengths are the type's.
"""

from __future__ import annotations

from datetime import date

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import HELP, NOTE
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb, day_of

RECTIFICATION = "rectification"
DECIDERS = ("section_chief", "office_director", "head")


def day_words(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def to_the_office(state: State, context: Context) -> None:
    """It is the office that owes something now, and its own clock that runs: the lateness of a
    decision is never the unit's."""
    within = context.spec.deadline.within
    assert within is not None
    until = context.legal_end(local_date(context.now), within)
    state.due_at, state.stopped_at = end_of(until), None
    state.facts["decide_by"] = until.isoformat()
    for part in state.parts.values():
        part.role, part.state = "co", "objecting"
    office = context.ask.office_unit()
    if office is not None:
        state.parts[office] = Part("lead", "handling", context.now, acknowledged_at=context.now)
    state.lead_unit_id = office


def back_from_the_office(state: State, context: Context) -> None:
    """The office has decided; its part is done and its clock stands."""
    for unit, part in state.parts.items():
        part.state = "completed" if unit == state.lead_unit_id else "handling"
    state.stopped_at = context.now


def refuse_the_same_people(
    recused: set[int], context: Context, why: str, deciders: tuple[str, ...] = DECIDERS
) -> None:
    """`Refused`, naming who may decide, when somebody behind this act is among `recused`."""
    if not recused & context.people:
        return
    free = [n for pk, n in context.ask.staff(*deciders).items() if pk not in recused]
    who = f"可以由{'、'.join(free)}作出决定。" if free else "请报主要领导另行指定人员。"
    raise Refused(f"{why}{who}", code="must_recuse")


def _received(state: State, day: date, context: Context) -> None:
    until = context.legal_end(day, context.spec.object_within)
    state.extra = {
        **state.extra,
        "received_on": day.isoformat(),
        "object_until": until.isoformat(),
    }


def _receive(state: State, said: Said, context: Context) -> None:
    part = context.part(state)
    part.state, part.acknowledged_at = "handling", context.now
    _received(state, local_date(context.now), context)


def _record_service(state: State, said: Said, context: Context) -> None:
    """Served on paper: the day on the receipt counts, not the day it is keyed in."""
    day = day_of(said["served_on"])
    if day > local_date(context.now):
        raise Refused("送达日期不能晚于今天。", code="served_in_future")
    if state.dispatched_at is not None and day < local_date(state.dispatched_at):
        raise Refused("送达日期早于结论发出的日期，请核对回证。", code="served_too_early")
    for part in state.parts.values():
        part.state, part.acknowledged_at = "handling", max(start_of(day), part.handed_at)
    _received(state, day, context)


def _dispute(state: State, said: Said, context: Context) -> None:
    until = day_of(state.extra["object_until"])
    if local_date(context.now) > until:
        received = day_of(state.extra["received_on"])
        raise Refused(
            f"异议要在收到结论之日起三十日内提出（条例第17条）：{day_words(received)}收到，"
            f"{day_words(until)}为最后一天，现已过期。有新情况的，可向督查科书面反映。",
            code="dispute_late",
        )
    to_the_office(state, context)
    state.extra = {**state.extra, "decide_by": state.facts["decide_by"]}


def _decide_dispute(state: State, said: Said, context: Context) -> None:
    facts = context.ask.parent_facts()
    recused = {*facts.get("group", ()), *facts.get("wrote", ())}
    refuse_the_same_people(
        recused, context, "您参加过这次督查或写过这份结论，处理异议须回避（条例第17条）。"
    )
    if said["verdict"] == "change" and not said.get("changed"):
        raise Refused("变更结论的，请写明变更后的结论。", code="changed_missing")
    if said["verdict"] == "change":
        state.what = said["changed"]
    state.facts["verdict"] = said["verdict"]
    back_from_the_office(state, context)


def _accept_conclusion(state: State, said: Said, context: Context) -> None:
    state.stopped_at = context.now


def _stands(state: State, part: Part | None) -> str:
    revoked = state.facts.get("verdict") == "revoke"
    return "结论已经撤销，不能再据此要求整改。" if revoked else ""


def _demand_rectification(state: State, said: Said, context: Context) -> None:
    due = day_of(said["due"])
    if due < local_date(context.now):
        raise Refused("整改期限已经过去，请改成今天或以后的日期。", code="due_in_past")
    unit = next(u for u in state.parts if u != context.ask.office_unit() or len(state.parts) == 1)
    context.opens.append(
        Opening(
            RECTIFICATION,
            {
                "title": said["title"],
                "what": said["problem"],
                "standard": said["standard"],
                "lead": context.ask.units([unit])[unit].code,
                "due": said["due"],
                "conclusion": state.number,
                "help_given": said["help"],
            },
            through=("docket", "dispatch"),
        )
    )


def _settle_conclusion(state: State, said: Said, context: Context) -> None:
    if owing := context.ask.open_children():
        raise Refused(f"还有 {owing} 项整改没有销号，不能了结。", code="children_open")
    state.closed_at = context.now
    for part in state.open_parts().values():
        part.state = "completed"


def _settle_unopposed(state: State, said: Said, context: Context) -> None:
    until = day_of(state.extra["object_until"])
    if local_date(context.now) <= until:
        raise Refused(
            f"异议期到{day_words(until)}才满；对象提前表示无异议的，由它自己点“无异议”。",
            code="period_open",
        )
    _settle_conclusion(state, said, context)


VERDICTS = (("uphold", "维持结论"), ("change", "变更结论"), ("revoke", "撤销结论"))

VERBS = (
    Verb("receive", "签收结论", "确认收到；三十日的异议期从明天起算。签收不等于没有异议。",
         (NOTE,), _receive, tells=("office",)),
    Verb(
        "record_service", "登记送达", "对方没有在系统里签收的，按送达回证登记。",
        (
            Field("served_on", "收到日期", FieldKind.DATE, required=True),
            Field("way", "送达方式", FieldKind.CHOICE, required=True,
                  choices=(("direct", "直接送达"), ("post", "邮寄送达"), ("left", "留置送达"))),
            Field("receipt", "回证", FieldKind.LINE, help="回证编号、签收人或见证人。"),
        ),
        _record_service, tells=("unit",),
    ),
    Verb(
        "dispute", "对结论提出异议", "三十日内提出；由没有参加督查的人在三十日内作出决定。",
        (
            Field("reason", "异议和理由", FieldKind.TEXT, required=True,
                  help="哪一句不符合事实，事实是什么。"),
            Field("evidence", "依据", FieldKind.TEXT),
            FILES,
        ),
        _dispute, tells=("office", "head"),
    ),
    Verb("accept_conclusion", "无异议", "对结论没有异议；此后不能再提。", (NOTE,),
         _accept_conclusion, tells=("office",)),
    Verb(
        "decide_dispute", "对异议作出决定", "写结论的人回避；维持的也要讲清道理、支招。",
        (
            Field("verdict", "决定", FieldKind.CHOICE, required=True, choices=VERDICTS),
            Field("changed", "变更后的结论", FieldKind.TEXT, help="只在变更时填写。"),
            Field("reason", "事实和理由", FieldKind.TEXT, required=True),
            HELP,
        ),
        _decide_dispute, tells=("unit", "office"),
    ),
    Verb(
        "demand_rectification", "要求整改", "开出整改事项，由督查科核查销号；必须同时支招。",
        (
            Field("title", "整改什么", FieldKind.LINE, required=True),
            Field("problem", "存在的问题", FieldKind.TEXT, required=True),
            Field("standard", "整改到什么程度", FieldKind.TEXT, required=True),
            Field("due", "整改期限", FieldKind.DATE, required=True),
            HELP,
        ),
        _demand_rectification, _stands, tells=("unit",),
    ),
    Verb("settle_conclusion", "了结", "没有异议或已有决定，整改也已完成。", (NOTE,),
         _settle_conclusion, tells=("unit",)),
    Verb("settle_unopposed", "期满了结", "异议期已满，对象没有提出异议，整改也已完成。", (NOTE,),
         _settle_unopposed, tells=("unit",)),
)  # fmt: skip
