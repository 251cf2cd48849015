"""求助: a difficulty is answered on the day it is named, with a method, a resource and a person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, NotAllowed
from luoshi.matters import engine, queries, verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from tests.cast import County

WORDS = {"difficulty": "三条河道权属不清", "tried": "查了档案，问了村里", "wanted": "请出面协调"}
HELP = {"method": "先测后确权", "resource": "测绘费两万元", "contact": "县自然资源局 测绘股"}


def asked(county: County, by: str = "water", **changes: str) -> Matter:
    matter = engine.open_matter(
        "help_request", county[by], county.now, title="河道权属", **{**WORDS, **changes}
    )
    matter.refresh_from_db()
    return matter


@pytest.mark.parametrize(
    ("day", "hour", "minute", "due", "why"),
    [
        (16, 9, 0, "2026-11-16", "当天答复"),
        (16, 16, 59, "2026-11-16", "当天答复"),
        (16, 17, 0, "2026-11-17", "17 时以后"),
        (20, 18, 0, "2026-11-23", "17 时以后"),  # a Friday evening
        (21, 10, 0, "2026-11-23", "休息日"),
    ],
)
def test_help_is_due_the_same_day_or_the_next_working_day(
    county: County, day: int, hour: int, minute: int, due: str, why: str
) -> None:
    county.now = datetime(2026, 11, day, hour, minute, tzinfo=CHINA)
    matter = asked(county)
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == due
    assert why in matter.facts["due_why"]


def test_it_goes_to_the_leader_in_charge_at_once(county: County) -> None:
    matter = asked(county)
    assert (matter.stage, matter.leader) == ("asked", county["leader"])
    assert list(matter.events.values_list("verb", flat=True)) == ["register", "ask"]


def test_it_may_be_addressed_to_the_office(county: County) -> None:
    matter = asked(county, to="office")
    assert matter.leader is None
    county.act(matter, "give_help", "clerk", **HELP)
    assert matter.stage == "answered"


def test_an_answer_carries_method_resource_and_person(county: County) -> None:
    matter = asked(county)
    with pytest.raises(Invalid) as caught:
        county.act(matter, "give_help", "leader", method="再想想")
    assert set(caught.value.fields) == {"resource", "contact"}
    county.act(matter, "give_help", "leader", **HELP)
    assert matter.facts["help"]["contact"] == "县自然资源局 测绘股"


def test_only_the_unit_says_that_it_is_solved(county: County) -> None:
    matter = asked(county)
    county.act(matter, "give_help", "leader", **HELP)
    with pytest.raises(NotAllowed):
        county.act(matter, "confirm_solved", "leader")
    county.act(matter, "confirm_solved", "water_head", note="已测清")
    assert matter.stage == "solved"
    assert list(verify.breaches()) == []


def test_asked_again_the_clock_starts_again(county: County) -> None:
    matter = asked(county)
    county.act(matter, "give_help", "leader", **HELP)
    county.later(days=2)
    county.act(matter, "ask_again", "water", reason="测绘股要正式函")
    assert matter.due_at is not None
    assert (matter.stage, local_date(matter.due_at).isoformat()) == ("asked", "2026-11-18")


def test_unanswered_it_climbs_to_the_director_and_the_head_and_then_rests(
    county: County,
) -> None:
    matter = asked(county)
    for day in range(1, 9):
        tick(county.now + timedelta(days=day))
    told = [e.said["tell"] for e in matter.events.filter(verb="remind")]
    assert told == [["addressee", "office_director"], ["head"]]
    assert all(e.said["urgent"] for e in matter.events.filter(verb="remind"))
    county.act(matter, "give_help", "head", **HELP)
    assert matter.stage == "answered"


def test_an_answered_request_does_not_climb(county: County) -> None:
    matter = asked(county)
    county.act(matter, "give_help", "leader", **HELP)
    assert tick(county.now + timedelta(days=9)) == 0


def test_help_is_asked_from_the_matter_it_is_needed_for(county: County) -> None:
    parent = county.handling()
    county.act(parent, "ask_help", "water", **WORDS)
    child = Matter.objects.get(parent=parent)
    assert (child.type_key, child.stage) == ("help_request", "asked")
    assert (child.leader, child.opener_unit) == (county["leader"], county.units["water"])
    assert child.title == "求助：完成全县河道巡查并建立一河一档"
    assert parent.difficulty_at is not None


def test_an_open_request_does_not_keep_the_work_from_being_closed(county: County) -> None:
    parent = county.handling()
    county.act(parent, "ask_help", "water", **WORDS)
    county.act(parent, "complete", "water", result="做完", evidence="见附表")
    county.act(parent, "verify", "clerk", finding="查过")
    assert parent.stage == "verified"


def test_a_difficulty_first_named_after_the_due_date_is_marked_for_good(county: County) -> None:
    late, early = county.handling(title="迟说的一件"), county.handling()
    said = {"progress": "慢", "next_step": "催"}
    county.act(early, "report_progress", "water", difficulty="权属不清", **said)
    county.later(days=20)
    county.act(late, "ask_help", "water", **WORDS)
    county.act(early, "report_progress", "water", difficulty="又有困难", **said)
    assert late.facts.get("difficulty_late") is True
    assert "difficulty_late" not in early.facts
    county.act(late, "extend", "water", new_due="2027-01-20", reason="等测绘")
    county.act(late, "grant_extension", "chief")
    assert late.facts.get("difficulty_late") is True


def test_others_see_no_request_and_cannot_answer(county: County) -> None:
    matter = asked(county)
    assert not queries.visible_to(county["outsider"], county.now).exists()
    with pytest.raises(NotAllowed):
        county.act(matter, "give_help", "outsider", **HELP)
