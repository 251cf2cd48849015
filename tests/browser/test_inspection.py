"""督查 in a real browser: a plan that repeats another, the record in the field, the conclusion that
each object sees of itself alone, an objection decided by others, what is put right."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from luoshi.lib import clock
from luoshi.matters import verify
from luoshi.matters.models import Matter
from tests import inspecting
from tests.browser.conftest import Open
from tests.browser.filling import act, answer, fill, fits_a_phone, offered, refused, send
from tests.cast import County

PLAN = {
    "title": "城区水毁护坡修复专项督查",
    "what": "两局承担的护坡修复",
    "content": "deployment",
    "kind": "special",
    "objects__0__unit": "water",
    "objects__0__kind": "own",
    "about__0__words": "护坡修复",
    "first_day": "2026-11-23",
    "last_day": "2026-11-27",
    "methods__0__method": "visit",
    "group__0__name": "chief某",
    "group__0__role": "leader",
    "ground": "suggestion",
}


@pytest.fixture(autouse=True)
def present(town: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server lives at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: town.now)


def test_a_plan_that_repeats_another_is_approved_by_the_head_alone_with_a_reason(
    visit: Open, town: County, live_server: object
) -> None:
    earlier = inspecting.approved(town)
    clerk = visit("clerk", "/register/?type=inspection")
    fill(clerk, **PLAN)
    send(clerk)
    plan = Matter.objects.exclude(pk=earlier.pk).get()
    address = f"{live_server}/matters/{plan.number}/"
    expect(clerk.locator("main")).to_contain_text(earlier.number)  # said before anybody acts
    act(clerk, address, "submit_plan")

    why = refused(visit("director"), address, "approve_plan")
    assert "须经本级政府主要领导批准" in why
    head = visit("head")
    why = refused(head, address, "approve_plan")
    assert earlier.number in why
    assert "请并入已有的督查、错开时间，或写明例外理由" in why
    act(head, address, "approve_plan", exception="汛后险情新增，须当即核查")
    clerk.goto(f"{live_server}/inspections/?year=2026")
    expect(clerk.locator("table.plans")).to_contain_text(f"与 {earlier.number}")
    assert fits_a_phone(clerk)
    stranger = visit("outsider")
    assert answer(stranger, address) == 404
    assert answer(stranger, f"{live_server}/inspections/") == 403
    assert answer(visit("auditor"), address) == 403


def test_what_is_found_is_concluded_and_each_object_is_told_its_own_part_alone(
    visit: Open, town: County, live_server: object
) -> None:
    plan = inspecting.approved(town)
    address = f"{live_server}/matters/{plan.number}/"
    clerk = visit("clerk")
    act(clerk, address, "begin_field")
    clerk.set_viewport_size({"width": 390, "height": 844})
    clerk.goto(f"{live_server}/inspections/{plan.number}/field/")
    clerk.click("fieldset.pick-one label:has-text('县水利局')")
    fill(clerk, found="两处护坡没有修复", basis="北堤二段现场")
    clerk.click("form.form button.pri")
    expect(clerk.locator("ol.time").first).to_contain_text("两处护坡没有修复")
    assert clerk.evaluate("document.documentElement.scrollWidth") <= 390
    clerk.set_viewport_size({"width": 1440, "height": 900})

    incomplete = {"conclusion": "总体完成，个别滞后", "parts__0__words": "北堤二段未完成"}
    why = refused(clerk, address, "conclude", **incomplete, parts__1__unit="")
    assert "县城管局" in why or "安澜县城市管理局" in why or "单位" in why
    expect(clerk.locator("[name='conclusion']")).to_have_value("总体完成，个别滞后")
    fill(clerk, parts__1__unit="city", parts__1__words="背街小巷已完成")
    send(clerk)
    act(clerk, address, "deliver")
    sent = Matter.objects.get(parent=plan, lead_unit=town.units["water"])
    beside = Matter.objects.get(parent=plan, lead_unit=town.units["city"])
    own = f"{live_server}/matters/{sent.number}/"

    unit = visit("water")
    expect(unit.locator("#new")).to_contain_text(sent.title[:12])
    act(unit, own, "receive")
    unit.goto(f"{live_server}/inspections/{sent.number}/conclusion/")
    expect(unit.locator("article")).to_contain_text("至2026年12月16日")
    assert "背街小巷" not in unit.locator("article").inner_text()  # its own part alone
    assert answer(unit, address) == 404
    assert answer(unit, f"{live_server}/matters/{beside.number}/") == 404
    leader = visit("leader", f"/matters/{sent.number}/")  # in charge of the two bureaus
    expect(leader.locator("main")).to_contain_text("北堤二段未完成")
    assert answer(visit("outsider"), own) == 404
    assert answer(visit("auditor"), own) == 403


def test_an_objection_is_decided_by_others_and_what_is_left_is_put_right(
    visit: Open, town: County, live_server: object
) -> None:
    sent = inspecting.received(town)
    own = f"{live_server}/matters/{sent.number}/"
    unit, clerk = visit("water"), visit("clerk")
    act(unit, own, "dispute", reason="北堤二段11月20日已经修复", evidence="验收单")
    assert "对异议作出决定" not in offered(clerk, own)
    clerk.goto(f"{own}act/decide_dispute/")
    expect(clerk.locator("main")).to_contain_text("由督查科长、政府办主任、分管领导或主要领导来做")
    verdict = {"verdict": "change", "reason": "验收单属实", "help": "影像资料随修随拍"}
    chief = visit("chief")  # led the group
    why = refused(chief, own, "decide_dispute", **verdict)
    assert "须回避" in why
    assert "可以由head某、director某作出决定" in why
    director = visit("director")
    assert "请写明变更后的结论" in refused(director, own, "decide_dispute", **verdict)
    fill(director, changed="北堤二段已修复，南堤一处未修复")
    send(director)
    unit.goto(own)
    expect(unit.locator("main")).to_contain_text("南堤一处未修复")
    expect(unit.locator("main")).to_contain_text("影像资料随修随拍")

    repair = {"title": "修复南堤护坡", "problem": "南堤一处未修复", "standard": "验收合格"}
    act(clerk, own, "demand_rectification", **repair, due="2026-12-04", help="可用汛期应急资金")
    why = refused(clerk, own, "settle_conclusion")
    assert "还有 1 项整改没有销号" in why
    rectification = Matter.objects.get(parent=sent)
    task = f"{live_server}/matters/{rectification.number}/"
    act(unit, task, "acknowledge")
    expect(unit.locator("main")).to_contain_text("可用汛期应急资金")
    act(unit, task, "complete", result="已修复", evidence="验收单")
    act(clerk, task, "verify", finding="现场合格")
    act(chief, task, "close_out", reply="整改完成")
    act(clerk, own, "settle_conclusion")

    stranger = visit("outsider")
    assert {answer(stranger, place) for place in (own, task)} == {404}
    assert list(verify.breaches()) == []


def test_after_thirty_days_no_objection_and_what_nobody_opposed_is_settled(
    visit: Open, town: County, live_server: object
) -> None:
    sent = inspecting.received(town)
    own = f"{live_server}/matters/{sent.number}/"
    why = refused(visit("clerk"), own, "settle_unopposed")
    assert "异议期到2026年12月16日才满" in why
    town.later(days=31)
    why = refused(visit("water"), own, "dispute", reason="有新情况")
    assert "现已过期" in why
    assert "可向督查科书面反映" in why
    clerk = visit("clerk")
    act(clerk, own, "settle_unopposed")
    expect(clerk.locator("main")).to_contain_text("已了结")
