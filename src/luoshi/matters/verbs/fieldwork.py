"""Going to see for oneself: 现场核实 (S85; 政府督查工作条例第12条 检查、访谈、暗访)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.verb import Context, Said, Verb, day_of

FACTS = "field_checks"
AGREES = (("agrees", "相符"), ("partly", "部分相符"), ("differs", "不符"), ("unsaid", "还没有上报"))


def _check_facts(state: State, said: Said, context: Context) -> None:
    day = said["looked_on"]
    if day_of(day) > local_date(context.now):
        raise Refused("核实日期不能晚于今天；去过现场再记。", code="looked_in_future")
    seen = {"on": day, "where": said["where"], "agrees": said["agrees"]}
    state.facts[FACTS] = [*state.facts.get(FACTS, ()), seen]


def doubt(state: State) -> str:
    """What to think of before a result is accepted: the last look at it found otherwise."""
    last = state.facts[FACTS][-1] if state.facts.get(FACTS) else None
    if last is None or last["agrees"] not in ("partly", "differs"):
        return ""
    found = f"{last['on']} 到{last['where']}现场核实，与上报的{dict(AGREES)[last['agrees']]}"
    return f"{found}。请写明后来怎样改正、怎么复查的；没有改正的，请退回并支招。"


VERBS = (
    Verb(
        "check_facts",
        "现场核实",
        "不发通知、不打招呼、不要陪同，直接到现场看；看到什么写什么。",
        (
            Field("where", "地点", required=True, help="写到村、社区或工地。"),
            Field("looked_on", "核实日期", FieldKind.DATE, required=True),
            Field("finding", "看到的情况", FieldKind.TEXT, required=True),
            Field("agrees", "与上报的是否相符", FieldKind.CHOICE, required=True, choices=AGREES),
            FILES,
        ),
        _check_facts,
        tells=("lead_unit",),
    ),
)
