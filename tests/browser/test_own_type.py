"""An office's own type, one TOML file and no code: register, list, form, clock, lights, page,
export and explanation, clicked through as clerk and liaison at a desk and on a phone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from luoshi.lib import clock
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests.browser.conftest import Open, fits
from tests.browser.filling import act, fill, offered, send
from tests.browser.test_accessible import RULES
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.test_export import rows
from tests.web.tickets import visit as reception_asked
from tests.web.tickets import working

pytestmark = pytest.mark.usefixtures("hotline", "reception", "present")


def registered(clerk: Page) -> str:
    """From the registers to the form and into the matter; gives its address."""
    clerk.get_by_role("link", name="登记12345 工单").click()
    fill(clerk, title="路灯不亮", called_on="2026-11-12", district="east", lead="city")
    fill(clerk, callers="3")
    send(clerk)
    expect(clerk.locator("h1")).to_contain_text("路灯不亮")
    expect(clerk.locator("h1 .light")).to_have_text("派单剩 1 个工作日")
    return clerk.url


def test_a_clerk_and_a_liaison_live_a_ticket_to_its_end(
    visit: Open, town: County, tmp_path: Path
) -> None:
    clerk = visit("clerk", "/registers/")
    address = registered(clerk)
    act(clerk, address, "dispatch")
    unit = visit("city", "/registers/", 390)
    unit.get_by_role("link", name="12345 工单", exact=True).click()
    unit.get_by_role("link", name="路灯不亮").click()
    assert offered(unit, address)[0] == "签收"
    act(unit, address, "acknowledge")
    unit.goto(f"{address}act/complete/")
    expect(unit.locator("[role=alert]")).to_contain_text("请先联系群众，再答复。")
    act(unit, address, "contact", way="phone", outcome="约周三上门")
    clocks = unit.locator("table.clocks tbody tr")
    expect(clocks).to_have_count(2)
    expect(clocks.nth(0)).to_contain_text("11月16日办到，未超期")
    expect(clocks.nth(1)).to_contain_text("最先到期")
    expect(clocks.nth(1)).to_contain_text("11月23日")
    assert fits(unit)

    town.now = datetime(2026, 11, 25, 9, tzinfo=clock.CHINA)
    tick(town.now)
    unit.reload()
    expect(unit.locator("h1 .light")).to_have_text("答复逾期 2 个工作日")
    act(unit, address, "complete", result="已修复", evidence="照片", solved="yes")
    act(clerk, address, "call_back", satisfied="no")
    expect(clerk.locator("h1 .light")).to_contain_text("正常")
    expect(clerk.locator("table.clocks")).to_contain_text("11月25日才办到，超期 2 个工作日")
    act(unit, address, "complete", result="重新布线", evidence="照片", solved="yes")
    act(clerk, address, "call_back", satisfied="yes")
    expect(clerk.locator("h1 .light")).to_have_text("已办结")
    assert offered(clerk, address) == []
    exported(clerk, tmp_path)


def exported(clerk: Page, folder: Path) -> None:
    """The list of the type is narrowed by clicking, and leaves as it is seen."""
    clerk.goto(clerk.url.split("/matters/")[0] + "/ledger/?type=hotline_ticket&tab=all")
    row = clerk.locator("tr[data-row]")
    expect(row.locator("[data-label='片区']")).to_have_text("城东")
    clerk.select_option("[name='f.district']", "west")
    expect(clerk.locator(".empty")).to_contain_text("没有符合这些条件的事项")
    clerk.get_by_label("取消筛选：片区").click()
    clerk.select_option("[name='f.satisfied']", "yes")
    clerk.wait_for_url(lambda url: "f.satisfied=yes" in url)
    expect(row).to_have_count(1)
    with clerk.expect_download() as download:
        clerk.click("[data-export]")
    kept = folder / "ledger.xlsx"
    download.value.save_as(kept)
    cells = rows(kept.read_bytes())
    assert cells[0][-2:] == ["片区", "是否满意"]
    assert cells[1][-2:] == ["城东", "满意"]
    clerk.click("text=保存为视图")
    clerk.fill("#view-name", "满意的")
    clerk.click("details.drop button.pri")
    clerk.get_by_role("link", name="满意的").click()
    assert "f.satisfied=yes" in clerk.url


def test_a_type_is_found_and_explains_itself(visit: Open, town: County) -> None:
    for who, width in (("clerk", 1440), ("liuxi", 390)):
        page = visit(who, "/registers/", width)
        page.fill("form.chips [name=q]", "来宾")
        page.press("form.chips [name=q]", "Enter")
        expect(page.locator("table.registers tbody tr")).to_have_count(1)
        page.get_by_role("link", name="公务接待怎么办").click()
        expect(page.locator("h1")).to_contain_text("公务接待")
        expect(page.locator("main")).to_contain_text("安排了住宿，请先记开支，再结算。")
        page.get_by_role("link", name="登记一件").click()
        expect(page.locator("legend").first).to_have_text("基本情况")
        fill(page, title="河道治理调研", from_unit="某市水利局", letter="函〔2026〕1号")
        fill(page, arrives_at="2026-11-19T14:30", guests="8", escort="chief")
        page.check("[name=lodging]")
        assert fits(page) or width > 390
        send(page)
        expect(page.locator("main")).to_contain_text("2026-11-19 14:30")
        expect(page.locator("main")).not_to_contain_text("谁负责")
    assert [m.extra["lodging"] for m in Matter.objects.all()] == [True, True]


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_of_an_own_type_breaks_a_rule_of_wcag(
    visit: Open, town: County, width: int
) -> None:
    ticket = working(town)
    for day in range(9):
        town.act(ticket, "contact", "city", way="phone", outcome=f"第{day + 1}次")
    asked = reception_asked(town, by="water", lodging="1")
    broken: dict[str, list[str]] = {}
    for who, paths in (
        ("clerk", ("/registers/", "/registers/?q=光缆", "/registers/hotline_ticket/")),
        ("clerk", ("/registers/leader_directive/", "/register/", "/register/?q=来宾")),
        ("clerk", (f"/matters/{ticket.number}/", f"/matters/{asked.number}/")),
        ("clerk", ("/ledger/?type=hotline_ticket&f.district=east", "/ledger/?type=reception")),
        ("water", ("/registers/", "/register/?type=reception", f"/matters/{asked.number}/")),
        ("city", (f"/matters/{ticket.number}/act/contact/",)),
    ):
        page = visit(who, paths[0], width)
        for path in paths:
            page.goto("/".join(page.url.split("/")[:3]) + path)
            found = Axe().run(page, options=RULES).response["violations"]
            wrong = [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in found]
            wrong += ["wider than a phone"] if width == 390 and not fits(page) else []
            if wrong:
                broken[f"{who} {path}"] = wrong
    assert broken == {}
