"""A petition from the post room to the final review, and everything the regulation forbids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.instruments.figures import Span, lines
from luoshi.lib.errors import Invalid
from luoshi.matters import engine, narrate, queries
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.deputies import accepted, due, opinion, petitioned

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def told(county: County) -> dict[str, str]:
    """The figures of the year, as the office sees them."""
    found = lines(county["clerk"], [current("petition")], YEAR, county.now)["petition"]
    return {line.figure.key: f"{line.value}" for line in found}


def test_a_petition_goes_through_opinion_review_and_final_review(county: County) -> None:
    matter = petitioned(county)
    assert due(matter) == "2026-12-01"  # fifteen days from Monday 16 November
    county.act(matter, "dispatch", "clerk")
    assert due(matter) == "2026-12-01"
    county.act(matter, "acknowledge", "water", notice_number="水信受〔2026〕1号")
    assert (matter.stage, due(matter)) == ("handling", "2027-01-15")  # sixty days
    opinion(county, matter, "2026-11-20")
    assert (matter.stage, due(matter)) == ("answered", "")  # the petitioner's time is nobody's due
    county.now += timedelta(days=10)
    county.act(matter, "ask_first_review", "clerk", first_asked_on="2026-11-26", first_grounds="错")
    assert due(matter) == "2026-12-28"  # the thirtieth day is a Saturday
    county.act(
        matter, "give_first_review", "clerk", first_review_organ="县政府", first_outcome="upheld",
        first_number="信复查1号", first_delivered_on="2026-12-01",
    )  # fmt: skip
    county.act(
        matter, "ask_final_review", "clerk", final_asked_on="2026-12-04", final_grounds="仍不服"
    )
    assert due(matter) == "2027-01-04"  # 3 January is a Sunday
    county.act(matter, "hold_hearing", "clerk", hearing_place="接待中心")
    assert due(matter) == ""
    county.now += timedelta(days=7)
    county.act(matter, "end_hearing", "clerk", hearing_view="多数认为意见适当")
    assert due(matter) == "2027-01-11"  # seven days that do not count
    county.act(
        matter, "give_final_review", "clerk", final_review_organ="市政府", final_outcome="upheld",
        final_number="信复核1号",
    )  # fmt: skip
    assert (matter.stage, matter.closed_at is not None) == ("concluded", True)
    assert not list(breaches())


def test_a_review_asked_for_too_late_is_not_accepted(county: County) -> None:
    matter = accepted(county)
    opinion(county, matter, "2026-11-16")
    county.now += timedelta(days=31)
    problem = refused(
        county, matter, "ask_first_review", "clerk",
        first_asked_on="2026-12-17", first_grounds="错",
    )  # fmt: skip
    assert problem.stable_code == "too_late"
    assert problem.sentence.startswith("信访人请求复查的三十日已过（条例第35条）")
    county.act(matter, "ask_first_review", "clerk", first_asked_on="2026-12-16", first_grounds="错")
    assert matter.stage == "first_review"


def test_the_organs_head_gives_thirty_days_and_the_petitioner_hears_why(county: County) -> None:
    matter = accepted(county)
    problem = refused(county, matter, "extend", "water", new_due="2027-02-28", reason="检测")
    assert problem.stable_code == "beyond_the_law"
    assert "最多延长30日（信访工作条例第34条）" in problem.sentence
    county.act(matter, "extend", "water", new_due="2027-02-05", reason="检测")
    problem = refused(county, matter, "grant_extension", "chief", told_petitioner="电话")
    assert problem.stable_code == "not_your_act"
    with pytest.raises(Invalid):
        county.act(matter, "grant_extension", "water_head")
    county.act(matter, "grant_extension", "water_head", told_petitioner="水信延〔2026〕1号")
    assert due(matter) == "2027-02-05"


def test_the_same_matter_is_registered_but_not_accepted_twice(county: County) -> None:
    first = accepted(county)
    again = petitioned(county, title="再次反映柳溪村河堤塌方无人修复的问题")
    assert again.extra["repeat_of"] == first.number
    assert first.number in engine.advice(again, county.now)[0]
    problem = refused(county, again, "dispatch", "clerk")
    assert problem.stable_code == "first_things_first"
    assert "不重复受理（条例第19条）" in problem.sentence
    county.act(again, "decline", "clerk", decline_ground="under_way", told_on="2026-11-16")
    assert (again.stage, told(county)["letters"]) == ("declined", "2")


def test_new_facts_make_it_another_petition(county: County) -> None:
    accepted(county)
    again = petitioned(county)
    county.act(again, "dispatch", "clerk", different="又塌了一处，伤了人")
    assert again.stage == "sent"


@pytest.mark.parametrize(
    ("title", "petitioner", "repeats"),
    [
        ("反映柳溪村河堤塌方无人修复", "费仲舟", True),
        ("请求修复柳溪村塌方的河堤", "费 仲 舟", True),  # the same man in other words
        ("反映柳溪村河堤塌方无人修复", "", True),  # nameless, in the same words
        ("反映柳溪村河堤塌方无人修复", "邬清棠", False),  # a neighbour has her own petition
        ("反映柳溪镇中学食堂价格高", "费仲舟", False),  # the same man about another thing
        ("反映柳溪村河堤塌方", "", True),
        ("反映东湖社区路灯不亮", "", False),
    ],
)
def test_what_repeats_is_said_by_person_and_words(
    county: County, title: str, petitioner: str, repeats: bool
) -> None:
    accepted(county)
    again = petitioned(county, title=title, petitioner=petitioner)
    assert bool(again.extra.get("repeat_of")) is repeats


def test_what_was_answered_and_closed_may_come_again(county: County) -> None:
    matter = accepted(county)
    opinion(county, matter, "2026-11-16")
    county.act(matter, "close_out", "clerk", reply="已送达")
    assert not petitioned(county).extra.get("repeat_of")


def test_a_complaint_never_reaches_the_unit_complained_of(county: County) -> None:
    matter = petitioned(county, nature="complaint", accused="water", title="检举采砂收费")
    problem = refused(county, matter, "dispatch", "clerk")
    assert problem.stable_code == "first_things_first"
    assert "不得转送给被检举控告的单位" in problem.sentence
    assert not queries.visible_to(county["water"], county.now).filter(pk=matter.pk).exists()
    county.act(matter, "amend", "clerk", title="检举采砂收费", lead="city")
    county.act(matter, "dispatch", "clerk")
    problem = refused(
        county, matter, "reassign", "clerk", from_unit="city", to_unit="water", reason="归口"
    )
    assert "不得转送给被检举控告的单位" in problem.sentence
    shown = {f.key for f, _ in queries.readable(county["city"], matter, county.now)}
    assert not shown & {"accused", "petitioner", "petitioner_contact"}


def test_the_petitioners_name_is_for_few(county: County) -> None:
    matter = accepted(county, petitioner_contact="柳溪村3组")
    for person, sees in (("water", False), ("chief", False), ("leader", True), ("clerk", True)):
        shown = {f.key for f, _ in queries.readable(county[person], matter, county.now)}
        assert ("petitioner" in shown) is sees, person


def test_a_talk_is_kept_and_its_words_are_for_few(county: County) -> None:
    matter = accepted(county)
    event = county.act(
        matter, "talk", "water", talk_way="visit", talked_by="副局长",
        talk_words="老人担心汛期", talk_outcome="partly",
    )  # fmt: skip
    assert "谈话内容：（限知）" in narrate.lines(event)
    assert "老人担心汛期" not in "".join(narrate.lines(event))
    fields = {f.key for f, _ in queries.readable(county["water"], matter, county.now)}
    assert "talks" not in fields
    assert told(county)["talks"] == "1"


def test_more_than_five_cannot_speak_for_a_group(county: County) -> None:
    with pytest.raises(Invalid) as problem:
        petitioned(county, channel="visit", persons="30", representatives="6")
    assert "代表不超过五人（条例第20条）" in problem.value.sentence


def test_letters_batches_and_persons_are_counted_apart(county: County) -> None:
    petitioned(county)
    for persons, over in ((1, False), (4, True), (5, False), (33, True)):
        petitioned(
            county, channel="visit", persons=str(persons), over_level=over,
            title=f"反映第{persons}小区供暖温度不够", petitioner=f"某{persons}",
        )  # fmt: skip
    figures = told(county)
    assert (figures["letters"], figures["visits"], figures["visit_persons"]) == ("1", "4", "43")
    assert (figures["group_visits"], figures["group_persons"]) == ("2", "38")
    assert (figures["over_level"], figures["total"]) == ("2", "44")


def test_what_belongs_to_a_court_is_explained_and_ended(county: County) -> None:
    matter = accepted(county)
    with pytest.raises(Invalid):
        county.act(matter, "point_elsewhere", "water", remedy="suit", told_on="2026-11-16")
    county.act(
        matter, "point_elsewhere", "water", remedy="reconsideration", told_on="2026-11-16",
        explained="收到决定之日起六十日内申请",
    )  # fmt: skip
    assert (matter.stage, matter.phase, due(matter)) == ("pointed", 8, "")


def test_not_ours_is_said_within_five_working_days(county: County) -> None:
    matter = petitioned(county)
    county.act(matter, "dispatch", "clerk")
    assert not current("petition").knows("forward")
    county.now += timedelta(days=8)
    problem = refused(county, matter, "object", "water", reason="不属本机关职权")
    assert problem.stable_code == "objection_late"


def test_what_is_urgent_is_reported_at_once(county: County) -> None:
    matter = petitioned(county, channel="visit", persons="60")
    county.act(matter, "report_major", "clerk", happening="堵路", reported_to="县长、联席办")
    act = next(act for act in current("petition").acts if act.key == "report_major")
    assert act.urgent
    assert "head" in act.tells


def test_a_case_has_its_leader_and_its_day(county: County) -> None:
    matter = accepted(county)
    county.act(matter, "assign_case", "head", leader="leader", case_due="2026-11-27")
    assert (matter.leader_id, due(matter)) == (county["leader"].pk, "2026-11-27")
    assert queries.visible_to(county["leader"], county.now).filter(pk=matter.pk).exists()


def test_a_cause_is_counted_for_the_unit(county: County) -> None:
    matter = accepted(county)
    county.act(matter, "tag_cause", "clerk", cause="shirking", cause_unit="water")
    of_unit = lines(county["clerk"], [current("petition")], YEAR, county.now, unit="water")
    other = lines(county["clerk"], [current("petition")], YEAR, county.now, unit="city")
    counted = [
        next(line.value for line in found["petition"] if line.figure.key == "shirking")
        for found in (of_unit, other)
    ]
    assert counted == [1, 0]


def test_the_bureaus_weekly_list_becomes_tasks_with_a_leader(county: County) -> None:
    rows = [{"item": "河堤修复资金", "wanted": "请县政府明确出资单位", "persons": "40"}]
    feed = engine.open_matter(
        "petition_feed", county["clerk"], county.now,
        title="第47周清单", week_of="2026-11-16", items=rows,
    )  # fmt: skip
    assert due(feed) == "2026-11-18"
    county.act(feed, "take_up", "clerk", title="落实河堤修复资金", lead="water", due="2026-12-15")
    county.act(feed, "finish", "clerk")
    assert (feed.stage, len(feed.extra["taken_up"])) == ("taken", 1)
    task = feed.children.get()
    county.act(task, "docket", "clerk")
    county.act(task, "assign_case", "head", leader="leader", case_note="月底见效")
    county.act(task, "dispatch", "clerk")
    assert (task.type_key, task.leader_id) == ("petition_task", county["leader"].pk)
    assert not list(breaches())


def test_an_office_cannot_soften_what_the_regulation_says() -> None:
    spec = current("petition")
    lawful = {clock.key for clock in spec.clocks if clock.law}
    assert lawful == {
        "forward", "notice_direct", "notice_forwarded", "handle", "to_ask_first_review",
        "first_review", "to_ask_final_review", "final_review",
    }  # fmt: skip
    assert [f.key for f in spec.fields if f.law] == ["representatives"]
