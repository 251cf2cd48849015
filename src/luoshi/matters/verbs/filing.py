"""Filing: from registration to hand-over. 登记、立项、修改、分解、交办、作废 (S1, S81)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from luoshi.catalogue.schema import Field, FieldKind, TypeSpec
from luoshi.catalogue.sources import source_of
from luoshi.lib.clock import end_of, local_date
from luoshi.lib.errors import Refused
from luoshi.lib.recurrence import next_due
from luoshi.lib.workdays import Unit
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.oral import unconfirmed
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of

REASON = Field("reason", "理由", FieldKind.TEXT, required=True)
# 退回、不同意、不维持的，一律同时支招 (S52); a structural test looks for it.
HELP = Field(
    "help",
    "支招",
    FieldKind.TEXT,
    required=True,
    help="方法、资源、可以找谁。没有办法的批评不出门（S52）。",
)
NOTE = Field("note", "说明", FieldKind.TEXT)

# 四象限 (S22): important or not, urgent or not.
QUADRANTS = (
    ("11", "重要而紧急"), ("10", "重要不紧急"), ("01", "紧急不重要"), ("00", "不重要不紧急"),
)  # fmt: skip

CONTENT = (
    Field("title", "事项", FieldKind.LINE, required=True, help="一句话：谁做成什么。"),
    Field("what", "干什么", FieldKind.TEXT),
    Field("standard", "什么标准", FieldKind.TEXT, help="做到什么程度算完成。"),
    Field("lead", "牵头单位", FieldKind.UNIT, help="只能有一个。"),
    Field("co", "协办单位", FieldKind.UNITS),
    Field("due", "完成时限", FieldKind.DATE),
    Field("due_text", "时限原文", FieldKind.LINE),
    Field("leader", "交办领导", FieldKind.PERSON),
    Field("rrule", "周期", FieldKind.RULE, help="常规制度的周期，如每月25日。"),
    Field(
        "quadrant",
        "轻重缓急",
        FieldKind.CHOICE,
        help="真正最重要的是重要而不紧急的事（S23）。",
        choices=QUADRANTS,
    ),
)


def content_of(spec: TypeSpec) -> tuple[Field, ...]:
    """The shared fields that a type asks for, by the names it gives them. What is addressed to a
    person has no units and no due date of its own, what recurs a recurrence instead of one."""
    if spec.addressed:
        to = Field("leader", "写给谁", FieldKind.PERSON, required=True)
        title = Field("title", "标题", FieldKind.LINE, required=True, help="一句话说清要什么。")
        return (title, *((to,) if spec.private else ()))
    if spec.asks:
        asks = dict(spec.asks)
        return tuple(replace(f, label=asks[f.key], help="") for f in CONTENT if f.key in asks)
    if spec.standing:
        return tuple(field for field in CONTENT if field.key not in ("due", "due_text"))
    return tuple(field for field in CONTENT if field.kind != FieldKind.RULE)


def form_of(verb: Verb, spec: TypeSpec) -> tuple[Field, ...]:
    """What an act asks for on a matter of that type: to amend is to go over the whole content."""
    if verb.with_content:
        return (*verb.form, *spec.fields)
    if verb.own_fields:
        return (*(replace(own, required=False, least=0) for own in spec.fields), *verb.form)
    if not verb.whole:
        return verb.form
    own = (replace(field, required=False) for field in spec.fields)
    return (*content_of(spec), *own)


def write_content(state: State, said: Said, context: Context) -> None:
    """The content of a matter as typed: only what was given is written, '' empties."""
    for name in ("title", "what", "standard", "due_text", "rrule", "quadrant"):
        if name in said:
            setattr(state, name, said[name] or "")
    if "due" in said:
        state.due_at = end_of(day_of(said["due"])) if said["due"] else None
    if "leader" in said:
        state.leader_id = said["leader"]
    if "lead" in said or "co" in said:
        _write_units(state, said, context.now)
    if "extra" in said:
        state.extra = {**state.extra, **said["extra"]}
    state.source_kind = source_of(context.spec, state.extra)


def _write_units(state: State, said: Said, now: datetime) -> None:
    lead = said.get("lead", state.lead_unit_id)
    co = said.get("co", [u for u, p in state.parts.items() if p.role == "co"])
    state.lead_unit_id = lead
    roles = {unit: "co" for unit in co if unit != lead} | ({lead: "lead"} if lead else {})
    state.parts = {unit: Part(role, "pending", now) for unit, role in roles.items()}


def _docket(state: State, said: Said, context: Context) -> None:
    pass


def _amend(state: State, said: Said, context: Context) -> None:
    own = {field.key: said[field.key] for field in context.spec.fields if field.key in said}
    shared = {k: v for k, v in said.items() if k != "reason" and k not in own}
    write_content(state, shared | ({"extra": own} if own else {}), context)
    if not state.title:
        raise Refused("事项名称不能为空。", code="title_missing")
    for field in context.spec.fields:
        if field.required and state.extra.get(field.key) in (None, "", []):
            raise Refused(f"“{field.label}”不能为空。", code="field_missing")


_UNCONFIRMED = "这是口头交办，还没有得到领导确认"


def _warn_unconfirmed(state: State) -> str:
    if not unconfirmed(state):
        return ""
    return f"{_UNCONFIRMED}。可以先交办，但最好先请领导确认原话，免得办偏。"


def hand_over(state: State, said: Said, context: Context) -> None:
    """The units have the matter from now on, with a due date and exactly one of them leading."""
    if context.spec.confirm_first and unconfirmed(state):
        raise Refused(
            f"{_UNCONFIRMED}，按本单位的规定不能交办。请先“确认口头交办”。", code="unconfirmed"
        )
    if said.get("due"):
        state.due_at = end_of(day_of(said["due"]))
    _needs_lead(state)
    deadline = context.spec.deadline
    if state.due_at is None and deadline.within:
        unit = Unit(deadline.within.unit)
        state.due_at = context.calendar.add_to(context.now, deadline.within.amount, unit)
        state.due_text = state.due_text or "按类型默认时限"
    if state.due_at is None and deadline.required:
        raise Refused(
            f"{context.spec.label}必须有完成时限（{deadline.basis}），请先填写时限再交办。",
            code="due_missing",
        )
    # Time itself may open an occurrence late, when the clockwork stood still over its period.
    by_law = bool(context.spec.clocks) and not said.get(
        "due"
    )  # a period of the law has its own end
    passed = state.due_at is not None and state.due_at < context.now and not by_law
    if passed and context.person_id is not None:
        raise Refused("完成时限已经过去，请改成今天或以后的日期再交办。", code="due_in_past")
    state.dispatched_at = context.now
    for part in state.parts.values():
        part.handed_at = context.now


def _needs_lead(state: State) -> None:
    if state.lead_unit_id is None:
        raise Refused(
            "还没有牵头单位：事事有着落，请先确定一个牵头单位再交办。", code="lead_missing"
        )


def following(state: State, context: Context, after: date) -> date:
    """The next day the recurrence falls on; of a type for working days, the next that is one."""
    day = next_due(state.rrule, after)
    while context.spec.work_days and not context.calendar.is_workday(day):
        day = next_due(state.rrule, day)
    return day


def _enforce(state: State, said: Said, context: Context) -> None:
    if state.rrule:
        _needs_lead(state)
        state.next_due_on = following(state, context, local_date(context.now))
    state.dispatched_at = context.now
    state.closed_at = None
    for part in state.parts.values():
        part.handed_at = context.now
        part.state = "handling"


def _end(state: State, said: Said, context: Context) -> None:
    state.closed_at = context.now
    state.next_due_on = None
    for part in state.open_parts().values():
        part.state = "withdrawn"


def _void(state: State, said: Said, context: Context) -> None:
    if owing := context.ask.open_children():
        raise Refused(
            f"还有 {owing} 个分解出的子事项在办，请先办结或作废它们。",
            code="children_open",
        )
    _end(state, said, context)


def _decompose(state: State, said: Said, context: Context) -> None:
    """The child itself is opened by the engine, in the same transaction (S1)."""


VERBS = (
    Verb("docket", "立项", "批准立项，进入台账。", (NOTE,), _docket),
    Verb("amend", "修改", "交办之前可以修改事项、单位和时限。", CONTENT, _amend, whole=True),
    Verb(
        "dispatch",
        "交办",
        "把事项交给牵头和协办单位，时限从此刻起算。",
        (
            Field("due", "完成时限", FieldKind.DATE, help="留空则用事项已有的时限或类型默认时限。"),
            Field("note", "交办要求", FieldKind.TEXT),
        ),
        hand_over,
        tells=("unit",),
        warns=_warn_unconfirmed,
    ),
    Verb(
        "enforce",
        "印发执行",
        "制度开始执行，并按周期自动开出每一期。",
        (NOTE,),
        _enforce,
        tells=("unit",),
    ),
    Verb(
        "retire", "停止执行", "制度不再执行，不再开出新的一期。", (REASON,), _end, tells=("unit",)
    ),
    Verb(
        "decompose",
        "分解",
        "分出一个子事项，另有牵头单位和时限；子事项未了，本事项不能销号。",
        tuple(f for f in CONTENT if f.key not in {"rrule", "due_text", "leader", "quadrant"}),
        _decompose,
    ),
    Verb("void", "作废", "不再办理；理由就是对它的回音。", (REASON,), _void, tells=("unit",)),
)
