"""Stages on the way: planned by the unit, agreed by the office, reached one by one, or missed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Problem
from luoshi.matters import engine, lights, narrate, queries, verify
from luoshi.matters.models import Matter
from luoshi.matters.schedule import plan_of
from luoshi.matters.tick import tick
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from tests.cast import County

NODES = [
    {"name": "完成征地", "day": "2026-11-20", "gate": "1"},
    {"name": "主体完工", "day": "2026-11-27"},
]


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def planned(county: County, nodes: list[dict[str, Any]] = NODES, **typed: Any) -> Matter:
    """A matter under way whose nodes the office has agreed to."""
    matter = county.handling(**typed)
    county.act(matter, "plan_nodes", "water", nodes=nodes)
    county.act(matter, "agree_nodes", "chief")
    return matter


def refusal(county: County, matter: Matter, verb: str, by: str, **typed: Any) -> str:
    with pytest.raises(Problem) as caught:
        county.act(matter, verb, by, **typed)
    return caught.value.stable_code


def test_what_a_unit_plans_binds_nobody_until_the_office_agrees(county: County) -> None:
    matter = county.handling()
    county.act(matter, "plan_nodes", "water", nodes=NODES)
    assert "nodes" not in matter.facts
    assert refusal(county, matter, "reach_node", "water", evidence="征地协议") == "not_ready"
    county.act(matter, "agree_nodes", "chief")
    assert [node["name"] for node in matter.facts["nodes"]] == ["完成征地", "主体完工"]
    assert "asked_nodes" not in matter.facts


def test_what_the_office_lays_down_holds_at_once(county: County) -> None:
    matter = county.handling()
    county.act(matter, "plan_nodes", "clerk", nodes=NODES)
    assert len(matter.facts["nodes"]) == 2


def test_the_office_sends_a_plan_back_with_help(county: County) -> None:
    matter = county.handling()
    county.act(matter, "plan_nodes", "water", nodes=NODES)
    county.act(matter, "return_nodes", "chief", reason="太松", help="参照柳溪镇的分段")
    assert matter.facts.get("asked_nodes") is None
    assert matter.facts.get("nodes") is None


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ([{"name": "验收", "day": "2026-12-20"}], "node_after_due"),
        ([{"name": "开工", "day": "2026-11-02"}], "node_in_past"),
        (
            [{"name": "开工", "day": "2026-11-20"}, {"name": "开工", "day": "2026-11-21"}],
            "node_twice",
        ),
        (
            [
                {"name": "开工", "day": "2026-11-20", "percent": "60"},
                {"name": "完工", "day": "2026-11-25", "percent": "40"},
            ],
            "node_percent",
        ),
        ([{"name": "开工", "day": "下周"}], "invalid"),
        ([], "invalid"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_reason(
    county: County, nodes: list[dict[str, Any]], code: str
) -> None:
    matter = county.handling(due="2026-11-30")
    assert refusal(county, matter, "plan_nodes", "water", nodes=nodes) == code


def test_nodes_are_reached_with_evidence_and_a_gate_stays_shut(county: County) -> None:
    matter = planned(county)
    late = {"node": "主体完工", "evidence": "监理签证"}
    assert refusal(county, matter, "reach_node", "water", **late) == "gate_shut"
    assert (
        refusal(county, matter, "reach_node", "water", node="无此", evidence="x") == "no_such_node"
    )
    event = county.act(matter, "reach_node", "water", evidence="征地协议12份")
    assert matter.facts["nodes"][0]["reached"] == "2026-11-16"
    assert {"节点：完成征地", "佐证：征地协议12份"} <= set(narrate.lines(event))
    assert matter.progress == 33
    part = queries.parts_of(matter).get(role="lead")
    assert part.latest.startswith("到达节点“完成征地”")
    assert part.last_report_at == county.now


def test_the_end_is_refused_while_a_stage_is_missing(county: County) -> None:
    matter = planned(county)
    done = {"result": "做完", "evidence": "见附表"}
    assert refusal(county, matter, "complete", "water", **done) == "nodes_open"
    county.act(matter, "reach_node", "water", evidence="征地协议")
    county.act(matter, "reach_node", "water", evidence="监理签证")
    county.act(matter, "complete", "water", **done)
    assert matter.stage == "verifying"


def test_a_missed_node_reminds_once_on_the_next_working_morning(county: County) -> None:
    matter = planned(county, [{"name": "完成征地", "day": "2026-11-20"}], due="2026-12-31")
    tick(at(11, 21))  # a Saturday: nobody is told on a rest day
    assert not matter.events.filter(verb="remind").exists()
    tick(at(11, 23, 8))
    told = matter.events.get(verb="remind")
    assert told.at == at(11, 23, 0)
    assert "节点“完成征地”到日子没有到达" in narrate.line(told)
    tick(at(11, 27))
    assert matter.events.filter(verb="remind").count() == 1


def test_a_node_reached_in_time_reminds_nobody(county: County) -> None:
    matter = planned(county, [{"name": "完成征地", "day": "2026-11-20"}], due="2026-12-31")
    county.act(matter, "reach_node", "water", evidence="征地协议")
    tick(at(11, 27))
    assert not matter.events.filter(verb="remind").exists()


def test_expected_progress_follows_the_nodes(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    county.act(
        matter,
        "plan_nodes",
        "clerk",
        nodes=[{"name": "完工", "day": "2026-11-20", "percent": "80"}],
    )
    rule = pinned(matter.type_version_id).schedule
    plan = plan_of(matter.dispatched_at, matter.due_at, rule, matter.facts)
    plain = plan_of(matter.dispatched_at, matter.due_at, rule, {})
    assert plan is not None
    assert plain is not None
    assert plan.expected(at(11, 21, 0)) == 80
    assert plain.expected(at(11, 21, 0)) < 40
    assert plan.expected(at(12, 5)) == 100
    for percent in (1, 40, 80, 90, 100):
        assert abs(plan.expected(plan.reached(percent)) - percent) <= 1


def test_a_matter_lit_by_its_lag_turns_red_behind_its_nodes(county: County) -> None:
    matter = county.open("key_work", due="2027-03-31", extra={"source_kind": "livelihood"})
    county.act(matter, "docket", "director")
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water")
    calm = lights.light_of(matter, at(11, 24), office_calendar())
    assert calm.key == "fine"
    county.act(
        matter,
        "plan_nodes",
        "clerk",
        nodes=[{"name": "完工", "day": "2026-11-20", "percent": "80"}],
    )
    red = lights.light_of(matter, at(11, 24), office_calendar())
    assert (red.key, red.words) == ("late", "滞后 80 个百分点")


def test_a_clock_that_stood_still_moves_what_is_still_to_come(county: County) -> None:
    matter = planned(county)
    county.act(matter, "suspend_clock", "clerk", reason="等待省级批复")
    county.later(days=10)
    county.act(matter, "resume_clock", "clerk")
    assert [node["day"] for node in matter.facts["nodes"]] == ["2026-11-30", "2026-12-07"]
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == "2026-12-10"


def test_a_new_plan_keeps_what_was_reached_and_the_books_stay_exact(county: County) -> None:
    matter = planned(county)
    county.act(matter, "reach_node", "water", evidence="征地协议")
    county.act(matter, "plan_nodes", "water", nodes=[{"name": "竣工验收", "day": "2026-11-28"}])
    county.act(matter, "agree_nodes", "chief")
    assert [(n["name"], n["reached"]) for n in matter.facts["nodes"]] == [
        ("完成征地", "2026-11-16"),
        ("竣工验收", None),
    ]
    assert list(verify.breaches()) == []


def test_only_the_leading_unit_and_the_office_plan(county: County) -> None:
    matter = county.handling(co=["city"])
    for who in ("city", "leader", "outsider"):
        assert not any(
            p.verb.key == "plan_nodes" for p in engine.possible(matter, county[who], county.now)
        )
