"""Suggestions and proposals from the hand-over to the deputies' word on the answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.instruments.figures import Span, lines
from luoshi.lib.errors import Invalid
from luoshi.matters import narrate, queries
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.deputies import contacted, due, replied, suggested

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def told(county: County, type_key: str = "suggestion") -> dict[str, str]:
    """The figures of the year, as the office sees them."""
    found = lines(county["clerk"], [current(type_key)], YEAR, county.now)[type_key]
    return {line.figure.key: f"{line.value}" for line in found}


@pytest.mark.parametrize("type_key", ["suggestion", "proposal"])
def test_a_suggestion_goes_its_whole_way(county: County, type_key: str) -> None:
    matter = suggested(county, type_key, co=["city"])
    county.act(matter, "acknowledge", "water")
    county.act(matter, "acknowledge", "city")
    assert matter.stage == "handling"
    county.act(matter, "send_opinion", "city", opinion="同意，配合清障")
    event = county.act(matter, "urge", "clerk", channel="visit", note="请尽快面商")
    assert "催办方式：上门" in narrate.lines(event)
    contacted(county, matter)
    replied(county, matter)
    assert (matter.stage, due(matter)) == ("replied", "")
    county.act(matter, "hear_deputy", "clerk", satisfied="basic", deputy_words="希望坚持")
    assert (matter.stage, matter.closed_at is not None) == ("closed", True)
    county.act(matter, "publish", "water", open="yes", published_at="县政府网站")
    figures = told(county, type_key)
    assert [figures[key] for key in ("reply_rate", "resolved_rate", "satisfaction_rate")] == [
        "100.0", "100.0", "100.0",
    ]  # fmt: skip
    assert (figures["urged_in_person"], figures["urged_by_phone"], figures["met"]) == (
        "1", "0", "1",
    )  # fmt: skip
    assert not list(breaches())


def test_answered_solved_and_pleased_are_three_different_rates(county: County) -> None:
    for grade, satisfied in (("a", "yes"), ("c", "basic"), ("c", "no")):
        matter = suggested(county)
        county.act(matter, "acknowledge", "water")
        contacted(county, matter)
        replied(county, matter, grade)
        county.act(matter, "hear_deputy", "clerk", satisfied=satisfied)
    suggested(county)
    figures = told(county)
    assert (figures["assigned"], figures["replied"], figures["reply_rate"]) == ("4", "3", "75.0")
    assert (figures["resolved"], figures["resolved_rate"]) == ("1", "33.3")
    assert (figures["pleased"], figures["satisfaction_rate"]) == ("2", "66.7")
    assert figures["second_handling"] == "1"


def test_nobody_answers_before_talking_to_the_deputy(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "acknowledge", "water")
    problem = refused(
        county, matter, "complete", "water",
        grade="a", reply_number="1", result="已清淤", evidence="附件",
    )  # fmt: skip
    assert (problem.stable_code, problem.status) == ("not_ready", 409)
    assert problem.sentence.startswith("答复之前要先与代表（委员）联系沟通")


def test_a_promise_has_a_day_and_is_told_when_it_is_kept(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "acknowledge", "water")
    contacted(county, matter)
    problem = refused(
        county, matter, "complete", "water",
        grade="b", reply_number="1", result="列入计划", evidence="附件",
    )  # fmt: skip
    assert problem.stable_code == "first_things_first"
    assert "承诺解决的日期" in problem.sentence
    replied(county, matter, "b", promised_on="2026-12-20")
    county.act(matter, "hear_deputy", "clerk", satisfied="yes")
    assert told(county)["resolved"] == "0"
    county.act(matter, "carry_out", "water", grade="a", outcome="已完工")
    assert told(county)["resolved"] == "1"


def test_who_is_not_pleased_gets_another_talk_and_another_answer(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "acknowledge", "water")
    contacted(county, matter)
    replied(county, matter, "c")
    county.act(matter, "hear_deputy", "clerk", satisfied="no", help="列出时间表")
    # One month from Monday 16 November.
    assert (matter.stage, matter.returned, due(matter)) == ("handling", 1, "2026-12-16")
    problem = refused(
        county, matter, "complete", "water",
        grade="a", reply_number="2", result="已办", evidence="附件",
    )  # fmt: skip
    assert "重新办理的要再谈一次" in problem.sentence
    contacted(county, matter)
    replied(county, matter, "a")
    county.act(matter, "hear_deputy", "clerk", satisfied="yes")
    assert (matter.stage, matter.extra["grade"], len(matter.extra["contacts"])) == (
        "closed", "a", 2,
    )  # fmt: skip
    assert told(county)["replied"] == "1"


def test_what_is_not_ours_goes_back_in_time_and_never_on_privately(county: County) -> None:
    matter = suggested(county)
    assert not current("suggestion").knows("forward")
    with pytest.raises(Invalid):
        county.act(matter, "object", "water")
    county.act(matter, "object", "water", reason="河道采砂归城管", suggest_unit="city")
    county.act(
        matter, "reassign", "clerk", from_unit="water", to_unit="city", reason="核对职责"
    )  # fmt: skip
    county.act(matter, "acknowledge", "city")
    assert (matter.stage, matter.lead_unit_id) == ("handling", county.units["city"].pk)
    assert not queries.visible_to(county["water"], county.now).filter(pk=matter.pk).exists()


def test_what_goes_back_too_late_is_handled(county: County) -> None:
    matter = suggested(county)
    county.later(days=4)  # Friday: the three working days ended on Thursday
    problem = refused(county, matter, "object", "water", reason="不属本单位")
    assert problem.stable_code == "objection_late"


def test_the_lead_answers_once_for_all_even_when_a_helper_is_silent(county: County) -> None:
    matter = suggested(county, co=["city", "housing"])
    assert due(matter) == "2026-12-16"  # the helpers' month ends before the answer's three
    for unit in ("water", "city", "housing"):
        county.act(matter, "acknowledge", unit)
    county.act(matter, "send_opinion", "city", opinion="无意见")
    assert due(matter) == "2026-12-16"  # the housing bureau still owes its opinion
    problem = refused(county, matter, "send_opinion", "city", opinion="又想起")
    assert problem.stable_code == "not_ready"
    refusal = refused(
        county, matter, "complete", "city",
        grade="a", reply_number="1", result="已办", evidence="附件",
    )  # fmt: skip
    assert refusal.stable_code == "not_your_act"
    contacted(county, matter)
    replied(county, matter)
    assert matter.stage == "replied"
    assert {part.state for part in matter.assignments.all()} == {"completed"}


def test_when_every_helper_has_spoken_the_answer_is_due(county: County) -> None:
    matter = suggested(county, co=["city", "housing"])
    for unit in ("city", "housing"):
        county.act(matter, "send_opinion", unit, opinion="无意见")
    # Three months from 16 November: 16 February is in the Spring Festival only in 2026, not 2027.
    assert due(matter) == "2027-02-16"


def test_more_time_is_asked_for_before_the_end_and_goes_to_the_answer(county: County) -> None:
    matter = suggested(county, co=["city"])
    county.act(matter, "acknowledge", "water")
    county.now += timedelta(days=40)  # the helper is late, the answer is not
    county.act(matter, "extend", "water", new_due="2027-04-30", reason="涉及跨县协调")
    county.act(matter, "grant_extension", "chief")
    county.act(matter, "send_opinion", "city", opinion="无意见")
    assert due(matter) == "2027-04-30"


def test_after_the_end_nobody_can_lengthen_a_period_of_the_law(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "acknowledge", "water")
    county.now += timedelta(days=120)
    problem = refused(county, matter, "extend", "water", new_due="2027-04-30", reason="忘了")
    assert problem.stable_code == "ran_out"
    assert "延期要在到期之前提出" in problem.sentence


def test_a_key_suggestion_has_its_leader(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "mark_key", "clerk", key_item="yes", leader="leader", key_reason="涉及面广")
    assert matter.leader_id == county["leader"].pk
    assert told(county)["key_items"] == "1"


def test_what_is_withdrawn_counts_nowhere(county: County) -> None:
    matter = suggested(county)
    county.act(matter, "take_back", "clerk", withdrawn_why="代表撤回")
    assert (matter.stage, told(county)["assigned"]) == ("withdrawn", "0")


def test_the_deputys_telephone_is_not_for_everybody(county: County) -> None:
    matter = suggested(county, proposer_contact="见纸质清单第3页")
    county.act(matter, "acknowledge", "water")
    shown = [f.key for f, _ in queries.readable(county["water"], matter, county.now)]
    assert "proposer" in shown
    assert "proposer_contact" not in shown
    assert "proposer_contact" in [
        f.key for f, _ in queries.readable(county["leader"], matter, county.now)
    ]
