"""The burden of a unit: every demand counted once, on whom it was made, in the week it was made."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.instruments import burden
from luoshi.instruments.burden import compute, late_of, urge_together
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, Refused
from luoshi.matters import engine, verify
from luoshi.matters.models import Event
from luoshi.org.scope import scope_of
from tests.cast import County

URGE = {"channel": "phone", "note": "请抓紧"}


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on the office's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def test_a_week_of_demands_is_told_by_kind(county: County) -> None:
    matter = county.handling()
    county.act(matter, "urge", "clerk", **URGE)
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    county.act(matter, "return_back", "clerk", reason="缺附表", help="照样表补")
    told = burden.burden_of(county.units["water"], county.now)
    assert told.words == "本周已要求 3 次：交办 1、催办 1、退回 1"
    assert not told.heavy


def test_co_units_bear_what_they_were_asked_too_and_others_nothing(county: County) -> None:
    county.handling(co=["liuxi"])
    assert burden.burden_of(county.units["liuxi"], county.now).total == 1
    assert burden.burden_of(county.units["city"], county.now).words == "本周还没有要求过"


def test_an_urge_burdens_only_the_units_that_still_owe(county: County) -> None:
    matter = county.handling(co=["liuxi"])
    county.act(matter, "acknowledge", "liuxi")
    county.act(matter, "complete", "liuxi", result="做完", evidence="见附表")
    county.act(matter, "urge", "clerk", **URGE)
    assert burden.burden_of(county.units["liuxi"], county.now).parts == "交办 1"
    assert burden.burden_of(county.units["water"], county.now).parts == "交办 1、催办 1"


def test_the_week_begins_on_monday(county: County) -> None:
    county.handling()
    assert burden.burden_of(county.units["water"], at(11, 22, 23)).total == 1
    assert burden.burden_of(county.units["water"], at(11, 23, 0)).total == 0


def test_a_township_is_warned_about_sooner_than_a_bureau(county: County) -> None:
    for _ in range(5):
        county.dispatched(lead="liuxi", co=["water"])
    town = burden.burden_of(county.units["liuxi"], county.now)
    assert "已到提醒线（每周 5 次）" in town.warning
    assert burden.burden_of(county.units["water"], county.now).warning == ""


def test_what_is_private_burdens_nobody_in_the_count(county: County) -> None:
    matter = county.handling()
    type(matter).objects.filter(pk=matter.pk).update(private=True)
    assert burden.burden_of(county.units["water"], county.now).total == 0


def test_townships_stand_first_and_a_unit_sees_its_own_row_alone(county: County) -> None:
    county.dispatched(lead="liuxi", co=["water"])
    _, rows = burden.weeks_for(scope_of(county["clerk"], county.now), county.now)
    assert [row.unit.code for row in rows][:2] == ["liuxi", "donghu"]
    _, own = burden.weeks_for(scope_of(county["water"], county.now), county.now)
    assert [row.unit.code for row in own] == ["water"]
    _, led = burden.weeks_for(scope_of(county["leader"], county.now), county.now)
    assert [row.unit.code for row in led] == ["water", "city", "housing"]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 60)), max_size=40))
def test_every_demand_of_the_shown_weeks_is_counted_exactly_once(
    drawn: list[tuple[int, int]],
) -> None:
    today = date(2026, 11, 18)
    asks = [compute.Asked(unit, today - timedelta(days=back), "urge") for unit, back in drawn]
    counted = compute.by_week(asks)
    first = compute.last_weeks(today, 8)[0]
    for unit in (1, 2, 3):
        weeks = (counted.get((unit, m), {}).get("urge", 0) for m in compute.last_weeks(today, 8))
        assert sum(weeks) == sum(a.unit_id == unit and a.day >= first for a in asks)


def test_verbs_that_do_not_exist_yet_do_no_harm() -> None:
    assert compute.shipped().kind_of("begin_field") is not None
    assert compute.burden({}, compute.shipped(), "bureau").total == 0


def test_who_urges_second_on_the_same_day_is_shown_the_first(county: County) -> None:
    matter = county.handling()
    county.now = at(11, 17, 9, 11)
    county.act(matter, "urge", "clerk", **URGE)
    with pytest.raises(Refused, match="今天 9:12 已由clerk某催过") as refused:
        county.act(matter, "urge", "leader", **URGE)
    assert refused.value.stable_code == "urged_today"
    matter.refresh_from_db()
    assert (matter.urged, matter.led_urges) == (1, 0)
    county.now = at(11, 18)
    county.act(matter, "urge", "chief", **URGE)
    assert matter.urged == 2


def test_a_unit_that_came_in_since_may_still_be_urged_today(county: County) -> None:
    matter = county.handling()
    county.act(matter, "urge", "clerk", **URGE)
    county.act(matter, "reassign", "clerk", from_unit="water", to_unit="city", reason="职责在城管")
    county.act(matter, "urge", "clerk", **URGE)
    assert matter.urged == 2
    assert list(verify.breaches()) == []


def test_several_late_matters_are_urged_as_one_batch(county: County) -> None:
    matters = [county.handling(due="2026-11-18", title=f"巡查第{n}段") for n in (1, 2, 3)]
    county.now = at(11, 23)
    county.act(matters[2], "urge", "chief", **URGE)
    unit = county.units["water"]
    late = late_of(county["clerk"], unit, county.now)
    assert [one.urged is not None for one in late] == [False, False, True]
    numbers = [m.number for m in matters]
    done = urge_together(county["clerk"], unit, county.now, numbers, "b1", **URGE)
    assert done.urged == tuple(numbers[:2])
    assert done.left[0][0] == numbers[2]
    assert "已由chief某催过" in done.left[0][1]
    events = Event.objects.filter(verb="urge", said__batch="b1")
    assert events.count() == 2
    again = urge_together(county["clerk"], unit, county.now, numbers, "b1", **URGE)
    assert again.urged == done.urged
    assert events.count() == 2
    assert list(verify.breaches()) == []


def test_what_may_not_be_urged_cannot_be_slipped_into_a_batch(county: County) -> None:
    other = county.handling(due="2026-11-18", lead="water")
    county.now = at(11, 23)
    unit, city = county.units["water"], county.units["city"]
    with pytest.raises(Invalid):
        urge_together(county["outsider"], unit, county.now, [other.number], "b1", **URGE)
    with pytest.raises(Invalid):
        urge_together(county["clerk"], city, county.now, [other.number], "b1", **URGE)
    with pytest.raises(Invalid):
        urge_together(county["clerk"], unit, county.now, [other.number], "b1", channel="", note="")
    assert not Event.objects.filter(verb="urge").exists()


def test_a_batch_is_no_word_of_a_form(county: County) -> None:
    matter = county.handling()
    event = engine.act(matter, "urge", county["clerk"], county.now, batch="b7", **URGE)
    assert event.said["batch"] == "b7"
    assert list(verify.breaches()) == []
