"""督查方案: approved by the head, nothing twice, not too often (政府督查工作条例 Art. 7–15, B13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luoshi.lib.errors import Invalid, Refused
from luoshi.matters import engine
from luoshi.matters.verbs.plans import Plan, apart, clashes, over_limit, times_in_year
from tests.cast import County
from tests.inspecting import approved, at, in_field, plan


def made(first: str, last: str, **more: Any) -> Plan:
    usual: dict[str, Any] = {
        "units": frozenset({1}), "about": frozenset({"河道"}), "content": "deployment",
        "kind": "special", "approved": True,
    }  # fmt: skip
    days = date.fromisoformat(first), date.fromisoformat(last)
    said = usual | more
    return Plan("督查1", "甲", said["units"], said["about"], said["content"], said["kind"],
                *days, said["approved"])  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-10", "2026-11-20", 0),  # shares a day
        ("2026-11-01", "2026-11-30", 0),  # lies around it
        ("2026-11-25", "2026-11-30", 0),  # begins the day after
        ("2026-11-26", "2026-11-30", 1),
        ("2026-10-01", "2026-11-06", 9),
        ("2026-12-25", "2026-12-31", 30),
        ("2026-12-26", "2026-12-31", 31),
    ],
)
def test_periods_are_apart_by_the_days_between(first: str, last: str, days: int) -> None:
    assert apart(made("2026-11-16", "2026-11-24"), made(first, last)) == days


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"units": frozenset({2})}, False),  # another object
        ({"about": frozenset({"道路"})}, True),  # another matter, the same kind of content
        ({"about": frozenset({"道路"}), "content": "duty"}, False),
        ({"content": "duty"}, True),  # the same matter under another heading
        ({"about": frozenset({"道路"}), "kind": "event"}, False),  # an event waits for nobody
        ({"kind": "event"}, True),  # unless it is the very same matter
    ],
)
def test_the_same_object_matter_and_time_collide(changes: dict[str, Any], found: bool) -> None:
    mine = made("2026-11-16", "2026-11-24")
    assert bool(clashes(mine, [made("2026-11-20", "2026-11-30", **changes)], 30)) is found


def test_near_is_a_number_of_the_office() -> None:
    mine, other = made("2026-11-16", "2026-11-24"), made("2026-12-26", "2026-12-31")
    assert not clashes(mine, [other], 30)
    assert clashes(mine, [other], 31)[0].days == 31


def test_the_years_count_takes_approved_plans_that_begin_in_it() -> None:
    plans = [
        made("2026-03-01", "2026-03-05"),
        made("2026-06-01", "2026-06-05", approved=False),
        made("2025-12-28", "2026-01-05"),
        made("2026-07-01", "2026-07-05", kind="event"),
    ]
    assert times_in_year(1, 2026, plans) == 1
    assert over_limit(made("2026-11-01", "2026-11-02"), plans, 1) == {1: 1}
    assert over_limit(made("2026-11-01", "2026-11-02"), plans, 2) == {}
    assert over_limit(made("2026-11-01", "2026-11-02", kind="event"), plans, 1) == {}


def test_the_offices_own_suggestion_needs_the_head(county: County) -> None:
    matter = plan(county)
    county.act(matter, "submit_plan", "clerk")
    with pytest.raises(Refused) as refused:
        county.act(matter, "approve_plan", "director")
    assert refused.value.stable_code == "head_decides"
    assert "第11条" in refused.value.sentence
    county.act(matter, "approve_plan", "head")
    assert matter.stage == "approved"


def test_what_the_government_has_decided_the_director_may_approve_when_it_is_cited(
    county: County,
) -> None:
    matter = plan(county, ground="decision")
    with pytest.raises(Refused) as refused:
        county.act(matter, "submit_plan", "clerk")
    assert refused.value.stable_code == "ground_missing"
    county.act(matter, "amend", "clerk", title=matter.title, ground_words="县政府第21次常务会议")
    county.act(matter, "submit_plan", "clerk")
    county.act(matter, "approve_plan", "director")
    assert matter.stage == "approved"


def test_a_conclusion_falls_due_ten_working_days_after_the_period(county: County) -> None:
    matter = approved(county)  # the period ends on Friday 27 November
    assert matter.due_at is not None
    assert matter.due_at == at(12, 11, 23).replace(minute=59, second=59)


def test_another_body_needs_its_mandate(county: County) -> None:
    matter = plan(county, body="县水利局")
    with pytest.raises(Refused) as refused:
        county.act(matter, "submit_plan", "clerk")
    assert refused.value.stable_code == "mandate_missing"


def test_lower_levels_are_inspected_with_a_filing_number_only(county: County) -> None:
    objects = [{"unit": "liuxi", "kind": "lower"}]
    matter = plan(county, objects=objects)
    with pytest.raises(Refused) as refused:
        county.act(matter, "submit_plan", "clerk")
    assert refused.value.stable_code == "filing_missing"
    assert "柳溪镇" in refused.value.sentence
    filed = plan(county, objects=objects, filing_number="澜督备〔2026〕3号")
    county.act(filed, "submit_plan", "clerk")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"last_day": "2026-11-20"}, "period_backwards"),
        ({"group": [{"name": "何教授", "role": "expert"}]}, "one_group_leader"),
        (
            {"objects": [{"unit": "water", "kind": "own"}, {"unit": "water", "kind": "own"}]},
            "object_twice",
        ),
    ],
)
def test_a_plan_that_makes_no_sense_is_not_drafted(
    county: County, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        plan(county, **changes)
    assert refused.value.stable_code == code


def test_a_plan_without_objects_or_methods_names_both(county: County) -> None:
    with pytest.raises(Invalid) as wrong:
        plan(county, objects=[], methods=[])
    assert set(wrong.value.fields) == {"objects", "methods"}


def test_a_repetition_is_refused_with_a_pointer_to_the_first(county: County) -> None:
    first = approved(county)
    second = plan(county, title="水毁修复回头看", objects=[{"unit": "water", "kind": "own"}],
                  first_day="2026-12-07", last_day="2026-12-09")  # fmt: skip
    county.act(second, "submit_plan", "clerk")
    with pytest.raises(Refused) as refused:
        county.act(second, "approve_plan", "head")
    assert refused.value.stable_code == "plan_overlaps"
    for word in (first.number, "县水利局", "同一事项", "相隔 9 天", "例外理由"):
        assert word in refused.value.sentence


def test_a_draft_binds_nobody(county: County) -> None:
    plan(county)
    approved(county)


def test_an_exception_is_the_heads_alone_and_stays_on_record(county: County) -> None:
    approved(county)
    second = plan(county, ground="instruction", ground_words="县长11月15日批示")
    county.act(second, "submit_plan", "clerk")
    with pytest.raises(Refused) as refused:
        county.act(second, "approve_plan", "director", exception="省里要求")
    assert refused.value.stable_code == "head_decides"
    county.act(second, "approve_plan", "head", exception="省里要求分两批核查")
    assert second.facts["exception"] == "省里要求分两批核查"


def test_a_plan_merges_into_one_that_covers_its_objects(county: County) -> None:
    first = approved(county, objects=[{"unit": "water", "kind": "own"}])
    second = plan(county)
    with pytest.raises(Refused) as refused:
        county.act(second, "merge_into", "clerk", number=first.number)
    assert refused.value.stable_code == "objects_not_covered"
    assert "县城管局" in refused.value.sentence
    with pytest.raises(Refused) as refused:
        county.act(second, "merge_into", "clerk", number="督查〔2026〕99")
    assert refused.value.stable_code == "no_such_plan"
    third = plan(county, objects=[{"unit": "water", "kind": "own"}])
    county.act(third, "merge_into", "clerk", number=first.number)
    assert third.stage == "merged"
    assert third.facts["merged_into"] == first.number


def test_the_fifth_inspection_of_a_year_is_refused(county: County) -> None:
    for month in (2, 4, 6, 8):
        county.now = at(month, 2)
        approved(county, first_day=f"2026-{month:02}-10", last_day=f"2026-{month:02}-12")
    county.now = at(11, 16)
    fifth = plan(county)
    county.act(fifth, "submit_plan", "clerk")
    with pytest.raises(Refused) as refused:
        county.act(fifth, "approve_plan", "head")
    assert "今年已安排督查 4 次" in refused.value.sentence
    event = plan(county, kind="event", about=[{"words": "柳溪桥塌陷"}])
    county.act(event, "submit_plan", "clerk")
    county.act(event, "approve_plan", "head")  # an accident waits for no quota
    assert event.stage == "approved"


def test_a_returned_plan_comes_with_help_and_is_amended(county: County) -> None:
    matter = plan(county)
    county.act(matter, "submit_plan", "clerk")
    with pytest.raises(Invalid):
        county.act(matter, "return_plan", "head", reason="对象太多")
    county.act(matter, "return_plan", "head", reason="对象太多", help="先查一个局，问题多再扩大")
    county.act(
        matter, "amend", "clerk", title=matter.title, objects=[{"unit": "water", "kind": "own"}]
    )
    assert [row["unit"] for row in matter.extra["objects"]] == [county.units["water"].pk]
    assert matter.extra["content"] == "deployment"


def test_the_scope_is_not_widened_in_the_field(county: County) -> None:
    matter = in_field(county)
    with pytest.raises(Refused) as refused:
        county.act(matter, "record_finding", "clerk", object="housing", found="顺便看了看")
    assert refused.value.stable_code == "out_of_scope"


def test_units_see_nothing_of_a_plan_or_of_what_is_found(county: County) -> None:
    matter = in_field(county)
    for who in ("water", "water_head", "city", "outsider"):
        assert not engine.possible(matter, county[who], county.now)
