"""协办意见: a co-unit sends its opinion to the one unit that leads (S137)."""

from __future__ import annotations

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.matters.state import Part, State, plain
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.verb import Context, Said, Verb

OPINIONS = "opinions"  # in a matter's facts: unit id → when its last opinion came


def _helps(state: State, part: Part | None) -> str:
    helps = part is not None and part.role == "co" and part.state in {"pending", "handling"}
    return "" if helps else "只有还在办理的协办单位向牵头单位送意见。"


def _send(state: State, said: Said, context: Context) -> None:
    sent = dict(state.facts.get(OPINIONS, {}))
    sent[str(context.unit_id)] = plain(context.now)
    state.facts |= {OPINIONS: sent}


VERBS = (
    Verb(
        "send_opinion",
        "送协办意见",
        "把本单位的意见送给牵头单位，由牵头单位汇总；没有意见也写明“无意见”。",
        (Field("opinion", "本单位意见", FieldKind.TEXT, required=True), FILES),
        _send,
        _helps,
        tells=("lead_unit",),
    ),
)
