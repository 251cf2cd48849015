"""The main story in a real browser: from minutes to a closed matter, as each of the people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from luoshi.matters import verify
from luoshi.matters.models import Matter
from tests.browser.conftest import Open
from tests.browser.steps import do, press
from tests.cast import County

DUE = (datetime.now(UTC) + timedelta(days=45)).date()  # the browser's server lives today
MINUTES = f"""安澜县人民政府常务会议纪要

会议议定事项如下：
一、县水利局要在{DUE.year}年{DUE.month}月{DUE.day}日前完成全县46条河道巡查，建立一河一档。
二、县城管局要在{DUE.year}年{DUE.month}月{DUE.day}日前完成12条背街小巷的路面修补。
"""


def test_from_minutes_to_a_closed_matter(visit: Open, town: County, live_server: object) -> None:
    clerk = visit("clerk", "/intake/")
    clerk.fill("#text", MINUTES)
    clerk.fill("#title", "县政府第21次常务会议纪要")
    clerk.select_option("#type", "meeting_resolution")
    clerk.click("text=开始拆解")
    expect(clerk.locator("#proposal")).to_contain_text("河道巡查")
    assert clerk.locator("mark").count() >= 2
    press(clerk, "Enter")
    expect(clerk.locator("table.list")).to_contain_text("已立项")
    press(clerk, "x")
    clerk.click("form.aside-form button.pri")
    expect(clerk.locator("table.list")).to_contain_text("不立项")

    matter = Matter.objects.get()
    assert matter.span_start is not None
    address = f"{live_server}/matters/{matter.number}/"
    do(visit("chief"), address, "docket")
    do(clerk, address, "dispatch")

    liaison = visit("water")
    expect(liaison.locator("main")).to_contain_text(matter.title[:8])
    do(liaison, address, "acknowledge")
    do(
        liaison,
        address,
        "report_progress",
        progress="已巡查30条",
        next_step="其余两周内完成",
        percent="65",
    )
    do(liaison, address, "complete", result="46条全部完成", evidence="见一河一档附表")

    do(clerk, address, "return_back", reason="缺3条河道影像", help="可找测绘院借无人机")
    expect(clerk.locator("main")).to_contain_text("可找测绘院借无人机")
    do(liaison, address, "complete", result="补齐影像", evidence="见附表二")
    do(clerk, address, "verify", finding="抽查5条属实")
    do(visit("chief"), address, "close_out", reply="46条河道均已建档")
    matter.refresh_from_db()
    assert matter.stage == "closed"
    assert list(verify.breaches()) == []


def test_an_outsider_finds_nothing_by_page_search_or_guess(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling(title="河道巡查建档")
    page = visit("outsider", "/ledger/?q=河道&tab=all")
    assert "河道巡查建档" not in page.locator("main").inner_text()
    guessed = page.goto(f"{live_server}/matters/{matter.number}/")
    unknown = page.goto(f"{live_server}/matters/会督〔2026〕999/")
    assert guessed is not None
    assert unknown is not None
    assert (guessed.status, unknown.status) == (404, 404)


def test_every_page_fits_a_phone_and_is_named(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling(co=["city"])
    for who, path in (
        ("clerk", "/"),
        ("clerk", "/ledger/"),
        ("clerk", f"/matters/{matter.number}/"),
        ("clerk", "/intake/"),
        ("clerk", "/register/"),
        ("head", "/"),
        ("water", "/"),
        ("water", "/account/"),
        ("clerk", "/units/"),
        ("auditor", "/journal/"),
    ):
        page = visit(who, path, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert page.locator("h1").count() == 1, path
