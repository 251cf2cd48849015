"""资金任务: the monthly stock-take, sharing a schedule out to units, changing it (S4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Refused
from luoshi.matters import repayment as debt
from luoshi.matters.state import Part, State, plain
from luoshi.matters.verbs.filing import REASON
from luoshi.matters.verbs.timing import off_the_ladder
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb

SCHEDULE = Field(
    debt.SCHEDULE,
    "还款计划",
    FieldKind.ROWS,
    required=True,
    help="一月一行，单位万元。",
    columns=(
        Field("month", "月份", required=True),
        Field("principal", "本金", FieldKind.AMOUNT),
        Field("interest", "利息", FieldKind.AMOUNT),
    ),
    least=1,
    spare=6,
)


def set_clock(state: State) -> None:
    """The due date is the end of the first month not paid in full; none when all is paid."""
    own = debt.months(state.extra, state.facts)
    nearest = debt.next_open(own)
    due = debt.last_day(nearest.month) if nearest else None
    if due != state.due_at:
        state.due_at = due
        off_the_ladder(state)
    state.progress = debt.percent(own)
    if state.lead is not None:
        state.lead.progress = min(state.progress, 99)


def _own(state: State, part: Part | None) -> str:
    owes = any(m.due > 0 for m in debt.months(state.extra, state.facts))
    held = part is not None and part.state == "handling"
    if not held:
        return "请先签收，再盘点。"
    return "" if owes else "还款计划已全部分解到单位，由各单位分别盘点。"


def _chosen(own: list[debt.Month], typed: str | None) -> debt.Month:
    if not typed:
        found = debt.next_open(own)
        if found is None:
            raise Refused("各月都已还清，请用“办结”报结。", code="all_paid")
        return found
    month = debt.month_of(typed)
    one = next((m for m in own if m.month == month), None)
    if one is None:
        listed = "、".join(m.month for m in own)
        raise Refused(f"还款计划里没有 {month}，请从这些月份里选：{listed}。", code="no_such_month")
    return one


def _stock_take(state: State, said: Said, context: Context) -> None:
    own = debt.months(state.extra, state.facts)
    one = _chosen(own, said.get("month"))
    paid = Decimal(said["paid"])
    if paid > one.due:
        raise Refused(
            f"{one.month} 应还 {one.due} 万元，填的已还 {paid} 万元多了，请核对；"
            "提前还以后月份的，请盘点那个月。",
            code="paid_too_much",
        )
    taken = {"paid": said["paid"], "from": said["money_from"], "at": plain(context.now)}
    state.facts |= {debt.TAKES: {**state.facts.get(debt.TAKES, {}), one.month: taken}}
    _declare(state, said, [m for m in own if m.month > one.month and m.due > 0], context)
    _note(state, one, paid, context)
    set_clock(state)


def _declare(state: State, said: Said, later: list[debt.Month], context: Context) -> None:
    """What the unit says of the coming month: how much is missing, and where it is to come from."""
    if not later:
        return
    gap = said.get("next_gap")
    if gap is None:
        raise Refused(
            f"请填{later[0].month}的资金缺口（应还 {later[0].due} 万元；已落实的填 0）："
            "缺口要提前一个月说。",
            code="next_gap_missing",
        )
    if Decimal(gap) > later[0].due:
        raise Refused(
            f"{later[0].month} 应还 {later[0].due} 万元，缺口不会更多。", code="gap_too_big"
        )
    if Decimal(gap) > 0 and not said.get("next_from"):
        raise Refused("下月有缺口的，请写明打算怎么解决。", code="next_from_missing")
    state.facts |= {
        debt.NEXT_GAP: {"month": later[0].month, "amount": gap, "at": plain(context.now)}
    }


def _note(state: State, one: debt.Month, paid: Decimal, context: Context) -> None:
    part = context.part(state)
    part.first_report_at = part.first_report_at or context.now
    part.last_report_at = context.now
    short = f"，还差 {one.due - paid} 万元" if paid < one.due else ""
    part.latest = f"{one.month} 应还 {one.due} 万元，已还 {paid} 万元{short}"


def _reschedule(state: State, said: Said, context: Context) -> None:
    rows = debt.rows_by_month(said[debt.SCHEDULE])
    state.extra = {**state.extra, debt.SCHEDULE: rows}
    after = {m.month: m for m in debt.months(state.extra, state.facts)}
    bound = {*state.facts.get(debt.SHARED, {}), *state.facts.get(debt.TAKES, {})}
    for month in sorted(bound):
        one = after.get(month)
        if one is None or min(one.principal, one.interest, one.gap) < 0:
            raise Refused(
                f"{month} 已经还过款或分解到单位，新的金额不能比已还、已分解的少。",
                code="less_than_done",
            )
    set_clock(state)


def _apportion(state: State, said: Said, context: Context) -> None:
    rows = debt.rows_by_month(said[debt.SCHEDULE])
    own = {m.month: m for m in debt.months(state.extra, state.facts)}
    shared = dict(state.facts.get(debt.SHARED, {}))
    for row in rows:
        _fits(row, own.get(row["month"]))
        shared[row["month"]] = _added(shared.get(row["month"], {}), row)
    state.facts |= {debt.SHARED: shared}
    set_clock(state)
    context.opens.append(_child(state, said["to_unit"], rows, context))


def _fits(row: Mapping[str, str], one: debt.Month | None) -> None:
    if one is None:
        raise Refused(f"还款计划里没有 {row['month']}，请先调整计划。", code="no_such_month")
    left = {"principal": one.principal, "interest": one.interest}
    for key, word in (("principal", "本金"), ("interest", "利息")):
        if Decimal(row[key]) > left[key]:
            raise Refused(
                f"{one.month} 的{word}只剩 {left[key]} 万元没有分解，不能分出 {row[key]} 万元。",
                code="more_than_left",
            )
    if Decimal(row["principal"]) + Decimal(row["interest"]) > one.gap:
        raise Refused(f"{one.month} 已经还过款，只能分解还没有还的部分。", code="already_paid")


def _added(held: Mapping[str, str], row: Mapping[str, str]) -> dict[str, str]:
    return {
        k: str(Decimal(held.get(k, "0.00")) + Decimal(row[k])) for k in ("principal", "interest")
    }


def _child(state: State, unit: int, rows: Iterable[Mapping[str, str]], context: Context) -> Opening:
    own: dict[str, Any] = {k: v for k, v in state.extra.items() if v not in (None, "", [])}
    typed: dict[str, Any] = {
        "title": f"{state.title}（{context.ask.unit_name(unit)}）",
        "what": state.what,
        "standard": state.standard,
        "lead": context.ask.unit_code(unit),
        "extra": {**own, debt.SCHEDULE: [dict(row) for row in rows]},
    }
    if state.leader_id is not None:
        typed["leader"] = context.ask.username(state.leader_id)
    handed = state.dispatched_at is not None
    return Opening(context.spec.key, typed, ("docket", "dispatch") if handed else ())


VERBS = (
    Verb(
        "stock_take",
        "月度盘点",
        "这个月还了多少、钱从哪里来、下个月还缺多少；缺口要提前一个月说。",
        (
            Field("month", "月份", help="留空即最早没有还清的那个月。"),
            Field("paid", "本月累计已还（万元）", FieldKind.AMOUNT, required=True),
            Field("money_from", "资金来源", FieldKind.TEXT, required=True),
            Field("next_gap", "下月缺口（万元）", FieldKind.AMOUNT, help="已经落实的填 0。"),
            Field("next_from", "下月缺口怎么解决", FieldKind.TEXT),
        ),
        _stock_take,
        _own,
        tells=("office", "leader"),
    ),
    Verb(
        "apportion",
        "分解到单位",
        "把一部分还款计划分给一个单位，开成它的子事项；剩下的仍由本事项承担。",
        (Field("to_unit", "分给哪个单位", FieldKind.UNIT, required=True), SCHEDULE),
        _apportion,
    ),
    Verb(
        "reschedule",
        "调整还款计划",
        "展期、置换或提前还款后，按新的计划来。",
        (SCHEDULE, REASON),
        _reschedule,
        tells=("unit",),
    ),
)
