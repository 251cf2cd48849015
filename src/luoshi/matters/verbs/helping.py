"""Difficulties and help: 求助、支招、确认解决 (S36, S37, S52), and a personal word (S31)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Invalid
from luoshi.matters.state import State, plain
from luoshi.matters.verbs.answering import note_answer, note_submission, start_clock
from luoshi.matters.verbs.doing import difficulty_named
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb

HELP_TYPE = "help_request"
_TO_OFFICE = "office"


def _ask_help(state: State, said: Said, context: Context) -> None:
    difficulty_named(state, context.now)
    title = f"求助：{state.title}"[:200]
    context.opens.append(Opening(HELP_TYPE, {"title": title, **said}, for_unit=context.unit_id))


def _ask(state: State, said: Said, context: Context) -> None:
    if state.private:
        if state.leader_id is None or not context.ask.holds(state.leader_id, "head", "leader"):
            raise Invalid(
                "个人事项写给一位领导，请从名单中选择。",
                code="not_a_leader",
                fields={"leader": "请从名单中选择领导。"},
            )
    elif state.extra.get("to") != _TO_OFFICE and state.opener_unit_id is not None:
        state.leader_id = context.ask.leader_in_charge(state.opener_unit_id)
    start_clock(state, context)
    note_submission(state, context)


def _give_help(state: State, said: Said, context: Context) -> None:
    note_answer(state, context, "give_help")
    state.facts["help"] = {
        **{key: said[key] for key in ("method", "resource", "contact")},
        "by": context.person_id,
        "at": plain(context.now),
    }
    state.stopped_at = context.now


def _confirm(state: State, said: Said, context: Context) -> None:
    state.closed_at = context.now


def _ask_again(state: State, said: Said, context: Context) -> None:
    state.returned += 1
    start_clock(state, context)
    note_submission(state, context)


def _answer(state: State, said: Said, context: Context) -> None:
    note_answer(state, context, "answer")
    state.closed_at = context.now


VERBS = (
    Verb(
        "ask_help",
        "求助",
        "遇到自己解决不了的困难，请领导支招；当天答复。",
        (
            Field("difficulty", "遇到什么困难", FieldKind.TEXT, required=True),
            Field(
                "tried",
                "已经想过、做过什么",
                FieldKind.TEXT,
                required=True,
                help="担当不了的，带着自己的意见来（S35）。",
            ),
            Field(
                "wanted",
                "需要什么支持",
                FieldKind.TEXT,
                required=True,
                help="要办法、要资源、要人出面协调，写具体。",
            ),
            Field(
                "to",
                "向谁求助",
                FieldKind.CHOICE,
                help="不选即报分管领导。",
                choices=(("leader", "分管领导"), (_TO_OFFICE, "督查科")),
            ),
        ),
        _ask_help,
    ),
    Verb("ask", "提出", "", (), _ask, urgent=True, tells=("addressee",)),
    Verb(
        "give_help",
        "支招",
        "给方法、给资源、给人：说清怎么办、用什么、找谁。",
        (
            Field("method", "方法", FieldKind.TEXT, required=True),
            Field(
                "resource",
                "资源",
                FieldKind.TEXT,
                required=True,
                help="钱、物、政策；没有的写“无”。",
            ),
            Field("contact", "可以找谁", FieldKind.LINE, required=True, help="姓名或单位。"),
        ),
        _give_help,
        urgent=True,
        tells=("opener_unit",),
    ),
    Verb(
        "confirm_solved",
        "确认已解决",
        "困难解决了；没有解决的请再次求助。",
        (Field("note", "怎么解决的", FieldKind.TEXT),),
        _confirm,
        tells=("addressee",),
    ),
    Verb(
        "ask_again",
        "再次求助",
        "还没有解决，说清卡在哪里；重新计时。",
        (REASON,),
        _ask_again,
        urgent=True,
        tells=("addressee",),
    ),
    Verb(
        "answer",
        "答复",
        "写给本人，只有本人看得到。",
        (Field("reply", "答复", FieldKind.TEXT, required=True),),
        _answer,
        tells=("opener",),
    ),
)
