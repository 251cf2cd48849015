"""遗留问题三级处理: the way in, the tiers and their gates, discussion without decision, age."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import engine, gates, lights, verify
from luoshi.matters.tick import tick
from tests import hard
from tests.cast import County


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """A moment on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


def test_a_unit_reports_the_leader_agrees_and_owns_the_case_then_the_office_registers(
    county: County,
) -> None:
    matter = hard.reported(county)
    with pytest.raises(Refused, match="待分管领导审"):
        county.act(matter, "take_on", "clerk")
    with pytest.raises(NotAllowed):
        county.act(matter, "agree_intake", "water", opinion="自己同意")
    county.act(matter, "agree_intake", "leader", opinion="确属遗留问题")
    assert matter.leader_id == county["leader"].pk
    county.act(matter, "take_on", "clerk")
    assert (matter.stage, matter.facts["tier"]) == ("tier_one", 1)


def test_the_leader_returns_a_report_with_help_and_the_unit_reports_again(county: County) -> None:
    matter = hard.reported(county)
    with pytest.raises(Invalid, match="支招"):
        county.act(matter, "return_intake", "leader", reason="来龙去脉不清")
    county.act(matter, "return_intake", "leader", reason="来龙去脉不清", help="找县档案馆查原批文")
    assert matter.stage == "sorting"
    county.act(matter, "supplement", "water", history="2016年拆迁，2017年批文见档案")
    assert matter.extra["history"] == "2016年拆迁，2017年批文见档案"
    county.act(matter, "resubmit", "water", note="已查档")
    assert matter.stage == "reported"


def test_a_required_field_of_the_dossier_may_be_rewritten_but_not_emptied(county: County) -> None:
    matter = hard.first_tier(county)
    with pytest.raises(Refused, match="最坏情况"):
        county.act(matter, "supplement", "clerk", worst_case="")
    with pytest.raises(Refused, match="没有改动"):
        county.act(matter, "supplement", "clerk", note="没什么")
    rows = [{"document": "不动产登记条例", "article": "第十四条", "says": "申请材料"}]
    county.act(matter, "supplement", "clerk", legal_basis=rows)
    assert matter.extra["legal_basis"] == rows


def test_a_matter_has_exactly_one_task_force_and_outside_lawyers_may_be_in_it(
    county: County,
) -> None:
    matter = hard.first_tier(county)
    with pytest.raises(Refused, match="谁指定"):
        hard.force(county, matter, leader_post="named")
    hard.force(county, matter)
    assert [row["role"] for row in matter.facts["force"]["members"]] == ["bureau_head", "lawyer"]
    with pytest.raises(Refused, match="一事一专班"):
        hard.force(county, matter)
    county.act(
        matter,
        "change_task_force",
        "clerk",
        leader="秦某",
        leader_post="named",
        named_by="县长",
        members=[{"name": "陆某", "unit": "县住建局", "role": "section_chief"}],
        reason="杜某调离",
    )
    assert matter.facts["force"]["leader"] == "秦某"


def test_no_name_stands_twice_in_a_task_force(county: County) -> None:
    matter = hard.first_tier(county)
    twice = [{"name": "陆某", "unit": "县住建局", "role": "staff"}] * 2
    with pytest.raises(Refused, match="陆某"):
        hard.force(county, matter, members=twice)


def test_what_the_second_tier_still_needs_is_said_by_name(county: County) -> None:
    matter = hard.first_tier(county)
    up = {"ground": "money", "tried": "协调五次", "opinion": "分担", "group_units": ["housing"]}
    with pytest.raises(Refused) as refused:
        county.act(matter, "to_leading_group", "clerk", **up)
    for word in ("专班", "财政意见", "审计意见", "住建意见", "法律意见"):
        assert word in refused.value.sentence
    hard.force(county, matter)
    for discipline in ("finance", "audit", "legal"):
        hard.opinion(county, matter, discipline)
    with pytest.raises(Refused) as refused:
        county.act(matter, "to_leading_group", "clerk", **up)
    assert "住建意见" in refused.value.sentence
    assert "财政" not in refused.value.sentence
    hard.opinion(county, matter, "housing")
    county.act(matter, "to_leading_group", "clerk", **up)
    assert (matter.stage, matter.facts["tier"]) == ("tier_two", 2)
    assert matter.facts["group"]["head"] == county["leader"].pk
    assert matter.assignments.filter(unit=county.units["housing"], role="co").exists()


@pytest.mark.parametrize("left_out", ["opinion", "ground", "tried"])
def test_nothing_goes_up_without_the_own_opinion_and_why_it_cannot_be_settled_below(
    county: County, left_out: str
) -> None:
    matter = hard.first_tier(county)
    up = {"ground": "money", "tried": "协调五次", "opinion": "分担", "group_units": ["housing"]}
    with pytest.raises(Invalid):
        county.act(
            matter, "to_leading_group", "clerk", **{k: v for k, v in up.items() if k != left_out}
        )


def test_the_third_tier_needs_the_report_to_the_main_leader(county: County) -> None:
    matter = hard.first_tier(county)
    hard.handed_up(county, matter)
    up = {"ground": "money", "tried": "议两次", "opinion": "提交常务会", "head_words": "同意"}
    with pytest.raises(Invalid, match="向主要领导汇报"):
        county.act(matter, "to_three_majors", "clerk", **up)
    with pytest.raises(Refused, match="还没有到"):
        county.act(matter, "to_three_majors", "clerk", **up, reported_on="2026-12-01")
    county.act(matter, "to_three_majors", "clerk", **up, reported_on="2026-11-16")
    assert matter.stage == "tier_three"


