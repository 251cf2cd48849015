"""How often an enterprise is inspected, by whom and when next (国办发〔2024〕54号; S150, S151, B14).

A ledger, not a licence: it says what overlaps and how often it has been, and forbids nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luoshi.lib.clock import start_of
from luoshi.lib.errors import Refused
from luoshi.matters.rules.report_once import same_name
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Earlier, Said

_CODE = 18  # characters of 统一社会信用代码


def known_enterprise(state: State, said: Said, context: Context) -> None:
    """The credit code, where one is given, is one: by it the same enterprise is found again."""
    code = str(state.extra.get("credit_code") or "").strip().upper()
    if code and not (len(code) == _CODE and code.isascii() and code.isalnum()):
        raise Refused(
            "统一社会信用代码是十八位数字和字母，请照营业执照填写；不知道的可以不填。",
            code="bad_credit_code",
        )
    if code:
        state.extra = {**state.extra, "credit_code": code}


def _same(state: State, other: Earlier) -> bool:
    codes = state.extra.get("credit_code"), other.extra.get("credit_code")
    if all(codes):
        return codes[0] == codes[1]
    return same_name(state.extra.get("enterprise")) == same_name(other.extra.get("enterprise"))


def _day(other: Earlier) -> date:
    return date.fromisoformat(other.extra["planned_on"])


def frequency(state: State, context: Context) -> list[str]:
    """Whose inspection of the same enterprise lies near, and which yearly number is reached."""
    day = date.fromisoformat(state.extra["planned_on"])
    # An inspection may be planned long before its day: two years of registrations hold them all.
    rows = context.ask.earlier_like_this(start_of(date(day.year - 1, 1, 1)))
    same = [other for other in rows if other.number != state.number and _same(state, other)]
    return [*_near(state, same, day, context), *_often(state, same, day, context)]


def _near(state: State, same: list[Earlier], day: date, context: Context) -> Iterator[str]:
    most = context.spec.limit("near_days")
    for other in sorted(same, key=_day):
        apart = abs((_day(other) - day).days)
        if other.lead_unit_id == state.lead_unit_id or apart > most or not other.lead_unit_id:
            continue
        who = context.ask.unit_name(other.lead_unit_id)
        yield (
            f"{who}也查这家企业：{_day(other):%-m月%-d日}（{other.number}），相隔 {apart} 天。"
            "请与其商定能否“综合查一次”，能合并的合并。"
        )


def _often(state: State, same: list[Earlier], day: date, context: Context) -> Iterator[str]:
    year = [other for other in same if _day(other).year == day.year]
    own = 1 + sum(1 for other in year if other.lead_unit_id == state.lead_unit_id)
    every = 1 + len(year)
    most, total = (context.spec.limit(k) for k in ("per_organ_year", "per_enterprise_year"))
    if own > most:
        planned = state.extra.get("ground") == "plan"
        end = "按计划的检查不应超过上限，请核对。" if planned else "因线索检查的，请写明线索。"
        yield f"本机关今年对这家企业是第 {own} 次，公布的年度上限是 {most} 次。{end}"
    if every > total:
        yield f"各机关今年对这家企业合计第 {every} 次，超过 {total} 次，请先考虑合并或改为书面核查。"
