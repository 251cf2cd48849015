"""Every period of both families against dates reckoned by hand from the calendar of 2026.

Rest days: 1–3 Jan, 15–23 Feb, 4–6 Apr, 1–5 May, 19–21 Jun, 25–27 Sep, 1–7 Oct and the weekends,
except the worked 4 Jan, 14 and 28 Feb, 9 May, 20 Sep, 10 Oct.
"""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters import clocks, engine
from luoshi.matters.types import current
from tests.cast import County, refused
from tests.trades.deputies import at, petitioned, suggested

FIFTEEN = (
    ("2026-01-05", "2026-01-20"),
    ("2026-01-16", "2026-02-02"),  # Saturday 31 January
    ("2026-01-30", "2026-02-14"),  # a worked Saturday
    ("2026-01-31", "2026-02-24"),  # the first day of the Spring Festival
    ("2026-02-08", "2026-02-24"),  # its last day
    ("2026-02-13", "2026-02-28"),  # month end, worked
    ("2026-04-24", "2026-05-09"),
    ("2026-09-05", "2026-09-20"),
    ("2026-09-18", "2026-10-08"),  # 3 October
    ("2026-09-25", "2026-10-10"),
    ("2025-12-19", "2026-01-04"),  # 3 January, the worked Sunday follows
)
THIRTY = (
    ("2025-12-05", "2026-01-04"),
    ("2026-01-15", "2026-02-14"),
    ("2026-01-16", "2026-02-24"),
    ("2026-01-29", "2026-02-28"),
    ("2026-03-05", "2026-04-07"),  # Saturday 4 April, Qingming
    ("2026-03-31", "2026-04-30"),
    ("2026-04-09", "2026-05-09"),
    ("2026-05-20", "2026-06-22"),  # 19 June, Dragon Boat
    ("2026-08-21", "2026-09-20"),
    ("2026-09-01", "2026-10-08"),
    ("2026-09-10", "2026-10-10"),
)
SIXTY = (
    ("2025-11-05", "2026-01-04"),
    ("2025-12-16", "2026-02-14"),
    ("2025-12-17", "2026-02-24"),
    ("2025-12-30", "2026-02-28"),
    ("2026-01-05", "2026-03-06"),
    ("2026-03-01", "2026-04-30"),
    ("2026-03-02", "2026-05-06"),  # 1 May
    ("2026-03-10", "2026-05-09"),
    ("2026-04-20", "2026-06-22"),
    ("2026-07-22", "2026-09-20"),
    ("2026-08-02", "2026-10-08"),
    ("2026-08-11", "2026-10-10"),
)
THREE_MONTHS = (
    ("2025-10-04", "2026-01-04"),
    ("2025-10-31", "2026-02-02"),  # Saturday 31 January
    ("2025-11-14", "2026-02-14"),
    ("2025-11-15", "2026-02-24"),
    ("2025-11-30", "2026-02-28"),  # there is no 30 February
    ("2026-01-31", "2026-04-30"),  # nor a 31 April
    ("2026-02-01", "2026-05-06"),
    ("2026-02-09", "2026-05-09"),
    ("2026-02-28", "2026-05-28"),
    ("2026-03-20", "2026-06-22"),
    ("2026-06-20", "2026-09-20"),
    ("2026-07-01", "2026-10-08"),
)
ONE_MONTH = (
    ("2025-12-04", "2026-01-04"),
    ("2025-12-31", "2026-02-02"),
    ("2026-01-14", "2026-02-14"),
    ("2026-01-15", "2026-02-24"),
    ("2026-01-31", "2026-02-28"),
    ("2026-03-04", "2026-04-07"),
    ("2026-04-09", "2026-05-09"),
    ("2026-05-31", "2026-06-30"),
    ("2026-08-20", "2026-09-20"),
    ("2026-09-05", "2026-10-08"),
)
SIX_MONTHS = (
    ("2026-01-04", "2026-07-06"),  # Saturday 4 July
    ("2026-01-11", "2026-07-13"),
    ("2026-01-31", "2026-07-31"),
    ("2026-02-14", "2026-08-14"),
    ("2026-02-28", "2026-08-28"),
    ("2026-03-20", "2026-09-20"),
    ("2026-03-31", "2026-09-30"),
    ("2026-04-01", "2026-10-08"),
    ("2026-04-10", "2026-10-10"),
    ("2026-05-09", "2026-11-09"),
    ("2026-05-31", "2026-11-30"),
)
CLOCKS = (
    ("petition", "forward", FIFTEEN),
    ("petition", "notice_direct", FIFTEEN),
    ("petition", "notice_forwarded", FIFTEEN),
    ("petition", "handle", SIXTY),
    ("petition", "to_ask_first_review", THIRTY),
    ("petition", "first_review", THIRTY),
    ("petition", "to_ask_final_review", THIRTY),
    ("petition", "final_review", THIRTY),
    ("suggestion", "reply", THREE_MONTHS),
    ("proposal", "reply", THREE_MONTHS),
    ("suggestion", "co_opinion", ONE_MONTH),
    ("proposal", "second_reply", ONE_MONTH),
)


@pytest.mark.parametrize(("type_key", "clock", "dates"), CLOCKS)
def test_a_period_ends_on_the_day_reckoned_by_hand(
    type_key: str, clock: str, dates: tuple[tuple[str, str], ...]
) -> None:
    rule = next(c for c in current(type_key).clocks if c.key == clock)
    calendar = Calendar()
    ends = {
        begun: f"{local_date(clocks.end_of_period(rule, date.fromisoformat(begun), calendar))}"
        for begun, _ in dates
    }
    assert ends == dict(dates)
    assert len(dates) >= 10