def test_nothing_major_is_discussed_or_voted_on_before_the_legality_review(county: County) -> None:
    matter = hard.third_tier(county)
    with pytest.raises(Refused, match="合法性审查"):
        hard.talked(county, matter)
    with pytest.raises(Refused, match="合法性审查"):
        hard.approved_by(county, matter, "executive")
    hard.reviewed(county, matter, "unlawful")
    with pytest.raises(Refused, match="不合法"):
        hard.approved_by(county, matter, "executive")
    hard.reviewed(county, matter)
    with pytest.raises(Refused, match="不能早于"):
        hard.approved_by(county, matter, "executive", on="2026-11-13")
    hard.approved_by(county, matter, "executive")
    assert set(matter.facts["approvals"]) == {"executive"}


def test_the_three_approvals_come_one_by_one_in_the_offices_order(county: County) -> None:
    matter = hard.third_tier(county)
    hard.reviewed(county, matter)
    with pytest.raises(Refused, match="现在应由政府常务会议审议"):
        hard.approved_by(county, matter, "party")
    hard.approved_by(county, matter, "executive", "not_passed")
    assert len(matter.facts["discussed"]) == 1
    with pytest.raises(Refused, match="政府常务会议"):
        hard.approved_by(county, matter, "congress")
    hard.approved_by(county, matter, "executive")
    hard.approved_by(county, matter, "congress", "passed_changed")
    assert matter.stage == "tier_three"
    with pytest.raises(Refused):
        county.act(matter, "settle", "clerk", solution="先办证后补缴")
    hard.approved_by(county, matter, "party")
    assert matter.stage == "approved"
    county.act(matter, "settle", "clerk", solution="先办证后补缴", due="2027-03-31")
    assert matter.stage == "carrying_out"
    assert list(verify.breaches()) == []


def test_whatever_the_order_nothing_is_issued_before_the_party_committee() -> None:
    rule = gates.GateRule(approvals=(("executive", "政府常务会议"),))
    facts = {
        "tier": 3,
        "legality": {"conclusion": "lawful", "reviewed_on": "2026-11-16"},
        "approvals": {"executive": {"on": "2026-11-16", "outcome": "passed"}},
    }
    assert gates.next_body(facts, rule) is None
    assert gates.issue_missing(facts, rule) == ["党委常委会还没有通过"]


def test_a_problem_may_be_settled_on_the_first_tier_and_is_carried_out_and_closed(
    county: County,
) -> None:
    matter = hard.first_tier(county)
    hard.talked(county, matter)
    hard.talked(county, matter)
    county.later(days=14)
    county.act(matter, "settle", "clerk", solution="由县水利局补齐手续")
    assert matter.facts["decided"] == {"on": "2026-11-30", "tier": 1, "days": 14, "undecided": 2}
    assert matter.due_at is not None
    assert local_date(matter.due_at) == date(2027, 1, 29)
    county.act(matter, "acknowledge", "water")
    county.act(matter, "complete", "water", result="三百户全部办证", evidence="登记簿")
    county.act(matter, "verify", "clerk", finding="抽查十户属实")
    county.act(matter, "close_out", "director", reply="已办结")
    assert lights.key_of(matter, county.now) == "done"
    assert list(verify.breaches()) == []


def test_a_talk_that_has_not_been_held_is_not_counted(county: County) -> None:
    matter = hard.first_tier(county)
    with pytest.raises(Refused, match="还没有到"):
        hard.talked(county, matter, on="2026-11-17")
    hard.talked(county, matter)
    assert len(matter.facts["discussed"]) == 1


def test_a_leader_is_put_in_charge_of_the_case_with_a_reason_by_the_head(county: County) -> None:
    matter = hard.first_tier(county)
    with pytest.raises(NotAllowed):
        county.act(matter, "entrust", "clerk", owner="head", reason="重大")
    county.act(matter, "entrust", "head", owner="head", due="2026-12-31", reason="久拖不决")
    assert matter.leader_id == county["head"].pk


def test_age_escalates_by_itself_and_no_act_stops_it(county: County) -> None:
    matter = hard.first_tier(county)
    assert lights.key_of(matter, at(2027, 2, 13)) == "fine"
    assert lights.key_of(matter, at(2027, 2, 15)) == "soon"
    tick(at(2027, 2, 17))
    matter.refresh_from_db()
    assert matter.level == 1
    county.now = at(2027, 5, 1)
    hard.talked(county, matter, on="2027-04-30")
    assert matter.level == 1
    tick(at(2027, 5, 20))
    tick(at(2027, 5, 20))
    matter.refresh_from_db()
    assert matter.level == 2
    assert lights.key_of(matter, at(2027, 5, 20)) == "late"
    told = [e.said["tell"] for e in matter.events.filter(verb="escalate")]
    assert told == [["unit_head", "leader"], ["leader", "office_director"]]


def test_a_leader_who_does_not_answer_is_reminded_and_one_who_did_is_not(county: County) -> None:
    waiting, answered = hard.reported(county), hard.reported(county)
    county.act(answered, "agree_intake", "leader", opinion="属实")
    tick(at(2026, 11, 20))
    assert waiting.events.filter(verb="remind").count() == 1
    assert answered.events.filter(verb="remind").count() == 0


def test_an_unregistered_problem_is_not_waiting_for_a_signature(county: County) -> None:
    matter = hard.reported(county)
    offered = {p.verb.key for p in engine.possible(matter, county["water"], county.now)}
    assert "acknowledge" not in offered
