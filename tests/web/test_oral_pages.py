"""Pages of spoken instructions, the board of four, sources and money."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.api.caller import Caller, problem
from tests.cast import County
from tests.web.test_export import fetched

SAID = {
    "words": "请水利局周五前把河道再巡一遍",
    "leader": "leader",
    "unit": "县水利局",
    "request_key": "k1",
}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, address: str, **typed: Any) -> str:
    return client.get(address, typed).content.decode()


def test_the_clerk_writes_down_and_a_second_press_adds_nothing(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    assert 'data-shortcut="o"' in page(client, "/")
    assert 'name="words"' in page(client, "/oral/")
    shown = client.post("/oral/", SAID, follow=True).content.decode()
    made = Matter.objects.get()
    assert f"已记下，编号 {made.number}，时限 11月20日" in shown
    assert "今天记的" in shown
    assert made.lead_unit == county.units["water"]
    client.post("/oral/", SAID)
    assert Matter.objects.count() == 1


def test_what_is_refused_comes_back_as_it_was_typed(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    for change, sentence in (
        ({"unit": "天外局"}, "单位目录里没有“天外局”"),
        ({"leader": "nobody"}, "请选择是哪位领导"),
        ({"words": "  "}, "请记下原话"),
        ({"words": "机密★1年\n方案"}, "国家秘密标志"),
    ):
        response = client.post("/oral/", {**SAID, **change, "due_words": "月底前"})
        assert response.status_code in {409, 422}
        assert sentence in response.content.decode()
        assert 'value="月底前"' in response.content.decode()
    assert not Matter.objects.exists()


def test_the_due_date_is_read_while_typing(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert "“周五前”读作 11月20日（周五）" in page(client, "/oral/due/", words=SAID["words"])
    assert "没有读出日期" in page(client, "/oral/due/", due_words="尽快")
    assert page(client, "/oral/due/", words="巡河").strip() == ""


def test_the_leader_confirms_on_the_page_of_today(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    client.post("/oral/", SAID)
    made = Matter.objects.get()
    client.force_login(county["leader"])
    shown = page(client, "/")
    assert "您说过的，请确认" in shown
    address = f"/oral/{made.number}/confirm/"
    assert client.get(address).status_code == 405
    assert client.post(address, {"back": "today"})["Location"] == "/"
    assert "您说过的，请确认" not in page(client, "/")
    assert client.post(address).status_code == 409
    assert "确认（领导本人在系统里确认）" in page(client, f"/matters/{made.number}/")


def test_outsiders_find_no_instruction_and_administrators_no_page(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    client.post("/oral/", SAID)
    number = Matter.objects.get().number
    client.force_login(county["outsider"])
    assert SAID["words"] not in page(client, "/oral/")
    assert 'name="words"' not in page(client, "/oral/")
    assert client.post("/oral/", SAID | {"request_key": "k2"}).status_code == 403
    assert client.post(f"/oral/{number}/confirm/").status_code == 404
    client.force_login(county["auditor"])
    for address in ("/oral/", "/quadrants/", "/sources/", "/money/", "/facts/", "/copies/"):
        assert client.get(address).status_code == 403


def test_the_act_page_warns_before_an_unconfirmed_dispatch(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    client.post("/oral/", SAID)
    made = Matter.objects.get()
    county.act(made, "docket", "clerk")
    assert "还没有得到领导确认" in page(client, f"/matters/{made.number}/act/dispatch/")
    client.post(f"/matters/{made.number}/act/dispatch/", {"rev": "2"})
    made.refresh_from_db()
    assert made.stage == "dispatched"


def test_the_board_moves_a_matter_by_a_plain_form(county: County, client: Client) -> None:
    made = county.handling()
    client.force_login(county["clerk"])
    assert "建议：重要不紧急（来自常务会纪要，剩 10 个工作日）" in page(client, "/quadrants/")
    address = f"/quadrants/{made.number}/"
    assert client.get(address).status_code == 405
    assert client.post(address, {"quadrant": "01"}, follow=True).status_code == 200
    shown = page(client, "/quadrants/")
    assert "占已分事项的 0%" in shown
    assert "现在没有一件“重要不紧急”的事" in shown
    assert client.post(address, {"quadrant": "7"}).status_code == 422
    client.force_login(county["water"])
    assert 'name="quadrant"' not in page(client, "/quadrants/")
    assert client.post(address, {"quadrant": "10"}).status_code == 403
    client.force_login(county["outsider"])
    assert client.post(address, {"quadrant": "10"}).status_code == 404


def test_the_source_register_counts_and_leads_into_the_ledger(
    county: County, client: Client
) -> None:
    county.open()
    client.force_login(county["clerk"])
    assert "?tab=all&amp;source=executive_minutes" in page(client, "/sources/")
    rows = client.get("/ledger/?source=executive_minutes").context["rows"]
    assert len(rows) == 1
    assert client.get("/ledger/?source=oral").context["rows"] == []
    assert "取消筛选：来源" in page(client, "/ledger/", source="oral")


def test_the_money_table_shows_units_months_and_totals(county: County, client: Client) -> None:
    schedule = [{"month": "2026-11", "principal": "1000", "interest": "20.5"}]
    typed = {"title": "城建贷款", "creditor": "某银行", "schedule": schedule, "lead": "water"}
    engine.open_matter("debt_service", county["clerk"], county.now, **typed)
    client.force_login(county["clerk"])
    shown = page(client, "/money/")
    assert shown.count("1,020.50") == 4
    assert "没有您能看到的还款计划" in page(client, "/money/", year="2031")
    assert client.get("/money/?year=0000").status_code == 200
    client.force_login(county["outsider"])
    assert "1,020.50" not in page(client, "/money/")


def test_a_schedule_is_typed_row_by_row_and_comes_back_when_refused(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    typed = {
        "title": "城建贷款", "creditor": "某银行", "lead": "water", "request_key": "m1",
        "schedule-0-month": "2026-12", "schedule-0-principal": "abc",
    }  # fmt: skip
    address = "/register/?type=debt_service"
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert 'value="abc"' in refused.content.decode()
    client.post(address, {**typed, "schedule-0-principal": "12.5"})
    assert Matter.objects.get().extra["schedule"][0]["principal"] == "12.50"


def test_what_is_sensitive_is_neither_exported_nor_given_to_programs(
    county: County, client: Client
) -> None:
    made = county.handling(title="未公开的搬迁方案")
    county.act(made, "mark_sensitive", "clerk", reason="未公开")
    client.force_login(county["clerk"])
    _, cells = fetched(client)
    assert cells[1][1:3] == ["工作秘密，不得导出，请到督查科查阅", ""]
    assert "只登记纸质件" in page(client, f"/matters/{made.number}/")
    caller = Caller(county["clerk"])
    assert caller.get("/matters").json()["items"] == []
    problem(caller.get(f"/matters/{made.number}"), 403, "sensitive_stays")
