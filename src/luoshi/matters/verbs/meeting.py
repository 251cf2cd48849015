"""Standing items of the executive meeting: 列入、会上已汇报、取消、调度会 (S5 每次常务会上听汇报)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.state import Part, State
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of

AGENDA, CONVENED = "agenda", "convened"


def _on(state: State, part: Part | None) -> str:
    return "" if state.standing_item else "本事项没有列为常务会汇报事项。"


def _off(state: State, part: Part | None) -> str:
    return "本事项已经列为常务会汇报事项。" if state.standing_item else ""


def _put_on_agenda(state: State, said: Said, context: Context) -> None:
    state.standing_item = True
    state.facts[AGENDA] = {
        "asked": said["asked"],
        "on": local_date(context.now).isoformat(),
        "meeting": "",
        "times": 0,
    }


def _take_off_agenda(state: State, said: Said, context: Context) -> None:
    state.standing_item = False


def _hear_report(state: State, said: Said, context: Context) -> None:
    if day_of(said["met_on"]) > local_date(context.now):
        raise Refused("会议日期不能晚于今天；会开过再记。", code="met_in_future")
    known = state.facts.get(AGENDA, {})
    state.facts[AGENDA] = {
        "asked": said["asked"],
        "on": said["met_on"],
        "meeting": said["meeting"],
        "times": known.get("times", 0) + 1,
    }


def _convene(state: State, said: Said, context: Context) -> None:
    if day_of(said["meets_on"]) < local_date(context.now):
        raise Refused("调度会的日期已经过去，请改成今天或以后。", code="meets_in_past")
    state.facts[CONVENED] = {"on": said["meets_on"], "agenda": said["agenda"]}


VERBS = (
    Verb(
        "put_on_agenda",
        "列入常务会汇报",
        "每次常务会都听一次汇报，直到销号。",
        (Field("asked", "会上要听什么", FieldKind.TEXT, required=True),),
        _put_on_agenda,
        _off,
        tells=("lead_unit",),
    ),
    Verb(
        "hear_report",
        "会上已汇报",
        "记下这次会上提的要求，下次会前据此对账。",
        (
            Field("meeting", "会议", required=True, help="例如：县政府第23次常务会议。"),
            Field("met_on", "会议日期", FieldKind.DATE, required=True),
            Field("asked", "会上要求", FieldKind.TEXT, required=True),
        ),
        _hear_report,
        _on,
        tells=("unit",),
    ),
    Verb(
        "take_off_agenda",
        "不再上会",
        "以后的常务会不再听它的汇报；督办照旧。",
        (REASON,),
        _take_off_agenda,
        _on,
        tells=("lead_unit",),
    ),
    Verb(
        "convene",
        "召开调度会",
        "发现问题及时开会调度；写明要解决什么，只请有关的单位。",
        (
            Field("meets_on", "开会日期", FieldKind.DATE, required=True),
            Field("agenda", "要解决的问题", FieldKind.TEXT, required=True),
        ),
        _convene,
        tells=("unit",),
    ),
)
