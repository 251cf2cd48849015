"""Each counter counts what its formula says, at the moment it says, and nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.cli.jobs import run_jobs
from luoshi.instruments import counters
from luoshi.instruments.counters import compute, verbs
from luoshi.instruments.counters.service import open_to
from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import NotFound
from luoshi.lib.workdays import Calendar
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.scope import scope_of
from tests.cast import County

URGE = {"channel": "phone", "note": "请抓紧"}
REPORT = {"progress": "进展", "difficulty": "无", "next_step": "继续"}
DONE = {"result": "做完", "evidence": "见附表"}


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on the office's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def read(county: County, key: str, who: str = "clerk", kind: str = "year") -> counters.Reading:
    """The counter as that person reads it now."""
    period = compute.period_of(kind, local_date(county.now), None, None)
    found = counters.reading(county[who], counters.counter(key), period, county.now)
    assert found is not None
    return found


def count(county: County, key: str, who: str = "clerk") -> int:
    """How many it counts this year."""
    figure = read(county, key, who).figure
    assert figure is not None
    assert figure.count == len(read(county, key, who).listed)
    return figure.count


def test_started_only_after_being_urged_counts_and_started_by_itself_does_not(
    county: County,
) -> None:
    urged, willing = county.handling(), county.handling(title="自己先办的")
    county.act(urged, "urge", "clerk", **URGE)
    county.act(urged, "report_progress", "water", **REPORT)
    county.act(willing, "report_progress", "water", **REPORT)
    county.act(willing, "urge", "clerk", **URGE)
    found = read(county, "started_urged")
    assert found.figure is not None
    assert (found.figure.count, found.figure.of) == (1, 2)
    assert found.listed[0].matter == urged
    assert found.listed[0].hit.at == urged.assignments.get().first_report_at


def test_an_urge_by_a_leader_in_person_counts_and_one_of_the_office_does_not(
    county: County,
) -> None:
    county.act(county.handling(), "urge", "clerk", **URGE)
    assert count(county, "led_urges") == 0
    county.act(county.handling(title="另一件"), "urge", "head", **URGE)
    assert count(county, "led_urges") == 1
    assert "head某亲自催办" in read(county, "led_urges").listed[0].hit.note


def test_first_act_and_first_feedback_are_told_in_working_hours(county: County) -> None:
    matter = county.dispatched()
    handed = matter.dispatched_at
    assert handed is not None
    county.now = at(11, 17, 9, 2)
    county.act(matter, "acknowledge", "water")
    county.now = at(11, 23, 9, 2)
    county.act(matter, "report_progress", "water", **REPORT)
    acted, told = read(county, "first_act").figure, read(county, "first_feedback").figure
    assert acted is not None
    assert told is not None
    assert acted.middle == pytest.approx(7 + 1 / 60, abs=0.02)  # one working day and a minute
    assert told.middle == pytest.approx(5 * 7 + 1 / 60, abs=0.02)  # the weekend does not count


def test_what_was_due_the_same_day_and_was_not_done_that_day_was_carried_over(
    county: County,
) -> None:
    kept = county.handling(due="2026-11-16", title="当天办完的")
    county.act(kept, "complete", "water", **DONE)
    open_ = county.handling(due="2026-11-16", title="没办完的")
    county.handling(due="2026-11-30", title="不急的")
    assert count(county, "carried_over") == 0  # the day is not over
    county.now = at(11, 17)
    county.act(open_, "extend", "water", new_due="2026-11-20", reason="缺人")
    county.act(open_, "grant_extension", "chief")
    assert count(county, "carried_over") == 1  # a later extension does not undo it
    assert read(county, "carried_over").listed[0].matter == open_


def test_a_difficulty_first_named_after_the_due_date_counts(county: County) -> None:
    late, early = (county.handling(due="2026-11-18", title=t) for t in ("晚说", "早说"))
    county.act(early, "report_progress", "water", **REPORT | {"difficulty": "缺资金"})
    county.now = at(11, 19)
    county.act(early, "report_progress", "water", **REPORT | {"difficulty": "仍缺资金"})
    county.act(late, "report_progress", "water", **REPORT | {"difficulty": "缺人手"})
    assert [i.matter for i in read(county, "difficulty_late").listed] == [late]


def test_an_extension_asked_for_after_the_due_date_counts(county: County) -> None:
    early, late = (county.handling(due="2026-11-18", title=t) for t in ("早提", "晚提"))
    county.act(early, "extend", "water", new_due="2026-12-10", reason="雨季")
    county.now = at(11, 20)
    county.act(late, "extend", "water", new_due="2026-12-10", reason="雨季")
    found = read(county, "asked_late").listed
    assert [item.matter for item in found] == [late]
    assert "2 个工作日" in found[0].hit.note


def test_slips_are_told_by_their_colour_and_a_red_one_damages_the_image(county: County) -> None:
    county.handling(due="2026-11-18")
    county.now = at(12, 10)
    tick(county.now)
    found = read(county, "slips")
    assert dict(found.kinds) == {"橙色督查单": 1, "红色督查单": 1, "蓝色督查单": 1}
    assert count(county, "image_damage") == 1


def test_the_backlog_of_a_past_month_is_what_was_open_then(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    county.dispatched(title="待签收的")
    county.now = at(12, 3)
    county.act(matter, "complete", "water", **DONE)
    november = counters.period_of("range", date(2026, 12, 3), at(11, 1).date(), at(11, 30).date())
    found = counters.reading(county["clerk"], counters.counter("backlog"), november, county.now)
    assert found is not None
    assert dict(found.kinds) == {"办理中": 1, "待签收": 1}
    assert dict(read(county, "backlog").kinds) == {"待核查": 1, "待签收": 1}
    assert found.listed[0].hit.value == 10  # working days from 11-16 to 11-30


def test_what_ended_with_a_reply_is_no_orphan(county: County) -> None:
    closed = county.closed()
    county.act(county.handling(title="不办了"), "void", "chief", reason="已由市里统一办理")
    assert count(county, "orphans") == 0
    county.act(closed, "reopen", "chief", reason="没办好", help="先复查两处")
    assert count(county, "orphans") == 0


def test_what_ended_without_a_word_is_an_orphan(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luoshi.instruments.counters.queries import units

    matter = county.closed()
    monkeypatch.setattr(units, "REPLIES", ("answer",))  # as if the reply had been left out
    assert [item.matter for item in read(county, "orphans").listed] == [matter]


def test_what_was_sent_back_counts_each_time(county: County) -> None:
    matter = county.handling()
    for _ in range(2):
        county.act(matter, "complete", "water", **DONE)
        county.act(matter, "return_back", "clerk", reason="缺附表", help="照样表补")
    assert count(county, "returned") == 2


def test_the_office_s_own_delay_and_backlog_count_by_section(county: County) -> None:
    slow = county.open(leader="leader", title="领导交办的")
    county.now = at(11, 19)
    county.act(slow, "docket", "chief")
    county.act(slow, "dispatch", "clerk")
    county.open(title="无人立项的")
    county.now = at(11, 27)
    found = read(county, "office_delay")
    assert [(row.name, row.figure.count) for row in found.rows] == [("县政府办", 1)]
    assert "3 个工作日才交办" in found.listed[0].hit.note
    assert [i.matter.title for i in read(county, "office_backlog").listed] == ["无人立项的"]


def test_the_office_s_corrections_count_as_its_errors(county: County) -> None:
    matter = county.dispatched()
    county.act(matter, "reassign", "clerk", from_unit="water", to_unit="city", reason="职责在城管")
    county.act(county.open(title="未交办即作废"), "void", "chief", reason="重复")
    county.act(county.handling(title="交办后作废"), "void", "chief", reason="重复")
    assert count(county, "office_errors") == 2


def test_a_unit_that_waits_too_long_for_the_office_was_left_in_the_cold(county: County) -> None:
    quick, slow = (county.handling(due="2026-11-30", title=t) for t in ("快批", "没批"))
    county.act(quick, "extend", "water", new_due="2026-12-10", reason="雨季")
    county.act(slow, "extend", "water", new_due="2026-12-10", reason="雨季")
    county.now = at(11, 17)
    county.act(quick, "grant_extension", "chief")
    county.now = at(11, 20)
    found = read(county, "cold_reception").listed
    assert [(i.matter, i.name) for i in found] == [(slow, "县水利局")]
    assert "还没有答复" in found[0].hit.note


def test_what_was_keyed_in_days_later_counts_as_a_slip(county: County) -> None:
    matter = county.handling()
    county.now = at(11, 20)
    from luoshi.matters import engine

    engine.act(matter, "urge", county["clerk"], county.now, at=at(11, 17), **URGE)
    assert count(county, "office_slips") == 1


def test_where_nothing_was_asked_of_leaders_nothing_counts(county: County) -> None:
    county.closed()
    assert count(county, "leader_answers") == 0
    assert count(county, "undecided") == 0
    assert count(county, "unread_by_leader") == 0


def test_what_a_leader_has_not_read_for_hours_counts(county: County) -> None:
    matter = county.handling(due="2026-11-17")
    for moment in (at(11, 25), at(11, 26)):  # the orange slip tells the leader in charge
        county.now = moment
        run_jobs(moment)
    assert matter.events.filter(verb="escalate", said__level=2).exists()
    assert count(county, "unread_by_leader") == 1


def test_a_leader_s_answer_and_endless_discussions_are_read_by_their_verbs(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luoshi.instruments.counters.queries import leaders

    matter = county.handling()
    monkeypatch.setattr(leaders, "SUBMITTED", ("report_progress",))
    monkeypatch.setattr(leaders, "ANSWERED", ("instruct",))
    monkeypatch.setattr(leaders, "DISCUSSED", ("instruct",))
    monkeypatch.setattr(leaders, "DECIDED", ("complete",))
    county.now = at(11, 17)
    county.act(matter, "report_progress", "water", **REPORT)
    county.now = at(11, 18, 9, 0)
    county.act(matter, "instruct", "leader", words="先研究")
    answers = read(county, "leader_answers")
    assert answers.figure is not None
    assert answers.figure.middle == pytest.approx(7, abs=0.05)
    assert [row.name for row in answers.rows] == ["leader某"]
    assert count(county, "undecided") == 0
    county.act(matter, "instruct", "leader", words="再研究")
    assert read(county, "undecided").listed[0].hit.value == 2
    county.act(matter, "complete", "water", **DONE)
    assert count(county, "undecided") == 0


def test_private_matters_are_in_no_counter(county: County) -> None:
    matter = county.handling(due="2026-11-18")
    county.act(matter, "urge", "head", **URGE)
    county.act(matter, "report_progress", "water", **REPORT)
    Matter.objects.update(private=True, opener=county["clerk"])
    period = compute.period_of("year", local_date(county.now), None, None)
    for found in counters.overview(county["clerk"], period, county.now):
        assert found.figure is None or found.figure.count == 0, found.counter.key


def test_a_unit_reads_its_own_row_alone_and_no_counter_of_the_office(county: County) -> None:
    matter = county.handling(co=["liuxi"])
    county.act(matter, "urge", "clerk", **URGE)
    county.act(matter, "report_progress", "water", **REPORT)
    assert count(county, "started_urged", "water") == 1
    assert count(county, "started_urged", "liuxi") == 0  # it helps there, the row is another's
    assert count(county, "started_urged", "outsider") == 0
    assert read(county, "started_urged", "water").figure == compute.Figure(1)
    keys = {one.key for one in open_to(scope_of(county["water"], county.now))}
    assert "office_errors" not in keys
    assert "leader_answers" not in keys


def test_rows_stand_in_the_office_s_order_and_not_by_rank(county: County) -> None:
    for lead in ("city", "water", "city"):
        matter = county.dispatched(lead=lead, title=f"{lead}的")
        county.act(matter, "acknowledge", lead)
        county.act(matter, "urge", "head", **URGE)
    rows = [(row.name, row.figure.count) for row in read(county, "led_urges").rows]
    assert rows == [("县水利局", 1), ("县城管局", 2)]


def test_every_counter_says_its_formula_its_source_and_its_target() -> None:
    keys = [one.key for one in counters.COUNTERS]
    assert len(set(keys)) == len(keys) == 20
    for one in counters.COUNTERS:
        assert len(one.formula) > 10
        assert one.source.startswith("S")
        assert one.formula.endswith("。")
    with pytest.raises(NotFound):
        counters.counter("nothing")


def test_the_tables_of_verbs_name_no_act_twice_as_question_and_answer() -> None:
    assert not set(verbs.SUBMITTED) & set(verbs.ANSWERED)
    assert not set(verbs.DISCUSSED) & set(verbs.DECIDED)


@pytest.mark.parametrize(
    ("kind", "first", "last", "words"),
    [
        ("month", date(2026, 11, 1), date(2026, 11, 30), "2026年11月1日至30日"),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31), "2026年10月1日至12月31日"),
        ("year", date(2026, 1, 1), date(2026, 12, 31), "2026年1月1日至12月31日"),
        ("nonsense", date(2026, 11, 1), date(2026, 11, 30), "2026年11月1日至30日"),
    ],
)
def test_periods_are_those_of_the_calendar(kind: str, first: date, last: date, words: str) -> None:
    period = compute.period_of(kind, date(2026, 11, 16), None, None)
    assert (period.first, period.last, period.words) == (first, last, words)


def test_a_range_typed_backwards_is_read_forwards() -> None:
    period = compute.period_of("range", date(2026, 11, 16), date(2026, 12, 1), date(2026, 10, 1))
    assert (period.first, period.last) == (date(2026, 10, 1), date(2026, 12, 1))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),
)
def test_working_hours_add_up_and_a_rest_day_has_none(
    one: datetime, two: datetime, three: datetime
) -> None:
    works = Calendar().is_workday
    a, b, c = (m.replace(tzinfo=CHINA) for m in sorted((one, two, three)))
    parts = compute.working_hours(a, b, works) + compute.working_hours(b, c, works)
    assert parts == pytest.approx(compute.working_hours(a, c, works), abs=1e-6)
    assert compute.working_hours(at(11, 21, 0), at(11, 22, 23), works) == 0


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=50))
def test_four_in_five_are_within_what_is_said_to_hold_for_four_in_five(
    values: list[float],
) -> None:
    said = compute.figure(values, speed=True)
    assert said.most is not None
    assert sum(value <= said.most for value in values) >= 0.8 * len(values)
