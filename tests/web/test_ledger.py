"""台账: tabs, chips, search and saved views over what the person may see, and no more."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.views import views_of
from tests import hard
from tests.cast import County

TITLE = "完成全县河道巡查并建立一河一档"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def shown(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/ledger/{query}")
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


def test_a_row_says_what_whose_when_and_how_it_stands(county: County, client: Client) -> None:
    county.handling(co=["city", "liuxi"])
    client.force_login(county["clerk"])
    row = client.get("/ledger/").context["rows"][0]
    assert (row.number, row.lead, row.co) == ("会督〔2026〕1", "县水利局", "县城管局、柳溪镇")
    assert (row.due, row.leader, row.light.words) == ("11月30日", "leader某", "正常")
    assert row.expected == 0
    county.now = datetime(2026, 11, 23, 12, 0, tzinfo=clock.CHINA)
    assert client.get("/ledger/").context["rows"][0].expected == 48


def test_tabs_count_and_hold_the_same_matters(county: County, client: Client) -> None:
    county.open(title="还没立项")
    county.dispatched(title="还没签收")
    county.closed(title="已经销号")
    client.force_login(county["clerk"])
    assert shown(client) == ["还没立项", "还没签收"]
    assert shown(client, "?tab=new") == ["还没签收"]
    assert shown(client, "?tab=done") == ["已经销号"]
    counts = client.get("/ledger/").context["counts"]
    assert (counts["open"], counts["new"], counts["done"], counts["filed"]) == (2, 1, 1, 1)


def test_chips_narrow_and_say_how_to_widen(county: County, client: Client) -> None:
    county.handling(co=["city"])
    county.dispatched(title="城管局牵头", lead="city")
    client.force_login(county["clerk"])
    assert shown(client, "?lead_unit=city") == ["城管局牵头"]
    assert len(shown(client, "?unit=city")) == 2
    page = client.get("/ledger/?lead_unit=city").content.decode()
    assert "含协办" in page
    assert "取消筛选：牵头单位" in page
    assert shown(client, "?type=leader_directive") == []


def test_search_finds_words_in_any_order_and_nothing_that_is_not_there(
    county: County, client: Client
) -> None:
    county.handling()
    client.force_login(county["clerk"])
    assert shown(client, "?q=一档 河道") == [TITLE]
    assert shown(client, "?q=光缆") == []
    assert "没有符合这些条件的事项" in client.get("/ledger/?q=光缆").content.decode()


@pytest.mark.parametrize(
    "query", ["?tab=x&light=y&due=z&order=w", "?page=99999", "?q=%00", "?page=-1"]
)
def test_an_address_that_makes_no_sense_shows_the_ledger(
    county: County, client: Client, query: str
) -> None:
    county.handling()
    client.force_login(county["clerk"])
    assert shown(client, query) == [TITLE]


def test_a_unit_without_a_part_finds_nothing_by_any_address(county: County, client: Client) -> None:
    county.handling(co=["city"])
    client.force_login(county["outsider"])
    for query in ("", "?tab=all", "?q=河道", "?lead_unit=water", "?unit=city&tab=all"):
        assert shown(client, query) == []
    assert TITLE not in client.get("/ledger/").content.decode()


def test_administrators_meet_a_designed_refusal(county: County, client: Client) -> None:
    for who in ("auditor", "sysadmin", "secadmin"):
        client.force_login(county[who])
        response = client.get("/ledger/")
        assert response.status_code == 403
        assert "三员分立" in response.content.decode()


def test_typing_in_the_search_box_fetches_the_rows_alone(county: County, client: Client) -> None:
    county.handling()
    client.force_login(county["clerk"])
    part = client.get("/ledger/?q=河道", headers={"HX-Request": "true"}).content.decode()
    assert TITLE in part
    assert "<html" not in part


def test_a_view_is_saved_found_again_and_dropped(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    typed = {"name": "水利局逾期", "query": "lead_unit=water&tab=late&evil=1"}
    saved = client.post("/ledger/views/", typed)
    assert saved["Location"] == "/ledger/?tab=late&lead_unit=water"
    assert "水利局逾期" in client.get("/ledger/").content.decode()
    view = views_of(county["clerk"]).get()
    client.force_login(county["chief"])
    client.post(f"/ledger/views/{view.pk}/remove/")
    assert views_of(county["clerk"]).count() == 1
    client.force_login(county["clerk"])
    client.post(f"/ledger/views/{view.pk}/remove/")
    assert views_of(county["clerk"]).count() == 0


def test_a_view_without_a_name_is_refused_with_a_sentence(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    response = client.post("/ledger/views/", {"name": " ", "query": "tab=late"})
    assert response.status_code == 422
    assert "请给视图起个名字" in response.content.decode()


def test_fifty_rows_a_page_and_a_constant_number_of_queries(
    county: County,
    client: Client,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for n in range(52):
        county.open(title=f"第{n}件事")
    client.force_login(county["clerk"])
    with django_assert_max_num_queries(22):
        assert len(shown(client)) == 50
    assert len(shown(client, "?page=2")) == 2


def test_a_neglected_risk_is_no_overdue_work_but_stands_beside_it(
    county: County, client: Client
) -> None:
    county.handling(title="逾期的河道巡查", due="2026-11-20")
    hard.watched(county, title="没人看的老闸")
    county.later(days=90)
    client.force_login(county["clerk"])
    assert shown(client, "?tab=late") == ["逾期的河道巡查"]
    beside = '<a href="?tab=late&amp;family=risk">风险隐患 1 件</a>'
    assert beside in client.get("/ledger/?tab=late").content.decode()
    for query in ("?tab=late&family=risk", "?tab=late&type=risk"):
        assert shown(client, query) == ["没人看的老闸"]
    for query in ("?tab=open", "?tab=all&light=late", "?tab=open&family=nothing"):
        assert set(shown(client, query)) == {"没人看的老闸", "逾期的河道巡查"}
