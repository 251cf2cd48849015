"""A leader's answer to a report: 决定、退回、征求意见、报主要领导 (S27, S33–S35, S52, S93)."""

from __future__ import annotations

from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Refused
from luoshi.matters.choices import options_of, recommended, within_authority
from luoshi.matters.state import State, plain
from luoshi.matters.verbs.answering import note_answer, note_submission, start_clock
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb


def _chosen(state: State, said: Said) -> tuple[int, str]:
    """The number and name of the chosen proposal; (0, '') for an answer in words alone."""
    options, number = options_of(state.extra), said.get("option")
    if not options or number == 0:
        if not said.get("words"):
            raise Invalid(
                "不选方案的，请写明意见：件件有回音。",
                code="words_missing",
                fields={"words": "请写明意见。"},
            )
        return 0, ""
    if number is None or not 1 <= number <= len(options):
        raise Invalid(
            f"请从 {len(options)} 个方案里选一个（填 1 到 {len(options)}）；都不选的填 0 并写明意见。",
            code="option_unknown",
            fields={"option": f"请填 1 到 {len(options)}，都不选填 0。"},
        )
    return number, str(options[number - 1].get("name") or "")


def _decide(state: State, said: Said, context: Context) -> None:
    number, name = _chosen(state, said)
    record: dict[str, Any] = {
        "option": number,
        "name": name,
        "as_recommended": bool(number) and number == recommended(state.extra),
        "changes": said.get("changes") or "",
        "words": said.get("words") or "",
        "by": context.person_id,
        "at": plain(context.now),
    }
    state.facts["decision"] = record
    note_answer(state, context, "decide")
    state.closed_at = context.now
    if said.get("lead"):
        context.opens.append(_work(state, said, name, context))
    elif said.get("due") or said.get("work"):
        raise Invalid(
            "交办工作的，请选牵头单位。", code="lead_missing", fields={"lead": "请选牵头单位。"}
        )


def _work(state: State, said: Said, name: str, context: Context) -> Opening:
    """The work a decision assigns: a matter of the type's `follow_up`, docketed already."""
    words = "；".join(w for w in (name, said.get("changes"), said.get("words")) if w)
    person = context.ask.username(context.person_id) if context.person_id else None
    typed = {
        "title": (said.get("work") or f"落实：{state.title}")[:200],
        "what": words,
        "lead": context.ask.unit_code(said["lead"]),
        "due": said.get("due"),
        "leader": person,
        "channel": "written",
        "directed_on": local_date(context.now).isoformat(),
        "directive_words": words,
    }
    return Opening(
        context.spec.follow_up, {k: v for k, v in typed.items() if v is not None}, ("docket",)
    )


def _send_back(state: State, said: Said, context: Context) -> None:
    note_answer(state, context, "send_back")
    state.returned += 1
    state.facts["returned_by"] = state.leader_id
    state.dispatched_at = state.due_at = None


def _ask_opinion(state: State, said: Said, context: Context) -> None:
    unit, person = said.get("ask_unit"), said.get("ask_person")
    if bool(unit) == bool(person):
        raise Invalid(
            "请选一个单位，或者选一位领导。",
            code="one_adviser",
            fields={"ask_unit": "单位和领导选其一。"},
        )
    adviser = context.ask.answers_for(unit) if unit else person
    if adviser is None:
        raise Refused("这个单位没有登记负责人和联络员，请另选单位或直接选人。", code="nobody_there")
    if adviser == state.leader_id:
        raise Refused("请选另一位业务人员来提意见。", code="wrong_adviser")
    state.consulted_id = adviser
    state.facts["consulted_on"] = said["question"]


def _give_opinion(state: State, said: Said, context: Context) -> None:
    given = {"by": context.person_id, "text": said["opinion"], "at": plain(context.now)}
    state.facts["opinions"] = [*state.facts.get("opinions", ()), given]


