"""遗留问题 in a real browser: three tiers with their gates, a lawyer from outside, what each person
sees; and a risk that everybody saw and nobody looked at, until the leader did."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from luoshi.lib import clock
from luoshi.matters import verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests import hard
from tests.browser.conftest import Open
from tests.browser.filling import act, answer, fill, fits_a_phone, offered, refused, send
from tests.cast import County

TODAY = "2026-11-16"
UP = {"ground": "money", "tried": "开了五次协调会"}
OWN = {"opinion": "建议财政分担三成"}
TALK = {"held_on": TODAY, "why": "补缴基数有争议", "next_step": "县住建局核实基数"}


@pytest.fixture(autouse=True)
def present(town: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server lives at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: town.now)


def test_a_problem_is_reported_with_its_dossier_and_its_key_persons_are_for_few_eyes(
    visit: Open, town: County, live_server: object
) -> None:
    unit = visit("water", "/register/?type=legacy_problem")
    fill(
        unit,
        title="北堤安置房十年未办证",
        nature="exposed",
        history="2016年拆迁安置，土地手续没有补齐",
        contradiction="补缴土地款由谁承担",
        key_persons=hard.KEY_PERSONS,
        worst_case="三百户集体上访",
        legal_basis__0__document="不动产登记规定",
        legal_basis__0__says="容缺受理",
    )
    send(unit)
    matter = Matter.objects.get()
    address = f"{live_server}/matters/{matter.number}/"
    expect(unit.locator("main")).to_contain_text(hard.KEY_PERSONS)  # who wrote it reads it

    leader = visit("leader", f"/matters/{matter.number}/")
    expect(leader.locator("main")).to_contain_text(hard.KEY_PERSONS)
    act(leader, address, "agree_intake", opinion="确属遗留问题")
    clerk = visit("clerk", f"/matters/{matter.number}/")
    assert hard.KEY_PERSONS not in clerk.locator("main").inner_text()
    act(clerk, address, "take_on")
    expect(visit("head", "/problems/").locator("main")).to_contain_text(matter.title)

    stranger = visit("outsider", "/problems/")
    assert "北堤" not in stranger.locator("main").inner_text()
    assert answer(stranger, address) == 404
    assert answer(visit("auditor"), address) == 403


def test_a_task_force_has_a_lawyer_from_outside_who_sees_the_one_matter_alone(
    visit: Open, town: County, live_server: object
) -> None:
    matter = hard.first_tier(town)
    address = f"{live_server}/matters/{matter.number}/"
    clerk = visit("clerk")
    force = {
        "leader": "杜某",
        "leader_post": "deputy_director",
        "members__0__name": "lawyer某",
        "members__0__unit": "安澜某律师事务所",
        "members__0__role": "lawyer",
        "members__0__account": "nobody",
    }
    assert "没有登录名为“nobody”的账号" in refused(clerk, address, "form_task_force", **force)
    fill(clerk, members__0__account="lawyer")
    send(clerk)
    _the_lawyer(visit, town, address, matter)


def test_nothing_goes_up_without_the_own_opinion_and_what_else_is_asked_below(
    visit: Open, town: County, live_server: object
) -> None:
    matter = hard.first_tier(town)
    hard.force(town, matter)
    address = f"{live_server}/matters/{matter.number}/"
    clerk = visit("clerk")
    act(clerk, address, "discuss", meeting="遗留问题例会", **TALK)
    why = refused(clerk, address, "to_leading_group", **UP, group_units="housing", opinion="")
    assert "本级意见" in why
    assert "能定的就在本级“议定方案”" in why  # what would be allowed
    expect(clerk.locator("[name='tried']")).to_have_value(UP["tried"])
    fill(clerk, **OWN)
    clerk.click("form.form button.pri")
    expect(clerk.locator(".wrong").first).to_contain_text("财政意见（登记专业意见）")
    said = {"giver": "县财政局", "given_on": TODAY, "stance": "agree_if", "opinion": "分期补缴"}
    act(clerk, address, "record_opinion", discipline="finance", **said)
    matter.refresh_from_db()
    for discipline in hard.DISCIPLINES[1:]:
        hard.opinion(town, matter, discipline)
    act(clerk, address, "to_leading_group", **UP, **OWN, group_units="housing")
    expect(visit("leader", f"/matters/{matter.number}/").locator("main")).to_contain_text(
        "本级为什么定不了：涉及重大资金或资产"
    )


def test_what_is_major_is_reviewed_discussed_and_voted_on_in_turn_and_then_carried_out(
    visit: Open, town: County, live_server: object
) -> None:
    matter = hard.first_tier(town)
    hard.talked(town, matter)
    hard.handed_up(town, matter)
    address = f"{live_server}/matters/{matter.number}/"
    clerk = visit("clerk")
    reported = {"reported_on": TODAY, "head_words": "同意提交"}
    act(clerk, address, "to_three_majors", **UP, **OWN, **reported)

    assert "议而未决" not in offered(clerk, address)
    clerk.goto(f"{address}act/discuss/")
    expect(clerk.locator("main")).to_contain_text("请先“登记合法性审查”")
    lawful = {"reviewer": "县司法局", "reviewed_on": TODAY, "conclusion": "lawful"}
    act(clerk, address, "review_legality", **lawful, opinion="程序合法")
    vote = {"held_on": TODAY}
    why = refused(clerk, address, "record_approval", body="party", outcome="passed", **vote)
    assert "现在应由政府常务会议审议" in why
    act(clerk, address, "record_approval", body="executive", outcome="not_passed", **vote)
    act(clerk, address, "record_approval", body="executive", outcome="passed", **vote)
    matter.refresh_from_db()
    for body in ("congress", "party"):
        hard.approved_by(town, matter, body)

    head = visit("head", "/problems/")
    expect(head.locator("main")).to_contain_text("已议而未决 2 次")
    assert fits_a_phone(head)
    act(clerk, address, "settle", solution="先办证后补缴", due="2027-03-31")
    unit = visit("water")
    act(unit, address, "acknowledge")
    expect(unit.locator("main")).to_contain_text("先办证后补缴")
    matter.refresh_from_db()
    assert (matter.stage, matter.facts["decided"]["undecided"]) == ("carrying_out", 2)
    assert list(verify.breaches()) == []


def _the_lawyer(visit: Open, town: County, address: str, matter: Matter) -> None:
    """The member from outside: the one matter without what is restricted, and nothing else."""
    other = hard.first_tier(town, by="city", title="城管局的另一件", lead="city")
    lawyer = visit("lawyer", "/", 390)
    expect(lawyer.locator("#force")).to_contain_text(matter.title)
    assert lawyer.evaluate("document.documentElement.scrollWidth") <= 390
    lawyer.click(f"text={matter.title}")
    expect(lawyer.locator("main")).to_contain_text("补缴土地款由谁承担")
    assert hard.KEY_PERSONS not in lawyer.content()
    assert fits_a_phone(lawyer)
    assert offered(lawyer, address) == ["提出建议"]
    act(lawyer, address, "advise", opinion="先确权再办证，欠缴另行追偿")
    expect(lawyer.locator("main")).to_contain_text("欠缴另行追偿")
    root = address.split("/matters/")[0]
    assert answer(lawyer, f"{root}/matters/{other.number}/") == 404
    for closed in ("/ledger/", "/problems/", "/units/"):
        assert answer(lawyer, f"{root}{closed}") == 403
        expect(lawyer.locator("main")).to_contain_text("从“今天”打开")


def test_a_rhino_nobody_looked_at_comes_to_the_leader_and_goes_when_somebody_has(
    visit: Open, town: County, live_server: object
) -> None:
    reporter = visit("liuxi", "/register/?type=risk")
    fill(
        reporter,
        title="北堤老闸带病运行",
        nature="grey_rhino",
        worst_case="汛期溃口",
        bottom_line="不死一人",
    )
    send(reporter)
    risk = Matter.objects.get()
    address = f"{live_server}/matters/{risk.number}/"
    clerk = visit("clerk", f"/matters/{risk.number}/")
    act(
        clerk, address, "assess_risk",
        impact="5", likelihood="3", rhythm="30", judgement="水闸超期服役", owner="leader",
    )  # fmt: skip
    town.later(days=65)
    tick(town.now)

    clerk = visit("clerk", "/ledger/?tab=late")
    assert clerk.locator("table.ledger tbody tr").count() == 0  # no unit's overdue work
    clerk.click("p.beside a")
    expect(clerk.locator("table.ledger")).to_contain_text(risk.title)
    leader = visit("leader", "/", 390)
    expect(leader.locator("#risk")).to_contain_text("风险长期无人过问")
    leader.click(f"#risk >> text={risk.title}")
    expect(leader.locator("main")).to_contain_text("天无人过问")
    act(leader, address, "review_risk", finding="现场看过，先降低水位运行")
    assert fits_a_phone(leader)
    leader.goto(f"{live_server}/")
    assert leader.locator("#risk").count() == 0
    town.later(minutes=1)
    assert "今天" in visit("head", "/risks/").locator("table.risks").inner_text()
    assert answer(visit("outsider"), address) == 404
