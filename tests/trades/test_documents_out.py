"""发文: five gates, no reviewer skipped, who may sign what, and what the rules of papers forbid."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib.errors import Problem
from luoshi.matters import engine, queries
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.papers import GATES, GOES, drafted, due, reviewed, signed

WITH_WHOM = [{"party": "县财政局", "on_day": "2026-11-10", "opinion": "同意，资金已列支"}]
REQUEST = {
    "doc_kind": "request", "direction": "up", "main_to": "澜州市人民政府", "matters": "1",
    "title": "关于调整城区饮用水水源保护区的请示", "coordination": WITH_WHOM, "leader": "head",
    "what": "现将有关情况请示如下。妥否，请批示。",
}  # fmt: skip


def test_a_paper_goes_its_whole_way_and_counts_its_copies(county: County) -> None:
    matter = drafted(county)
    assert not queries.visible_to(county["chief"], county.now).filter(pk=matter.pk).exists()
    county.act(matter, "send_for_review", "clerk", grounds="依据市政府部署")
    assert due(matter) == "2026-11-17"
    county.act(matter, "chief_review", "chief", view="已核", **GATES)
    county.act(matter, "proofread", "proofreader", **GATES)
    county.act(matter, "deputy_review", "deputy", **GATES)
    assert matter.stage == "with_leader"
    county.act(matter, "sign_off", "leader", words="同意印发")
    assert due(matter) == "2026-11-18"
    county.act(matter, "recheck", "clerk", substantive="no", signed_on="2026-11-16")
    county.act(matter, "number_document", "clerk", agency_code="安政发")
    assert matter.extra["doc_number"] == "安政发〔2026〕1号"
    county.act(matter, "print_document", "clerk", copies=120, pages=4, characters=2300)
    assert "用印" in refused(county, matter, "issue_document", "clerk", sent_out="各乡镇").sentence
    county.act(matter, "issue_document", "clerk", sealed=True, sent_out="各乡镇")
    assert (matter.stage, matter.phase, due(matter)) == ("issued", 8, "")
    desks = ("chief_reviews", "proofreadings", "deputy_reviews")
    assert [matter.extra[desk][0]["gate_policy"] for desk in desks] == [True] * 3
    assert not list(breaches())


def test_numbers_follow_each_other_by_agency_code_and_year(county: County) -> None:
    given = []
    for code in ("安政发", "安政发", "安政函"):
        matter = signed(county)
        county.act(matter, "recheck", "clerk", substantive="no", signed_on="2026-11-16")
        county.act(matter, "number_document", "clerk", agency_code=code)
        given.append(matter.extra["doc_number"])
    assert given == ["安政发〔2026〕1号", "安政发〔2026〕2号", "安政函〔2026〕1号"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"agency_code": "AZF"}, "bad_agency_code"),
        ({"agency_code": "安政发", "doc_number": "安政发[2026]第01号"}, "bad_doc_number"),
    ],
)
def test_a_number_that_is_none_is_refused(county: County, typed: Any, code: str) -> None:
    matter = signed(county)
    county.act(matter, "recheck", "clerk", substantive="no", signed_on="2026-11-16")
    assert refused(county, matter, "number_document", "clerk", **typed).stable_code == code


def test_no_reviewer_is_skipped_however_urgent(county: County) -> None:
    matter = drafted(county, urgency="extra_urgent")
    county.act(matter, "send_for_review", "clerk")
    assert matter.due_at is not None
    assert (matter.due_at - county.now).total_seconds() == 2 * 3600
    for verb, who in (
        ("proofread", "proofreader"),
        ("deputy_review", "deputy"),
        ("sign_off", "leader"),
    ):
        assert refused(county, matter, verb, who, **GATES if "re" in verb else {}).stable_code in {
            "not_in_this_stage",
            "unknown_field",
        }
    assert refused(county, matter, "chief_review", "clerk", **GATES).stable_code == "not_your_act"
    assert refused(county, matter, "chief_review", "proofreader", **GATES).stable_code == (
        "not_your_act"
    )


def test_one_gate_that_was_not_passed_holds_the_paper_back(county: County) -> None:
    matter = drafted(county)
    county.act(matter, "send_for_review", "clerk")
    problem = refused(county, matter, "chief_review", "chief", **{**GATES, "gate_policy": False})
    assert "五关" in problem.sentence


def test_a_reviewers_tick_is_not_the_next_ones(county: County) -> None:
    matter = drafted(county)
    county.act(matter, "send_for_review", "clerk")
    county.act(matter, "chief_review", "chief", **GATES)
    assert "五关" in refused(county, matter, "proofread", "proofreader").sentence


def test_what_is_sent_back_begins_again_at_the_first_reviewer(county: County) -> None:
    matter = drafted(county)
    county.act(matter, "send_for_review", "clerk")
    county.act(matter, "chief_review", "chief", **GATES)
    problem = refused(county, matter, "return_draft", "proofreader", gate="words", reason="太长")
    assert "怎么改" in problem.sentence
    county.act(
        matter,
        "return_draft",
        "proofreader",
        gate="words",
        reason="太长",
        help="第二部分可删去一半",
    )
    assert (matter.stage, due(matter)) == ("returned", "")
    county.act(matter, "amend", "clerk", title=GOES["title"], what="各乡镇人民政府：现通知如下。")
    county.act(matter, "send_for_review", "clerk")
    assert matter.stage == "with_chief"


@pytest.mark.parametrize(
    ("typed", "stage", "signer", "not_signer"),
    [
        ({}, "with_leader", "leader", "director"),
        ({"important": True}, "with_head", "head", "leader"),
        (REQUEST, "with_head", "head", "leader"),
        ({"doc_kind": "decision"}, "with_head", "head", "leader"),
        ({"issued_as": "office", "doc_kind": "letter", "direction": "level"}, "with_director",
         "director", "leader"),
    ],
)  # fmt: skip
def test_who_signs_follows_kind_direction_and_weight(
    county: County, typed: Any, stage: str, signer: str, not_signer: str
) -> None:
    matter = reviewed(county, **typed)
    assert matter.stage == stage
    assert refused(county, matter, "sign_off", not_signer).stable_code == "not_your_act"
    county.act(matter, "sign_off", signer)
    assert matter.stage == "signed"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({**REQUEST, "coordination": []}, "事先协调记录"),
        ({**REQUEST, "matters": "2"}, "一文一事"),
        ({**REQUEST, "matters": ""}, "请示事项数"),
        ({**REQUEST, "main_to": "澜州市人民政府、澜州市水利局"}, "只留一个主送机关"),
        ({**REQUEST, "direction": "level"}, "上行文"),
        ({"doc_kind": "report", "direction": "up", "main_to": "澜州市人民政府",
          "what": "有关情况报告如下。经费缺口较大，妥否，请批示。"}, "报告不得夹带请示事项"),
        ({"doc_kind": "report", "direction": "up", "main_to": "澜州市人民政府",
          "what": "恳请市政府予以拨款三百万元。"}, "报告不得夹带请示事项"),
        ({"agreement": "not_agreed"}, "不得向下行文"),
        ({"agreement": "not_agreed", "direction": "up", "doc_kind": "opinion"}, "如实写明各方意见"),
        ({"issued_as": "office", "doc_kind": "order"}, "没有这个权限"),
        ({"doc_kind": "approval", "direction": "up"}, "下行文"),
        ({"leader": ""}, "拟请谁签发"),
    ],
)  # fmt: skip
def test_what_the_rules_of_papers_forbid_does_not_reach_a_reviewer(
    county: County, typed: Any, words: str
) -> None:
    matter = drafted(county, **typed)
    assert words in refused(county, matter, "send_for_review", "clerk").sentence
    matter.refresh_from_db()
    assert matter.stage == "draft"


@pytest.mark.parametrize(
    "what",
    [
        "认真执行请示报告制度，重大事项及时请示。现将情况报告如下。",
        "已向市水利局专题请示报告两次。特此报告。",
        "市政府批复的项目已全部开工，请示事项均已落实。",
    ],
)
def test_a_report_may_speak_of_requests_without_making_one(county: County, what: str) -> None:
    matter = drafted(county, doc_kind="report", direction="up", main_to="澜州市人民政府", what=what)
    county.act(matter, "send_for_review", "clerk")
    assert matter.stage == "with_chief"


def test_a_change_of_substance_after_signing_goes_back_to_the_signer(county: County) -> None:
    matter = signed(county)
    assert "改什么" in refused(county, matter, "recheck", "clerk", substantive="yes").sentence
    county.act(
        matter, "recheck", "clerk", substantive="yes", what_changes="补助标准由800元改为900元"
    )
    assert (matter.stage, due(matter)) == ("with_leader", "2026-11-17")
    county.act(matter, "sign_off", "leader")
    matter = signed(county, by="head", important=True)
    county.act(matter, "recheck", "clerk", substantive="yes", what_changes="时限提前")
    assert matter.stage == "with_head"


def test_an_upward_paper_names_its_signer(county: County) -> None:
    matter = signed(county, by="head", **REQUEST)
    problem = refused(county, matter, "recheck", "clerk", substantive="no", signed_on="2026-11-16")
    assert "注明签发人" in problem.sentence
    county.act(matter, "recheck", "clerk", substantive="no", signed_on="2026-11-16", signer="head")
    assert matter.extra["signer"] == county["head"].pk


def test_length_is_advice_and_no_refusal(county: County) -> None:
    body = "认真落实各项任务。" * 500  # 4,500 characters
    assert engine.advice(drafted(county, what=body), county.now) == []
    told = engine.advice(drafted(county, what=body, special=True), county.now)
    assert [("4500 字" in one, "4000 字" in one) for one in told] == [(True, True)]
    long = drafted(county, what="认真落实各项任务。" * 600)
    assert "不超过 5000 字" in engine.advice(long, county.now)[0]
    county.act(long, "send_for_review", "clerk")
    assert long.stage == "with_chief"


def test_a_marked_draft_is_refused(county: County) -> None:
    with pytest.raises(Problem) as problem:
        drafted(county, what="秘密★5年\n各乡镇人民政府：")
    assert problem.value.stable_code == "secret_marking"


def test_a_draft_is_its_writers_until_it_is_sent(county: County) -> None:
    matter = drafted(county)
    assert refused(county, matter, "send_for_review", "chief").stable_code == "not_your_act"
    county.act(matter, "drop_draft", "clerk", reason="并入另一件")
    assert (matter.stage, matter.phase) == ("dropped", 9)
    with pytest.raises(Problem) as problem:
        engine.open_matter("outgoing_document", county["water"], county.now, **GOES)
    assert problem.value.stable_code == "not_your_act"