def _pass_up(state: State, said: Said, context: Context) -> None:
    head = context.ask.head()
    if head is None or state.leader_id == head:
        raise Refused("这件事已经在主要领导手里，请在方案里选定。", code="already_at_top")
    if rule := within_authority(state.extra, context.spec.authority):
        most = f"（{rule.up_to} 万元以内）" if rule.up_to else ""
        raise Refused(
            f"“{rule.words or rule.kind}”{most}由分管领导决定，该担当的事不能往上传。请在方案里选定，"
            "或退回补充。",
            code="within_authority",
        )
    note_answer(state, context, "pass_up")
    state.facts["passed_up"] = {
        "by": state.leader_id,
        "opinion": said["opinion"],
        "reason": said["reason"],
        "at": plain(context.now),
    }
    state.leader_id = head
    start_clock(state, context)
    note_submission(state, context, "passed_up")


def _hand_down(state: State, said: Said, context: Context) -> None:
    unit, head = state.opener_unit_id, state.leader_id
    leader = context.ask.leader_in_charge(unit) if unit is not None else None
    if leader is None or leader == head:
        raise Refused(
            "这件事没有另外的分管领导，请在方案里选定，或者退回补充。", code="nobody_in_charge"
        )
    note_answer(state, context, "hand_down")
    state.leader_id = leader
    state.facts["handed_down"] = {"by": head, "words": said["words"], "at": plain(context.now)}
    start_clock(state, context)
    note_submission(state, context, "handed_down")


VERBS = (
    Verb(
        "decide",
        "决定",
        "选一个方案，可以改动；交办工作的，同时立项。",
        (
            Field(
                "option",
                "选第几个方案",
                FieldKind.NUMBER,
                help="填方案的序号；都不选的填 0，并写明意见。",
            ),
            Field("changes", "对方案的改动", FieldKind.TEXT, help="照方案办的不填。"),
            Field("words", "批示意见", FieldKind.TEXT),
            Field(
                "lead", "交给谁办", FieldKind.UNIT, help="不另交办的不填；填了即立项，列入台账。"
            ),
            Field("due", "完成时限", FieldKind.DATE, help="不填的按领导批示的默认时限。"),
            Field("work", "交办事项", FieldKind.LINE, help="不填的用“落实：”加请示标题。"),
        ),
        _decide,
        tells=("opener_unit", "office"),
    ),
    Verb(
        "send_back",
        "退回补充",
        "说清哪里不够，同时支招：方法、资源、可以找谁。",
        (
            REASON,
            Field(
                "help", "支招", FieldKind.TEXT, required=True, help="没有办法的批评不出门（S52）。"
            ),
        ),
        _send_back,
        tells=("opener_unit",),
    ),
    Verb(
        "ask_opinion",
        "征求意见",
        "请一个单位或一位领导先提意见；答复时限照走，随时可以直接决定。",
        (
            Field("ask_unit", "请哪个单位", FieldKind.UNIT),
            Field("ask_person", "或请哪位领导", FieldKind.PERSON),
            Field("question", "请其就什么提意见", FieldKind.TEXT, required=True),
        ),
        _ask_opinion,
        tells=("consulted",),
    ),
    Verb(
        "give_opinion",
        "提意见",
        "就所问写明意见，回到征求意见的领导那里。",
        (Field("opinion", "意见", FieldKind.TEXT, required=True),),
        _give_opinion,
        tells=("addressee",),
    ),
    Verb(
        "pass_up",
        "报主要领导",
        "超出自己权限的，带着自己的意见往上报；权限以内的不能上交。",
        (
            Field(
                "opinion",
                "自己的意见",
                FieldKind.TEXT,
                required=True,
                help="倾向哪个方案，为什么（S35）。",
            ),
            Field(
                "reason",
                "为什么超出自己的权限",
                FieldKind.TEXT,
                required=True,
                help="依据哪条规定，须由谁来定（S34）。",
            ),
        ),
        _pass_up,
        tells=("addressee", "opener_unit"),
    ),
    Verb(
        "hand_down",
        "转分管领导先定",
        "分管领导权限以内的，交回分管领导定；分级管理，答复时限重新起算。",
        (Field("words", "意见", FieldKind.TEXT, required=True, help="请分管领导把握什么。"),),
        _hand_down,
        tells=("addressee", "opener_unit"),
    ),
)
