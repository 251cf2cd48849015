"""Clocks in a real browser: what will be late is told before the light turns, an urge is counted
with its why, a past light can be asked for; who may not, is told why or finds nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from luoshi.instruments.forecast.service import forecasts_of, refresh
from luoshi.lib import clock
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests.browser.conftest import Open, fits
from tests.browser.steps import do
from tests.cast import County

pytestmark = pytest.mark.usefixtures("present")
TITLE, LATE = "完成全县河道巡查并建立一河一档", "编制防汛预案"


def slipping(town: County) -> Matter:
    """Due on 11 January, a twentieth done after two weeks: green, and bound to be late."""
    matter = town.handling(due="2027-01-11")
    town.now = datetime(2026, 12, 1, 9, tzinfo=clock.CHINA)
    said = {"progress": "刚起步", "difficulty": "无", "next_step": "继续", "percent": 5}
    town.act(matter, "report_progress", "water", **said)
    refresh(town.now)
    return matter


def test_what_will_be_late_is_told_alike_to_everyone_before_the_light_turns(
    visit: Open, town: County, live_server: object
) -> None:
    why = forecasts_of([(matter := slipping(town)).pk])[matter.pk].why
    clerk = visit("clerk", "/ledger/")
    clerk.click("text=1 件预计逾期")
    row = clerk.locator("tr[data-row]")
    expect(row.locator(".light")).to_have_text("正常")
    expect(row.locator(".slips")).to_have_text(f"预计会晚 {why}")

    for who, width in (("clerk", 1440), ("water", 390), ("leader", 390), ("head", 1440)):
        desk = visit(who, "/", width).locator("#slipping")
        expect(desk.locator("h2")).to_contain_text("照现在的进度会晚 1")
        expect(desk.locator(".slips")).to_have_text(f"预计会晚 {why}")
        expect(desk).to_contain_text("现在还来得及")
        if width == 390:
            assert fits(desk.page), who
    unit = visit("water_head", f"/matters/{matter.number}/")
    expect(unit.locator("main")).to_contain_text("请在到期之前申请延期")

    auditor = visit("auditor")
    refused = auditor.goto(f"{live_server}/ledger/")
    assert refused is not None
    assert refused.status == 403
    expect(auditor.locator("[role=alert]")).to_contain_text("三员分立")
    stranger = visit("outsider", "/ledger/?outlook=late")
    expect(stranger.locator("main")).not_to_contain_text(TITLE)
    expect(stranger.locator("h1")).not_to_contain_text("预计逾期")


def test_an_urge_is_counted_and_its_counter_says_who_and_why(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling(title=LATE)
    address = f"{live_server}/matters/{matter.number}/"
    town.later(days=8)
    leader = visit("leader", f"/matters/{matter.number}/act/urge/")
    leader.select_option("form.form [name=channel]", "phone")
    leader.fill("form.form [name=note]", "下周要用，请先报进展")
    leader.click("form.form button.pri")
    expect(leader.locator("main")).to_contain_text("下周要用，请先报进展")
    town.later(hours=1)
    do(visit("water"), address, "report_progress", progress="已成初稿", next_step="会签")

    for who, whole in (("clerk", True), ("head", True), ("leader", False), ("water", False)):
        page = visit(who, "/counters/?period=month")
        line = page.locator("tr", has_text="催了再办")
        expect(line.locator(".n")).to_contain_text("1／1" if whole else "1")
        line.locator("a").click()
        expect(page.locator("h1")).to_contain_text("催了再办")
        hit = page.locator("table.hits tbody tr")
        expect(hit).to_contain_text(LATE)
        expect(hit).to_contain_text("县水利局")
        expect(hit).to_contain_text("先催后办，共催过 1 次")
        assert page.locator("h1", has_text="您有关的单位").count() == (not whole)
    page = visit("clerk", "/counters/led_urges/?period=month", 390)
    expect(page.locator("table.hits")).to_contain_text("leader某亲自催办")
    assert fits(page)

    unit = visit("water_head", f"/matters/{matter.number}/act/urge/")
    expect(unit.locator("[role=alert]")).to_contain_text("领导来做。您现在可以：")
    stranger = visit("outsider", "/counters/started_urged/?period=month")
    expect(stranger.locator("main")).not_to_contain_text(LATE)
    for who, status in (("auditor", 403), ("secadmin", 403), ("outsider", 404)):
        for path in (f"/matters/{matter.number}/act/urge/", f"/matters/{matter.number}/"):
            answer = (guest := visit(who)).goto(f"{live_server}{path}")
            assert answer is not None
            assert answer.status == status
            assert len(guest.locator("[role=alert]").inner_text()) > 10
    for path in ("/counters/", "/counters/started_urged/"):
        page = visit("auditor", path)
        expect(page.locator("[role=alert]")).to_contain_text("三员分立")
    matter.refresh_from_db()
    assert (matter.urged, matter.led_urges, matter.started_urged) == (1, 1, True)


def test_the_light_of_any_past_day_can_be_asked_for(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling(title=LATE)
    town.now = datetime(2026, 12, 3, 9, tzinfo=clock.CHINA)
    tick(town.now - timedelta(hours=1))
    page = visit("leader", f"/matters/{matter.number}/", 390)
    expect(page.locator("h1 .light")).to_contain_text("逾期")
    expect(page.locator("#lamps .turns .light")).to_have_count(
        4
    )  # to be signed for, fine, soon, late
    for day, light in (
        ("2026-11-20", "正常"),
        ("2026-11-28", "剩"),
        ("2026-11-30", "今天到期"),
        ("2026-12-01", "逾期 1 个工作日"),
        ("2026-11-10", "那天还没有这件事"),
        ("2026-12-25", "还没到"),
    ):
        page.fill("#on", day)
        page.click("#lamps button")
        page.wait_for_url(lambda url, day=day: f"on={day}" in url)
        expect(page.locator("#lamps [role=status]")).to_contain_text(light)
    assert fits(page)
    nonsense = page.goto(f"{live_server}/matters/{matter.number}/?on=昨天")
    assert nonsense is not None
    assert nonsense.status == 200
