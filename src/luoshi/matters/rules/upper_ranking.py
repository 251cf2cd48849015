"""One rank of the county in one circular from above (S167): it fits, and stands there once.

Only results that a higher authority has published are kept (B13); a rank without its source, or a
second one for the same indicator and period, would make the table say two things at once.
"""

from __future__ import annotations

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters.rules.report_once import same_name
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said


def upper_ranking(state: State, said: Said, context: Context) -> None:
    """The rank is one of so many, the period is over, and no other entry says the same."""
    extra = state.extra
    if extra["rank"] > extra["total"]:
        raise Refused(
            f"位次 {extra['rank']} 大于参加排名的 {extra['total']} 个县，请对照通报改正。",
            code="rank_beyond_total",
        )
    if extra["period_end"] > local_date(context.now).isoformat():
        raise Refused("期末日期还没有到，请对照通报改正。", code="period_not_over")
    name = same_name(extra["indicator"])
    for other in context.ask.others():
        same = same_name(other.extra.get("indicator")) == name
        if same and all(other.extra.get(k) == extra[k] for k in ("period_end", "issuer_level")):
            raise Refused(
                f"这项指标这一时期已经登记（{other.number}）。登记错的，请先撤销那一条再登记。",
                code="ranked_before",
                see=[other.number],
            )
