"""A type with acts, clocks and ends of its own, added by one file: what the engine makes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid
from luoshi.matters import clocks, engine, lights, narrate, queries
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.matters.types import catalogue, current, pinned
from luoshi.matters.verify import breaches
from luoshi.org.calendar import office_calendar
from tests.cast import County, refused
from tests.overlays import hotline  # noqa: F401

pytestmark = pytest.mark.usefixtures("hotline")


def take(county: County, **typed: Any) -> Matter:
    """A ticket of Thursday, registered on Monday."""
    said = {"title": "路灯不亮", "lead": "city", "called_on": "2026-11-12", "district": "east"}
    return engine.open_matter("hotline_ticket", county["clerk"], county.now, **(said | typed))


def working(county: County, **typed: Any) -> Matter:
    """A ticket in the hands of its unit."""
    matter = take(county, **typed)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    return matter


def due(matter: Matter) -> str:
    """The day it is due."""
    return "" if matter.due_at is None else f"{local_date(matter.due_at)}"


def test_the_overlay_is_sound(county: County) -> None:
    assert catalogue().faults == ()
    assert current("hotline_ticket").label == "12345 工单"


def test_a_clock_of_the_office_runs_before_any_unit_has_the_matter(county: County) -> None:
    matter = take(county)
    assert due(matter) == "2026-11-17"
    assert lights.light_of(matter, county.now, office_calendar()).key == "soon"
    late = datetime(2026, 11, 18, 9, 0, tzinfo=CHINA)
    tick(late)
    matter.refresh_from_db()
    event = queries.journal(matter).filter(verb="escalate").get()
    assert event.said["tell"] == ["clerk", "section_chief"]
    assert lights.key_of(matter, late) == "late"


def test_a_clock_counts_from_the_day_its_field_names_and_ends_behind_the_rest_days(
    county: County,
) -> None:
    # Ten days from Thursday 12 November end on Sunday 22: behind the rest days that is Monday.
    assert due(working(county)) == "2026-11-23"


def test_what_is_met_is_due_no_more_and_what_was_late_stays_late(county: County) -> None:
    matter = take(county)
    county.later(days=3)
    county.act(matter, "dispatch", "clerk")
    told = {one.rule.key: one for one in clocks.told(matter.facts, pinned(matter.type_version_id))}
    assert told["send"].late
    assert told["answer"].met_at is None
    assert clocks.standing(matter.facts) == {"clock_send": "late", "clock_answer": "running"}


def test_an_act_that_comes_too_early_says_what_comes_first(county: County) -> None:
    matter = working(county)
    problem = refused(
        county, matter, "complete", "city", result="已修复", evidence="照片", solved="yes"
    )
    assert problem.sentence.startswith("请先联系群众，再答复。")
    assert "联系群众" in problem.sentence.partition("您现在可以")[2]


def test_every_contact_is_kept_as_a_row_and_told_in_the_journal(county: County) -> None:
    matter = working(county)
    county.act(matter, "contact", "city", way="phone", outcome="周三上门")
    event = county.act(matter, "contact", "city", way="visit", outcome="当面说明")
    assert [row["way"] for row in matter.extra["contacts"]] == ["phone", "visit"]
    assert narrate.line(event) == "县城管局 联系群众：方式：上门；谈得怎样：当面说明"
    rows = {f.label: value for f, value in queries.readable(county["clerk"], matter, county.now)}
    assert len(rows["联系群众"]) == 2


def test_an_act_of_the_engine_has_the_types_own_name_and_fields(county: County) -> None:
    matter = working(county)
    county.act(matter, "contact", "city", way="phone", outcome="已联系")
    with pytest.raises(Invalid) as problem:
        county.act(matter, "complete", "city", result="已修复", evidence="照片")
    assert problem.value.fields.keys() == {"solved"}
    event = county.act(matter, "complete", "city", result="已修复", evidence="照片", solved="yes")
    assert narrate.headline(event) == "县城管局 答复群众"
    assert (matter.stage, matter.extra["solved"]) == ("answered", "yes")
    assert due(matter) == ""


def test_an_unhappy_caller_sends_it_back_with_a_clock_of_its_own(county: County) -> None:
    matter = working(county)
    county.act(matter, "contact", "city", way="phone", outcome="已联系")
    county.act(matter, "complete", "city", result="已修复", evidence="照片", solved="yes")
    county.act(matter, "call_back", "clerk", satisfied="no")
    assert (matter.stage, matter.returned, due(matter)) == ("working", 1, "2026-11-19")
    county.act(matter, "complete", "city", result="重新布线", evidence="照片", solved="yes")
    county.act(matter, "call_back", "clerk", satisfied="yes")
    assert (matter.stage, matter.closed_at is not None, due(matter)) == ("closed", True, "")


def test_a_standstill_gives_back_the_days_it_took(county: County) -> None:
    matter = working(county)
    county.act(matter, "wait_for_caller", "city")
    assert due(matter) == ""
    county.later(days=4)
    county.act(matter, "go_on", "city")
    assert due(matter) == "2026-11-27"


def test_more_time_ends_where_the_rule_says(county: County) -> None:
    matter = working(county)
    problem = refused(county, matter, "extend", "city", new_due="2026-12-10", reason="等配件")
    assert problem.stable_code == "beyond_the_law"
    assert "2026-11-30" in problem.sentence
    county.act(matter, "extend", "city", new_due="2026-11-27", reason="等配件")
    county.act(matter, "grant_extension", "chief")
    assert due(matter) == "2026-11-27"


def test_a_number_keeps_within_its_bounds(county: County) -> None:
    with pytest.raises(Invalid) as problem:
        take(county, callers="501")
    assert problem.value.sentence == "“反映人数”不能超过 500。五百人以上的另行报告。"


def test_an_end_without_work_is_an_end_for_the_unit_too(county: County) -> None:
    matter = take(county)
    county.act(matter, "refuse_ticket", "clerk", reason="不属于政府职责")
    assert (matter.phase, matter.closed_at is not None, due(matter)) == (9, True, "")


def test_an_unknown_act_in_a_file_is_a_fault_and_no_crash(county: County) -> None:
    from luoshi.catalogue.loader import load
    from luoshi.matters.verbs import VERBS
    from tests.overlays import HERE

    folder = HERE / "nowhere"
    assert load([folder], frozenset(VERBS)).faults == ()
    faulty = load([HERE], frozenset(VERBS) - {"acknowledge"})
    assert "catalogue.E021" in {fault.code for fault in faulty.faults}
    assert "hotline_ticket" not in faulty.types


def test_the_journal_proves_itself_whatever_the_type_declares(county: County) -> None:
    matter = working(county)
    county.act(matter, "contact", "city", way="phone", outcome="已联系")
    county.act(matter, "complete", "city", result="已修复", evidence="照片", solved="no")
    county.act(matter, "call_back", "clerk", satisfied="no")
    assert not list(breaches())
