"""口头交办: confirmed later by the leader or on the office's record, later linked to paper (S86)."""

from __future__ import annotations

import re

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State, plain
from luoshi.matters.verbs.verb import Context, Said, Verb

CONFIRMED = "confirmed"  # the key of the record in a matter's facts
PAPER = "paper"
HOW = (
    ("self", "领导本人在系统里确认"), ("face", "当面确认"), ("phone", "电话确认"),
    ("paper", "补了书面签批"), ("secretary", "联络秘书转告确认"),
)  # fmt: skip
TITLE_LENGTH = 40
_FIRST = re.compile(r"[^。；;！!？?\n]+")


def was_spoken(state: State) -> bool:
    """Whether the instruction was given by word of mouth."""
    return state.extra.get("channel") == "oral"


def unconfirmed(state: State) -> bool:
    """Whether nobody has confirmed yet that these were the leader's words."""
    return was_spoken(state) and CONFIRMED not in state.facts


def title_of(words: str) -> str:
    """What the ledger calls an instruction until somebody names it better: its first sentence."""
    found = _FIRST.search(words)
    first = found.group().strip() if found else words.strip()
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def _waits(state: State, part: Part | None) -> str:
    if not was_spoken(state):
        return "这不是口头交办，无须确认。"
    return "" if unconfirmed(state) else "这条口头交办已经确认过了。"


def _spoken(state: State, part: Part | None) -> str:
    return "" if was_spoken(state) else "这不是口头交办，批示件本身就是依据。"


def _by_the_leader(state: State, context: Context) -> bool:
    person, leader = context.person_id, state.leader_id
    if person is None or leader is None:
        return False
    return person == leader or context.ask.delegated(leader, person)


def _confirm(state: State, said: Said, context: Context) -> None:
    own = _by_the_leader(state, context)
    how = "self" if own else said.get("how")
    if how is None or (how == "self" and not own):
        raise Refused("请选择是怎么确认的：当面、电话、补签批或秘书转告。", code="how_missing")
    leader = context.ask.name(state.leader_id) if state.leader_id else ""
    by = leader if own else (said.get("confirmed_by") or leader)
    if not by:
        raise Refused("还没有写明是哪位领导交办的，请写明谁确认的。", code="leader_missing")
    if corrected := said.get("corrected"):
        _correct(state, corrected)
    day = said.get("confirmed_on")
    state.facts |= {
        CONFIRMED: {"by": by, "how": how, "on": day or "", "at": plain(context.now)},
    }


def _correct(state: State, words: str) -> None:
    """The leader meant something else: these words count, the former stay in the journal."""
    if state.title == title_of(str(state.extra.get("directive_words") or "")):
        state.title = title_of(words)
    state.extra = {**state.extra, "directive_words": words}


def _link(state: State, said: Said, context: Context) -> None:
    number = said["paper_number"]
    known = context.ask.document_numbered(number)
    if known is not None and state.document_id is None:
        state.document_id = known
    state.facts |= {PAPER: {"number": number, "at": plain(context.now)}}


VERBS = (
    Verb(
        "confirm_oral",
        "确认口头交办",
        "交办领导本人点一下即可；督查科代记的，写明谁、怎么确认的。",
        (
            Field("how", "怎么确认的", FieldKind.CHOICE, choices=HOW),
            Field("confirmed_by", "谁确认的", help="留空即交办领导本人。"),
            Field("confirmed_on", "确认日期", FieldKind.DATE, help="留空即今天。"),
            Field(
                "corrected",
                "更正后的原话",
                FieldKind.TEXT,
                help="意思记错了才填；先前记的原话留在办理过程里。",
            ),
        ),
        _confirm,
        _waits,
        tells=("office", "unit"),
    ),
    Verb(
        "link_paper",
        "补书面依据",
        "口头交办之后有了签批件、纪要或文件的，写上文号；系统里有这份文件的会自动连上。",
        (Field("paper_number", "文号或签批件编号", required=True),),
        _link,
        _spoken,
    ),
)
