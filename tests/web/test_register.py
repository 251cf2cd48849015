"""Registering a matter by hand, and a rule that recurs."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.models import Matter
from tests.cast import County

TYPED = {
    "title": "完成老旧小区改造清单",
    "lead": "housing",
    "co": ["city", "donghu"],
    "due": "2026-12-10",
    "meeting": "县政府第22次常务会议",
    "request_key": "a1",
}
ADDRESS = "/register/?type=meeting_resolution"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def test_the_clerk_chooses_a_type_and_registers(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert "会议议定事项" in client.get("/register/").content.decode()
    form = client.get(ADDRESS).content.decode()
    assert "牵头单位" in form
    assert "周期" not in form
    response = client.post(ADDRESS, TYPED, follow=True)
    matter = Matter.objects.get()
    assert f"已登记为 {matter.number}" in response.content.decode()
    assert {p.unit.code for p in matter.assignments.all()} == {"housing", "city", "donghu"}


def test_a_double_click_registers_once(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    for _ in "12":
        assert client.post(ADDRESS, TYPED).status_code == 303
    assert Matter.objects.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    typed = {**TYPED, "title": "", "what": "先摸清底数", "due": "十二月"}
    response = client.post(ADDRESS, typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "请填写“事项”" in text
    assert "先摸清底数" in text
    assert 'value="十二月"' in text
    assert 'value="city" checked' in text
    assert 'value="a1"' in text
    assert not Matter.objects.exists()


def test_a_secret_marking_is_refused_and_nothing_is_kept(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    response = client.post(ADDRESS, {**TYPED, "what": "秘密★1年\n某事"})
    assert response.status_code == 422
    assert "国家秘密" in response.content.decode()
    assert not Matter.objects.exists()


def test_a_rule_recurs_in_the_offices_own_words(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    typed = {"title": "报送考核结果", "lead": "city", "rrule": "每月5日", "request_key": "b"}
    assert client.post("/register/?type=standing_rule", typed).status_code == 303
    assert Matter.objects.get().rrule.startswith("FREQ=MONTHLY")


def test_a_liaison_registers_what_units_report_and_nothing_of_the_offices(
    county: County, client: Client
) -> None:
    client.force_login(county["water"])
    offered = client.get("/register/").content.decode()
    assert "遗留问题" in offered
    assert "会议议定事项" not in offered
    assert client.post(ADDRESS, TYPED).status_code in (403, 404)
    assert not Matter.objects.exists()


def test_units_and_leaders_register_only_what_is_theirs_and_administrators_nothing(
    county: County, client: Client
) -> None:
    for who in ("water", "leader"):
        client.force_login(county[who])
        words = client.get("/register/").content.decode()
        assert "请示汇报" in words
        assert "会议议定事项" not in words
        assert client.post(ADDRESS, TYPED).status_code == 404
    client.force_login(county["auditor"])
    assert client.get("/register/").status_code == 403
    assert client.post(ADDRESS, TYPED).status_code == 403
    assert not Matter.objects.exists()


def test_an_unknown_type_and_a_wrong_method(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.get("/register/?type=nothing").status_code == 404
    assert client.get("/register/?type=standing_duty").status_code == 404
    assert client.delete(ADDRESS).status_code == 405
