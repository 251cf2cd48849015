"""A report in a real browser: a bare question refused, a choice written, decided with one tap on a
phone, the work it gives handed over; strangers find nothing."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from luoshi.matters.models import Matter
from tests.browser.conftest import Open
from tests.cast import County

TITLE = "城南易涝点怎么改"


def write(page: Page, **typed: str) -> None:
    """Fills the boxes of the report's form by their names."""
    for name, value in typed.items():
        page.fill(f"form.writing [name='{name}']", value)


def test_a_report_is_a_choice_and_is_decided_with_one_tap(
    visit: Open, town: County, live_server: object
) -> None:
    unit = visit("water_head", "/reports/write/")
    write(unit, title=TITLE)
    unit.select_option("form.writing [name='kind']", index=1)
    unit.click("text=提交分管领导")
    expect(unit.locator(".wrong").first).to_be_visible()  # a question is no report
    expect(unit.locator("form.writing [name='title']")).to_have_value(TITLE)

    write(
        unit,
        superior_says="市里要求汛前整治到位",
        our_situation="六处易涝点，资金已有六成",
        others_practice="邻县分两年改造",
        own_opinion="推荐分两年改造",
        amount="80",
    )
    for row, name in enumerate(("分两年改造", "一年改完")):
        write(
            unit,
            **{
                f"options-{row}-name": name,
                f"options-{row}-pros": "利",
                f"options-{row}-cons": "弊",
            },
        )
    unit.check("form.writing [name='options-0-recommended']")
    unit.click("text=提交分管领导")
    unit.wait_for_url(lambda url: "/matters/" in url)
    report = Matter.objects.get(title=TITLE)
    assert report.leader == town["leader"]

    leader = visit("leader", "/", 390)
    expect(leader.locator("#decide")).to_contain_text(TITLE)
    leader.click(f"text={TITLE}")
    leader.click("summary:has-text('选方案一')")
    leader.click("text=同时交办工作")
    leader.select_option("select[name='lead'] >> visible=true", "water")
    leader.click("text=确定，选方案一")
    expect(leader.locator("main")).to_contain_text("已选定")
    assert leader.evaluate("document.documentElement.scrollWidth") <= 390

    report.refresh_from_db()
    assert report.stage == "decided"
    assert Matter.objects.filter(parent=report, lead_unit=town.units["water"]).count() == 1
    for stranger in ("outsider", "auditor"):
        page = visit(stranger)
        answer = page.goto(f"{live_server}/matters/{report.number}/")
        assert answer is not None
        assert answer.status in (403, 404)
