"""越级汇报: on which ground a unit may go to the head past the leader in charge (S28–S32, A1).

Four exceptions, each checked against what the system knows; emergencies and reports that the law
demands never wait. A refusal says what each ground still lacks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local
from luoshi.lib.errors import Refused
from luoshi.matters.choices import recommended
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said

GROUNDS = (
    ("urgent", "特别紧急，已向分管领导报告"),
    ("away", "分管领导不在或已委托"),
    ("major", "重大事项，多次报告未获答复"),
    ("personal", "个人思想、困难"),
    ("emergency", "突发事件"),
    ("statutory", "法定报告"),
)
AT_ONCE = frozenset({"emergency", "statutory"})  # law before the office's own order (A1, B12)
LEAST_REPORTS = 2
TOLD_BEFORE = timedelta(days=3)  # told earlier than this it was another matter
ANSWERS = ("decide", "pass_up", "send_back")

FORM = (
    Field(
        "ground",
        "直接报主要领导的理由",
        FieldKind.CHOICE,
        choices=GROUNDS,
        help="请示先报分管领导；符合其中一条的，可以直接报，分管领导同时看得到理由。",
    ),
    Field(
        "told_at", "何时向分管领导报告的", FieldKind.MOMENT, help="特别紧急的须填，如 2026-11-16 08:40。"
    ),
    Field(
        "told_how",
        "怎样报告的",
        FieldKind.CHOICE,
        choices=(("phone", "电话"), ("face", "当面"), ("written", "书面"), ("message", "短信")),
    ),
    Field("worst_case", "再拖下去最坏会怎样", FieldKind.TEXT, help="重大事项须填。"),
    Field("legal_basis", "法定报告的依据", FieldKind.LINE, help="哪部法律法规、第几条。"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """What the system knows about the leader in charge and this report."""

    leader: int
    name: str
    away: bool
    deputised: bool
    reports: int

    @property
    def absent(self) -> bool:
        """Whether the second exception is on record."""
        return self.away or self.deputised


def known(state: State, leader: int, context: Context) -> Chain:
    """The facts the four exceptions are checked against."""
    ask = context.ask
    return Chain(
        leader,
        ask.name(leader),
        ask.away(leader),
        ask.has_deputy(leader),
        ask.count_after("submit", *ANSWERS),
    )


def evidence(state: State, said: Said, leader: int, context: Context) -> dict[str, Any]:
    """The ground with what supports it, for the leader in charge to see; refuses without one."""
    chain, ground = known(state, leader, context), said.get("ground") or ""
    if ground not in _CHECKS:
        raise Refused(_which(chain), code="ground_missing")
    found = _CHECKS[ground](state, said, context, chain)
    return {"ground": ground, "past": leader, **found}


def _which(chain: Chain) -> str:
    """What each exception would need, with what is already on record."""
    record = "系统里有记录，可选这一条" if chain.absent else "系统里没有外出或委托记录"
    left = max(0, LEAST_REPORTS - chain.reports)
    count = f"本件已报 {chain.reports} 次" + (f"，还差 {left} 次" if left else "，可选这一条")
    return (
        f"请示先报分管领导{chain.name}。直接报主要领导须选明理由："
        f"①特别紧急，写明何时、怎样向{chain.name}报告过；②{chain.name}不在或已委托（{record}）；"
        f"③个人思想、困难，请改用“个人事项”；④重大且报告{LEAST_REPORTS}次以上未获答复（{count}），"
        "写明最坏会怎样。突发事件和法定报告不受此限，选明即可。"
    )


def _urgent(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    if not said.get("told_at") or not said.get("told_how"):
        raise Refused(
            f"特别紧急的可以直接报，但须写明何时、怎样向{chain.name}报告过。还没报告的，先打一个电话。",
            code="told_missing",
        )
    told = datetime.fromisoformat(said["told_at"])
    earliest = state.opened_at - TOLD_BEFORE
    if not earliest <= told <= context.now:
        raise Refused(
            f"向{chain.name}报告的时间须在 {local(earliest):%Y-%m-%d %H:%M} 到现在之间"
            f"（本件起草前 {TOLD_BEFORE.days} 天以内），请核对。",
            code="told_implausible",
        )
    return {"told_at": said["told_at"], "told_how": said["told_how"]}


def _away(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    if not chain.absent:
        raise Refused(
            f"系统里没有{chain.name}的外出或委托记录。请先报{chain.name}；特别紧急的，报告后选“特别紧急”；"
            "记录漏登的，请督查科补登。",
            code="not_away",
        )
    if not recommended(state.extra):
        raise Refused("分管领导不在时直接报，须附明确建议：请推荐一个方案。", code="no_suggestion")
    return {"record": "absence" if chain.away else "delegation"}


def _major(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    if chain.reports < LEAST_REPORTS:
        due = f"{local(state.due_at):%Y-%m-%d}" if state.due_at else ""
        wait = f"答复时限到 {due}，过后可以再次提交。" if due else f"请先提交{chain.name}。"
        raise Refused(
            f"这一条要求向{chain.name}报告过 {LEAST_REPORTS} 次以上未获答复，本件只有 {chain.reports} 次。"
            f"{wait}特别紧急的，报告后选“特别紧急”。",
            code="reported_too_few",
        )
    if not said.get("worst_case"):
        raise Refused("请写明再拖下去最坏会怎样。", code="worst_case_missing")
    return {"reports": chain.reports, "worst_case": said["worst_case"]}


def _personal(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    raise Refused(
        "个人思想和困难请用“个人事项”：只有您和收信的领导看得到，不必写方案，不计入统计。",
        code="use_personal_matter",
    )


def _emergency(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    return {}


def _statutory(state: State, said: Said, context: Context, chain: Chain) -> dict[str, Any]:
    if not said.get("legal_basis"):
        raise Refused("法定报告请写明依据：哪部法律法规、第几条。写明即报。", code="basis_missing")
    return {"legal_basis": said["legal_basis"]}


_CHECKS: dict[str, Callable[[State, Said, Context, Chain], dict[str, Any]]] = {
    "urgent": _urgent,
    "away": _away,
    "major": _major,
    "personal": _personal,
    "emergency": _emergency,
    "statutory": _statutory,
}
