"""Reconsideration and litigation as respondent, advice, review, disclosure: their whole lives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import clocks, engine, queries
from luoshi.matters.models import Matter
from luoshi.matters.verify import breaches
from tests.cast import County, refused


def opened(county: County, type_key: str, by: str = "clerk", **typed: Any) -> Matter:
    return engine.open_matter(type_key, county[by], county.now, **typed)


def due(matter: Matter) -> str:
    return "" if matter.due_at is None else f"{local_date(matter.due_at)}"


def reconsideration(county: County, **typed: Any) -> Matter:
    """The copy came on Friday, 13 November."""
    said = {
        "title": "不服行政处罚决定", "lead": "water", "applicant": "某砂石厂", "organ": "某市人民政府",
        "procedure": "ordinary", "received_on": "2026-11-13", "accepted_on": "2026-11-10",
    }  # fmt: skip
    return opened(county, "reconsideration", **(said | typed))


def litigation(county: County, **typed: Any) -> Matter:
    said = {
        "title": "请求撤销补偿决定", "lead": "housing", "plaintiff": "某村民", "court": "某区人民法院",
        "procedure": "ordinary", "complaint_received_on": "2026-11-13", "filed_on": "2026-11-09",
    }  # fmt: skip
    return opened(county, "litigation", **(said | typed))


ANSWER = {"submitted_on": "2026-11-17", "evidence_count": 12}


def test_a_reconsideration_from_the_copy_to_the_report_of_correction(county: County) -> None:
    matter = reconsideration(county)
    assert (matter.stage, due(matter)) == ("sent", "2026-11-27")
    county.act(matter, "acknowledge", "water")
    county.act(matter, "submit_reply", "water", **ANSWER)
    assert (matter.stage, due(matter)) == ("waiting", "2027-01-11")
    county.act(
        matter, "notify_hearing", "clerk", hearing_at="2026-12-01 09:00", place="三楼听证室",
        noticed_on="2026-11-20",
    )  # fmt: skip
    assert due(matter) == "2026-12-01"
    county.act(matter, "appear", "water", attended="deputy", who="副局长")
    county.act(matter, "file_papers", "water", paper="答复书", copies=3)
    county.act(matter, "note_extension", "clerk")
    assert due(matter) == "2027-02-09"
    county.act(
        matter, "receive_decision", "clerk", decision_kind="illegal",
        decision_received_on="2026-11-16", opinion_letter="yes", opinion_received_on="2026-11-16",
        settled_amount="12.5",
    )  # fmt: skip
    assert due(matter) == "2027-01-15"  # the report; whether the applicant sues is not ours to owe
    problem = refused(county, matter, "close_case", "clerk", suit="none")
    assert (problem.stable_code, "意见书" in problem.sentence) == ("not_ready", True)
    county.act(matter, "report_correction", "water", correction="已撤销原处罚并退款")
    county.act(matter, "close_case", "clerk", suit="none")
    assert (matter.stage, matter.phase, due(matter)) == ("closed", 8, "")
    assert not list(breaches())


def test_the_simple_procedure_has_five_days_and_no_extension(county: County) -> None:
    matter = reconsideration(county, procedure="simple")
    assert due(matter) == "2026-11-20"
    county.act(matter, "submit_reply", "clerk", **ANSWER)
    assert due(matter) == "2026-12-10"
    problem = refused(county, matter, "note_extension", "clerk")
    assert "简易程序的复议不能延长" in problem.sentence
    county.act(matter, "to_ordinary", "clerk", procedure="ordinary")
    assert due(matter) == "2027-01-11"
    county.act(matter, "note_extension", "clerk")
    assert "已经做过" in refused(county, matter, "note_extension", "clerk").sentence


def test_a_reply_without_evidence_and_one_by_a_stranger_are_refused(county: County) -> None:
    matter = reconsideration(county)
    with pytest.raises(Invalid) as none:
        county.act(matter, "submit_reply", "water", submitted_on="2026-11-17", evidence_count=0)
    assert none.value.stable_code == "too_small"
    assert refused(county, matter, "submit_reply", "city", **ANSWER).stable_code == "not_your_act"
    assert not queries.visible_to(county["outsider"], county.now).exists()


def test_a_late_reply_stays_late_in_the_figures(county: County) -> None:
    matter = reconsideration(county)
    county.later(days=20)
    county.act(matter, "submit_reply", "water", **ANSWER)
    assert clocks.standing(matter.facts)["clock_reply"] == "late"


def test_without_the_head_at_a_hearing_there_is_a_reason(county: County) -> None:
    matter = reconsideration(county)
    county.act(matter, "submit_reply", "water", **ANSWER)
    problem = refused(county, matter, "appear", "water", attended="lawyer_only", who="某律师")
    assert problem.stable_code == "first_things_first"
    county.act(matter, "appear", "water", attended="staff", who="法规科长", why_absent="负责人出差")
    county.act(matter, "terminate", "clerk", why="申请人撤回")
    assert matter.stage == "closed"


def test_a_suit_through_two_instances_to_its_performance(county: County) -> None:
    matter = litigation(county)
    # Fifteen natural days from Friday 13 November end on Saturday 28: that is Monday.
    assert due(matter) == "2026-11-30"
    county.act(matter, "acknowledge", "housing")
    county.act(matter, "submit_answer", "housing", **ANSWER)
    assert (matter.stage, due(matter)) == ("trial", "2027-05-10")
    hearing = {"hearing_at": "2026-12-10 09:30", "place": "第二法庭"}
    county.act(matter, "notify_hearing", "clerk", must_appear="court", **hearing)
    problem = refused(county, matter, "appear", "housing", attended="staff", who="科长")
    assert "解释第129条" in problem.sentence
    county.act(matter, "appear", "housing", attended="head", who="局长")
    county.act(matter, "file_papers", "housing", paper="答辩状", copies=2)
    county.act(
        matter, "receive_judgment", "clerk", judgment_kind="judgment", outcome="revoked",
        judgment_received_on="2026-11-16", settled_amount="30",
    )  # fmt: skip
    assert (matter.stage, due(matter)) == ("judged", "2026-12-01")
    county.act(matter, "lodge_appeal", "clerk", appellant="we", appeal_received_on="2026-11-30")
    assert (matter.stage, due(matter)) == ("second", "2027-03-01")
    county.act(
        matter, "receive_final", "clerk", final_outcome="kept", final_received_on="2027-01-20",
        perform_by="2027-02-20",
    )  # fmt: skip
    assert (matter.stage, due(matter)) == ("performing", "2027-02-22")
    county.act(matter, "perform", "housing", performed_on="2027-02-01", performance="重新作出决定")
    assert (matter.stage, matter.returned) == ("closed", 0)
    assert not list(breaches())


def test_only_a_lawyer_in_court_is_not_enough(county: County) -> None:
    matter = litigation(county)
    county.act(matter, "submit_answer", "clerk", **ANSWER)
    problem = refused(county, matter, "appear", "clerk", attended="lawyer_only", who="某律师")
    assert "不得只委托律师" in problem.sentence
    # In a usual case the head may send staff and need not explain.
    county.act(matter, "appear", "clerk", attended="staff", who="科长")


def test_a_ruling_has_ten_days_and_what_was_withdrawn_ends_at_once(county: County) -> None:
    first, second = litigation(county), litigation(county, procedure="simple")
    for matter in (first, second):
        county.act(matter, "submit_answer", "clerk", **ANSWER)
    said = {"judgment_kind": "ruling", "judgment_received_on": "2026-11-16"}
    assert due(second) == "2026-12-24"
    county.act(second, "note_longer", "clerk", trial_until="2027-01-20")
    assert due(second) == "2027-01-20"
    county.act(first, "receive_judgment", "clerk", outcome="won", **said)
    assert due(first) == "2026-11-26"
    county.act(first, "take_effect", "clerk", effective_on="2026-11-27")
    county.act(second, "receive_judgment", "clerk", outcome="withdrawn", **said)
    assert (first.stage, second.stage) == ("closed", "closed")


def test_a_question_to_the_adviser_until_it_is_used(county: County) -> None:
    matter = opened(
        county,
        "legal_consultation",
        "liuxi",
        title="租赁合同能否解除",
        kind="contract",
        amount="80",
    )
    assert due(matter) == "2026-11-17"
    assert refused(
        county, matter, "assign_adviser", "liuxi", adviser="某律师", firm="某所"
    ).stable_code == "not_your_act"  # fmt: skip
    county.act(matter, "assign_adviser", "clerk", adviser="某律师", firm="安澜县某律师事务所")
    assert due(matter) == "2026-11-19"
    county.act(matter, "register_opinion", "clerk", opinion="可以解除，须先催告。", risk="middle")
    assert "理由" in refused(county, matter, "use_opinion", "liuxi", use="not").sentence
    county.act(matter, "use_opinion", "liuxi", use="adopted")
    assert matter.stage == "closed"


def test_an_advisers_term_is_renewed_before_it_ends(county: County) -> None:
    matter = opened(
        county, "legal_adviser", title="某律师", firm="安澜县某律师事务所", speciality="行政诉讼",
        since="2026-01-01", until="2026-12-31",
    )  # fmt: skip
    assert due(matter) == "2026-12-31"
    county.act(matter, "renew", "clerk", until="2027-12-31")
    assert due(matter) == "2027-12-31"
    county.act(matter, "end_engagement", "clerk")
    assert matter.stage == "ended"


def review(county: County, **typed: Any) -> Matter:
    said = {
        "title": "河道采砂管理办法（送审稿）", "lead": "housing", "kind": "normative",
        "drafter": "water", "competition": "done",
    }  # fmt: skip
    return opened(county, "legality_review", **(said | typed))


def test_what_was_found_unlawful_does_not_come_before_a_meeting(county: County) -> None:
    matter = review(county)
    assert due(matter) == "2026-11-25"
    county.act(matter, "acknowledge", "housing")
    county.act(matter, "conclude_review", "housing", conclusion="unlawful", opinion="越权设定处罚")
    assert "不得提交讨论" in refused(county, matter, "put_forward", "clerk", meeting="x").sentence
    county.act(matter, "review_again", "clerk", changed="删去第七条")
    county.act(matter, "conclude_review", "housing", conclusion="lawful", opinion="合法")
    county.act(matter, "put_forward", "clerk", meeting="第30次常务会议")
    assert matter.stage == "closed"


def test_nobody_reviews_what_they_drafted(county: County) -> None:
    with pytest.raises(Problem) as problem:
        review(county, lead="water")
    assert "不能是起草单位自己" in problem.value.sentence


def disclosure(county: County) -> Matter:
    return opened(
        county, "info_disclosure", title="采砂规划批复", lead="water", applicant="某人",
        applicant_kind="person", way="mail", received_on="2026-11-13",
    )  # fmt: skip


def test_an_application_with_its_correction_third_party_and_extension(county: County) -> None:
    matter = disclosure(county)
    assert due(matter) == "2026-11-24"
    county.act(matter, "ask_correction", "clerk", correction="写明年份", correct_by="2026-11-27")
    assert (matter.stage, due(matter)) == ("correcting", "2026-11-27")
    county.act(matter, "receive_correction", "water", corrected_on="2026-11-20")
    assert due(matter) == "2026-12-18"
    county.now = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
    county.act(matter, "ask_third_party", "clerk", third_party="某砂石厂", served_on="2026-11-23")
    assert due(matter) == "2026-12-14"
    county.now = datetime(2026, 12, 7, 9, 0, tzinfo=CHINA)
    county.act(matter, "hear_third_party", "clerk", consent="agrees")
    # Nineteen working days were left on 23 November: they are left on 7 December.
    assert due(matter) == "2027-01-04"
    problem = refused(county, matter, "extend", "water", new_due="2027-02-26", reason="材料多")
    assert problem.stable_code == "beyond_the_law"
    county.act(matter, "extend", "water", new_due="2027-01-20", reason="材料多")
    county.act(matter, "grant_extension", "director")
    assert due(matter) == "2027-01-20"
    assert "依据" in refused(
        county, matter, "answer_applicant", "water", answer_kind="refused", answered_on="2026-12-08"
    ).sentence  # fmt: skip
    county.act(matter, "answer_applicant", "water", answer_kind="open", answered_on="2026-12-08")
    assert matter.stage == "answered"
    county.act(matter, "note_dispute", "clerk", dispute="reconsideration")


def test_an_applicant_who_does_not_correct_has_given_up(county: County) -> None:
    matter = disclosure(county)
    county.act(matter, "ask_correction", "clerk", correction="写明年份", correct_by="2026-11-27")
    county.act(matter, "give_up", "clerk")
    assert (matter.stage, due(matter)) == ("withdrawn", "")


def test_who_applied_is_read_by_few(county: County) -> None:
    matter = disclosure(county)
    assert "applicant" in queries.hidden_from(county["water"], matter, county.now)
    assert "applicant" not in queries.hidden_from(county["clerk"], matter, county.now)
