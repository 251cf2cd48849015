"""Pages of fact cards (S7), confidential papers (S187) and numbered copies (S184, S186)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from luoshi.instruments.copies.models import Copy, CopyLook
from luoshi.instruments.custody.compute import bad_number, bad_place
from luoshi.instruments.custody.models import HeldPaper, Keeping
from luoshi.instruments.facts import is_stale, search
from luoshi.instruments.facts.models import UnitFigure
from luoshi.lib import clock
from luoshi.matters import documents
from luoshi.matters.models import Document
from tests.cast import MONDAY, County

FIGURE = {
    "indicator": "河道总长", "value": "386.5", "measure": "公里",
    "as_of": "2026-09-30", "source": "水利统计年报",
}  # fmt: skip
TEXT = "搬迁实施方案（讨论稿）\n一、目标。\n二、步骤。"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, address: str, **typed: Any) -> str:
    return client.get(address, typed).content.decode()


@pytest.mark.parametrize(
    ("as_of", "stale"), [("2026-05-15", True), ("2026-05-16", False), ("2026-11-16", False)]
)
def test_a_figure_is_old_after_six_months(as_of: str, stale: bool) -> None:
    assert is_stale(date.fromisoformat(as_of), date(2026, 11, 16)) is stale


def test_the_liaison_keeps_the_card_and_older_values_stay(county: County, client: Client) -> None:
    client.force_login(county["water"])
    client.post("/facts/water/figure/", {**FIGURE, "as_of": "2026-03-31", "value": "380"})
    assert "待更新" in page(client, "/facts/water/")
    client.post("/facts/water/figure/", FIGURE)
    shown = page(client, "/facts/water/")
    assert "386.5公里" in shown
    assert "2026-03-31　380公里" in shown
    client.post("/facts/water/text/", {"kind": "problems", "text": "险工段三处未除险。"})
    client.post("/facts/water/text/", {"kind": "problems", "text": "险工段一处未除险。"})
    shown = page(client, "/facts/water/")
    assert "险工段一处未除险。" in shown
    assert "先前 1 次" in shown
    client.force_login(county["outsider"])
    assert "386.5公里" in page(client, "/facts/", q="河道")
    assert "记一个数字" not in page(client, "/facts/water/")
    assert client.post("/facts/water/figure/", FIGURE).status_code == 403
    assert client.get("/facts/water/figure/").status_code == 405
    assert client.get("/facts/nowhere/").status_code == 404


def test_a_figure_that_does_not_fit_comes_back_as_typed(county: County, client: Client) -> None:
    client.force_login(county["water"])
    for change, sentence in (
        ({"as_of": "2027-01-01"}, "截至日期不能晚于今天"),
        ({"source": ""}, "请填写“数据来源”"),
        ({"value": "9" * 61}, "“数值”最多 60 字"),
    ):
        response = client.post("/facts/water/figure/", {**FIGURE, **change})
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert 'value="河道总长"' in response.content.decode()
    marked = client.post("/facts/water/text/", {"kind": "situation", "text": "秘密★3年\n甲"})
    assert marked.status_code == 422
    assert not UnitFigure.objects.exists()
    assert search("%", MONDAY) == []


@pytest.mark.parametrize("number", ["机登〔2026〕12号", "2026-12", "[2026]7"])
def test_a_register_number_is_a_number(number: str) -> None:
    assert bad_number(number) == ""


@pytest.mark.parametrize("number", ["", "关于搬迁的方案", "安政发〔2026〕3号", "绝密001"])
def test_a_document_number_or_title_is_no_register_number(number: str) -> None:
    assert bad_number(number)


@pytest.mark.parametrize(
    ("place", "fine"),
    [
        ("保密室3号柜", True),
        ("综合科铁柜二层", True),
        ("", False),
        ("关于搬迁的请示放在三号柜", False),
        ("《某方案》在保密室", False),
        ("机密柜", False),
        ("保" * 25, False),
    ],
)
def test_a_place_says_where_and_nothing_else(place: str, fine: bool) -> None:
    assert (bad_place(place) == "") is fine


def test_the_register_of_confidential_papers_holds_number_place_and_person(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    typed = {"number": "机登〔2026〕12号", "place": "保密室3号柜", "keeper": "chief"}
    assert client.post("/custody/", typed).status_code == 302
    twice = client.post("/custody/", typed)
    assert twice.status_code == 422
    assert "已经登记过" in twice.content.decode()
    telling = client.post("/custody/", {**typed, "number": "2026-13", "place": "关于搬迁的方案"})
    assert telling.status_code == 422
    assert "关于搬迁的方案" not in telling.content.decode()
    paper = HeldPaper.objects.get()
    client.post(f"/custody/{paper.pk}/move/", {"place": "主任室保险柜", "keeper": "director"})
    shown = page(client, "/custody/")
    assert shown.index("主任室保险柜") < shown.index("保密室3号柜")
    assert Keeping.objects.count() == 2
    assert {f.name for f in HeldPaper._meta.get_fields()} == {
        "id", "number", "entered_by", "entered_at", "keepings",
    }  # fmt: skip
    for who in ("water", "leader", "auditor"):
        client.force_login(county[who])
        assert client.get("/custody/").status_code == 403


@pytest.fixture
def plan(county: County) -> Document:
    """A plan that the clerk has taken in."""
    return documents.add(TEXT, county["clerk"], MONDAY, title="搬迁实施方案")


def issued(county: County, client: Client, plan: Document, *names: str) -> list[Copy]:
    client.force_login(county["clerk"])
    client.post(f"/documents/{plan.pk}/copies/", {"recipients": list(names)})
    return list(Copy.objects.filter(document=plan))


def test_only_the_recipient_opens_the_numbered_copy_under_a_watermark(
    county: County, client: Client, plan: Document
) -> None:
    first, second = issued(county, client, plan, "leader", "water_head")
    assert (first.number, second.number) == (1, 2)
    assert client.get(f"/documents/{plan.pk}/").status_code == 403
    client.force_login(county["leader"])
    own = next(c for c in (first, second) if c.recipient == county["leader"])
    other = next(c for c in (first, second) if c.recipient != county["leader"])
    shown = page(client, f"/copies/{own.pk}/")
    assert "搬迁实施方案" in shown
    assert f"leader某 第00{own.number}号 2026-11-16 09:00" in shown
    refused = client.get(f"/copies/{other.pk}/")
    assert refused.status_code == 403
    assert "二、步骤" not in refused.content.decode()
    assert client.get(f"/copies/{own.pk}/print/").status_code == 405
    assert client.post(f"/copies/{own.pk}/print/").status_code == 200
    looks = [(look.copy, look.how) for look in CopyLook.objects.order_by("id")]
    assert looks == [(own, "screen"), (other, "refused"), (own, "print")]
    assert client.post(f"/documents/{plan.pk}/copies/", {"recipients": ["head"]}).status_code == 403


def test_the_auditor_sees_who_looked_when_and_no_title(
    county: County, client: Client, plan: Document
) -> None:
    [copy] = issued(county, client, plan, "leader")
    client.force_login(county["leader"])
    client.get(f"/copies/{copy.pk}/")
    client.force_login(county["auditor"])
    log = page(client, "/copies/log/")
    assert "leader某" in log
    assert "第001号" in log
    assert "搬迁" not in log
    assert client.get(f"/copies/{copy.pk}/").status_code == 403
    client.force_login(county["clerk"])
    assert client.get("/copies/log/").status_code == 403


def test_a_recalled_copy_opens_no_more_and_its_number_is_not_given_again(
    county: County, client: Client, plan: Document
) -> None:
    [copy] = issued(county, client, plan, "leader")
    client.post(f"/copies/{copy.pk}/recall/")
    client.force_login(county["leader"])
    assert client.get(f"/copies/{copy.pk}/").status_code == 403
    numbers = [c.number for c in issued(county, client, plan, "leader", "head")]
    assert sorted(numbers) == [1, 2, 3]
    assert client.post(f"/copies/{copy.pk}/recall/").status_code == 302


def test_copies_go_to_people_of_business_and_to_somebody(
    county: County, client: Client, plan: Document
) -> None:
    assert issued(county, client, plan) == []
    assert issued(county, client, plan, "auditor") == []
    plan.refresh_from_db()
    assert plan.restricted is False


def test_no_other_page_shows_a_restricted_text(
    county: County, client: Client, plan: Document
) -> None:
    client.force_login(county["clerk"])
    form = {"text": TEXT + "\n县水利局要在12月1日前完成搬迁。", "title": "方案二"}
    at = client.post("/intake/", {**form, "dated": "2026-11-16", "type": "meeting_resolution"})
    taken = Document.objects.get(title="方案二")
    assert client.get(at["Location"]).status_code == 200
    issued(county, client, taken, "leader")
    for address in (at["Location"], f"/documents/{taken.pk}/", f"/documents/{taken.pk}/versions/"):
        assert client.get(address).status_code == 403


def test_every_page_with_an_upload_says_that_nothing_secret_belongs_here(
    county: County, client: Client
) -> None:
    sentence = "本系统为非涉密系统，禁止存储、处理、传输国家秘密"
    assert sentence in page(client, "/sign-in/")
    made = county.handling()
    client.force_login(county["water"])
    form = page(client, f"/matters/{made.number}/act/complete/")
    assert form.count(sentence) == 2
