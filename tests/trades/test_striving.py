"""争先与典型: exemplars, on-site meetings, learning, visits and policies, each its whole life long."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, NotAllowed
from luoshi.matters import clocks, queries
from luoshi.matters.models import Matter
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from tests.cast import County
from tests.trades.striving import due, labels, opened, refusal

MATERIAL = {
    "background": "三年改厕四千户。", "practice": "一镇一站、一村一员。",
    "cost": "每户每年十八元，一村一人", "effect": "全年报修三百一十二次，当日修好九成。",
}  # fmt: skip
LESSON = {
    "title": "建立改厕管护站", "standard": "各镇一站", "lead": "housing", "due": "2026-12-31",
}  # fmt: skip


def test_an_exemplar_is_found_cultivated_checked_promoted_and_summed_up(county: County) -> None:
    matter = opened(county, "exemplar")
    assert (matter.stage, due(matter)) == ("found", "")
    county.act(matter, "cultivate", "clerk", grow_plan="每月去一次", grow_until="2026-12-31")
    assert (matter.stage, due(matter)) == ("cultivating", "2026-12-31")
    # No type of striving asks for a signature: who is handed it handles it.
    assert set(matter.assignments.values_list("state", flat=True)) == {"handling"}
    county.act(matter, "note_growth", "liuxi", seen="管护站已挂牌")
    county.act(matter, "form_material", "liuxi", **MATERIAL)
    assert (matter.stage, due(matter)) == ("checking", "")
    county.act(matter, "check_material", "housing", checked_by="housing", verdict="agree")
    county.act(matter, "approve_roll_out", "head", naming="named", approval_words="同意推广")
    county.act(matter, "promote", "clerk", promoted_on="2026-11-20", way="meeting", reach="donghu")
    county.act(matter, "record_effect", "clerk", where="donghu", outcome="已建两站")
    county.act(matter, "sum_up", "clerk", summary="全县十四个镇街已有十一个照做。")
    assert (matter.stage, matter.closed_at is not None) == ("summed_up", True)
    assert [row["verdict"] for row in matter.extra["material_checks"]] == ["agree"]
    assert set(matter.assignments.values_list("state", flat=True)) == {"completed"}
    assert not list(breaches())


def test_an_exemplar_found_by_a_unit_is_seen_by_no_other(county: County) -> None:
    matter = opened(county, "exemplar", "liuxi", co=None)
    assert not queries.visible_to(county["outsider"], county.now).filter(pk=matter.pk).exists()
    assert queries.visible_to(county["liuxi"], county.now).filter(pk=matter.pk).exists()
    assert "列入培树（帮促）" in labels(county, matter, "clerk")
    assert "列入培树（帮促）" not in labels(county, matter, "liuxi")


def test_a_lagging_one_is_helped_first_and_named_only_for_a_reason(county: County) -> None:
    matter = opened(county, "exemplar", polarity="lagging", why="十户有四户停用。")
    plan = {"grow_plan": "三个月补上管护", "grow_until": "2027-01-31"}
    problem = refusal(county, matter, "cultivate", "clerk", **plan)
    assert problem.stable_code == "first_things_first"
    assert problem.sentence.startswith("落后典型先帮后促")
    county.act(matter, "cultivate", "clerk", help="住建局派两名技师驻镇一周", **plan)
    county.act(matter, "form_material", "clerk", **MATERIAL)
    county.act(matter, "check_material", "clerk", checked_by="housing", verdict="agree")
    named = {"naming": "named", "approval_words": "同意"}
    assert "写明理由" in refusal(county, matter, "approve_roll_out", "head", **named).sentence
    county.act(matter, "approve_roll_out", "head", naming="unnamed", approval_words="不点名")
    county.act(matter, "promote", "clerk", promoted_on="2026-11-20", way="circular")
    assert "是否转变" in refusal(county, matter, "sum_up", "clerk", summary="有进步").sentence
    county.act(matter, "sum_up", "clerk", summary="有进步", turned="partly")
    assert matter.stage == "summed_up"


def test_what_a_department_wants_changed_is_checked_again_before_it_is_rolled_out(
    county: County,
) -> None:
    matter = opened(county, "exemplar")
    county.act(matter, "cultivate", "clerk", grow_plan="去看", grow_until="2026-12-31")
    county.act(matter, "form_material", "liuxi", **MATERIAL)
    words = {"naming": "named", "approval_words": "同意"}
    refused = refusal(county, matter, "approve_roll_out", "head", **words)
    assert refused.sentence.startswith("素材还没有部门核对")
    revise = {"checked_by": "housing", "verdict": "revise"}
    assert "哪一处" in refusal(county, matter, "check_material", "housing", **revise).sentence
    county.act(matter, "check_material", "housing", correction="四千户应为三千八百户", **revise)
    assert (matter.stage, due(matter)) == ("cultivating", "")
    county.act(matter, "form_material", "liuxi", **MATERIAL)
    assert "还没有部门核对" in refusal(county, matter, "approve_roll_out", "head", **words).sentence
    county.act(matter, "check_material", "housing", checked_by="housing", verdict="agree")
    county.act(matter, "approve_roll_out", "director", **words)
    assert matter.stage == "approved"


def test_nobody_rolls_out_without_approval_and_a_unit_does_not_approve(county: County) -> None:
    matter = opened(county, "exemplar")
    promote = {"promoted_on": "2026-11-20", "way": "paper"}
    assert refusal(county, matter, "promote", "clerk", **promote).stable_code == "not_in_this_stage"
    county.act(matter, "cultivate", "clerk", grow_plan="去看", grow_until="2026-12-31")
    county.act(matter, "form_material", "liuxi", **MATERIAL)
    county.act(matter, "check_material", "housing", checked_by="housing", verdict="agree")
    with pytest.raises(NotAllowed):
        county.act(matter, "approve_roll_out", "liuxi", naming="named", approval_words="好")
    county.act(matter, "drop", "clerk", reason="与上级新规定不一致")
    assert (matter.stage, matter.closed_at is not None) == ("dropped", True)


SITES = [{"site": "北堤村", "unit": "liuxi", "to_see": "管护站和台账"}]


def test_a_meeting_is_won_from_the_first_word_to_the_day_it_is_held(county: County) -> None:
    matter = opened(county, "meeting_bid")
    assert (matter.stage, due(matter)) == ("signalled", "2027-03-10")
    county.act(matter, "plan_bid", "clerk", sites=SITES, plan="十二月前建站", money="120")
    county.act(matter, "note_progress", "liuxi", seen="六个村已建站")
    county.act(matter, "show_effect", "housing", effect="三十个村可看", sites_ready="3")
    assert clocks.standing(matter.facts) == {"clock_lead_time": "in_time"}
    assert (matter.stage, due(matter)) == ("visible", "")
    county.act(matter, "file_bid", "clerk", filed_on="2026-11-25", filed_to="市农业农村局")
    county.act(matter, "record_decision", "clerk", result="here")
    assert matter.stage == "won"
    county.act(matter, "host", "clerk", held_on="2026-12-20", attended="80", feedback="可推广")
    assert (matter.stage, matter.closed_at is not None) == ("hosted", True)


def test_a_bid_that_goes_elsewhere_says_what_was_missing(county: County) -> None:
    matter = opened(county, "meeting_bid")
    county.act(matter, "plan_bid", "clerk", sites=SITES, plan="建站")
    with pytest.raises(Invalid) as problem:
        county.act(matter, "show_effect", "clerk", effect="可看", sites_ready="0")
    assert problem.value.stable_code == "too_small"
    with pytest.raises(NotAllowed):
        county.act(matter, "show_effect", "outsider", effect="可看", sites_ready="1")
    county.act(matter, "show_effect", "clerk", effect="可看", sites_ready="1")
    county.act(matter, "file_bid", "clerk", filed_on="2026-11-25", filed_to="市政府办")
    gone = {"result": "elsewhere"}
    assert "差在哪里" in refusal(county, matter, "record_decision", "clerk", **gone).sentence
    county.act(matter, "record_decision", "clerk", lesson="点位太散", **gone)
    assert (matter.stage, matter.closed_at is not None) == ("lost", True)


# Four months by the calendar (民法典 202): the same day, or the last one there is. The office's own
# target is not moved behind rest days: 2026-05-01, 2026-10-01 and 2027-02-28 are rest days.
@pytest.mark.parametrize(
    ("signal", "ends"),
    [
        ("2025-10-31", "2026-02-28"),
        ("2025-11-14", "2026-03-14"),
        ("2025-12-31", "2026-04-30"),
        ("2026-01-01", "2026-05-01"),
        ("2026-01-31", "2026-05-31"),
        ("2026-02-28", "2026-06-28"),
        ("2026-05-09", "2026-09-09"),
        ("2026-06-01", "2026-10-01"),
        ("2026-06-10", "2026-10-10"),
        ("2026-10-31", "2027-02-28"),
    ],
)
def test_four_months_from_the_day_a_theme_was_first_named(
    county: County, signal: str, ends: str
) -> None:
    assert due(opened(county, "meeting_bid", signal_on=signal)) == ends


def test_a_signal_whose_day_is_corrected_has_its_four_months_reckoned_anew(county: County) -> None:
    matter = opened(county, "meeting_bid")
    county.act(matter, "amend", "clerk", title="农村改厕后续管护", signal_on="2026-11-02")
    assert due(matter) == "2027-03-02"


@pytest.mark.parametrize("question", ["money", "people", "mechanism", "handling"])
def test_a_learning_note_answers_all_four_questions(county: County, question: str) -> None:
    with pytest.raises(Invalid) as problem:
        opened(county, "learning_note", **{question: ""})
    assert set(problem.value.fields) == {question}


@pytest.mark.parametrize("count", [1, 4])
def test_two_or_three_counties_are_looked_up_to(county: County, count: int) -> None:
    rows = [{"county": f"第{n}县", "practice": "做法"} for n in range(count)]
    with pytest.raises(Invalid) as problem:
        opened(county, "learning_note", benchmarks=rows)
    assert "标杆县" in problem.value.sentence


def test_what_was_learnt_becomes_work_of_ones_own(county: County) -> None:
    matter = opened(county, "learning_note", "housing")
    measures = [{"measure": "建管护站", "by_unit": "housing", "by_day": "2026-12-31"}]
    county.act(matter, "adopt", "clerk", measures=measures)
    county.act(matter, "note_adoption", "housing", seen="已选址")
    with pytest.raises(NotAllowed):
        county.act(matter, "assign_lesson", "housing", **LESSON)
    county.act(matter, "assign_lesson", "clerk", **LESSON)
    child = Matter.objects.get(parent=matter)
    assert (child.type_key, child.stage, child.lead_unit.code) == (  # type: ignore[union-attr]
        "key_work", "registered", "housing",
    )  # fmt: skip
    assert child.extra["source_kind"] == "other"
    county.act(matter, "report_outcome", "housing", landed="yes", outcome="建成四站")
    assert (matter.stage, matter.extra["landed"]) == ("landed", "yes")


def test_what_is_set_aside_may_be_taken_up_again(county: County) -> None:
    matter = opened(county, "learning_note")
    county.act(matter, "set_aside", "clerk", reason="先还旧账")
    assert matter.closed_at is not None
    measures = [{"measure": "建管护站", "by_unit": "housing"}]
    county.act(matter, "adopt", "leader", measures=measures)
    assert (matter.stage, matter.closed_at) == ("adopting", None)


VISIT = {
    "visited_on": "2026-11-18", "met": "14",
    "findings": [{"question": "冬天冻不冻", "finding": "四户冻管", "cause": "管埋得浅"}],
    "opinions": [{"who": "村民代表", "opinion": "报修电话打不通"}],
}  # fmt: skip


def test_a_visit_goes_with_questions_and_every_opinion_is_answered(county: County) -> None:
    matter = opened(county, "field_visit", "leader")
    assert (matter.stage, due(matter)) == ("planned", "2026-11-18")
    county.now = datetime(2026, 11, 18, 17, 0, tzinfo=CHINA)
    county.act(matter, "record_visit", "leader", **VISIT)
    # Fifteen working days after Wednesday 18 November: Wednesday 9 December.
    assert (matter.stage, due(matter)) == ("recorded", "2026-12-09")
    end = {"conclusion": "浅埋的四户已换管"}
    assert "逐条回应" in refusal(county, matter, "settle_visit", "leader", **end).sentence
    county.act(matter, "assign_finding", "clerk", **LESSON)
    answer = {"opinion": "报修电话打不通", "answer": "换成镇里总值班电话", "taken": "yes"}
    county.act(matter, "answer_opinion", "clerk", **answer)
    county.act(matter, "settle_visit", "leader", **end)
    assert (matter.stage, due(matter)) == ("concluded", "")
    assert Matter.objects.get(parent=matter).title == "建立改厕管护站"


def test_without_a_question_nobody_goes(county: County) -> None:
    with pytest.raises(Invalid) as problem:
        opened(county, "field_visit", questions=[])
    assert set(problem.value.fields) == {"questions"}


def test_a_visit_that_heard_no_opinion_is_settled_without_answers(county: County) -> None:
    matter = opened(county, "field_visit")
    county.act(matter, "record_visit", "clerk", **{**VISIT, "opinions": []})
    county.act(matter, "settle_visit", "clerk", conclusion="管护正常")
    assert matter.stage == "concluded"


# Fifteen working days after the visit; the office's own. Counted by hand: make-up weekends
# 2026-02-14, 02-28, 05-09, 09-20, 10-10 are worked, 02-15…23, 05-01…05, 10-01…07 are not.
@pytest.mark.parametrize(
    ("visited", "ends"),
    [
        ("2026-01-30", "2026-02-27"),
        ("2026-02-06", "2026-03-05"),
        ("2026-02-13", "2026-03-12"),
        ("2026-04-10", "2026-05-06"),
        ("2026-04-30", "2026-05-25"),
        ("2026-09-11", "2026-10-09"),
        ("2026-09-18", "2026-10-15"),
        ("2026-10-09", "2026-10-29"),
        ("2026-11-02", "2026-11-23"),
        ("2026-11-13", "2026-12-04"),
    ],
)
def test_fifteen_working_days_to_settle_what_a_visit_brought(
    county: County, visited: str, ends: str
) -> None:
    matter = opened(county, "field_visit", visit_on=visited)
    county.act(matter, "record_visit", "clerk", **{**VISIT, "visited_on": visited})
    assert due(matter) == ends


VILLAGE = {"village": "北堤村", "township": "liuxi", "households": "12", "households_reached": "5"}
MEND = {
    "title": "补发改厕补助", "standard": "欠发的七户全部到户", "lead": "liuxi",
    "due": "2026-12-20", "help": "住建局派人到镇里核对名册",
}  # fmt: skip


def test_where_a_policy_hangs_is_told_and_mended(county: County) -> None:
    matter = opened(county, "policy_landing")
    assert due(matter) == "2026-12-11"
    hung = {**VILLAGE, "reached": "partly"}
    assert "架在哪一级" in refusal(county, matter, "check_village", "clerk", **hung).sentence
    county.act(matter, "check_village", "clerk", **hung, hangs_at="township", why="名册未报")
    fine = {**VILLAGE, "village": "南堤村", "reached": "reached", "households_reached": "12"}
    county.act(matter, "check_village", "clerk", **fine)
    end = {"hung": "yes", "conclusion": "一个村架在镇里"}
    assert "开出整改" in refusal(county, matter, "conclude_check", "chief", **end).sentence
    county.act(matter, "demand_landing", "clerk", **MEND)
    child = Matter.objects.get(parent=matter)
    assert (child.type_key, child.extra["help_given"]) == ("rectification", MEND["help"])
    county.act(matter, "conclude_check", "chief", **end)
    assert (matter.stage, matter.closed_at is not None) == ("concluded", True)
    county.act(matter, "check_again", "clerk", village="北堤村", seen="七户已领到")
    assert [row["village"] for row in matter.extra["villages"]] == ["北堤村", "南堤村"]


def test_units_hear_of_no_check_before_its_conclusion_and_none_is_drawn_from_nothing(
    county: County,
) -> None:
    matter = opened(county, "policy_landing")
    county.act(matter, "check_village", "clerk", **VILLAGE, reached="reached")
    assert not queries.visible_to(county["liuxi"], county.now).filter(pk=matter.pk).exists()
    problem = refusal(county, matter, "conclude_check", "clerk", hung="no", conclusion="到户")
    assert problem.stable_code == "not_your_act"
    county.act(matter, "conclude_check", "chief", hung="no", conclusion="到户")
    other = opened(county, "policy_landing", title="另一项政策")
    rows = labels(county, other, "clerk")
    assert "记一个村" in rows
    assert "要求整改" not in rows


def test_what_opens_further_work_says_so_in_the_golden_text() -> None:
    acts = {act.key: act for act in current("policy_landing").acts}
    assert dict(acts["demand_landing"].gives) == {"help_given": "help"}
