"""各类台账: every type on its shelf with its numbers, and how each is handled, without a manual."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.lib import clock
from luoshi.matters import queries
from luoshi.matters.tick import tick
from luoshi.matters.types import catalogue
from luoshi.org.scope import scope_of
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.tickets import ticket, visit, working

pytestmark = pytest.mark.usefixtures("hotline", "reception")


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def shelves(county: County, client: Client, who: str, query: str = "") -> dict[str, Any]:
    """The lines of the page by type."""
    client.force_login(county[who])
    page = client.get(f"/registers/{query}")
    assert page.status_code == 200
    return {line.spec.key: line for _, lines in page.context["families"] for line in lines}


def test_the_office_finds_every_type_with_its_counts(county: County, client: Client) -> None:
    ticket(county)
    working(county)
    county.now = datetime(2026, 11, 18, 9, tzinfo=clock.CHINA)
    tick(county.now)
    lines = shelves(county, client, "clerk")
    few = {s.key for s in catalogue().types.values() if s.private or s.readers}
    unseen = set(catalogue().types) - set(lines)
    assert "personal_matter" in unseen
    assert unseen <= few
    counts = lines["hotline_ticket"].counts
    assert (counts["open"], counts["late"], counts["soon"], counts["year"]) == (2, 1, 0, 2)
    text = client.get("/registers/").content.decode()
    assert 'href="/ledger/?type=hotline_ticket&amp;tab=late"' in text
    assert text.index("督办事项") < text.index("机关事务")


def test_last_years_matters_are_not_this_years(county: County, client: Client) -> None:
    county.now = datetime(2026, 12, 31, 23, 50, tzinfo=clock.CHINA)
    ticket(county, called_on="2026-12-30")
    county.now = datetime(2027, 1, 1, 0, 10, tzinfo=clock.CHINA)
    ticket(county, called_on="2026-12-31")
    counts = shelves(county, client, "clerk")["hotline_ticket"].counts
    assert (counts["open"], counts["year"]) == (2, 1)


def test_a_liaison_finds_what_may_be_seen_or_opened_and_nothing_else(
    county: County, client: Client
) -> None:
    working(county)
    visit(county)
    lines = shelves(county, client, "outsider")
    assert "hotline_ticket" not in lines
    assert lines["reception"].opens
    assert lines["reception"].counts["open"] == 0
    assert all(line.opens for line in lines.values())
    lines = shelves(county, client, "city")
    assert lines["hotline_ticket"].counts["open"] == 1
    assert not lines["hotline_ticket"].opens


def test_a_type_is_found_by_any_word_of_its_trade(county: County, client: Client) -> None:
    assert list(shelves(county, client, "clerk", "?q=群众 片区")) == ["hotline_ticket"]
    assert list(shelves(county, client, "clerk", "?q=陪同人员")) == ["reception"]
    assert shelves(county, client, "clerk", "?q=光缆") == {}
    assert "没有找到“光缆”" in client.get("/registers/?q=光缆").content.decode()
    choice = client.get("/register/?q=来宾")
    found = [e.spec.key for shelf in choice.context["families"] for e in shelf.entries]
    assert found == ["reception"]


def asked(act: Callable[[], object]) -> int:
    """How many queries something takes."""
    with CaptureQueriesContext(connection) as queries_made:
        act()
    return len(queries_made)


def test_all_counts_come_from_one_query(county: County) -> None:
    for n in range(3):
        ticket(county, title=f"第{n}件")
        county.open(title=f"另{n}件")
    clerk, now = county["clerk"], county.now
    who = asked(lambda: scope_of(clerk, now))
    assert asked(lambda: queries.type_counts(clerk, now)) == who + 1
    counts = queries.type_counts(clerk, now)
    opened = {key: row["open"] for key, row in counts.items()}
    assert opened == {"hotline_ticket": 3, "meeting_resolution": 3}


def test_the_page_costs_the_same_however_many_matters_and_types_there_are(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    client.get("/registers/")
    bare = asked(lambda: client.get("/registers/"))
    for n in range(4):
        ticket(county, title=f"第{n}件")
        visit(county, title=f"第{n}批")
        county.open(title=f"另{n}件")
    assert asked(lambda: client.get("/registers/")) == bare
    assert bare <= 18


def test_how_a_type_is_handled_is_told_in_the_words_of_its_trade(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    text = client.get("/registers/hotline_ticket/").content.decode()
    for said in (
        "本单位《热线工单办理办法》",
        "“来电日期”那天起（“交办”时开始计）",
        "10日，最多再延5日；“等群众补充”时中止计时",
        "“是否满意”是不满意的",
        "请先联系群众，再答复。",
        "办理结果（必填）、佐证说明",
        "按“回访”的日子，只计“是否满意”是满意的",
        "“满意”占“回访”的百分比",
        "城东 / 城西 / 乡镇",
        "也可能这样了结：不予受理",
        "热线〔2026〕1",
        "10年",
    ):
        assert said in text, said
    reading = text[text.index("<main") : text.index("</main>")]
    for key in ("satisfied", "called_on", "register</", "wait_for_caller", "work_day"):
        assert key not in reading.replace("/register/?type=", ""), key


def test_every_shipped_type_tells_itself_without_a_word_of_code(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    for key in catalogue().types:
        page = client.get(f"/registers/{key}/")
        assert page.status_code == 200
        shown = [d for s in page.context["stations"] for d in s.doings]
        assert all(d.label and d.who for d in shown)
        assert "谁做什么" in page.content.decode()


def test_the_pages_lead_to_each_other(county: County, client: Client) -> None:
    matter = working(county)
    client.force_login(county["city"])
    page = client.get(f"/matters/{matter.number}/").content.decode()
    assert 'href="/registers/hotline_ticket/"' in page
    told = client.get("/registers/hotline_ticket/").content.decode()
    assert "登记一件" not in told
    client.force_login(county["clerk"])
    told = client.get("/registers/hotline_ticket/").content.decode()
    assert "登记一件" in told


@pytest.mark.parametrize("path", ["/registers/", "/registers/hotline_ticket/"])
def test_who_does_no_business_is_told_so_and_nothing_is_changed_here(
    county: County, client: Client, path: str
) -> None:
    for who in ("auditor", "lawyer"):
        client.force_login(county[who])
        assert client.get(path).status_code == 403
    client.force_login(county["clerk"])
    assert client.post(path).status_code == 405
    assert client.get("/registers/nothing/").status_code == 404
