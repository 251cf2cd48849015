"""Who hears of what: parties, ladders, deputies, private matters; each once and never oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from luoshi.matters import engine
from luoshi.matters.tick import tick
from luoshi.notices.collect import collect
from luoshi.notices.models import Notice
from luoshi.org import delegations
from luoshi.org.models import Absence, Post
from tests.cast import County
from tests.notices.telling import at, heard


def test_the_units_hear_that_something_was_handed_to_them(county: County) -> None:
    county.dispatched(co=["city"])
    collect(county.now)
    assert heard("dispatch") == ["water", "water_head", "city"]
    assert set(heard()) == {"water", "water_head", "city"}


def test_collecting_twice_tells_nobody_twice(county: County) -> None:
    county.dispatched()
    assert collect(county.now) == 2
    assert collect(county.now) == 0
    assert Notice.objects.count() == 2


def test_nobody_hears_of_their_own_act(county: County) -> None:
    matter = county.handling(co=["city"])
    county.act(matter, "instruct", "leader", words="请每周报一次")
    collect(county.now)
    assert heard("instruct") == ["clerk", "water", "water_head", "city"]


def test_an_urge_reaches_only_units_that_still_owe_something(county: County) -> None:
    matter = county.handling(co=["city"])
    county.act(matter, "acknowledge", "city")
    county.act(matter, "complete", "city", result="已配合", evidence="见附表")
    county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    collect(county.now)
    assert heard("urge") == ["water", "water_head"]


def test_a_unit_that_loses_the_matter_hears_of_it_and_the_next_one_too(county: County) -> None:
    matter = county.dispatched()
    county.act(matter, "object", "water", reason="不属于水利职责")
    county.act(
        matter, "reassign", "clerk", from_unit="water", to_unit="housing", reason="职责在住建"
    )
    collect(county.now)
    assert heard("reassign") == ["water", "water_head", "housing"]


def test_what_is_forwarded_is_told_to_the_unit_that_is_to_take_it(county: County) -> None:
    matter = county.handling()
    county.act(matter, "forward", "water", to_unit="city", opinion="市容职责，请接办")
    collect(county.now)
    assert heard("forward") == ["city"]


def test_units_hear_nothing_of_what_was_never_handed_to_them(county: County) -> None:
    matter = county.open()
    county.act(matter, "void", "chief", reason="重复登记")
    collect(county.now)
    assert heard() == []


def test_the_clerk_who_opened_a_matter_follows_it_for_the_office(county: County) -> None:
    matter = county.handling()
    county.act(matter, "complete", "water", result="已巡查", evidence="见附表")
    collect(county.now)
    assert heard("complete") == ["clerk"]


def test_when_that_clerk_is_away_or_gone_the_whole_office_hears(county: County) -> None:
    matter = county.handling()
    day = date(2026, 11, 16)
    Absence.objects.create(person=county["clerk"], begins=day, ends=day, reason="下乡")
    county.act(matter, "complete", "water", result="已巡查", evidence="见附表")
    collect(county.now)
    assert heard("complete") == ["director", "chief", "clerk"]


def test_whoever_may_close_out_hears_that_something_is_verified(county: County) -> None:
    county.verified()
    collect(county.now)
    assert "chief" in heard("verify")
    assert "clerk" not in heard("verify")


def test_a_leader_hears_the_answer_to_what_they_ordered(county: County) -> None:
    county.closed(leader="leader")
    collect(county.now)
    assert heard("close_out") == ["leader", "water", "water_head"]


def test_the_ladder_tells_those_it_names_and_no_rung_twice(county: County) -> None:
    county.handling(due="2026-11-30")
    for moment in (at(12, 1, 7), at(12, 7, 7), at(12, 14, 7), at(12, 14, 8)):
        tick(moment)
        collect(moment)
    assert heard("escalate") == ["water", "water_head", "leader", "head"]


def test_a_rung_marked_urgent_makes_urgent_notices(county: County) -> None:
    county.dispatched("leader_directive")
    tick(at(11, 18, 7))
    collect(at(11, 18, 7))
    (notice,) = Notice.objects.filter(event__verb="remind")
    assert (notice.person.username, notice.urgent, notice.emergency) == ("water_head", True, False)


def test_a_deputy_hears_as_well_while_the_delegation_runs(county: County) -> None:
    delegations.delegate(
        county["leader"], county["director"], at(11, 30), at(12, 8), "学习", county.now
    )
    county.handling(due="2026-11-30")
    tick(at(12, 1, 7))
    tick(at(12, 7, 7))
    collect(at(12, 7, 7))
    assert heard("escalate")[-2:] == ["leader", "director（代leader）"]


def test_after_its_end_a_delegation_tells_nobody(county: County) -> None:
    delegations.delegate(
        county["leader"], county["director"], at(11, 30), at(12, 6), "学习", county.now
    )
    county.handling(due="2026-11-30")
    tick(at(12, 7, 7))
    collect(at(12, 30))
    assert "director（代leader）" not in heard()


def test_a_deputy_who_hears_anyway_hears_once(county: County) -> None:
    delegations.delegate(
        county["water_head"], county["water"], at(11, 16, 8, 50), at(11, 20), "出差", at(11, 16, 8)
    )
    county.dispatched()
    collect(county.now)
    assert heard() == ["water", "water_head"]


def test_posts_count_as_they_stood_on_the_day_of_the_event(county: County) -> None:
    county.dispatched()
    Post.objects.filter(person=county["water_head"]).update(valid_to=date(2026, 11, 16))
    collect(at(12, 1))
    assert heard() == ["water", "water_head"]
    later = county.later(days=1)
    other = county.open(title="第二天的一件事")
    county.act(other, "docket", "chief")
    county.act(other, "dispatch", "clerk")
    collect(later)
    assert heard().count("water_head") == 1


def test_the_matter_counts_as_it_stood_at_the_event_however_late_it_is_read(
    county: County,
) -> None:
    matter = county.dispatched()
    county.act(matter, "object", "water", reason="不属于水利职责")
    county.act(
        matter, "reassign", "clerk", from_unit="water", to_unit="housing", reason="职责在住建"
    )
    county.act(matter, "acknowledge", "housing")
    county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    collect(at(12, 1))
    assert heard("dispatch") == ["water", "water_head"]
    assert heard("urge") == ["housing"]


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is opened now is between two people (S31)."""
    real = engine.current
    monkeypatch.setattr(engine, "current", lambda key: replace(real(key), private=True, version=90))


