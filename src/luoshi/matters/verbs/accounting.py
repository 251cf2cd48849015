"""慎用问责手段 (S51): the first answer is support; accountability is a proposal, judged twice by
others than its author, and handed to the competent organ. The office never punishes (Art. 21)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.concluding import (
    back_from_the_office,
    day_words,
    refuse_the_same_people,
    to_the_office,
)
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import HELP, NOTE, REASON
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb, day_of

SUPPORT = "support_plan"


def _by_another(state: State, context: Context, *before: int | None) -> None:
    if context.people & {pk for pk in before if pk is not None}:
        raise Refused(
            "提出问责建议的人不能自己复核、批准，须由另一个人把关（S51），请转给其他负责人。",
            code="another_person",
        )


def _endorse(state: State, said: Said, context: Context) -> None:
    _by_another(state, context, state.opener_id)
    state.facts["endorsed_by"] = sorted(context.people)


def _approve_proposal(state: State, said: Said, context: Context) -> None:
    _by_another(state, context, state.opener_id, *state.facts["endorsed_by"])
    state.facts["approved_by"] = sorted(context.people)
    state.dispatched_at = context.now
    until = context.legal_end(local_date(context.now), context.spec.object_within)
    state.facts["object_until"] = until.isoformat()
    for part in state.parts.values():
        part.handed_at, part.state = context.now, "handling"


def _support_instead(state: State, said: Said, context: Context) -> None:
    if day_of(said["due"]) < local_date(context.now):
        raise Refused("帮扶的期限已经过去，请改成今天或以后的日期。", code="due_in_past")
    unit = state.lead_unit_id
    assert unit is not None
    known = context.ask.units([unit])[unit]
    state.closed_at = context.now
    context.opens.append(
        Opening(
            SUPPORT,
            {
                "title": said["title"],
                "what": said["method"],
                "lead": known.code,
                "due": said["due"],
                "method": said["method"],
                "resource": said["resource"],
                "person": said["person"],
            },
            through=("docket", "dispatch"),
        )
    )


def _hand_to_organ(state: State, said: Said, context: Context) -> None:
    state.facts["organ"] = said["organ"]


def _appeal(state: State, said: Said, context: Context) -> None:
    until = day_of(state.facts["object_until"])
    if local_date(context.now) > until:
        raise Refused(
            f"申诉期到{day_words(until)}为止，现已过期；对处理结果不服的，可依法向作出决定的机关"
            "提出复核、申诉。",
            code="appeal_late",
        )
    to_the_office(state, context)


def _decide_appeal(state: State, said: Said, context: Context) -> None:
    judged = {state.opener_id or 0, *state.facts["endorsed_by"], *state.facts["approved_by"]}
    why = "您提出、复核或批准过这项建议，处理申诉须回避。"
    refuse_the_same_people(judged, context, why, ("office_director", "leader", "head"))
    back_from_the_office(state, context)


def _withdraw_proposal(state: State, said: Said, context: Context) -> None:
    _decide_appeal(state, said, context)
    state.closed_at = context.now


def _not_handed(state: State, part: Part | None) -> str:
    return "已经移送，等有权机关的处理结果。" if state.facts.get("organ") else ""


def _handed(state: State, part: Part | None) -> str:
    return "" if state.facts.get("organ") else "还没有移送有权机关。"


def _record_result(state: State, said: Said, context: Context) -> None:
    state.closed_at = context.now
    for part in state.open_parts().values():
        part.state = "completed"


def _add_evidence(state: State, said: Said, context: Context) -> None:
    if not said.get("evidence") and not said.get("files"):
        raise Refused("请附上材料，或写明佐证在哪里。", code="evidence_missing")


SUPPORT_FORM = (
    Field("reason", "为什么帮扶更合适", FieldKind.TEXT, required=True),
    Field("title", "帮扶什么", FieldKind.LINE, required=True, help="单位会看到这一句；不提问责。"),
    Field("method", "方法", FieldKind.TEXT, required=True, help="怎么做才做得成。"),
    Field("resource", "资源", FieldKind.TEXT, required=True, help="给什么：人、钱、政策、协调。"),
    Field("person", "找谁", FieldKind.LINE, required=True, help="谁来帮，怎么联系。"),
    Field("due", "帮扶到何时", FieldKind.DATE, required=True),
)

VERBS = (
    Verb("add_evidence", "补充佐证", "附上材料，或写明佐证在哪里。",
         (Field("evidence", "佐证", FieldKind.TEXT), FILES), _add_evidence),
    Verb("support_instead", "改为帮扶", "先帮后问：给方法、给资源、给人，开出帮扶方案。",
         SUPPORT_FORM, _support_instead, tells=("opener",)),
    Verb("endorse", "复核同意", "核对理由、佐证和此前的帮助；由提出人以外的人复核。",
         (Field("opinion", "复核意见", FieldKind.TEXT, required=True),), _endorse, tells=("head",)),
    Verb("approve_proposal", "批准移送", "批准后只移送有权机关处理，政府办不作处分。",
         (Field("opinion", "批准意见", FieldKind.TEXT, required=True),), _approve_proposal,
         tells=("office_director", "unit_head")),
    Verb(
        "hand_to_organ", "移送有权机关", "按干部管理权限移送，由其依法依规处理。",
        (
            Field("organ", "接收机关", FieldKind.LINE, required=True),
            Field("receipt", "移送文号或回执", FieldKind.LINE, required=True),
            NOTE,
        ),
        _hand_to_organ, _not_handed, tells=("unit_head",),
    ),
    Verb(
        "appeal", "申诉", "单位对建议有异议的，在期限内提出，由没有经手的人处理。",
        (Field("reason", "申诉和理由", FieldKind.TEXT, required=True),
         Field("evidence", "依据", FieldKind.TEXT), FILES),
        _appeal, tells=("office_director", "head"),
    ),
    Verb("uphold_proposal", "不采纳申诉", "说明理由并支招；已移送的继续由有权机关处理。",
         (REASON, HELP), _decide_appeal, tells=("unit_head",)),
    Verb("withdraw_proposal", "撤回建议", "申诉有理，撤回问责建议，并告知接收机关。",
         (REASON,), _withdraw_proposal, tells=("unit_head", "opener")),
    Verb("record_result", "登记处理结果", "有权机关的决定；政府办只登记。",
         (Field("result", "处理结果", FieldKind.TEXT, required=True),), _record_result, _handed,
         tells=("unit_head",)),
)  # fmt: skip
