"""看数: the page of figures, the list behind each, the workbook; for whom, and how it takes junk."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.lib import clock
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


def test_the_year_stands_there_and_each_figure_opens_its_matters(
    county: County, client: Client
) -> None:
    done, open_ = county.closed(), county.open()
    words = page(client, county, "clerk", "/figures/")
    assert "2026年1月1日至11月16日" in words
    assert '<a href="meeting_resolution/in_time_rate/?period=year">100</a>' in words
    behind = page(client, county, "clerk", "/figures/meeting_resolution/closed/?period=year")
    assert done.number in behind
    assert open_.number not in behind


def test_a_unit_counts_its_own_matters_and_a_stranger_none(county: County, client: Client) -> None:
    number = county.closed().number
    assert number in page(client, county, "water", "/figures/meeting_resolution/closed/")
    assert number not in page(client, county, "outsider", "/figures/meeting_resolution/closed/")
    assert "没有可数的事项" in page(client, county, "outsider", "/figures/")


def test_another_unit_another_period_and_one_family(county: County, client: Client) -> None:
    county.closed()
    address = "/figures/?period=range&from=2026-01-01&to=2026-10-31"
    assert "没有可数的事项" in page(client, county, "clerk", address)
    assert "没有可数的事项" in page(client, county, "clerk", "/figures/?unit=city")
    assert "会议议定事项" in page(client, county, "clerk", "/figures/?unit=water")
    assert "会议议定事项" not in page(client, county, "clerk", "/figures/?family=petition")


@pytest.mark.parametrize(
    "junk",
    ["?period=eon&unit=%00&family=zoo", "?period=range&from=9999-99-99&to=x", "?unit=🤖"],
)
def test_an_address_that_makes_no_sense_shows_what_it_can(
    county: County, client: Client, junk: str
) -> None:
    page(client, county, "clerk", f"/figures/{junk}")


@pytest.mark.parametrize("address", ["nothing/opened/", "key_work/nothing/"])
def test_an_unknown_figure_is_not_found(county: County, client: Client, address: str) -> None:
    page(client, county, "clerk", f"/figures/{address}", 404)


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor", "lawyer"])
def test_who_does_no_business_sees_no_figures(county: County, client: Client, who: str) -> None:
    page(client, county, who, "/figures/", 403)


def test_the_workbook_holds_the_same_numbers(county: County, client: Client) -> None:
    county.closed()
    client.force_login(county["clerk"])
    response = client.get("/figures/workbook/")
    sent = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(BytesIO(sent))
    assert book.sheetnames == ["督办事项"]
    rows = list(book["督办事项"].iter_rows(values_only=True))
    assert rows[0] == ("类型", "指标", "单位", "本期", "上年同期", "比上年")
    assert ("会议议定事项", "按期办结率", "%", "100", "—", "") in rows


def test_more_types_and_more_matters_cost_no_more_queries(county: County, client: Client) -> None:
    county.closed()
    client.force_login(county["clerk"])
    client.get("/figures/")
    with CaptureQueriesContext(connection) as few:
        client.get("/figures/")
    for _ in range(3):
        county.closed()
        county.dispatched("superior_assignment", superior="省政府办公厅")
    with CaptureQueriesContext(connection) as many:
        client.get("/figures/")
    assert len(many) <= len(few) + 2