@pytest.mark.usefixtures("private")
def test_a_private_matter_is_told_to_its_two_people_alone(county: County) -> None:
    delegations.delegate(
        county["leader"], county["director"], at(11, 16, 8, 50), at(11, 20), "学习", at(11, 16, 8)
    )
    county.closed(leader="leader")
    county.act(county.open(leader="leader", title="另一件"), "void", "chief", reason="不再需要")
    collect(county.now)
    assert set(heard()) == {"leader", "clerk"}
    assert heard("dispatch") == []
    assert heard("close_out") == ["leader"]


def test_administrators_and_outsiders_never_hear(county: County) -> None:
    county.closed(leader="leader")
    county.dispatched(title="另一件事", co=["city"])
    tick(at(12, 31))
    collect(at(12, 31))
    assert not {"auditor", "sysadmin", "secadmin", "outsider", "liuxi"} & set(heard())


def test_whoever_acts_on_a_matter_has_seen_what_came_before(county: County) -> None:
    county.handling()
    collect(county.now)
    read = dict(Notice.objects.values_list("person__username", "read_at"))
    assert read["water"] is not None
    assert read["water_head"] is None


def test_an_act_that_appears_late_with_a_smaller_id_is_not_lost(county: County) -> None:
    from luoshi.notices.models import Position

    county.dispatched()
    collect(county.now)
    Notice.objects.all().delete()
    missed = county.dispatched(title="另一件事").events.get(verb="dispatch")
    # As if the act had been committed only after the journal was read past its number.
    Position.objects.update(event_id=missed.pk + 3, gaps=[missed.pk])
    collect(county.now)
    assert heard() == ["water", "water_head"]
    assert missed.pk not in Position.objects.get().gaps
