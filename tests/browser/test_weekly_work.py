"""Weekly and daily work in a real browser: words caught on a phone become a matter, are followed
up, told to the leaders in writing and at the meeting, and handed over to who comes next."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from luoshi.instruments.forecast.service import refresh
from luoshi.instruments.weekly.models import WeeklyReport
from luoshi.lib import clock
from luoshi.matters.models import Matter
from luoshi.org.models import Person
from tests.browser.conftest import Open, fits
from tests.browser.steps import do
from tests.cast import PASSWORD, County
from tests.matters.test_materials import ITEMS

pytestmark = pytest.mark.usefixtures("present")
WORDS = "请水利局周五前把河道再巡一遍，有问题直接报我。"
REPORT = {"progress": "已巡查12条", "difficulty": "缺两台无人机", "next_step": "借设备"}


def refused(page: Page, address: str, words: str) -> bool:
    """Whether this page is closed to the person, with these words of the reason."""
    answer = page.goto(address)
    assert answer is not None
    expect(page.locator("[role=alert]")).to_contain_text(words)
    return answer.status in (403, 404)


def test_words_caught_on_a_phone_become_a_matter_that_is_asked_and_followed_up(
    visit: Open, town: County, live_server: object
) -> None:
    clerk = visit("clerk", "/oral/", 390)
    clerk.fill("#words", WORDS)
    clerk.check("input[name=leader][value=leader]", force=True)
    expect(clerk.locator("#due-read")).to_contain_text("11月20日（周五）")
    clerk.fill("#unit", "县水利局")
    clerk.click("button:text-is('记下')")
    expect(clerk.locator(".waiting")).to_contain_text(WORDS)
    expect(clerk.locator(".waiting")).to_contain_text("今天记的")
    assert fits(clerk)
    matter = Matter.objects.get()
    address = f"{live_server}/matters/{matter.number}/"
    expect(visit("head", "/oral/").locator(".own")).to_have_count(0)  # another's words

    town.later(days=1)
    leader = visit("leader", "/", 390)
    expect(leader.locator(".own blockquote")).to_have_text(WORDS)
    assert fits(leader)
    leader.click("text=是我说的，确认")
    expect(leader.locator("main")).to_contain_text("已确认")
    expect(leader.locator(".own")).to_have_count(0)
    do(visit("chief"), address, "docket")
    do(clerk, address, "dispatch")

    unit = visit("water", "/asked/", 390)
    expect(unit.locator("#acknowledge")).to_contain_text(matter.title)
    assert fits(unit)
    town.now = datetime(2026, 11, 19, 9, tzinfo=clock.CHINA)
    clerk.goto(f"{live_server}/follow-up/")
    call = clerk.locator("#u-water")
    expect(call).to_contain_text(matter.title)
    expect(call).to_contain_text("超过 1 个工作日")
    call.locator("[name=words]").fill("答应上午签收")
    call.locator("text=记为电话催办").click()
    expect(clerk.locator("main")).to_contain_text("已记下 1 件，记为电话催办")
    expect(clerk.locator("#u-water")).to_contain_text("今天都跟过了")
    assert fits(clerk)

    unit.reload()
    unit.click("#acknowledge .btn")
    unit.click("form.form button.pri")
    unit.wait_for_url(lambda url: "/act/" not in url)
    unit.goto(f"{live_server}/asked/")
    expect(unit.locator("#acknowledge")).to_have_count(0)
    for who in ("outsider", "auditor"):
        guest = visit(who)
        assert refused(guest, address, "")
        assert refused(guest, f"{live_server}/follow-up/", "督查员")
    assert refused(visit("outsider"), f"{live_server}/asked/?unit=water", "只能看本单位的")


def test_a_unit_answers_for_papers_and_sees_who_owes_it_help(
    visit: Open, town: County, live_server: object
) -> None:
    paper = town.open(
        "material_request", title="报防汛物资清单", due=None, material="防汛物资清单", form=ITEMS
    )
    town.act(paper, "request_material", "chief")
    matter = town.handling()
    do(
        visit("water_head"),
        f"{live_server}/matters/{matter.number}/",
        "ask_help",
        difficulty="缺抽水泵",
        tried="向邻县借过",
        wanted="调三台泵",
    )
    unit = visit("water", "/asked/")
    expect(unit.locator("#owed")).to_contain_text("待支招：leader某")
    expect(unit.locator("#papers")).to_contain_text("要填 2 项：编织袋数量、仓库地址")
    unit.click("#papers .btn")
    unit.fill("[name='values-0-value']", "3000条")
    unit.fill("[name='values-1-value']", "城南库")
    unit.click("form.form button.pri")
    unit.wait_for_url(lambda url: "/act/" not in url)

    helped = Matter.objects.get(parent=matter)
    do(
        visit("leader"),
        f"{live_server}/matters/{helped.number}/",
        "give_help",
        method="从防汛库调",
        resource="三台泵",
        contact="张工",
    )
    unit.goto(f"{live_server}/asked/")
    expect(unit.locator("#papers")).to_have_count(0)
    expect(unit.locator("#answered")).to_contain_text("方法：从防汛库调；资源：三台泵")
    unit.click("#answered .btn")
    unit.click("form.form button.pri")
    unit.wait_for_url(lambda url: "/act/" not in url)
    helped.refresh_from_db()
    assert helped.stage == "solved"


def test_the_weekly_report_is_made_edited_sent_and_read(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling(title="下周到期的巡查", due="2026-11-26")
    town.now = datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)
    town.act(matter, "report_progress", "water", percent=10, **REPORT)
    refresh(town.now)
    clerk = visit("clerk", "/weekly/")
    clerk.select_option("#audience", "head")
    clerk.click("button:text-is('生成草稿')")
    body = clerk.locator("#body")
    text = body.input_value()
    assert "预计下一周会逾期的事项（1 件）" in text
    assert "比时限晚" in text
    body.fill("")
    clerk.click("button:text-is('保存')")
    expect(clerk.locator(".wrong")).to_contain_text("报告不能是空的")
    body.fill(text.replace("报告如下。", "报告如下，请重点看第四部分。"))
    clerk.click("button:text-is('保存')")
    expect(clerk.locator("main")).to_contain_text("已保存。还没有呈送")
    address = f"{live_server}/weekly/{WeeklyReport.objects.get().pk}/"
    assert refused(visit("head"), address, "不在您的查看范围内")

    clerk.click("text=呈送head某")
    expect(clerk.locator("main")).to_contain_text("已呈送")
    expect(clerk.locator("#body")).to_have_count(0)
    head = visit("head", "/", 390)
    head.click("text=督查周报")
    expect(head.locator("article.letter")).to_contain_text("请重点看第四部分")
    expect(head.locator("article.letter")).to_contain_text("下周到期的巡查")
    expect(head.locator("#body")).to_have_count(0)
    assert fits(head)
    assert refused(visit("leader"), address, "不在您的查看范围内")
    for who in ("water_head", "outsider", "auditor"):
        assert refused(visit(who), address, "只对")


def test_a_standing_item_is_heard_at_every_meeting(
    visit: Open, town: County, live_server: object
) -> None:
    matter = town.handling()
    address = f"{live_server}/matters/{matter.number}/"
    chief = visit("chief")
    do(chief, address, "put_on_agenda", asked="进度和缺口资金")
    do(visit("water"), address, "report_progress", progress="已巡查12条", next_step="借设备")
    head = visit("head", "/standing/?on=2026-11-23", 390)
    item = head.locator("article.item")
    expect(item).to_contain_text("进度和缺口资金")
    expect(item).to_contain_text("已巡查12条")
    assert fits(head)
    chief.goto(f"{live_server}/standing/")
    chief.click("text=会上已汇报")
    chief.fill("[name=meeting]", "县政府第22次常务会议")
    chief.fill("[name=met_on]", "2026-11-16")
    chief.fill("[name=asked]", "下次会前把设备借到")
    chief.click("form.form button.pri")
    chief.wait_for_url(lambda url: "/act/" not in url)
    head.reload()
    expect(item).to_contain_text("下次会前把设备借到")
    expect(item).to_contain_text("已汇报 1 次")
    unit = visit("water_head", f"/matters/{matter.number}/act/take_off_agenda/")
    expect(unit.locator("[role=alert]")).to_contain_text("您现在可以：")
    for who in ("water_head", "outsider", "auditor"):
        assert refused(visit(who), f"{live_server}/standing/", "只对")


def test_a_newly_appointed_head_opens_the_hand_over_file(
    visit: Open, town: County, live_server: object
) -> None:
    done, running = town.closed(title="去年的堤防"), town.handling(title="在办的巡查")
    town.act(running, "report_progress", "water", **REPORT)
    newcomer = Person(username="newcomer", name="新任某", unit=town.units["school"])
    newcomer.set_password(PASSWORD)
    newcomer.save()
    security = visit("secadmin", "/posts/")
    security.select_option("#person", str(newcomer.pk))
    security.select_option("#unit", "water")
    security.select_option("#role", "unit_head")
    security.click("main form:has(#person) button.pri")
    expect(security.locator("main")).to_contain_text("新任某")

    page = visit("newcomer", "/", 390)
    page.click("text=打开县水利局交接台账")
    expect(page.locator("#open")).to_contain_text("在办的巡查")
    expect(page.locator("#open")).to_contain_text("牵头：县水利局")
    expect(page.locator("#problems")).to_contain_text("缺两台无人机")
    expect(page.locator("#year")).to_contain_text("去年的堤防")
    expect(page.locator("#people")).to_contain_text("新任某")
    assert fits(page)
    page.click("#open a:text('在办的巡查')")
    expect(page.locator("h1")).to_contain_text("在办的巡查")
    assert done.number
    for who, why in (
        ("water", "本单位负责人"),
        ("outsider", "本单位负责人"),
        ("auditor", "三员分立"),
    ):
        assert refused(visit(who), f"{live_server}/handover/water/", why)
