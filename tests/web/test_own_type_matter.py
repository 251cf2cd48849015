"""The page of a matter of an office's own type: its periods, its rows, and no empty headings."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.tickets import ticket, visit, working

pytestmark = pytest.mark.usefixtures("hotline", "reception")


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def lines(county: County, client: Client, matter: Matter) -> dict[str, tuple[str, str, str]]:
    """Of each period: from which day, until when, how it stands."""
    client.force_login(county["clerk"])
    found = client.get(f"/matters/{matter.number}/").context["clocks"]
    return {line.label: (line.begun, line.ends, line.light.words) for line in found}


def page(county: County, client: Client, matter: Matter, who: str = "clerk") -> str:
    client.force_login(county[who])
    return client.get(f"/matters/{matter.number}/").content.decode()


def test_each_period_says_from_when_until_when_how_it_stands_and_by_which_rule(
    county: County, client: Client
) -> None:
    matter = ticket(county)
    assert lines(county, client, matter) == {"派单": ("11月16日", "11月17日", "派单剩 1 个工作日")}
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    assert lines(county, client, matter) == {
        "派单": ("11月16日", "11月17日", "11月16日办到，未超期"),
        "答复": ("11月12日", "11月23日", "正常"),
    }
    text = page(county, client, matter)
    assert "10日内，最多再延5日，承办单位负责" in text
    assert "本单位办法" in text[text.index("法定期限") :]


def test_what_was_met_late_stays_late_and_a_standstill_is_said(
    county: County, client: Client
) -> None:
    matter = ticket(county)
    county.later(days=3)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    county.act(matter, "wait_for_caller", "city")
    told = lines(county, client, matter)
    assert told["派单"][2] == "11月19日才办到，超期 2 个工作日"
    assert told["答复"] == ("11月12日", "", "11月19日起中止计时")


def test_the_light_and_the_due_column_name_the_period_that_ends_first(
    county: County, client: Client
) -> None:
    working(county)
    client.force_login(county["clerk"])
    row = client.get("/ledger/").context["rows"][0]
    assert (row.due, row.due_note, row.light.words) == ("11月23日", "答复", "正常")
    assert not row.measured  # a ticket is answered or not, it has no percentage
    county.now = datetime(2026, 11, 25, 9, tzinfo=clock.CHINA)
    tick(county.now)
    row = client.get("/ledger/").context["rows"][0]
    assert row.light.words == "答复逾期 2 个工作日"


def test_more_time_is_told_beside_the_period(county: County, client: Client) -> None:
    matter = working(county)
    county.act(matter, "extend", "city", new_due="2026-11-27", reason="等配件")
    client.force_login(county["clerk"])
    assert client.get("/ledger/").context["rows"][0].due_note == "答复，申请延至 11月27日"
    county.act(matter, "grant_extension", "chief")
    row = client.get("/ledger/").context["rows"][0]
    assert (row.due, row.due_note) == ("11月27日", "答复，已延期 1 次")


def test_what_counts_in_hours_is_told_in_hours(county: County, client: Client) -> None:
    matter = visit(county)
    client.force_login(county["clerk"])
    for hours, words in ((0, "审批剩 4 小时"), (3.5, "审批剩 30 分钟"), (2, "审批逾期 1 小时")):
        county.later(hours=hours)
        row = client.get("/ledger/?tab=all").context["rows"][0]
        assert (row.due, row.light.words) == ("11月16日 13:00", words)
    assert lines(county, client, matter)["审批"][:2] == ("11月16日 09:00", "11月16日 13:00")


def test_a_matter_without_handling_unit_has_no_empty_headings(
    county: County, client: Client
) -> None:
    matter = visit(county, by="water", escort="chief", contact="outsider", host="leader")
    text = page(county, client, matter)
    for heading in ("谁负责", "干什么", "什么标准", "承办单位", "来源：", "督　办　单", "行程安排"):
        assert heading not in text, heading
    assert "<dt>谁提出</dt><dd>县水利局 water某</dd>" in text
    for label, value in (("到达时间", "2026-11-19 14:30"), ("陪同人员", "chief某")):
        assert f"<dt>{label}</dt><dd>{value}</dd>" in text


def test_few_rows_stand_among_the_lines_and_many_in_a_table_of_their_own(
    county: County, client: Client
) -> None:
    matter = working(county)
    for day in range(9):
        county.act(matter, "contact", "city", way="phone", outcome=f"第{day + 1}次")
        if day == 1:
            few = page(county, client, matter)
            assert "联系群众</dt>" in few
    text = page(county, client, matter)
    assert "联系群众</dt>" not in text
    assert "联系群众 <small>9 次</small>" in text
    assert "更早的 3 次" in text
    assert 'data-label="谈得怎样">第9次</td>' in text


def test_what_few_may_read_is_on_the_page_of_few(county: County, client: Client) -> None:
    matter = visit(county, by="water", cost="0.86")
    assert "预计费用" not in page(county, client, matter)
    assert "0.86" in page(county, client, matter, "director")
