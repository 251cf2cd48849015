"""The ledger of one type: its own columns and filters, in counts, export and saved views alike."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.lib import clock
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.test_export import fetched
from tests.web.tickets import ticket, visit, working

pytestmark = pytest.mark.usefixtures("hotline", "reception")
TICKETS = "?type=hotline_ticket"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def shown(client: Client, query: str) -> list[str]:
    response = client.get(f"/ledger/{query}")
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


def called_back(county: County, satisfied: str, **typed: str) -> None:
    """A ticket that was answered, and its caller asked."""
    matter = working(county, **typed)
    county.act(matter, "contact", "city", way="phone", outcome="已联系")
    county.act(matter, "complete", "city", result="已修复", evidence="照片", solved="yes")
    county.act(matter, "call_back", "clerk", satisfied=satisfied)


def test_the_list_of_one_type_shows_the_columns_it_declares(county: County, client: Client) -> None:
    called_back(county, "no")
    client.force_login(county["clerk"])
    page = client.get(f"/ledger/{TICKETS}")
    assert page.context["rows"][0].own == (("片区", "城东"), ("是否满意", "不满意"))
    assert '<th scope="col">片区</th>' in page.content.decode()
    assert client.get("/ledger/").context["rows"][0].own == ()


def test_people_moments_and_flags_are_words_in_a_column(county: County, client: Client) -> None:
    visit(county, escort="chief", lodging="1")
    client.force_login(county["clerk"])
    page = client.get("/ledger/?type=reception")
    words = [words for _, words in page.context["rows"][0].own]
    assert words == ["2026-11-19 14:30", "8", "chief某", "是"]
    for heading in ("牵头 / 协办", "分管领导", "（竖线为应到）", 'aria-label="牵头单位"'):
        assert heading not in page.content.decode()


def test_choices_narrow_the_list_its_counts_and_the_way_back(
    county: County, client: Client
) -> None:
    ticket(county, title="东")
    ticket(county, title="西", district="west")
    called_back(county, "no", title="东，不满意")
    client.force_login(county["clerk"])
    assert shown(client, f"{TICKETS}&f.district=east") == ["东", "东，不满意"]
    assert shown(client, f"{TICKETS}&f.district=east&f.satisfied=no") == ["东，不满意"]
    page = client.get(f"/ledger/{TICKETS}&f.district=west")
    assert page.context["counts"]["open"] == 1
    chip = next(chip for chip in page.context["chips"] if chip.name == "f.district")
    assert (chip.chosen, chip.without) == ("城西", "?type=hotline_ticket")
    assert ("f.district", "west") in page.context["hidden"]


@pytest.mark.parametrize(
    "query",
    [
        f"{TICKETS}&f.district=moon",
        f"{TICKETS}&f.callers=3",
        f"{TICKETS}&f.nothing=1&f.=x",
        f"{TICKETS}&f.title__contains=x&f.district__exact=west",
    ],
)
def test_what_is_no_filter_of_the_type_is_ignored(
    county: County, client: Client, query: str
) -> None:
    ticket(county)
    client.force_login(county["clerk"])
    assert shown(client, query) == ["路灯不亮"]


def test_a_filter_of_one_type_means_nothing_to_another(county: County, client: Client) -> None:
    ticket(county)
    visit(county)
    client.force_login(county["clerk"])
    assert shown(client, "?f.district=west") == ["河道治理调研", "路灯不亮"]
    assert shown(client, "?type=reception&f.district=west") == ["河道治理调研"]


def test_a_flag_that_was_never_ticked_says_no(county: County, client: Client) -> None:
    visit(county, title="住", lodging="1")
    visit(county, title="不住", lodging="")
    visit(county, title="没说")
    client.force_login(county["clerk"])
    assert shown(client, "?type=reception&f.lodging=yes") == ["住"]
    assert shown(client, "?type=reception&f.lodging=no") == ["不住", "没说"]
    assert len(shown(client, "?type=reception&f.lodging=perhaps")) == 3


def test_the_workbook_has_the_columns_and_the_filters(county: County, client: Client) -> None:
    ticket(county, title="东")
    ticket(county, title="西", district="west")
    client.force_login(county["clerk"])
    name, cells = fetched(client, f"{TICKETS}&f.district=west")
    assert "20261116.xlsx" in name
    assert cells[0][-2:] == ["片区", "是否满意"]
    assert [(row[1], *row[-2:]) for row in cells[1:]] == [("西", "城西", "")]
    assert cells[1][6] == "11月17日（派单）"


def test_a_saved_view_keeps_the_filter(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    typed = {"name": "城东", "query": "type=hotline_ticket&f.district=east&f.evil=1"}
    saved = client.post("/ledger/views/", typed)
    assert saved["Location"] == "/ledger/?type=hotline_ticket&f.district=east"
    view = client.get("/ledger/").context["views"][0]
    assert view[1] == "?type=hotline_ticket&f.district=east"


def test_a_unit_without_a_part_finds_nothing_by_any_filter(county: County, client: Client) -> None:
    working(county)
    client.force_login(county["outsider"])
    for query in (TICKETS, f"{TICKETS}&f.district=east", f"{TICKETS}&f.district=east&tab=all"):
        assert shown(client, query) == []


def test_own_columns_cost_no_query_a_row(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    visit(county)
    shown(client, "?type=reception")  # what a process learns once
    costs = []
    for n in (2, 12):
        for i in range(n):
            visit(county, title=f"第{i}批", escort=("clerk", "chief")[i % 2])
        with CaptureQueriesContext(connection) as asked:
            rows = shown(client, "?type=reception&f.lodging=no")
        costs.append(len(asked))
        assert len(rows) in (3, 15)
    assert costs[0] == costs[1] <= 26
