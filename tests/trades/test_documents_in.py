"""收文: seven steps, limits by urgency, who read when, and what the first review sends back."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import narrate, queries
from luoshi.matters.tick import tick
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.papers import COMES, due, incoming, opened


def test_the_seven_steps_of_a_paper_each_by_its_right_person(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    assert (matter.stage, due(matter)) == ("signed", "2026-11-17")
    first = queries.journal(matter).get(seq=1)
    assert narrate.headline(first) == "clerk某 签收"
    county.act(matter, "enter", "clerk", pages=6, attachments="无")
    county.act(
        matter, "first_review", "clerk", passes="handle", ours=True, by_rules=True, well_formed=True
    )
    county.act(matter, "propose", "clerk", proposed_opinion="拟请县水利局牵头落实。")
    county.act(matter, "dispatch", "clerk")
    assert (matter.stage, due(matter)) == ("dispatched", "2026-11-25")
    county.act(matter, "acknowledge", "water")
    county.act(matter, "urge", "clerk", channel="phone", note="请按时报结果")
    county.act(matter, "circulate", "clerk", reader="leader", sent_at="2026-11-16T10:00")
    county.act(
        matter, "mark_read", "clerk", reader="leader", read_at="2026-11-16T15:20", view="抓紧办"
    )
    county.act(matter, "complete", "water", result="已部署到乡镇", evidence="见工作方案")
    assert (matter.stage, due(matter)) == ("answering", "2026-11-18")
    county.act(
        matter, "close_out", "clerk", reply="已办结", way="letter", reply_number="安政函〔2026〕9号"
    )
    assert (matter.stage, matter.phase) == ("answered", 8)
    assert matter.extra["readings"][0]["view"] == "抓紧办"
    assert matter.extra["readings"][0]["read_at"] == "2026-11-16T15:20+08:00"
    assert matter.extra["sent_to"][0]["reader"] == county["leader"].pk
    assert not list(breaches())


def test_a_paper_for_information_is_read_by_name_and_time(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    county.act(matter, "enter", "clerk")
    county.act(
        matter, "first_review", "clerk", passes="read", ours=True, by_rules=True, well_formed=True
    )
    assert (matter.stage, due(matter)) == ("circulating", "2026-11-19")
    problem = refused(county, matter, "end_circulation", "clerk")
    assert "还没有一个人阅签" in problem.sentence
    county.act(matter, "mark_read", "clerk", reader="head", read_at="2026-11-16T16:00")
    county.act(matter, "end_circulation", "clerk")
    assert matter.stage == "read"


def test_a_leaders_word_turns_a_paper_for_information_into_work(county: County) -> None:
    matter = opened(county, "incoming_document", leader="leader", **COMES)
    county.act(matter, "enter", "clerk")
    county.act(
        matter, "first_review", "clerk", passes="read", ours=True, by_rules=True, well_formed=True
    )
    county.act(matter, "turn_to_handling", "leader", ordered="请水利局拿方案")
    assert (matter.stage, due(matter)) == ("reviewed", "2026-11-17")
    county.act(matter, "dispatch", "clerk")
    assert matter.stage == "dispatched"


def test_what_fails_the_first_review_goes_back_with_reason_and_help(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    county.act(matter, "enter", "clerk")
    problem = refused(county, matter, "first_review", "clerk", passes="no")
    assert (problem.stable_code, "第24条" in problem.sentence) == ("first_things_first", True)
    problem = refused(county, matter, "first_review", "clerk", passes="handle", ours=True)
    assert "初审三项" in problem.sentence
    county.act(
        matter,
        "first_review",
        "clerk",
        passes="no",
        reason="请示没有写联系人",
        help="补上联系人再送",
    )
    assert (matter.stage, matter.phase, due(matter)) == ("returned", 9, "")


def test_no_step_is_skipped_and_each_has_its_person(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    assert refused(county, matter, "dispatch", "clerk").stable_code == "not_in_this_stage"
    assert refused(county, matter, "enter", "water").stable_code == "not_your_act"
    matter = incoming(county)
    assert refused(county, matter, "dispatch", "water").stable_code == "not_your_act"


def test_several_departments_need_one_that_leads(county: County) -> None:
    matter = incoming(county, lead="", co=["water", "city"])
    problem = refused(county, matter, "dispatch", "clerk")
    assert problem.stable_code == "lead_missing"
    county.act(matter, "amend", "clerk", title=COMES["title"], lead="water")
    county.act(matter, "dispatch", "clerk")
    assert matter.lead_unit == county.units["water"]


def test_an_urgent_paper_names_its_limit_and_who_urges(county: County) -> None:
    matter = incoming(county, urgency="urgent")
    assert "办理时限" in refused(county, matter, "dispatch", "clerk").sentence
    problem = refused(county, matter, "dispatch", "clerk", due="2026-11-18")
    assert "指定的催办人" in problem.sentence
    county.act(matter, "dispatch", "clerk", due="2026-11-18", urger="proofreader")
    assert due(matter) == "2026-11-18"
    county.act(matter, "urge", "proofreader", channel="phone", note="明天下班前报结果")
    assert matter.urged == 1


def test_an_important_paper_has_a_named_person_who_urges(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    county.act(matter, "enter", "clerk", important=True)
    county.act(
        matter, "first_review", "clerk", passes="handle", ours=True, by_rules=True, well_formed=True
    )
    assert "重要公文" in refused(county, matter, "dispatch", "clerk").sentence
    county.act(matter, "dispatch", "clerk", urger="clerk")
    assert matter.stage == "dispatched"


def test_what_was_handed_in_is_no_longer_late_by_the_offices_own_date(county: County) -> None:
    matter = incoming(county, urgency="urgent")
    county.act(matter, "dispatch", "clerk", due="2026-11-18", urger="clerk")
    county.act(matter, "acknowledge", "water")
    county.later(days=1)
    county.act(matter, "complete", "water", result="已办", evidence="见附件")
    assert due(matter) == "2026-11-19"


def test_a_result_that_is_not_one_goes_back_with_a_limit_of_its_own(county: County) -> None:
    matter = incoming(county)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water")
    county.act(matter, "complete", "water", result="已转发", evidence="见转发件")
    county.act(matter, "return_back", "clerk", reason="只转发没有落实", help="写清三项任务谁来做")
    assert (matter.stage, matter.returned, due(matter)) == ("handling", 1, "2026-11-18")


def test_grades_of_telegrams_are_for_telegrams(county: County) -> None:
    with pytest.raises(Problem) as problem:
        opened(county, "incoming_document", **{**COMES, "urgency": "flat"})
    assert problem.value.stable_code == "telegram_only"
    matter = opened(
        county, "incoming_document", **{**COMES, "urgency": "top", "medium": "telegram"}
    )
    assert matter.due_at == datetime(2026, 11, 16, 10, 40, tzinfo=CHINA)


def test_a_marked_paper_is_refused_before_anything_is_kept(county: County) -> None:
    with pytest.raises(Problem) as problem:
        opened(county, "incoming_document", **{**COMES, "what": "机密★10年\n关于某事的通知"})
    assert problem.value.stable_code == "secret_marking"
    with pytest.raises(Invalid) as missing:
        opened(county, "incoming_document", title="一份来文")
    assert {"from_organ", "medium", "urgency", "received_at"} <= missing.value.fields.keys()


def test_a_late_first_review_is_told_to_the_office_itself(county: County) -> None:
    matter = opened(county, "incoming_document", **COMES)
    tick(datetime(2026, 11, 18, 9, 0, tzinfo=CHINA))
    event = queries.journal(matter).filter(verb="escalate").get()
    assert event.said["tell"] == ["clerk", "section_chief"]


def test_a_request_is_answered_within_three_working_days(county: County) -> None:
    matter = incoming(county, doc_kind="request", from_organ="柳溪镇人民政府")
    county.act(matter, "dispatch", "clerk")
    assert due(matter) == "2026-11-19"
