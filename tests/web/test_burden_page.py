"""The burden table and urging in one go: for whom, what they show, a refusal loses nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.lib.clock import CHINA
from luoshi.matters.models import Event
from tests.cast import County


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, county: County, who: str, address: str, status: int = 200) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_the_office_sees_every_unit_and_a_unit_itself(county: County, client: Client) -> None:
    county.dispatched(lead="liuxi", co=["water"])
    whole = page(client, county, "clerk", "/burden/")
    assert whole.index("柳溪镇") < whole.index("县水利局")
    assert "第47周" in whole
    assert "交办 1" in whole
    own = page(client, county, "water", "/burden/")
    assert "县水利局" in own
    assert "柳溪镇" not in own
    assert "没有要求" in page(client, county, "outsider", "/burden/")


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor"])
def test_administrators_see_no_burden(county: County, client: Client, who: str) -> None:
    page(client, county, who, "/burden/", 403)
    page(client, county, who, "/burden/water/urge/", 403)


def test_the_table_answers_no_post(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.post("/burden/").status_code == 405
    assert client.put("/burden/water/urge/").status_code == 405
    assert client.get("/burden/nowhere/urge/").status_code == 404


@pytest.mark.parametrize("verb", ["urge"])
def test_before_an_act_that_asks_more_the_burden_is_shown(
    county: County, client: Client, verb: str
) -> None:
    matter = county.handling(co=["liuxi"])
    form = page(client, county, "clerk", f"/matters/{matter.number}/act/{verb}/")
    assert "县水利局</b> 本周已要求 1 次：交办 1" in form
    assert "柳溪镇</b> 本周已要求 1 次：交办 1" in form


def test_the_burden_is_shown_before_handing_over_and_sending_back(
    county: County, client: Client
) -> None:
    first = county.handling()
    second = county.open(title="另一件")
    county.act(second, "docket", "chief")
    assert "本周已要求 1 次" in page(
        client, county, "clerk", f"/matters/{second.number}/act/dispatch/"
    )
    county.act(first, "complete", "water", result="做完", evidence="见附表")
    assert "本周已要求 1 次" in page(
        client, county, "clerk", f"/matters/{first.number}/act/return_back/"
    )
    assert "本周" not in page(client, county, "clerk", f"/matters/{first.number}/act/verify/")


def test_late_matters_of_a_unit_are_urged_with_one_press(county: County, client: Client) -> None:
    matters = [county.handling(due="2026-11-18", title=f"巡查第{n}段") for n in (1, 2)]
    county.now = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    assert "/burden/water/urge/" in page(client, county, "clerk", "/")
    assert "/burden/water/urge/" in page(
        client, county, "clerk", "/ledger/?tab=late&lead_unit=water"
    )
    form = page(client, county, "clerk", "/burden/water/urge/")
    assert "巡查第1段" in form
    numbers = [m.number for m in matters]
    typed = {"numbers": numbers, "batch": "b1", "channel": "", "note": "请本周五前报结果"}
    refused = client.post("/burden/water/urge/", typed)
    assert refused.status_code == 422
    assert "请本周五前报结果" in refused.content.decode()
    typed["channel"] = "phone"
    for _ in "12":
        said = client.post("/burden/water/urge/", typed, follow=True).content.decode()
        assert "已向县水利局合并催办 2 件" in said
    assert Event.objects.filter(verb="urge").count() == 2
    assert "今天都已催过" in said
    typed["batch"] = "b2"
    again = client.post("/burden/water/urge/", typed, follow=True).content.decode()
    assert "没有催：今天 9:00 已由clerk某催过" in again
    told = page(client, county, "water", f"/matters/{numbers[0]}/")
    assert "与该单位的其他事项一并" in told


def test_another_unit_finds_nothing_to_urge(county: County, client: Client) -> None:
    county.handling(due="2026-11-18")
    county.now = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    assert "没有您可以催办的" in page(client, county, "outsider", "/burden/water/urge/")
    typed = {"numbers": ["会督〔2026〕1"], "batch": "b", "channel": "phone", "note": "x"}
    assert client.post("/burden/water/urge/", typed).status_code == 422
    assert not Event.objects.filter(verb="urge").exists()


def test_how_the_light_turned_stands_on_the_matter_page(county: County, client: Client) -> None:
    matter = county.handling(due="2026-11-18")
    county.now = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    words = page(client, county, "water", f"/matters/{matter.number}/")
    assert "亮灯经过" in words
    assert words.index("已逾期", words.index("亮灯经过")) < words.index("11月18日 23:59")


def test_a_missed_month_stands_on_the_page_of_a_year_s_work(county: County, client: Client) -> None:
    matter = county.open("key_work", source_kind="work_report", due="2027-03-31")
    county.act(matter, "docket", "director")
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water")
    county.now = datetime(2026, 12, 10, 9, tzinfo=CHINA)
    county.act(matter, "report_progress", "water", progress="补上", next_step="继续", percent=40)
    words = page(client, county, "clerk", f"/matters/{matter.number}/")
    assert "逐月" in words
    assert "12月10日补上" in words
