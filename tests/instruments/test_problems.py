"""The agenda of the monthly session and the composite alert; the days the office keeps."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.instruments.problems import (
    AlertRule,
    Hard,
    Period,
    Watched,
    agenda,
    composite_alerts,
    register,
    service,
    undecided,
)
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from tests import hard
from tests.cast import County

OLD = Hard("遗留〔2026〕1", "旧", "城建口", 1, date(2025, 1, 6), 0)
HIGH = Hard("遗留〔2026〕2", "高", "城建口", 3, date(2026, 3, 2), 1)
TALKED = Hard("遗留〔2026〕3", "议", "城建口", 2, date(2026, 5, 6), 4)
TOWN = Hard("遗留〔2026〕4", "镇", "", 1, date(2024, 1, 2), 2)
SPRING = Period("全县两会", date(2026, 1, 12), date(2026, 1, 16))


@pytest.mark.parametrize(("order", "first"), [("age", "旧"), ("tier", "高"), ("undecided", "议")])
def test_the_agenda_goes_line_by_line_in_the_order_asked_for(order: str, first: str) -> None:
    chapters = agenda([TOWN, HIGH, TALKED, OLD], order)
    assert [c.line for c in chapters] == ["城建口", "乡镇街道及其他"]
    assert chapters[0].items[0].title == first
    assert sum(len(c.items) for c in chapters) == 4


def test_what_was_discussed_twice_without_decision_is_listed_worst_first() -> None:
    assert [p.title for p in undecided([OLD, HIGH, TALKED, TOWN])] == ["议", "镇"]


def rhinos(count: int, area: str = "柳溪镇", line: str = "农业口") -> list[Watched]:
    """So many grey rhinos in one place."""
    return [Watched(f"风险〔2026〕{n}", f"隐患{n}", True, area, line, n) for n in range(count)]


def test_three_rhinos_of_one_area_in_a_sensitive_period_are_an_alert() -> None:
    found = composite_alerts(rhinos(3), [SPRING], date(2026, 1, 12))
    assert [(a.where, a.by_line, len(a.risks)) for a in found] == [
        ("柳溪镇", False, 3), ("农业口", True, 3),
    ]  # fmt: skip
    assert [r.grave for r in found[0].risks] == [2, 1, 0]


def test_a_line_may_be_in_alarm_where_no_single_area_is() -> None:
    risks = [w for n in range(3) for w in rhinos(1, area=f"{n}镇")]
    assert [a.by_line for a in composite_alerts(risks, [SPRING], date(2026, 1, 12))] == [True]


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2025, 12, 27), 0), (date(2025, 12, 28), 2), (date(2026, 1, 16), 2),
     (date(2026, 1, 17), 0)],
)  # fmt: skip
def test_an_alert_lives_from_fifteen_days_before_the_period_to_its_end(
    day: date, count: int
) -> None:
    assert len(composite_alerts(rhinos(3), [SPRING], day)) == count


def test_two_rhinos_or_hazards_that_everybody_watches_are_no_alert() -> None:
    exposed = [Watched(f"风险〔2026〕{n}", "隐患", False, "柳溪镇", "农业口") for n in range(9)]
    assert composite_alerts([*exposed, *rhinos(2)], [SPRING], date(2026, 1, 12)) == []
    strict = AlertRule(least=2, ahead=0)
    assert len(composite_alerts(rhinos(2), [SPRING], date(2026, 1, 12), strict)) == 2


def test_the_session_falls_on_a_working_day_once_a_month(county: County) -> None:
    clerk = county["clerk"]
    with pytest.raises(Invalid, match="2026-11-30"):
        service.set_session(clerk, date(2026, 11, 28), county.now)
    with pytest.raises(Invalid, match="已经过去"):
        service.set_session(clerk, date(2026, 11, 13), county.now)
    with pytest.raises(NotAllowed):
        service.set_session(county["water"], date(2026, 11, 27), county.now)
    service.set_session(clerk, date(2026, 11, 26), county.now)
    service.set_session(clerk, date(2026, 11, 27), county.now)
    coming = service.next_session(county.now)
    assert coming is not None
    assert coming.day == date(2026, 11, 27)
    assert service.sessions(county.now) == []
    held = datetime(2026, 11, 30, 9, tzinfo=CHINA)
    with pytest.raises(Invalid, match="已在 2026-11-27 开过"):
        service.set_session(clerk, date(2026, 11, 30), held)
    assert [s.day for s in service.sessions(held)] == [date(2026, 11, 27)]


def test_the_session_marks_through_the_engine_and_knows_what_it_made_of_each(
    county: County,
) -> None:
    clerk = county["clerk"]
    first, second = hard.first_tier(county), hard.first_tier(county, title="南堤断头路")
    hard.reported(county, title="尚未登记的问题")
    session = service.set_session(clerk, date(2026, 11, 16), county.now)
    said = {"why": "基数有争议", "next_step": "核实基数"}
    service.mark(clerk, session, first.number, "discuss", said, county.now)
    service.mark(clerk, session, second.number, "settle", {"solution": "打通"}, county.now)
    on = {p.matter.title: p.matter for p in service.of_session(clerk, session, county.now)}
    assert {t: service.outcome(m, session.day) for t, m in on.items()} == {
        "北堤安置房十年未办证": "undecided", "南堤断头路": "decided",
    }  # fmt: skip
    assert first.events.filter(verb="discuss", said__meeting="遗留问题例会").count() == 1


def test_nothing_is_marked_before_the_session_was_held(county: County) -> None:
    matter = hard.first_tier(county)
    session = service.set_session(county["clerk"], date(2026, 11, 27), county.now)
    said = {"why": "争议", "next_step": "核实"}
    with pytest.raises(Invalid, match="还没有开"):
        service.mark(county["clerk"], session, matter.number, "discuss", said, county.now)


def test_the_gates_of_a_matter_are_told_with_what_is_lacking(county: County) -> None:
    matter = hard.first_tier(county)
    assert {g.label for g in service.gate_lines(matter) if not g.done} == {
        "专班", "财政意见", "审计意见", "住建意见", "法律意见",
    }  # fmt: skip
    assert service.gate_lines(county.handling()) == []
    third = hard.third_tier(county)
    hard.reviewed(county, third)
    hard.approved_by(county, third, "executive")
    lacking = [g.label for g in service.gate_lines(third) if not g.done]
    assert lacking == ["人大常委会", "县委常委会"]


def test_the_office_keeps_sensitive_periods_and_others_do_not(county: County) -> None:
    add = register.add_period
    with pytest.raises(NotAllowed):
        add(county["leader"], "两会", date(2026, 11, 20), date(2026, 11, 24), county.now)
    with pytest.raises(Invalid, match="不能早于"):
        add(county["clerk"], "两会", date(2026, 11, 24), date(2026, 11, 20), county.now)
    made = add(county["clerk"], "两会", date(2026, 11, 20), date(2026, 11, 24), county.now)
    for title in ("老闸", "老桥", "老楼"):
        hard.watched(county, title=title)
    risks = register.open_risks(county["clerk"], county.now)
    found = register.alerts(risks, county.now)
    assert [(a.where, len(a.risks)) for a in found] == [("柳溪镇", 3), ("城建口", 3)]
    register.remove_period(county["clerk"], made.pk, county.now)
    assert register.alerts(risks, county.now) == []


def test_a_settled_problem_may_not_be_discussed_any_more(county: County) -> None:
    matter = hard.first_tier(county)
    county.act(matter, "settle", "clerk", solution="补齐手续")
    with pytest.raises(Refused):
        hard.talked(county, matter)
