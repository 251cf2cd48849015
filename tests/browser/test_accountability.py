"""慎用问责 in a real browser: support is the first answer; without one of the three grounds, proof
and a second person nothing goes on; who is not concerned never learns of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from luoshi.lib import clock
from luoshi.matters import verify
from luoshi.matters.models import Matter
from tests import inspecting
from tests.browser.conftest import Open
from tests.browser.filling import act, answer, fill, offered, refused, send, turned_away
from tests.cast import County

PROPOSAL = {
    "title": "对瞒报水毁工程进度的问责建议",
    "what": "连续三次报送虚假进度",
    "lead": "water",
    "ground": "malicious",
    "evidence": "督查记录三份，现场与台账不符",
    "support_given": "11月3日派技术员到场指导",
}
SUPPORT = {
    "reason": "是人手不够，不是不愿干",
    "title": "水毁工程修复",
    "method": "分三段同时施工",
    "resource": "调两名技术员驻点",
    "person": "县住建局质监站，电话见通讯录",
    "due": "2026-12-11",
}


@pytest.fixture(autouse=True)
def present(town: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server lives at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: town.now)


def test_without_ground_proof_or_earlier_help_there_is_no_proposal(
    visit: Open, town: County
) -> None:
    chief = visit("chief", "/register/?type=accountability")
    grounds = chief.locator("[name='ground'] option:not([value=''])").all_inner_texts()
    assert grounds == ["主观故意不作为", "恶意阻挠、弄虚作假", "严重失职失责"]
    for left_out, taught in (
        ("ground", "能力不足、客观困难的，走帮扶"),
        ("evidence", "材料在哪里、能证明什么"),
        ("support_given", "没有帮过的先帮扶"),
    ):
        fill(chief, **PROPOSAL | {left_out: ""})
        assert taught in turned_away(chief)
        expect(chief.locator("[name='title']")).to_have_value(PROPOSAL["title"])
    assert not Matter.objects.exists()
    fill(chief, **PROPOSAL)
    send(chief)
    assert Matter.objects.get().stage == "proposed"


def test_the_usual_way_is_support_and_the_unit_never_hears_of_more(
    visit: Open, town: County, live_server: object
) -> None:
    proposal = inspecting.proposal(town)
    address = f"{live_server}/matters/{proposal.number}/"
    director = visit("director")
    assert offered(director, address)[0] == "改为帮扶"
    act(director, address, "support_instead", **SUPPORT)
    plan = Matter.objects.get(parent=proposal)
    unit = visit("water")
    expect(unit.locator("#new")).to_contain_text("水毁工程修复")
    unit.goto(f"{live_server}/matters/{plan.number}/")
    expect(unit.locator("main")).to_contain_text("调两名技术员驻点")
    assert "问责" not in unit.locator("main").inner_text()
    for who in ("water", "water_head", "clerk", "outsider"):
        assert answer(visit(who), address) == 404, who
    assert answer(visit("auditor"), address) == 403


def test_a_proposal_is_judged_twice_by_others_handed_over_and_may_be_appealed(
    visit: Open, town: County, live_server: object
) -> None:
    proposal = inspecting.proposal(town)
    address = f"{live_server}/matters/{proposal.number}/"
    chief, head, director = visit("chief"), visit("head"), visit("director")
    assert "复核同意" not in offered(chief, address)
    chief.goto(f"{address}act/endorse/")
    expect(chief.locator("main")).to_contain_text("由政府办主任、分管领导或主要领导来做")
    act(head, address, "endorse", opinion="材料属实")
    why = refused(head, address, "approve_proposal", opinion="同意")
    assert "须由另一个人把关" in why
    assert "批准移送" not in offered(director, address)
    assert answer(visit("water_head"), address) == 404  # not before it is approved
    proposal.refresh_from_db()
    assert proposal.stage == "endorsed"

    other = inspecting.proposal(town, title="第二件问责建议")
    place = f"{live_server}/matters/{other.number}/"
    act(director, place, "endorse", opinion="材料属实")
    act(head, place, "approve_proposal", opinion="同意移送")
    act(director, place, "hand_to_organ", organ="县监察机关", receipt="安督移〔2026〕1号")
    unit = visit("water_head", "/")
    act(unit, place, "appeal", reason="进度由施工方误报，我局已纠正")
    why = refused(director, place, "withdraw_proposal", reason="申诉有理")
    assert "处理申诉须回避" in why
    assert "leader某" in why  # who may
    act(visit("leader"), place, "withdraw_proposal", reason="申诉有理，撤回")
    unit.goto(place)
    expect(unit.locator("main")).to_contain_text("已撤回")
    assert answer(visit("outsider"), place) == 404
    assert list(verify.breaches()) == []
