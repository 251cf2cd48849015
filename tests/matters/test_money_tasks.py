"""还本付息: a monthly schedule, stock-takes, gaps told a month ahead, shared out to units (S4)."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from luoshi.instruments.money import Cell, Debt, table, table_for
from luoshi.lib import amounts
from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, Refused
from luoshi.matters import engine, lights, repayment, verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.calendar import office_calendar
from tests.cast import County

ROWS = [
    {"month": "2026年12月", "principal": "500", "interest": "12.5"},
    {"month": "2026-11", "principal": "100", "interest": "20.25"},
    {"month": "2027-1", "interest": "11"},
]


def owed(county: County, **more: Any) -> Matter:
    fields = {"creditor": "某银行安澜支行", "schedule": ROWS, "lead": "water", "title": "城建贷款"}
    return engine.open_matter("debt_service", county["clerk"], county.now, **{**fields, **more})


def served(county: County) -> Matter:
    made = owed(county)
    county.act(made, "docket", "chief")
    county.act(made, "dispatch", "clerk")
    county.act(made, "acknowledge", "water")
    return made


def due(matter: Matter) -> date | None:
    return local_date(matter.due_at) if matter.due_at else None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,250", "1250.00"),
        ("１２．５", "12.50"),
        ("3万元", "3.00"),
        ("0", "0.00"),
        (" 7.05 ", "7.05"),
    ],
)
def test_an_amount_is_kept_exactly(typed: str, kept: str) -> None:
    assert amounts.read(typed) == kept


@pytest.mark.parametrize("typed", ["", "-3", "1.234", "十", "1e3", "12,5", "3亿元", "NaN"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        amounts.read(typed)


def test_the_schedule_is_put_in_order_and_the_first_month_is_due(county: County) -> None:
    made = owed(county)
    assert [row["month"] for row in made.extra["schedule"]] == ["2026-11", "2026-12", "2027-01"]
    assert made.extra["schedule"][0]["interest"] == "20.25"
    assert due(made) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"month": "2026-10", "principal": "1"}], "month_gone_by"),
        ([{"month": "十一月", "principal": "1"}], "bad_month"),
        ([{"month": "2026-13", "principal": "1"}], "bad_month"),
        ([{"month": "2026-12", "interest": "0"}], "nothing_owed"),
        ([{"month": "2026-12", "interest": "1"}, {"month": "2026年12月"}], "month_twice"),
    ],
)
def test_a_bad_schedule_is_refused(county: County, rows: list[dict[str, str]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        owed(county, schedule=rows)
    assert refused.value.stable_code == code
    assert not Matter.objects.exists()


def test_an_amount_with_three_decimals_comes_back_with_its_row(county: County) -> None:
    with pytest.raises(Invalid, match=r"第1行.*最多两位小数"):
        owed(county, schedule=[{"month": "2026-12", "principal": "1.234"}])


def test_the_stock_take_moves_the_clock_to_the_next_month(county: County) -> None:
    made = served(county)
    county.act(
        made, "stock_take", "water", paid="120.25", money_from="专户",
        next_gap="200", next_from="处置资产",
    )  # fmt: skip
    assert due(made) == date(2026, 12, 31)
    assert made.progress == 18
    light = lights.light_of(made, county.now, office_calendar())
    assert (light.key, light.words) == ("soon", "下月缺口 200.00 万元")
    assert list(verify.breaches()) == []


def test_a_gap_is_warned_of_a_month_ahead_and_secured_money_is_not(county: County) -> None:
    made = served(county)
    said = {"paid": "120.25", "money_from": "专户", "next_gap": "0"}
    county.act(made, "stock_take", "water", **said)
    seventh = datetime(2026, 12, 7, 9, 0, tzinfo=CHINA)
    assert lights.key_of(made, seventh) == "fine"
    assert lights.key_of(made, datetime(2026, 12, 28, 9, 0, tzinfo=CHINA)) == "soon"
    assert lights.key_of(made, datetime(2027, 1, 1, 9, 0, tzinfo=CHINA)) == "late"
    county.act(
        made,
        "stock_take",
        "water",
        month="2026-11",
        **{**said, "next_gap": "80", "next_from": "借款"},
    )
    assert lights.key_of(made, seventh) == "soon"
    assert [m.pk for m in Matter.objects.filter(lights.condition("soon", seventh))] == [made.pk]


def test_money_nobody_spoke_of_turns_amber_a_month_before_it_is_due(county: County) -> None:
    rows = [{"month": "2027-01", "principal": "10"}]
    made = owed(county, schedule=rows)
    county.act(made, "docket", "chief")
    county.act(made, "dispatch", "clerk")
    county.act(made, "acknowledge", "water")
    assert lights.key_of(made, datetime(2026, 12, 30, 9, 0, tzinfo=CHINA)) == "fine"
    assert lights.key_of(made, datetime(2026, 12, 31, 9, 0, tzinfo=CHINA)) == "soon"
    county.now = datetime(2027, 1, 4, 7, 30, tzinfo=CHINA)
    tick(county.now)
    assert made.events.filter(verb="warn").count() <= 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"paid": "121"}, "paid_too_much"),
        ({"paid": "10"}, "next_gap_missing"),
        ({"paid": "10", "next_gap": "600"}, "gap_too_big"),
        ({"paid": "10", "next_gap": "5"}, "next_from_missing"),
        ({"paid": "10", "month": "2028-01", "next_gap": "0"}, "no_such_month"),
    ],
)
def test_a_stock_take_that_does_not_tally_says_why(
    county: County, typed: dict[str, str], code: str
) -> None:
    made = served(county)
    with pytest.raises(Refused) as refused:
        county.act(made, "stock_take", "water", money_from="专户", **typed)
    assert refused.value.stable_code == code


def test_what_is_paid_in_part_stays_due_and_everything_paid_ends_the_clock(county: County) -> None:
    made = served(county)
    county.act(made, "stock_take", "water", paid="20", money_from="专户", next_gap="0")
    assert due(made) == date(2026, 11, 30)
    for month, paid, gap in (("2026-11", "120.25", "0"), ("2026-12", "512.5", "0")):
        county.act(
            made, "stock_take", "water", month=month, paid=paid, money_from="专户", next_gap=gap
        )
    county.act(made, "stock_take", "water", paid="11", money_from="专户")
    assert due(made) is None
    assert made.progress == 100
    county.act(made, "complete", "water", result="全部还清", evidence="回单")
    assert made.stage == "verifying"


def test_a_share_becomes_a_child_and_the_table_tallies(county: County) -> None:
    made = served(county)
    share = [{"month": "2026-12", "principal": "200", "interest": "2.5"}]
    county.act(made, "apportion", "clerk", to_unit="city", schedule=share)
    child = made.children.get()
    assert (child.stage, child.lead_unit) == ("dispatched", county.units["city"])
    assert child.title == "城建贷款（县城管局）"
    assert due(child) == date(2026, 12, 31)
    own = {m.month: m.due for m in repayment.months(made.extra, made.facts)}
    assert own["2026-12"] == Decimal("310.00")
    found, years = table_for(county["clerk"], county.now, 2026)
    assert years == (2026, 2027)
    assert [line.unit for line in found.lines] == ["县水利局", "县城管局"]
    assert found.total.due == Decimal("632.75")
    assert sum(line.total.due for line in found.lines) == sum(c.due for c in found.sums)
    mine, _ = table_for(county["city"], county.now, 2026)
    assert [line.unit for line in mine.lines] == ["县城管局"]
    assert table_for(county["outsider"], county.now)[0].lines == ()
    with pytest.raises(Refused) as refused:
        county.act(made, "apportion", "clerk", to_unit="housing", schedule=[
            {"month": "2026-12", "principal": "300.01"}
        ])  # fmt: skip
    assert refused.value.stable_code == "more_than_left"
    assert list(verify.breaches()) == []


def test_a_new_schedule_cannot_take_back_what_is_paid(county: County) -> None:
    made = served(county)
    county.act(made, "stock_take", "water", paid="100", money_from="专户", next_gap="0")
    with pytest.raises(Refused) as refused:
        county.act(
            made, "reschedule", "clerk", reason="展期",
            schedule=[{"month": "2026-11", "principal": "50"}],
        )  # fmt: skip
    assert refused.value.stable_code == "less_than_done"
    county.act(
        made, "reschedule", "clerk", reason="展期",
        schedule=[{"month": "2026-11", "principal": "100"}, {"month": "2027-06", "principal": "5"}],
    )  # fmt: skip
    assert due(made) == date(2027, 6, 30)


def test_a_table_adds_up_whatever_the_debts() -> None:
    cell = Cell(Decimal("1.10"), Decimal("0.10"))
    found = table(
        [Debt("甲", {"2026-01": cell}), Debt("甲", {"2026-01": cell}), Debt("乙", {})], 2026
    )
    assert found.months == ("2026-01",)
    assert [line.total.left for line in found.lines] == [Decimal("2.00")]
    assert found.total == found.sums[0]
