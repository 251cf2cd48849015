"""给领导出选择题: what a report must hold, who answers, and that nothing ends without an answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, Problem
from luoshi.matters import engine, narrate, queries, verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests.cast import County
from tests.matters.reports import OPTIONS, draft, second_leader, submitted


def refused(county: County, matter: Matter, verb: str, by: str, **typed: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        county.act(matter, verb, by, **typed)
    return caught.value


def verbs(county: County, matter: Matter, by: str) -> list[str]:
    return [p.verb.key for p in engine.possible(matter, county[by], county.now)]


def test_a_draft_may_be_incomplete_and_is_seen_by_its_own_unit_alone(county: County) -> None:
    matter = engine.open_matter("option_report", county["water"], county.now, title="怎么办")
    assert queries.visible_to(county["water_head"], county.now).get() == matter
    for other in ("clerk", "director", "leader", "head", "city", "outsider", "auditor"):
        assert not queries.visible_to(county[other], county.now).exists(), other


def test_a_report_has_no_handling_unit_and_takes_no_due_date(county: County) -> None:
    assert draft(county).lead_unit is None
    with pytest.raises(Invalid) as caught:
        draft(county, due="2026-12-01")
    assert caught.value.stable_code == "unknown_field"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"others_practice": None}, "blocks_missing"),
        ({"superior_says": "  "}, "blocks_missing"),
        ({"options": []}, "options_missing"),
        ({"options": OPTIONS[:1]}, "options_missing"),
        ({"options": [OPTIONS[0], {"name": "另一个", "pros": "快"}]}, "option_incomplete"),
        ({"options": [{**o, "recommended": True} for o in OPTIONS]}, "one_recommended"),
        ({"options": [{**o, "recommended": ""} for o in OPTIONS]}, "one_recommended"),
        ({"own_opinion": None}, "opinion_missing"),
        ({"kind": None}, "kind_missing"),
        ({"kind": "funds"}, "amount_missing"),
    ],
)
def test_what_is_no_choice_yet_is_refused_and_the_draft_keeps_every_word(
    county: County, changes: dict[str, Any], code: str
) -> None:
    matter = draft(county, **changes)
    before = dict(matter.extra)
    assert refused(county, matter, "submit", "water").stable_code == code
    matter.refresh_from_db()
    assert (matter.stage, matter.extra) == ("draft", before)


def test_a_bare_question_is_taught_how_to_become_a_choice(county: County) -> None:
    matter = draft(county, options=[])
    sentence = refused(county, matter, "submit", "water").sentence
    assert "至少写2个方案" in sentence
    assert "利和弊" in sentence


def test_a_revised_draft_can_be_submitted(county: County) -> None:
    matter = draft(county, options=OPTIONS[:1])
    county.act(matter, "revise", "water_head", options=OPTIONS, title="泵站改造分几年")
    county.act(matter, "submit", "water")
    assert (matter.stage, matter.title) == ("submitted", "泵站改造分几年")
    assert matter.extra["own_opinion"] == "推荐分两年，本局负责汛期值守。"


def test_it_goes_to_the_leader_in_charge_who_has_three_working_days(county: County) -> None:
    matter = submitted(county)
    assert matter.leader == county["leader"]
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == "2026-11-19"
    assert verbs(county, matter, "leader")[0] == "decide"
    assert "decide" not in verbs(county, matter, "head")
    assert queries.visible_to(county["clerk"], county.now).get() == matter
    assert not queries.visible_to(county["outsider"], county.now).exists()


def test_a_unit_whose_leader_is_the_head_reports_to_the_head(county: County) -> None:
    matter = draft(county, by="outsider")  # the school belongs to no line
    county.act(matter, "submit", "outsider")
    assert matter.leader == county["head"]
    assert refused(
        county, matter, "pass_up", "head", opinion="同意", reason="重大"
    ).stable_code == ("already_at_top")


def test_one_stroke_decides_and_leaves_a_record(county: County) -> None:
    matter = submitted(county)
    event = county.act(matter, "decide", "leader", option=1)
    assert matter.stage == "decided"
    record = matter.facts["decision"]
    assert (record["option"], record["name"], record["as_recommended"]) == (1, "分两年改造", True)
    assert narrate.lines(event) == ["选定：方案 1"]
    assert list(verify.breaches()) == []


def test_a_decision_with_changes_may_assign_work_which_stands_in_the_ledger(
    county: County,
) -> None:
    matter = submitted(county)
    county.act(
        matter, "decide", "leader", option=2, changes="先改北片", words="抓紧", lead="water",
        due="2026-12-20",
    )  # fmt: skip
    child = Matter.objects.get(parent=matter)
    assert (child.stage, child.title) == ("docketed", "落实：泵站改造分几年完成")
    assert child.leader == county["leader"]
    assert child.extra["directive_words"] == "一年全部改造；先改北片；抓紧"
    assert not matter.facts["decision"]["as_recommended"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"option": 3}, "option_unknown"),
        ({}, "option_unknown"),
        ({"option": -1}, "option_unknown"),
        ({"option": 0}, "words_missing"),
        ({"option": 1, "due": "2026-12-20"}, "lead_missing"),
    ],
)
def test_a_decision_that_decides_nothing_is_refused(
    county: County, typed: dict[str, Any], code: str
) -> None:
    matter = submitted(county)
    assert refused(county, matter, "decide", "leader", **typed).stable_code == code
    assert not Matter.objects.exclude(pk=matter.pk).exists()


def test_nobody_decides_for_the_leader(county: County) -> None:
    matter = submitted(county)
    for who in ("water", "clerk", "director", "head"):
        with pytest.raises(NotAllowed):
            county.act(matter, "decide", who, option=1)


def test_a_return_needs_help_and_the_unit_submits_anew(county: County) -> None:
    matter = submitted(county)
    assert (
        "help" in refused(county, matter, "send_back", "leader", reason="缺底数").details["fields"]
    )
    county.act(matter, "send_back", "leader", reason="缺底数", help="找统计局要分镇数据")
    assert (matter.stage, matter.returned, matter.due_at) == ("returned", 1, None)
    county.act(matter, "revise", "water", our_situation="全县31座，分镇数据见附件。")
    county.act(matter, "submit", "water")
    assert matter.stage == "submitted"
    assert [a["how"] for a in matter.facts["answers"]] == ["send_back"]


def test_an_opinion_is_asked_of_a_unit_and_comes_back(county: County) -> None:
    matter = submitted(county)
    county.act(matter, "ask_opinion", "leader", ask_unit="housing", question="施工占道可行吗")
    assert (matter.stage, matter.consulted) == ("asked", county["housing"])
    assert queries.visible_to(county["housing"], county.now).get() == matter
    assert not queries.visible_to(county["outsider"], county.now).exists()
    with pytest.raises(NotAllowed):
        county.act(matter, "give_opinion", "city", opinion="可行")
    county.act(matter, "give_opinion", "housing", opinion="夜间施工可行")
    assert matter.stage == "submitted"
    assert matter.facts["opinions"][0]["text"] == "夜间施工可行"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({}, "one_adviser"),
        ({"ask_unit": "city", "ask_person": "head"}, "one_adviser"),
        ({"ask_unit": "donghu"}, "nobody_there"),
        ({"ask_person": "leader"}, "wrong_adviser"),
        ({"ask_person": "auditor"}, "not_a_leader"),
    ],
)
def test_an_opinion_is_asked_of_somebody_who_can_give_it(
    county: County, typed: dict[str, Any], code: str
) -> None:
    matter = submitted(county)
    said = {"question": "可行吗", **typed}
    assert refused(county, matter, "ask_opinion", "leader", **said).stable_code == code


def test_the_clock_runs_on_while_an_opinion_is_awaited(county: County) -> None:
    matter = submitted(county)
    county.act(matter, "ask_opinion", "leader", ask_unit="city", question="可行吗")
    county.now = matter.due_at + timedelta(days=1)
    tick(county.now)
    assert matter.events.filter(verb="remind").count() >= 1


def test_passing_up_carries_an_opinion_and_a_reason_and_starts_the_clock_anew(
    county: County,
) -> None:
    matter = submitted(county)
    assert set(refused(county, matter, "pass_up", "leader").details["fields"]) == {
        "opinion",
        "reason",
    }
    county.later(days=1)
    county.act(matter, "pass_up", "leader", opinion="倾向分两年", reason="须常务会定")
    assert (matter.stage, matter.leader) == ("with_head", county["head"])
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == "2026-11-20"
    assert matter.facts["passed_up"]["opinion"] == "倾向分两年"
    assert queries.visible_to(county["leader"], county.now).get() == matter
    with pytest.raises(NotAllowed):
        county.act(matter, "decide", "leader", option=1)
    county.act(matter, "decide", "head", option=1)
    assert [a["how"] for a in matter.facts["answers"]] == ["pass_up", "decide"]


def test_the_head_hands_a_report_down_to_the_leader_in_charge_whose_time_begins_anew(
    county: County,
) -> None:
    matter = submitted(county)
    county.act(matter, "pass_up", "leader", opinion="倾向分两年", reason="须常务会定")
    assert "words" in refused(county, matter, "hand_down", "head").details["fields"]
    county.later(days=1)
    county.act(matter, "hand_down", "head", words="在分管范围内，先由你定")
    assert (matter.stage, matter.leader) == ("submitted", county["leader"])
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == "2026-11-20"
    assert matter.facts["handed_down"]["words"] == "在分管范围内，先由你定"
    assert "decide" not in verbs(county, matter, "head")
    county.act(matter, "decide", "leader", option=1)
    assert [a["how"] for a in matter.facts["answers"]] == ["pass_up", "hand_down", "decide"]
    assert list(verify.breaches()) == []


def test_nothing_is_handed_down_where_nobody_stands_between(county: County) -> None:
    matter = draft(county, by="outsider")  # the school belongs to no line
    county.act(matter, "submit_direct", "outsider")
    problem = refused(county, matter, "hand_down", "head", words="先定")
    assert problem.stable_code == "nobody_in_charge"
    assert "选定" in problem.sentence


@pytest.mark.parametrize(
    ("changes", "within"),
    [
        ({"kind": "coordination"}, True),
        ({"kind": "funds", "amount": 50}, True),
        ({"kind": "funds", "amount": 51}, False),
        ({"kind": "project", "amount": 100}, True),
        ({"kind": "policy"}, False),
    ],
)
def test_what_is_within_a_leaders_own_authority_cannot_be_passed_up(
    county: County, changes: dict[str, Any], within: bool
) -> None:
    matter = submitted(county, **changes)
    typed = {"opinion": "倾向分两年", "reason": "请主要领导定"}
    if within:
        problem = refused(county, matter, "pass_up", "leader", **typed)
        assert problem.stable_code == "within_authority"
        assert "不能往上传" in problem.sentence
    else:
        county.act(matter, "pass_up", "leader", **typed)
        assert matter.leader == county["head"]


def test_an_unanswered_report_reminds_the_leader_and_the_office_and_never_twice(
    county: County,
) -> None:
    matter = submitted(county)  # Monday the 16th, due on Thursday the 19th
    fired = []
    for day in range(1, 12):
        moment = county.now.replace(hour=9) + timedelta(days=day)
        tick(moment)
    for event in matter.events.filter(verb="remind"):
        fired.append((local_date(event.at).isoformat(), event.said["tell"]))
    assert fired == [
        ("2026-11-18", ["addressee"]),
        ("2026-11-19", ["addressee", "office_director"]),
        ("2026-11-23", ["addressee", "office_director", "opener_unit"]),
    ]
    matter.refresh_from_db()
    assert matter.level == 0


def test_both_directions_can_be_measured(county: County) -> None:
    matter = submitted(county)
    county.later(hours=5)
    county.act(matter, "decide", "leader", option=1)
    [sent], [answer] = matter.facts["submissions"], matter.facts["answers"]
    assert (sent["by"], sent["to"]) == (county["water"].pk, county["leader"].pk)
    assert (answer["by"], answer["of"]) == (county["leader"].pk, county["leader"].pk)
    assert sent["at"] == answer["asked_at"] < answer["at"] < answer["due_at"]


def test_a_leader_writing_to_the_head_brings_proposals_too(county: County) -> None:
    bare = draft(county, by="leader", options=[])
    assert refused(county, bare, "submit_direct", "leader").stable_code == "options_missing"
    whole = draft(county, by="leader")
    assert verbs(county, whole, "leader")[:2] == ["revise", "submit_direct"]
    county.act(whole, "submit_direct", "leader")
    assert (whole.stage, whole.leader) == ("with_head", county["head"])
    assert "bypass" not in whole.facts


def test_a_submitted_report_cannot_be_taken_back_or_changed(county: County) -> None:
    matter = submitted(county)
    for verb, typed in (("withdraw", {"reason": "不办了"}), ("revise", {"title": "别的"})):
        problem = refused(county, matter, verb, "water", **typed)
        assert problem.stable_code == "not_in_this_stage"


def test_while_the_leaders_time_runs_the_same_report_is_not_sent_twice(county: County) -> None:
    matter = submitted(county)
    assert refused(county, matter, "submit", "water").stable_code == "still_in_time"


def test_another_leader_sees_nothing_of_it(county: County) -> None:
    second_leader(county)
    matter = submitted(county)
    assert not queries.visible_to(county["leader_b"], county.now).exists()
    with pytest.raises(NotAllowed):
        county.act(matter, "decide", "leader_b", option=1)


def test_drafts_and_reports_do_not_burden_the_units_figures(county: County) -> None:
    submitted(county)
    draft(county)
    assert queries.unit_stats(county["head"], county.now) == []
    rows = queries.ledger(county["water"], queries.LedgerFilter(tab="all"), county.now)
    assert [m.stage for m in rows] == ["submitted"]
