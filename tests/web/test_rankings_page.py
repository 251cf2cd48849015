"""The table of ranks: for leaders and the office director alone; and signs that meet on /risks/."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from tests import hard
from tests.cast import County
from tests.trades.striving import opened

ADDRESS = "/rankings/"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, county: County, who: str, address: str = ADDRESS) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def ranked(county: County) -> None:
    """One indicator that has fallen among the last three, one that is first."""
    half = {"period": "2026年上半年", "period_end": "2026-06-30"}
    opened(county, "ranking_entry", rank="4", **half)
    opened(county, "ranking_entry", rank="6", value="3.2%")
    opened(
        county, "ranking_entry", indicator="实际到账外资", target="strive", rank="1", lead="school"
    )


@pytest.mark.parametrize("who", ["head", "director"])
def test_the_head_and_the_director_see_every_rank_with_its_rule_trend_and_source(
    county: County, client: Client, who: str
) -> None:
    ranked(county)
    text = page(client, county, who)
    for words in (
        "后三名",
        "降 2 位",
        "中游偏上",
        "第一",
        "某市统计通报第10期",
        "3.2%",
        "还没有分析原因",
    ):
        assert words in text
    assert text.index("2026年上半年</th>") < text.index("2026年三季度</th>")
    assert text.index("要追的指标") < text.index('class="money ranks"')


def test_a_leader_sees_the_indicators_of_the_units_in_their_care(
    county: County, client: Client
) -> None:
    ranked(county)
    text = page(client, county, "leader")
    assert "固定资产投资增速" in text
    assert "实际到账外资" not in text


@pytest.mark.parametrize(
    "who", ["clerk", "chief", "deputy", "proofreader", "water", "water_head", "outsider", "auditor"]
)
def test_nobody_else_opens_it_or_finds_it_in_the_menu(
    county: County, client: Client, who: str
) -> None:
    ranked(county)
    client.force_login(county[who])
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/").content.decode()


def test_by_the_wrong_method_or_signed_out_it_is_not_there(county: County, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(county["head"])
    assert client.post(ADDRESS).status_code == 405


def test_an_empty_table_says_what_fills_it_and_units_stand_in_three_parts(
    county: County, client: Client
) -> None:
    assert "来源文件" in page(client, county, "head")
    ranked(county)
    opened(county, "exemplar", polarity="lagging", lead="water", co=None)
    text = page(client, county, "head")
    assert text.index("靠前") < text.index("县教育局", text.index("靠前")) < text.index("居中")
    assert "落后 1" in text[text.index("靠后") :]


def stacked(county: County) -> None:
    """A rhino, a hard problem and a late matter of the same bureau."""
    hard.watched(county)
    hard.first_tier(county)
    county.handling(due="2026-11-17")
    county.later(days=4)


def test_signs_of_three_kinds_of_one_place_meet_on_the_page_of_risks(
    county: County, client: Client
) -> None:
    stacked(county)
    text = page(client, county, "clerk", "/risks/")
    assert "叠加预警" in text
    assert "3 类、3 件" in text


def test_a_unit_is_shown_no_stack_of_signs(county: County, client: Client) -> None:
    stacked(county)
    assert "叠加预警" not in page(client, county, "water", "/risks/")
