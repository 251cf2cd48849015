"""机关事务, people: overtime, self-check, checks of conduct, assessment, honours (S154–S183)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Problem
from luoshi.matters import engine, queries
from luoshi.matters.models import Matter
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from luoshi.notices.collect import collect
from luoshi.notices.models import Notice
from luoshi.org.models import Delegation
from tests.cast import County
from tests.trades.office import refused

FINDING: dict[str, Any] = {
    "title": "下午三点不在岗", "kind": "left", "happened_at": "2026-11-16T15:00",
    "concerned": "clerk", "responsible": "chief", "evidence": "督导组现场记录",
}  # fmt: skip


def start(county: County, type_key: str, by: str, **typed: Any) -> Matter:
    """A matter of that type, opened by that person."""
    return engine.open_matter(type_key, county[by], county.now, **typed)


def sees(county: County, matter: Matter) -> set[str]:
    """Who of the cast may see the matter."""
    return {
        name
        for name, person in county.people.items()
        if queries.visible_to(person, county.now).filter(pk=matter.pk).exists()
    }


def overtime(county: County, category: str = "civil_servant", by: str = "clerk") -> Matter:
    """Overtime that has been worked and verified."""
    matter = start(
        county, "overtime", by, title="汇总年度台账", worked_on="2026-11-16", planned_hours=3,
        staff_category=category, why="明早上会用",
    )  # fmt: skip
    county.act(matter, "approve_overtime", "deputy")
    county.act(matter, "record_overtime", by, hours=3, did="台账已汇总")
    county.act(matter, "verify_hours", "chief", hours=2, checked_how="看成稿时间")
    return matter


def test_overtime_goes_from_request_to_leave(county: County) -> None:
    matter = overtime(county)
    assert (matter.stage, matter.extra["hours"]) == ("verified", 2)
    county.act(matter, "give_leave", "director", leave_hours=2, leave_on="2026-11-20")
    assert (matter.stage, matter.closed_at is not None) == ("settled", True)
    assert not list(breaches())


def test_a_civil_servant_gets_leave_first_and_pay_only_with_a_reason(county: County) -> None:
    matter = overtime(county)
    problem = refused(county, matter, "give_pay", "director", pay_yuan=100)
    assert problem.stable_code == "first_things_first"
    assert "公务员法第82条" in problem.sentence
    county.act(matter, "give_pay", "director", pay_yuan=100, why_no_leave="岗位无人替班")
    assert matter.stage == "settled"


def test_institution_staff_are_paid_by_the_offices_own_scheme(county: County) -> None:
    matter = overtime(county, "institution")
    assert "绩效工资办法" in refused(county, matter, "give_pay", "director", pay_yuan=100).sentence
    county.act(matter, "give_pay", "director", pay_yuan=100, scheme="第十二条")
    assert matter.extra["pay_yuan"] == 100


def test_nobody_approves_or_verifies_their_own_overtime(county: County) -> None:
    matter = start(
        county, "overtime", "chief", title="改方案", worked_on="2026-11-16", planned_hours=2,
        staff_category="civil_servant", why="临时交办",
    )  # fmt: skip
    problem = refused(county, matter, "approve_overtime", "chief")
    assert problem.stable_code == "own_matter"
    assert "不能由本人来做" in problem.sentence
    county.act(matter, "approve_overtime", "deputy")
    county.act(matter, "record_overtime", "chief", hours=2, did="方案已改")
    problem = refused(county, matter, "verify_hours", "chief", hours=2, checked_how="自己")
    assert problem.stable_code == "own_matter"
    offered = {permit.verb.key for permit in engine.possible(matter, county["chief"], county.now)}
    assert "verify_hours" not in offered


def test_who_stands_in_for_another_cannot_settle_what_is_the_others_own(county: County) -> None:
    matter = start(
        county, "overtime", "chief", title="改方案", worked_on="2026-11-16", planned_hours=2,
        staff_category="civil_servant", why="临时交办",
    )  # fmt: skip
    Delegation.objects.create(
        principal=county["chief"], deputy=county["clerk"],
        begins_at=county.now, ends_at=county.now.replace(day=30),
    )  # fmt: skip
    assert refused(county, matter, "approve_overtime", "clerk").stable_code == "own_matter"


def test_overtime_that_is_refused_or_sent_back_says_how_else(county: County) -> None:
    typed = {
        "title": "誊写材料", "worked_on": "2026-11-16", "planned_hours": 2,
        "staff_category": "other", "why": "来不及",
    }  # fmt: skip
    matter = start(county, "overtime", "clerk", **typed)
    assert "支招" in refused(county, matter, "refuse_overtime", "deputy", reason="不急").sentence
    county.act(matter, "refuse_overtime", "deputy", reason="不急", help="明天上午两人一起做")
    assert matter.stage == "refused"
    again = start(county, "overtime", "clerk", **typed)
    assert refused(county, again, "record_overtime", "clerk").stable_code == "not_in_this_stage"
    county.act(again, "approve_overtime", "chief")
    county.act(again, "record_overtime", "clerk", hours=5, did="誊完")
    county.act(again, "record_again", "chief", reason="没有五小时", help="按实际时间写")
    assert again.stage == "agreed"
    county.act(again, "withdraw_overtime", "clerk")
    assert again.stage == "withdrawn"


def test_units_are_no_staff_of_the_office(county: County) -> None:
    with pytest.raises(Problem) as problem:
        start(county, "overtime", "water", title="x", worked_on="2026-11-16", planned_hours=1,
              staff_category="other", why="x")  # fmt: skip
    assert problem.value.stable_code == "not_your_act"


def check_oneself(county: County) -> Matter:
    """A self-check that its writer still works on."""
    items = [{"area": "spending", "item": "公务接待", "found": "无", "corrected": True}]
    return start(
        county, "self_check", "clerk", title="半年自查", period="2026年下半年", items=items
    )


def test_a_self_check_is_between_its_writer_and_the_director(county: County) -> None:
    matter = check_oneself(county)
    assert sees(county, matter) == {"clerk"}
    county.act(matter, "correct_at_once", "clerk", item="工作纪律", how="桌面清理")
    event = county.act(matter, "hand_in_report", "clerk", report="逐条对照，查出一项，已改。")
    assert sees(county, matter) == {"clerk", "director"}
    assert matter.extra["corrections"][0]["how"] == "桌面清理"
    assert refused(county, matter, "read_report", "chief").stable_code == "not_your_act"
    assert event.verb == "hand_in_report"
    county.act(matter, "write_again", "director", reason="太空", help="对照三公消费各条再写")
    assert (matter.stage, sees(county, matter)) == ("writing", {"clerk"})
    county.act(matter, "hand_in_report", "clerk", report="补充两项。")
    county.act(matter, "read_report", "director")
    assert matter.stage == "read"


def test_a_self_check_needs_its_items(county: County) -> None:
    with pytest.raises(Problem) as problem:
        start(county, "self_check", "clerk", title="x", period="x", items=[])
    assert "对照检查" in problem.value.sentence
    matter = check_oneself(county)
    county.act(matter, "drop_self_check", "clerk")
    assert matter.stage == "dropped"


def checking(county: County) -> Matter:
    """A weekly check that has been approved."""
    group = [{"name": "甲某"}, {"name": "乙某"}]
    matter = start(county, "conduct_check", "chief", title="在岗情况", way="weekly",
                   planned_on="2026-11-17", group=group)  # fmt: skip
    county.act(matter, "approve_check", "deputy")
    return matter


def found(county: County, **more: Any) -> Matter:
    """A finding of a check, as a matter of its own."""
    check = checking(county)
    county.act(check, "note_conduct", "chief", **(FINDING | more))
    return Matter.objects.get(parent=check)


def test_a_check_opens_its_findings_with_all_that_was_noted(county: County) -> None:
    matter = found(county, own_missed=True)
    assert matter.type_key == "conduct_finding"
    assert matter.extra["concerned"] == county["clerk"].pk
    assert matter.extra["happened_at"] == "2026-11-16T15:00+08:00"
    assert matter.extra["own_missed"] is True
    check = Matter.objects.get(pk=matter.parent_id)
    county.act(check, "report_check", "chief", checked=23, summary="一人离岗，其余正常")
    assert (check.stage, check.extra["checked"]) == ("reported", 23)


def test_one_alone_checks_nobody_and_a_check_may_be_called_off(county: County) -> None:
    with pytest.raises(Problem):
        start(county, "conduct_check", "chief", title="x", way="random", planned_on="2026-11-17",
              group=[{"name": "甲某"}])  # fmt: skip
    check = checking(county)
    assert refused(county, check, "report_check", "clerk").stable_code == "not_your_act"
    county.act(check, "cancel_check", "deputy", reason="与上级检查合并")
    assert check.stage == "cancelled"


def test_a_finding_is_seen_by_whom_it_concerns_and_whoever_answers_for_them(
    county: County,
) -> None:
    assert sees(county, found(county)) == {"director", "deputy", "clerk", "chief"}


def test_the_one_concerned_hears_of_it_and_no_other_clerk(county: County) -> None:
    matter = found(county)
    collect(county.now)
    event = county.act(matter, "explain_conduct", "chief", explanation="去医院，没有请假")
    collect(county.now)
    told = Notice.objects.filter(event=event).values_list("person__username", flat=True)
    assert set(told) == {"clerk"}


def test_no_measure_before_the_head_of_the_section_has_explained(county: County) -> None:
    matter = found(county)
    assert refused(county, matter, "remind_person", "deputy").stable_code == "not_in_this_stage"
    county.act(matter, "state_own_case", "clerk", own_words="急诊，事后已补假条")
    county.act(matter, "explain_conduct", "chief", explanation="属实，当时没有交代替班")
    assert refused(county, matter, "criticise_person", "chief").stable_code == "not_your_act"
    assert refused(county, matter, "deal_with_person", "deputy").stable_code == "not_your_act"
    county.act(matter, "remind_person", "chief", words="离岗先请假")
    assert matter.stage == "settled"


def test_a_finding_is_rectified_by_whoever_answers_and_confirmed_by_another(
    county: County,
) -> None:
    matter = found(county)
    county.act(matter, "explain_conduct", "chief", explanation="属实")
    county.act(matter, "criticise_person", "deputy", words="擅自离岗")
    county.act(matter, "circulate_unnamed", "deputy", circular_words="近期有一起离岗，望引以为戒。")
    problem = refused(
        county, matter, "circulate_named", "deputy", why_named="x", circular_words="x"
    )
    assert problem.stable_code == "not_your_act"
    county.act(matter, "rectify_conduct", "chief", rectified_how="定下AB岗")
    county.act(matter, "rectify_again", "deputy", reason="B岗没有排", help="排到人、贴出来")
    county.act(matter, "rectify_conduct", "chief", rectified_how="AB岗已排")
    county.act(matter, "confirm_rectified", "deputy", checked_how="看排班表")
    assert (matter.stage, matter.closed_at is not None) == ("closed", True)


def test_an_appeal_may_lift_the_measure_and_is_made_once(county: County) -> None:
    matter = found(county)
    county.act(matter, "explain_conduct", "chief", explanation="属实")
    county.act(matter, "deal_with_person", "director", words="诫勉谈话",
               procedure="本单位制度第五条")  # fmt: skip
    county.act(matter, "appeal_measure", "clerk", appeal_reason="当日已请假")
    county.act(matter, "decide_appeal", "director", appeal_result="kept", written_answer="未见假条")
    assert matter.stage == "settled"
    assert refused(county, matter, "appeal_measure", "clerk").stable_code == "not_ready"
    other = found(county)
    county.act(other, "explain_conduct", "chief", explanation="属实")
    county.act(other, "remind_person", "deputy", words="注意")
    county.act(other, "appeal_measure", "clerk", appeal_reason="假条在此")
    county.act(other, "decide_appeal", "director", appeal_result="lifted", written_answer="撤销")
    assert other.stage == "dropped"


def test_a_finding_about_the_deputy_is_not_the_deputys_to_settle(county: County) -> None:
    matter = found(county, concerned="deputy", responsible="director")
    problem = refused(county, matter, "drop_finding", "deputy", reason="没有的事")
    assert problem.stable_code == "own_matter"


def test_a_finding_never_becomes_a_score(county: County) -> None:
    spec = current("conduct_finding")
    fields = {f.key for f in spec.fields} | {f.key for act in spec.acts for f in act.fields}
    assert not {key for key in fields if "point" in key or "score" in key}
    assert not Matter.objects.filter(type_key="assessment").exists()
    found(county)
    assert not Matter.objects.filter(type_key="assessment").exists()


def assessed(county: County, category: str = "institution") -> Matter:
    """An assessment told to the person."""
    matter = start(county, "assessment", "chief", title="十一月考评", assessed="clerk",
                   staff_category=category, month="2026年11月")  # fmt: skip
    rows = [{"item": "核查", "fact": "核查46件，无退回", "points": 5}]
    county.act(matter, "score_month", "chief", breakdown=rows)
    county.act(matter, "tell_result", "chief", written_result="基础分之外加5分，理由见表。")
    return matter


def test_an_assessment_is_seen_by_the_person_alone_and_can_be_appealed(county: County) -> None:
    matter = assessed(county)
    assert sees(county, matter) == {"chief", "director", "clerk"}
    assert refused(county, matter, "accept_result", "chief").stable_code == "not_your_act"
    county.act(matter, "appeal_result", "clerk", appeal_reason="少算两件")
    assert refused(county, matter, "decide_result", "chief").stable_code == "not_your_act"
    county.act(matter, "decide_result", "director", decision="changed", written_answer="补算两件")
    assert matter.stage == "settled"


def test_civil_servants_are_not_scored_by_the_month(county: County) -> None:
    with pytest.raises(Problem) as problem:
        assessed(county, "civil_servant")
    assert problem.value.stable_code == "civil_servants_are_not_scored"
    matter = assessed(county)
    county.act(matter, "accept_result", "clerk")
    assert matter.stage == "settled"


def honour(county: County) -> Matter:
    return start(county, "honour", "clerk", title="五星级机关", level="city", whose="unit",
                 recipient="县政府办", award_year=2026, grounds="全年交办件件有回音")  # fmt: skip


def test_an_honour_is_awarded_by_people_whatever_was_advised(county: County) -> None:
    matter = honour(county)
    problem = refused(county, matter, "withhold_honour", "director", reason="x")
    assert "没有不评的建议" in problem.sentence
    county.act(matter, "advise_against", "chief", fact="一次通报", rule="评优办法第三条")
    county.act(matter, "answer_advice", "clerk", answer="通报已整改")
    county.act(matter, "award_honour", "deputy", paper="市评〔2026〕3号", awarded_on="2026-11-10")
    assert (matter.stage, len(matter.extra["advice"])) == ("awarded", 1)
    other = honour(county)
    county.act(other, "advise_against", "chief", fact="一次通报", rule="评优办法第三条")
    county.act(other, "withhold_honour", "director", reason="事实清楚")
    assert other.stage == "withheld"


def test_a_section_is_reviewed_with_its_chief_and_told_in_private(county: County) -> None:
    matter = start(county, "section_review", "deputy", title="四季度考评", section="督查科",
                   responsible="chief", period="2026年四季度")  # fmt: skip
    assert "clerk" not in sees(county, matter)
    county.act(matter, "report_section", "chief", did="办结百件", short="回访偏少")
    sheet = [{"item": "办结", "fact": "百件", "points": 10}]
    county.act(matter, "conclude_review", "deputy", sheet=sheet, outcome="model")
    assert matter.stage == "concluded"
    county.act(matter, "ask_review_again", "chief", reason="回访已补")
    county.act(matter, "drop_review", "director", reason="并入年度考评")
    assert matter.stage == "dropped"


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2026-11-20", True),  # Friday
        ("2026-11-21", False),  # Saturday
        ("2026-11-22", False),  # Sunday
        ("2026-10-10", True),  # Saturday, worked in place of National Day
        ("2026-09-20", True),  # Sunday, worked
        ("2026-10-05", False),  # Monday of the National Day holidays
        ("2026-02-14", True),  # Saturday, worked before the Spring Festival
    ],
)
def test_study_is_on_working_days(county: County, day: str, held: bool) -> None:
    typed = {"title": "学条例", "kind": "together", "held_on": day, "leads_it": "deputy"}
    county.now = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
    if not held:
        with pytest.raises(Problem) as problem:
            start(county, "study_session", "deputy", **typed)
        assert problem.value.stable_code == "study_on_rest_day"
        return
    matter = start(county, "study_session", "deputy", **typed)
    county.act(matter, "hold_study", "deputy", present=18, used_for="按条例改了核查单")
    assert matter.stage == "held"


def test_a_book_is_read_of_ones_own_will(county: County) -> None:
    matter = start(county, "reading", "clerk", title="学写短文", book="文章作法", author="佚名")
    county.act(matter, "recommend_book", "clerk", worth="第三章")
    assert matter.stage == "read"
    other = start(county, "reading", "clerk", title="学写短文", book="文章作法")
    county.act(other, "put_down", "clerk")
    assert other.stage == "put_down"
