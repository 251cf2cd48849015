"""Submitting a report: 改草稿、逐级提交、直接报主要领导、撤回 (S25–S32, S35)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of, local, local_date
from luoshi.lib.errors import Refused
from luoshi.matters.choices import check_complete
from luoshi.matters.state import State
from luoshi.matters.verbs import grounds
from luoshi.matters.verbs.answering import note_submission, start_clock
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import REASON, write_content
from luoshi.matters.verbs.verb import Context, Said, Verb

TITLE = Field("title", "请示什么", FieldKind.LINE, help="一句话：请领导定什么。")
NOTE = Field("note", "附言", FieldKind.TEXT)


def _revise(state: State, said: Said, context: Context) -> None:
    own = {field.key for field in context.spec.fields}
    if said.get("title", "") == "" and "title" in said:
        raise Refused("请写明请示什么。", code="title_missing")
    content = {key: said[key] for key in ("title",) if key in said}
    write_content(state, {**content, "extra": {k: said[k] for k in own & set(said)}}, context)


def _receiver(state: State, context: Context) -> int | None:
    """The leader in charge of the unit whose report it is; None when nobody stands between."""
    if state.opener_unit_id is None:
        return None
    leader = context.ask.leader_in_charge(state.opener_unit_id)
    return None if leader == context.ask.head() else leader


def _head(context: Context) -> int:
    head = context.ask.head()
    if head is None:
        raise Refused("系统里还没有登记主要领导，请联系安全管理员登记岗位。", code="no_head")
    return head


def _submit(state: State, said: Said, context: Context) -> None:
    if state.dispatched_at and state.due_at and context.now <= state.due_at:
        raise Refused(
            f"领导的答复时限到 {local(state.due_at):%Y-%m-%d}，在此之前不必再报；特别紧急的，"
            "报告后可以直接报主要领导。",
            code="still_in_time",
        )
    check_complete(state.extra, context.spec.authority)
    state.leader_id = _receiver(state, context) or _head(context)
    start_clock(state, context)
    note_submission(state, context)


def _submit_direct(state: State, said: Said, context: Context) -> None:
    head, past = _head(context), _receiver(state, context)
    if said.get("ground") not in grounds.AT_ONCE:
        check_complete(state.extra, context.spec.authority)
    found = {}
    if past is not None and state.facts.get("returned_by") != head:
        found = grounds.evidence(state, said, past, context)
        state.facts["bypass"] = found
    state.leader_id = head
    start_clock(state, context)
    if found.get("ground") == "emergency":
        # Emergencies have their own hours (B12): here the answer is owed today, rest day or not.
        state.facts["emergency"] = True
        state.due_at = end_of(local_date(context.now))
    note_submission(state, context, found.get("ground", ""))


def _withdraw(state: State, said: Said, context: Context) -> None:
    state.closed_at = context.now


VERBS = (
    Verb(
        "submit",
        "提交分管领导",
        "四块齐全、至少两个方案、推荐一个；领导三个工作日内答复。",
        (NOTE, FILES),
        _submit,
        tells=("addressee",),
    ),
    Verb(
        "submit_direct",
        "直接报主要领导",
        "先报分管领导。只有四种例外可以直接报；突发事件和法定报告随时报。",
        (*grounds.FORM, NOTE, FILES),
        _submit_direct,
        urgent=True,
        tells=("addressee", "leader", "office"),
    ),
    Verb(
        "revise",
        "修改草稿",
        "提交之前可以随时改，不必一次写完。",
        (TITLE, FILES),
        _revise,
        with_content=True,
    ),
    Verb("withdraw", "撤回", "不再请示；写明理由。", (REASON,), _withdraw),
)
