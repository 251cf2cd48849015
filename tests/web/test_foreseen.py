"""“照现在的进度会晚” is seen before the light changes, by whom it concerns, and as help."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from luoshi.instruments.forecast.service import refresh
from luoshi.lib import clock
from luoshi.matters.models import Matter
from tests.api.caller import Caller
from tests.cast import County

TITLE = "完成全县河道巡查并建立一河一档"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def slow(county: County) -> Matter:
    """Due on 11 January, a twentieth done after two weeks: green, and bound to be late."""
    matter = county.handling(due="2027-01-11")
    county.now = datetime(2026, 12, 1, 9, 0, tzinfo=clock.CHINA)
    said = {"progress": "刚起步", "difficulty": "无", "next_step": "继续", "percent": 5}
    county.act(matter, "report_progress", "water", **said)
    county.handling(title="还早的一件事", due="2027-06-30", lead="water")
    refresh(county.now)
    return matter


def text(client: Client, county: County, who: str, address: str) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def titles(client: Client, query: str) -> list[str]:
    return [row.title for row in client.get(f"/ledger/{query}").context["rows"]]


def test_the_ledger_says_it_under_the_due_date_while_the_light_is_green(
    county: County, client: Client, slow: Matter
) -> None:
    client.force_login(county["clerk"])
    rows = {row.title: row for row in client.get("/ledger/").context["rows"]}
    assert rows[TITLE].light.key == "fine"
    assert rows[TITLE].forecast.startswith("预测 2027年")
    assert rows[TITLE].forecast in text(client, county, "clerk", "/ledger/")


def test_a_chip_shows_what_is_foreseen_late_and_counts_the_same(
    county: County, client: Client, slow: Matter
) -> None:
    words = text(client, county, "clerk", "/ledger/")
    assert '<a href="?outlook=late">1 件预计逾期</a>' in words
    assert titles(client, "?outlook=late") == [TITLE]
    response = client.get("/ledger/?outlook=late")
    assert response.context["counts"]["open"] == 1
    assert "取消筛选：预测" in response.content.decode()
    assert titles(client, "?outlook=nonsense") == [TITLE, "还早的一件事"]


def test_a_saved_view_keeps_the_chip(county: County, client: Client, slow: Matter) -> None:
    client.force_login(county["clerk"])
    saved = client.post("/ledger/views/", {"name": "预计逾期", "query": "outlook=late"})
    assert saved["Location"] == "/ledger/?outlook=late"


def test_the_page_of_the_matter_gives_day_interval_and_reason(
    county: County, client: Client, slow: Matter
) -> None:
    words = text(client, county, "clerk", f"/matters/{slow.number}/")
    assert "八成把握在" in words
    assert "交办 11 个工作日报到 5%，预计" in words
    assert "只作提醒" not in words


def test_the_unit_reads_what_it_can_do_now(county: County, client: Client, slow: Matter) -> None:
    words = text(client, county, "water", f"/matters/{slow.number}/")
    assert "只作提醒" in words
    assert "请在到期之前申请延期" in words


def test_a_matter_without_a_forecast_says_nothing_of_it(county: County, client: Client) -> None:
    matter = county.handling()
    assert "<dt>预测</dt>" not in text(client, county, "clerk", f"/matters/{matter.number}/")


def test_what_has_been_handed_in_shows_none_even_before_the_next_run(
    county: County, client: Client, slow: Matter
) -> None:
    county.act(slow, "complete", "water", result="做完", evidence="见附表")
    assert "<dt>预测</dt>" not in text(client, county, "clerk", f"/matters/{slow.number}/")
    client.force_login(county["clerk"])
    assert titles(client, "?outlook=late") == []


@pytest.mark.parametrize("who", ["head", "leader", "clerk", "water"])
def test_today_has_a_section_for_those_whom_it_concerns(
    county: County, client: Client, slow: Matter, who: str
) -> None:
    client.force_login(county[who])
    sections = {s.key: s for s in client.get("/").context["sections"]}
    assert [row.title for row in sections["slipping"].rows] == [TITLE]
    assert "照现在的进度会晚" in text(client, county, who, "/")


def test_the_units_section_is_help_and_no_blame(
    county: County, client: Client, slow: Matter
) -> None:
    words = text(client, county, "water", "/")
    assert "现在还来得及" in words
    for harsh in ("不力", "问责", "拖延"):
        assert harsh not in words


def test_an_outsider_finds_nothing_by_any_address(
    county: County, client: Client, slow: Matter
) -> None:
    client.force_login(county["outsider"])
    assert titles(client, "?outlook=late") == []
    assert "预计逾期</a>" not in text(client, county, "outsider", "/ledger/")
    assert client.get(f"/matters/{slow.number}/").status_code == 404


def test_the_export_carries_the_day_and_follows_the_chip(
    county: County, client: Client, slow: Matter
) -> None:
    client.force_login(county["clerk"])
    data = b"".join(client.get("/ledger/export.xlsx?outlook=late"))
    rows = list(load_workbook(BytesIO(data)).active.values)
    assert rows[0][7] == "预测办完"
    assert [row[1] for row in rows[1:]] == [TITLE]
    assert rows[1][7].startswith("2027年")


def test_the_api_row_carries_it_and_can_be_narrowed(
    county: County, client: Client, slow: Matter
) -> None:
    items = Caller(county["clerk"]).get("/matters", outlook="late").json()["items"]
    assert [item["title"] for item in items] == [TITLE]
    said = items[0]["forecast"]
    assert said["low"] <= said["expected_on"] <= said["high"]
    assert said["verdict"] == "late_likely"
    assert said["p_late"] > 0.5
    assert said["why"].endswith("。")


def test_what_an_act_has_moved_keeps_its_last_forecast_until_the_next_run(
    county: County, client: Client, slow: Matter
) -> None:
    county.now += timedelta(minutes=5)
    county.act(slow, "urge", "clerk", channel="system", note="请抓紧")
    assert "<dt>预测</dt>" in text(client, county, "clerk", f"/matters/{slow.number}/")
