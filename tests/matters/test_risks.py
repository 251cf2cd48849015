"""Risks: graded, looked at, neglected, turned into an assignment, retired with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import lights, verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.calendar import office_calendar
from tests import hard
from tests.cast import County


def at(month: int, day: int, year: int = 2026, hour: int = 9) -> datetime:
    """A moment on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


def rungs(matter: Matter) -> list[str]:
    """What time has said about the matter, in order."""
    found = matter.events.filter(actor=None, verb__in=["remind", "escalate"])
    return [e.said["rung"] for e in found.order_by("seq")]


def test_a_risk_needs_its_worst_case_and_bottom_line(county: County) -> None:
    with pytest.raises(Invalid, match="最坏情况") as refused:
        hard.risk(county, worst_case="", bottom_line="")
    assert "底线" in refused.value.sentence


def test_a_unit_reports_a_risk_of_its_own(county: County) -> None:
    matter = hard.risk(county, by="liuxi", lead="liuxi")
    assert (matter.stage, matter.opener_unit_id) == ("reported", county.units["liuxi"].pk)


def test_judging_a_risk_sets_the_next_look_on_a_working_day(county: County) -> None:
    matter = hard.watched(county)
    assert (matter.facts["impact"], matter.facts["likelihood"]) == (5, 3)
    assert matter.due_at is not None
    assert local_date(matter.due_at) == date(2026, 12, 16)
    with pytest.raises(Refused, match="责任单位"):
        county.act(
            hard.risk(county, lead=None), "assess_risk", "clerk",
            impact="1", likelihood="1", rhythm="7", judgement="小",
        )  # fmt: skip


def test_a_neglected_risk_reminds_then_escalates_and_an_act_begins_the_count_anew(
    county: County,
) -> None:
    matter = hard.watched(county)
    tick(at(12, 15))
    assert rungs(matter) == []
    tick(at(12, 17))
    assert "quiet+30calendar_day:" in rungs(matter)
    tick(at(1, 4, 2027))
    matter.refresh_from_db()
    assert matter.level == 1
    county.now = at(1, 5, 2027)
    county.act(matter, "review_risk", "water", finding="闸门漏水加剧", likelihood="4")
    assert (matter.level, matter.facts["likelihood"]) == (0, 4)
    before = len(rungs(matter))
    tick(at(1, 20, 2027))
    assert len(rungs(matter)) == before
    tick(at(2, 5, 2027))  # New Year's Eve
    assert rungs(matter).count("quiet+30calendar_day:") == 1
    tick(at(2, 9, 2027))
    assert rungs(matter).count("quiet+30calendar_day:") == 2
    tick(at(3, 10, 2027))
    matter.refresh_from_db()
    assert matter.level == 2
    told = matter.events.filter(verb="escalate").last()
    assert told is not None
    assert told.said["tell"] == ["leader", "head"]
    assert list(verify.breaches()) == []


def test_ticking_every_day_or_once_at_the_end_says_the_same(county: County) -> None:
    daily, once = hard.watched(county), hard.watched(county, title="南堤老闸带病运行")
    Matter.objects.filter(pk=once.pk).update(wake_at=None)
    for day in range(1, 32):
        tick(at(12, day))
    Matter.objects.filter(pk=once.pk).update(wake_at=at(12, 1))
    tick(at(12, 31))
    assert rungs(daily) == rungs(once)


def test_the_reminder_of_time_is_no_act_of_a_person(county: County) -> None:
    matter = hard.watched(county)
    touched = matter.facts["touched"]
    tick(at(12, 17))
    matter.refresh_from_db()
    assert matter.facts["touched"] == touched


def test_the_light_of_a_risk_counts_the_days_nobody_looked(county: County) -> None:
    matter = hard.watched(county)
    calendar = office_calendar()
    assert lights.key_of(matter, at(12, 1)) == "fine"
    light = lights.light_of(matter, at(12, 16), calendar)
    assert (light.key, light.words) == ("soon", "今天到期")
    county.act(matter, "assess_risk", "clerk", impact="5", likelihood="3", rhythm="90",
               judgement="按季度看")  # fmt: skip
    light = lights.light_of(matter, at(12, 20), calendar)
    assert (light.key, light.words) == ("soon", "34 天无人过问")
    assert lights.light_of(matter, at(1, 16, 2027), calendar).words == "61 天无人过问"
    assert lights.key_of(matter, at(1, 16, 2027)) == "late"


def test_a_risk_becomes_an_assignment_and_is_watched_until_that_is_done(county: County) -> None:
    matter = hard.watched(county)
    county.act(
        matter,
        "assign_risk",
        "leader",
        task="完成北堤老闸除险加固",
        standard="通过蓄水验收",
        to_unit="water",
        due="2027-04-30",
    )
    child = Matter.objects.get(parent=matter)
    assert (matter.stage, child.type_key, child.lead_unit) == (
        "assigned", "key_work", county.units["water"],
    )  # fmt: skip
    with pytest.raises(Refused, match="还有 1 件"):
        county.act(matter, "retire_risk", "chief", reason="已加固")
    county.act(child, "void", "director", reason="并入水库项目")
    with pytest.raises(NotAllowed):
        county.act(matter, "retire_risk", "clerk", reason="已加固")
    with pytest.raises(Invalid, match="理由"):
        county.act(matter, "retire_risk", "chief")
    county.act(matter, "retire_risk", "chief", reason="已加固并验收")
    assert lights.key_of(matter, county.now) == "done"
    assert tick(at(6, 1, 2027)) == 0


def test_a_matter_of_another_type_keeps_no_trace_of_being_touched(county: County) -> None:
    assert "touched" not in county.handling().facts
