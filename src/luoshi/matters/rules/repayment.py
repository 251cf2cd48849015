"""A schedule of repayment is in order before anybody is held to it (S4)."""

from __future__ import annotations

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters import repayment as debt
from luoshi.matters.state import State
from luoshi.matters.verbs.money import set_clock
from luoshi.matters.verbs.verb import Context, Said


def repayment_schedule(state: State, said: Said, context: Context) -> None:
    """The months are in order, each once and none gone by; the first one's end is the due date."""
    rows = debt.rows_by_month(state.extra.get(debt.SCHEDULE, ()))
    state.extra = {**state.extra, debt.SCHEDULE: rows}
    present = f"{local_date(context.now):%Y-%m}"
    if rows and rows[0]["month"] < present:
        raise Refused(
            f"{rows[0]['month']} 已经过去，还款计划从 {present} 起列。", code="month_gone_by"
        )
    if not any(m.due > 0 for m in debt.months(state.extra, state.facts)):
        raise Refused("还款计划里没有金额，请填本金或利息（万元）。", code="nothing_owed")
    set_clock(state)
