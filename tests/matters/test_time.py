"""What time does by itself: warnings, escalation, occurrences; and lights at any moment."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.lib.clock import CHINA
from luoshi.matters import lights, queries
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.calendar import office_calendar
from tests.cast import County


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    """A moment on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


def test_nothing_due_writes_nothing(county: County) -> None:
    county.handling()
    assert tick(county.now) == 0


def test_a_matter_warns_before_due_and_climbs_the_ladder_after(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    tick(at(11, 23))
    assert list(matter.events.filter(actor=None).values_list("verb", flat=True)) == ["warn"]
    tick(at(12, 1))
    matter.refresh_from_db()
    assert matter.level == 1
    tick(at(12, 7))
    matter.refresh_from_db()
    assert matter.level == 2


def test_ticking_twice_does_nothing_twice(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    tick(at(12, 20))
    acts = matter.events.count()
    assert tick(at(12, 20)) == 0
    assert matter.events.count() == acts


def test_a_handed_in_matter_is_not_late_because_the_office_is_slow(county: County) -> None:
    matter = county.handling(due="2026-11-18")
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    assert lights.key_of(matter, at(12, 1)) != "late"
    assert tick(at(12, 1)) == 0


def test_a_suspended_clock_gives_its_days_back(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    county.act(matter, "suspend_clock", "clerk", reason="等待省级批复")
    county.later(days=10)
    county.act(matter, "resume_clock", "clerk")
    assert matter.due_at is not None
    assert matter.due_at.astimezone(CHINA).date().isoformat() == "2026-12-10"


def test_a_standing_rule_opens_its_next_occurrence_by_itself(county: County) -> None:
    rule = county.open(
        "standing_rule", title="每月报送保洁考核结果", due=None, rrule="FREQ=MONTHLY;BYMONTHDAY=25"
    )
    county.act(rule, "docket", "chief")
    county.act(rule, "enforce", "clerk")
    tick(county.now)
    first = Matter.objects.get(parent=rule)
    assert first.due_at is not None
    assert first.due_at.astimezone(CHINA).date().isoformat() == "2026-11-25"
    assert first.stage == "dispatched"
    assert queries.visible_to(county["water"], county.now).filter(pk=first.pk).exists()
    tick(at(12, 2))
    assert Matter.objects.filter(parent=rule).count() == 2


@pytest.mark.parametrize("moment", [at(11, 16), at(11, 27), at(11, 30, 23), at(12, 1), at(12, 30)])
def test_lights_in_sql_and_in_python_are_the_same_rule(county: County, moment: datetime) -> None:
    county.open()
    county.dispatched()
    county.handling()
    county.closed()
    late = county.handling(due="2026-11-18")
    county.later(days=5)
    county.act(late, "complete", "water", result="晚了", evidence="见附表")
    stopped = county.handling(due="2026-11-30")
    county.act(stopped, "suspend_clock", "clerk", reason="等待批复")
    rule = county.open("standing_rule", title="每周例会", due=None, rrule="FREQ=WEEKLY;BYDAY=MO")
    county.act(rule, "docket", "chief")
    county.act(rule, "enforce", "clerk")
    for key in lights.KEYS:
        by_sql = set(
            Matter.objects.filter(lights.condition(key, moment)).values_list("pk", flat=True)
        )
        by_hand = {m.pk for m in Matter.objects.all() if lights.key_of(m, moment) == key}
        assert by_sql == by_hand, key


def test_a_light_says_its_working_days(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    calendar = office_calendar()
    assert lights.light_of(matter, at(12, 3), calendar).words == "逾期 3 个工作日"
    assert lights.light_of(matter, at(11, 26), calendar).words == "剩 2 个工作日"
