"""今天: what waits for a person stands first, and nobody else's business stands there at all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from luoshi.lib import clock
from tests.cast import County

TITLE = "完成全县河道巡查并建立一河一档"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, county: County, who: str) -> str:
    client.force_login(county[who])
    response = client.get("/", follow=True)
    assert response.status_code == 200
    return response.content.decode()


def keys(client: Client, county: County, who: str) -> list[str]:
    client.force_login(county[who])
    return [section.key for section in client.get("/").context["sections"]]


def test_a_liaison_sees_first_what_to_acknowledge(county: County, client: Client) -> None:
    county.handling(title="早已签收的一件事")
    county.dispatched()
    assert keys(client, county, "water") == ["new", "fine"]
    assert "签收：" + TITLE in page(client, county, "water")


def test_a_co_unit_has_to_acknowledge_too(county: County, client: Client) -> None:
    county.handling(co=["city"])
    assert keys(client, county, "city") == ["new"]


def test_late_and_returned_matters_come_before_calm_ones(county: County, client: Client) -> None:
    matter = county.handling()
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    county.act(matter, "return_back", "clerk", reason="缺三条河道", help="可找测绘院要图")
    assert keys(client, county, "water") == ["returned"]
    county.now = datetime(2026, 12, 2, 9, 0, tzinfo=clock.CHINA)
    assert keys(client, county, "water") == ["late"]
    assert "逾期 2 个工作日" in page(client, county, "water")


def test_an_outsider_sees_nothing_and_is_told_what_would_come(
    county: County, client: Client
) -> None:
    county.handling(co=["city"])
    words = page(client, county, "outsider")
    assert TITLE not in words
    assert "今天没有等您处理的事" in words


def test_the_clerk_sees_what_waits_for_the_office(county: County, client: Client) -> None:
    county.open()
    objected = county.dispatched(title="应由教育局办理的一件事")
    county.act(objected, "object", "water", reason="不属于水利职责")
    asked = county.handling(title="需要多两周的一件事")
    county.act(asked, "extend", "water", reason="汛期水位高", new_due="2026-12-14")
    done = county.handling(title="已经做完的一件事")
    county.act(done, "complete", "water", result="做完", evidence="见附表")
    assert keys(client, county, "clerk") == ["filed", "objecting", "asked", "check"]


def test_who_did_not_acknowledge_in_time_is_shown_to_the_office(
    county: County, client: Client
) -> None:
    county.dispatched()
    assert keys(client, county, "clerk") == []
    county.later(days=3)
    assert keys(client, county, "clerk") == ["unacknowledged"]


def test_the_head_sees_whose_is_late_and_every_figure_leads_to_the_ledger(
    county: County, client: Client
) -> None:
    county.handling()
    county.handling(title="柳溪镇的一件事", lead="water", due="2026-12-20")
    county.now = datetime(2026, 12, 2, 9, 0, tzinfo=clock.CHINA)
    words = page(client, county, "head")
    assert "?tab=all&amp;lead_unit=water&amp;light=late" in words
    assert "逾期 2 个工作日" in words
    client.force_login(county["head"])
    (water,) = client.get("/").context["units"]
    assert (water["late"], water["running"]) == (1, 2)


def test_a_leader_sees_the_own_portfolio_only(county: County, client: Client) -> None:
    county.handling()
    other = county.open(title="教育局的一件事", lead="school")
    county.act(other, "docket", "chief")
    county.act(other, "dispatch", "clerk")
    assert TITLE in page(client, county, "leader")
    assert "教育局的一件事" not in page(client, county, "leader")


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin"])
def test_administrators_see_no_business(county: County, client: Client, who: str) -> None:
    county.handling()
    assert TITLE not in page(client, county, who)


def test_a_person_without_a_post_is_told_whom_to_ask(county: County, client: Client) -> None:
    county["outsider"].posts.all().delete()
    assert "请联系安全管理员" in page(client, county, "outsider")


def test_the_number_of_queries_does_not_grow_with_the_matters(
    county: County,
    client: Client,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for n in range(6):
        county.handling(title=f"第{n}件事", co=["city", "housing"])
    county.now += timedelta(minutes=1)
    client.force_login(county["water"])
    with django_assert_max_num_queries(30):
        client.get("/")
