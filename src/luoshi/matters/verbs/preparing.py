"""What is made ready before a hard problem is decided: task force, opinions, legality review.

S40, S42; Art. 25. All of it is kept in `facts`; what is missing before a tier is `matters.gates`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.catalogue.schema import DISCIPLINES, Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.state import MEMBERS as ACCOUNTS
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of, nothing

DEPUTY = "deputy_director"


def _no_force(state: State, part: Part | None) -> str:
    return (
        "" if not state.facts.get("force") else "本问题已有专班，一事一专班；要变动请用“调整专班”。"
    )


def _has_force(state: State, part: Part | None) -> str:
    return "" if state.facts.get("force") else "还没有专班，请先用“组建专班”。"


def _write_force(state: State, said: Said, context: Context) -> None:
    if said["leader_post"] != DEPUTY and not said.get("named_by"):
        raise Refused(
            "专班一般由政府办副主任牵头（S40）；由其他人牵头的，请写明是谁指定的。",
            code="named_by_missing",
        )
    names = [row["name"] for row in said["members"]]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Refused(f"{'、'.join(twice)}在成员里写了两次，请删去一行。", code="member_twice")
    state.facts[ACCOUNTS] = _accounts(said["members"], context)
    state.facts["force"] = {
        "leader": said["leader"],
        "leader_post": said["leader_post"],
        "named_by": said.get("named_by") or "",
        "members": said["members"],
        "since": local_date(context.now).isoformat(),
    }


def _accounts(rows: list[dict[str, Any]], context: Context) -> list[int]:
    """Whose accounts see the matter from now on; each is that of the member it stands beside."""
    found = set()
    for row in rows:
        account = row.get("account")
        if not account:
            continue
        known = context.ask.person_named(account)
        if known is None:
            raise Refused(
                f"没有登录名为“{account}”的账号：请核对，或留空；要开账号请找安全管理员。",
                code="no_such_account",
            )
        if known[1] != row["name"]:
            raise Refused(
                f"登录名“{account}”是{known[1]}的账号，不是{row['name']}的，请核对。",
                code="wrong_account",
            )
        found.add(known[0])
    return sorted(found)


def happened(day: str, context: Context, what: str, not_before: str = "") -> date:
    """The day of something that is put on record; it has come, and comes after what it rests on."""
    held = day_of(day)
    if held > local_date(context.now):
        raise Refused(f"{what}的日期还没有到，请在发生之后再登记。", code="not_yet_held")
    if not_before and held < day_of(not_before):
        raise Refused(f"{what}不能早于 {not_before}，请核对日期。", code="wrong_order")
    return held


def _record_opinion(state: State, said: Said, context: Context) -> None:
    happened(said["given_on"], context, "出具意见")
    key = said["discipline"]
    row = {name: said.get(name) for name in ("giver", "given_on", "stance", "opinion")}
    state.facts["opinions"] = {**state.facts.get("opinions", {}), key: row}


def _review_legality(state: State, said: Said, context: Context) -> None:
    happened(said["reviewed_on"], context, "合法性审查")
    keys = ("reviewer", "reviewed_on", "conclusion")
    state.facts["legality"] = {key: said[key] for key in keys}


MEMBERS = Field(
    "members",
    "成员",
    FieldKind.ROWS,
    required=True,
    least=1,
    help="主管局委局长、相关副局长、科长、工作人员；外聘律师可以参加，单位写律师事务所。有账号的写登录名，本人能看到这一件并提出建议。",
    columns=(
        Field("name", "姓名", required=True),
        Field("unit", "单位", required=True),
        Field(
            "role",
            "身份",
            FieldKind.CHOICE,
            required=True,
            choices=(
                ("bureau_head", "主管局委局长"),
                ("bureau_deputy", "相关副局长"),
                ("section_chief", "科长"),
                ("staff", "工作人员"),
                ("lawyer", "外聘律师"),
                ("other", "其他"),
            ),
        ),
        Field("account", "登录名", restricted=True),
    ),
)
FORCE = (
    Field("leader", "组长", required=True),
    Field(
        "leader_post",
        "组长身份",
        FieldKind.CHOICE,
        required=True,
        choices=((DEPUTY, "政府办副主任"), ("named", "领导指定的其他人")),
    ),
    Field("named_by", "由谁指定", help="组长不是政府办副主任时填写。"),
    MEMBERS,
)

VERBS = (
    Verb(
        "form_task_force",
        "组建专班",
        "一事一专班，一般由政府办副主任牵头。",
        FORCE,
        _write_force,
        _no_force,
        tells=("lead_unit", "leader", "member"),
    ),
    Verb(
        "change_task_force",
        "调整专班",
        "专班换人，写明理由；仍是一个专班。",
        (*FORCE, REASON),
        _write_force,
        _has_force,
        fill=lambda state: state.facts.get("force", {}),
        tells=("lead_unit", "member"),
    ),
    Verb(
        "advise",
        "提出建议",
        "专班成员（包括外聘律师）就这件事提出专业建议，进入办理过程，不代替各方面正式意见。",
        (Field("opinion", "建议", FieldKind.TEXT, required=True), FILES),
        nothing,
        tells=("office",),
    ),
    Verb(
        "record_opinion",
        "登记专业意见",
        "财政、审计、住建、法律等方面的集中性建议。",
        (
            Field("discipline", "方面", FieldKind.CHOICE, required=True, choices=DISCIPLINES),
            Field("giver", "出具单位或人", required=True),
            Field("given_on", "出具日期", FieldKind.DATE, required=True),
            Field(
                "stance",
                "态度",
                FieldKind.CHOICE,
                required=True,
                choices=(("agree", "同意"), ("agree_if", "附条件同意"), ("disagree", "不同意")),
            ),
            Field("opinion", "意见", FieldKind.TEXT, required=True),
            Field("files", "附件", FieldKind.FILES),
        ),
        _record_opinion,
    ),
    Verb(
        "review_legality",
        "登记合法性审查",
        "先审查，后讨论；审查时间一般不少于七个工作日。",
        (
            Field("reviewer", "审查机构", required=True),
            Field("reviewed_on", "审查意见日期", FieldKind.DATE, required=True),
            Field(
                "conclusion",
                "结论",
                FieldKind.CHOICE,
                required=True,
                choices=(
                    ("lawful", "合法"),
                    ("lawful_changed", "修改后合法"),
                    ("unlawful", "不合法"),
                ),
            ),
            Field("opinion", "审查意见", FieldKind.TEXT, required=True),
            Field("files", "附件", FieldKind.FILES),
        ),
        _review_legality,
    ),
)
