"""Urging without nagging in a real browser: material is asked for once, what it costs is shown
before, late matters are urged in one go, one digest tells of them, each sets what they may."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from luoshi.cli.jobs import run_jobs
from luoshi.matters.models import Event, Matter
from luoshi.notices.models import Digest
from tests.browser.conftest import Open, fits
from tests.browser.steps import do
from tests.cast import County

pytestmark = pytest.mark.usefixtures("present")


def ask_for_material(clerk: Page, address: str) -> None:
    """The form of a request for material, filled and sent."""
    clerk.goto(f"{address}/register/?type=material_request")
    clerk.fill("[name=title]", "报送防汛物资清单")
    clerk.fill("[name=material]", "防汛物资清单")
    clerk.fill("[name=form-0-item]", "沙袋数量")
    clerk.fill("[name=form-0-what_for]", "汛前调配")
    clerk.select_option("[name=lead]", "water")
    clerk.click("form.form button.pri")


def test_material_is_asked_for_once_and_the_cost_is_shown_first(
    visit: Open, town: County, live_server: object
) -> None:
    clerk = visit("clerk")
    ask_for_material(clerk, str(live_server))
    clerk.wait_for_url(lambda url: "/matters/" in url)
    first = Matter.objects.get(type_key="material_request")
    chief = visit("chief")
    do(chief, f"{live_server}/matters/{first.number}/", "request_material")

    unit = visit("water", "/asked/", 390)
    expect(unit.locator("main")).to_contain_text("防汛物资清单")
    assert fits(unit)

    ask_for_material(clerk, str(live_server))
    refusal = clerk.locator(".wrong").first
    expect(refusal).to_contain_text(first.number)  # the pointer to the first
    expect(clerk.locator("[name=form-0-what_for]")).to_have_value("汛前调配")
    assert Matter.objects.filter(type_key="material_request").count() == 1
    clerk.goto(f"{live_server}/burden/")
    expect(clerk.locator("table.burden")).to_contain_text("水利局")


def test_late_matters_are_urged_in_one_go_and_told_in_one_digest(
    visit: Open, town: County, live_server: object
) -> None:
    for title in ("河道巡查建档", "水库除险加固", "灌渠清淤"):
        town.handling(title=title, due="2026-11-18")
    town.later(days=7)
    run_jobs(town.now)
    before = Digest.objects.filter(person=town["water"]).count()

    clerk = visit("clerk", "/burden/")
    clerk.click("table.burden a:has-text('合并催办')")
    expect(clerk.locator("main")).to_contain_text("本周")  # the burden, before it grows
    boxes = clerk.locator("input[name=numbers]")
    assert boxes.count() == 3
    boxes.last.uncheck()
    clerk.select_option("[name=channel]", "phone")
    clerk.fill("[name=note]", "本周内请报进展")
    clerk.click("form button.pri")
    expect(clerk.locator("main")).to_contain_text("合并催办 2 件")
    assert Event.objects.filter(verb="urge").count() == 2

    town.later(hours=24)
    run_jobs(town.now)
    assert Digest.objects.filter(person=town["water"]).count() == before + 1
    liaison = visit("water", "/notices/")
    expect(liaison.locator("main")).to_contain_text("河道巡查建档")
    expect(liaison.locator("main")).to_contain_text("水库除险加固")


def test_each_sets_what_they_may_and_no_more(
    visit: Open, town: County, live_server: object
) -> None:
    page = visit("water_head", "/account/notices/")
    page.check("input[name=scheme][value=morning]")
    page.select_option("#quiet_to", "09:30")
    page.click("form.choices button.pri")
    page.goto(f"{live_server}/account/notices/")
    expect(page.locator("input[name=scheme][value=morning]")).to_be_checked()
    expect(page.locator("main")).to_contain_text("只能放宽，不能缩短")

    other = visit("outsider", "/burden/")
    assert "水利局" not in other.locator("main").inner_text()
    auditor = visit("auditor")
    answer = auditor.goto(f"{live_server}/burden/")
    assert answer is not None
    assert answer.status == 403