@pytest.mark.parametrize(("handed_out", "latest"), SIX_MONTHS)
def test_an_answer_may_take_six_months_in_all_and_not_a_day_more(
    county: County, handed_out: str, latest: str
) -> None:
    county.now = at(handed_out)
    matter = suggested(county)
    county.act(matter, "acknowledge", "water")
    problem = refused(county, matter, "extend", "water", new_due="2026-12-31", reason="涉及面广")
    assert problem.stable_code == "beyond_the_law"
    assert "最长6个月（代表法第51条：交办之日起三个月内答复" in problem.sentence
    assert problem.sentence.endswith(f"最迟到 {latest}。")
    county.act(matter, "extend", "water", new_due=latest, reason="涉及面广")


@pytest.mark.parametrize(
    ("sent", "last", "late"),
    [
        ("2026-02-10", "2026-02-24", "2026-02-25"),  # 11, 12, 13, 14 worked, 24
        ("2026-02-24", "2026-03-02", "2026-03-03"),  # 25, 26, 27, 28 worked, 2 March
        ("2026-04-29", "2026-05-09", "2026-05-11"),  # 30, 6, 7, 8, 9 May worked
        ("2026-09-16", "2026-09-22", "2026-09-23"),  # 17, 18, 20 worked, 21, 22
        ("2026-09-28", "2026-10-10", "2026-10-12"),  # 29, 30, 8, 9, 10 October worked
        ("2026-11-16", "2026-11-23", "2026-11-24"),
        ("2026-01-04", "2026-01-09", "2026-01-12"),  # a Sunday that is worked
        ("2026-04-02", "2026-04-10", "2026-04-13"),  # 3 April, 4–6 rested
        ("2026-06-17", "2026-06-25", "2026-06-26"),  # 18 June, 19–21 rested
        ("2026-12-29", "2027-01-06", "2027-01-07"),  # 30, 31; 1–3 January rested
    ],
)
def test_five_working_days_to_say_that_it_is_not_ours(
    county: County, sent: str, last: str, late: str
) -> None:
    county.now = at(sent)
    matter = petitioned(county)
    county.act(matter, "dispatch", "clerk")
    county.now = at(late)
    assert refused(county, matter, "object", "water", reason="无权").stable_code == "objection_late"
    county.now = at(last, 16)
    county.act(matter, "object", "water", reason="无权处理")


@pytest.mark.parametrize(
    ("sent", "last", "late"),
    [
        ("2026-02-12", "2026-02-24", "2026-02-25"),  # 13, 14 worked, 24
        ("2026-04-30", "2026-05-08", "2026-05-09"),
        ("2026-09-30", "2026-10-10", "2026-10-12"),  # 8, 9, 10 worked
        ("2026-11-16", "2026-11-19", "2026-11-20"),
        ("2026-01-04", "2026-01-07", "2026-01-08"),
        ("2026-02-24", "2026-02-27", "2026-02-28"),  # the Saturday after is worked
        ("2026-04-03", "2026-04-09", "2026-04-10"),  # 4–6 April rested
        ("2026-06-18", "2026-06-24", "2026-06-25"),  # 19–21 June rested
        ("2026-09-18", "2026-09-22", "2026-09-23"),  # Sunday 20 worked
        ("2026-12-30", "2027-01-05", "2027-01-06"),  # 31; 1–3 January rested
    ],
)
def test_three_working_days_to_send_a_suggestion_back(
    county: County, sent: str, last: str, late: str
) -> None:
    county.now = at(sent)
    matter = suggested(county)
    county.now = at(late)
    assert refused(county, matter, "object", "water", reason="无权").stable_code == "objection_late"
    county.now = at(last, 16)
    county.act(matter, "object", "water", reason="不属本单位职责")


def test_the_hearing_takes_nothing_from_the_thirty_days(county: County) -> None:
    """Asked on 10 September, the thirty days end on 10 October. A hearing from 21 to 25 September
    stops them for four days: 14 October."""
    county.now = at("2026-09-10")
    matter = petitioned(county)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water", notice_number="1")
    typed = {"outcome": "explain", "opinion_number": "1", "found": "x", "legal_basis": "x"}
    county.act(
        matter, "complete", "water", **typed, result="x", delivered_on="2026-09-10", evidence="x"
    )
    county.act(matter, "ask_first_review", "clerk", first_asked_on="2026-09-10", first_grounds="x")
    county.act(
        matter, "give_first_review", "clerk", first_review_organ="县政府", first_outcome="upheld",
        first_number="1", first_delivered_on="2026-09-10",
    )  # fmt: skip
    county.act(matter, "ask_final_review", "clerk", final_asked_on="2026-09-10", final_grounds="x")
    assert local_date(matter.due_at) == date(2026, 10, 10)
    county.now = at("2026-09-21")
    county.act(matter, "hold_hearing", "clerk")
    county.now = at("2026-09-25")
    county.act(matter, "end_hearing", "clerk", hearing_view="x")
    assert local_date(matter.due_at) == date(2026, 10, 14)


def test_a_petition_brought_to_the_organ_itself_counts_from_its_receipt(county: County) -> None:
    matter = engine.open_matter(
        "petition", county["water"], county.now, title="反映涵洞堵塞", channel="visit",
        received_on="2026-11-12", came_by="direct", persons="2", nature="request",
    )  # fmt: skip
    assert local_date(matter.due_at) == date(2026, 11, 27)
