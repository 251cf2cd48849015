"""The counters' pages: for whom, what they show, and how they take a bad address."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from luoshi.instruments.counters import COUNTERS
from luoshi.lib import clock
from luoshi.lib.clock import CHINA
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


def urged(county: County) -> str:
    """A matter of which nothing was heard before the head urged; its number."""
    matter = county.handling()
    county.act(matter, "urge", "head", channel="phone", note="请抓紧")
    county.act(matter, "report_progress", "water", progress="开始", next_step="继续")
    return matter.number


def test_every_counter_stands_there_with_its_formula_and_lists_who_and_why(
    county: County, client: Client
) -> None:
    number = urged(county)
    words = page(client, county, "clerk", "/counters/")
    for one in COUNTERS:
        assert one.label in words
        assert one.formula in words
        assert one.formula in page(client, county, "clerk", f"/counters/{one.key}/?period=year")
    why = page(client, county, "clerk", "/counters/led_urges/")
    assert number in why
    assert "head某亲自催办" in why
    assert "11月16日 09:04" in why


def test_a_unit_sees_its_own_figures_and_no_other_s(county: County, client: Client) -> None:
    number = urged(county)
    assert number in page(client, county, "water", "/counters/led_urges/")
    assert number not in page(client, county, "outsider", "/counters/led_urges/")
    assert "不让差错" not in page(client, county, "water", "/counters/")
    page(client, county, "water", "/counters/office_errors/", 403)


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor"])
def test_administrators_count_nothing(county: County, client: Client, who: str) -> None:
    page(client, county, who, "/counters/", 403)
    page(client, county, who, "/counters/slips/", 403)


@pytest.mark.parametrize(
    "query",
    [
        "?period=range&from=2026-13-99&to=x",
        "?period=%00",
        "?period=range&from=0001-01-01&to=9999-12-31",
    ],
)
def test_a_bad_period_is_read_as_far_as_it_goes(county: County, client: Client, query: str) -> None:
    urged(county)
    page(client, county, "clerk", f"/counters/{query}")
    page(client, county, "clerk", f"/counters/first_act/{query}")


def test_an_earlier_month_does_not_count_what_came_later(county: County, client: Client) -> None:
    urged(county)
    october = "?period=range&from=2026-10-01&to=2026-10-31"
    words = page(client, county, "clerk", f"/counters/led_urges/{october}")
    assert "这一期没有" in words
    assert "2026年10月1日至31日" in words
    county.now = datetime(2026, 12, 1, 9, tzinfo=CHINA)
    assert "这一期没有" in page(client, county, "clerk", "/counters/led_urges/")


def test_the_pages_answer_no_post_and_no_unknown_counter(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.post("/counters/").status_code == 405
    assert client.post("/counters/slips/").status_code == 405
    assert client.get("/counters/nothing/").status_code == 404
