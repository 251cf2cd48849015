"""The limits of papers and of publishing, day by day: ten dates each, reckoned by hand from the
State Council's arrangement for 2026 (rest 15–23 Feb, 4–6 Apr, 1–5 May, 19–21 Jun, 25–27 Sep,
1–7 Oct; worked 4 Jan, 14 and 28 Feb, 9 May, 20 Sep, 10 Oct)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.catalogue.declared_lint import declared
from luoshi.catalogue.loader import load
from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters import clocks

TYPES = load().types
SEVEN = (
    ("2026-02-11", "2026-02-27"), ("2026-02-13", "2026-03-02"), ("2026-04-30", "2026-05-13"),
    ("2026-09-18", "2026-09-29"), ("2026-09-30", "2026-10-15"), ("2026-03-31", "2026-04-10"),
    ("2026-06-18", "2026-06-30"), ("2026-01-01", "2026-01-12"), ("2026-08-31", "2026-09-09"),
    ("2025-12-26", "2026-01-07"),
)  # fmt: skip
THREE = (
    ("2026-02-13", "2026-02-25"), ("2026-02-12", "2026-02-24"), ("2026-02-26", "2026-03-02"),
    ("2026-05-08", "2026-05-12"), ("2026-09-18", "2026-09-22"), ("2026-09-30", "2026-10-10"),
    ("2026-12-30", "2027-01-05"), ("2026-04-30", "2026-05-08"), ("2026-01-30", "2026-02-04"),
    ("2026-10-09", "2026-10-13"),
)  # fmt: skip
TWO = (
    ("2026-02-13", "2026-02-24"), ("2026-02-14", "2026-02-25"), ("2026-02-27", "2026-03-02"),
    ("2026-04-30", "2026-05-07"), ("2026-05-08", "2026-05-11"), ("2026-09-18", "2026-09-21"),
    ("2026-09-24", "2026-09-29"), ("2026-09-30", "2026-10-09"), ("2026-12-31", "2027-01-05"),
    ("2026-06-18", "2026-06-23"),
)  # fmt: skip
TWENTY = (
    ("2026-01-30", "2026-03-05"), ("2026-02-13", "2026-03-19"), ("2026-04-03", "2026-05-07"),
    ("2026-04-30", "2026-06-01"), ("2026-09-01", "2026-09-29"), ("2026-09-30", "2026-11-03"),
    ("2026-06-01", "2026-06-30"), ("2026-07-31", "2026-08-28"), ("2025-12-12", "2026-01-12"),
    ("2026-11-02", "2026-11-30"),
)  # fmt: skip
TABLE = [
    *(("incoming_document", "handle", *row) for row in SEVEN),
    *(("incoming_document", "handle_urgent", *row) for row in THREE),
    *(("incoming_document", "request", *row) for row in THREE),
    *(("incoming_document", "circulation", *row) for row in THREE),
    *(("incoming_document", "answer", *row) for row in TWO),
    *(("outgoing_document", "send_out", *row) for row in TWO),
    *(("website_item", "publish", *row) for row in TWO),
    *(("website_item", "public", *row) for row in TWENTY),
]
HOURS = (
    ("incoming_document", "entry_urgent", "2026-02-14T17:10", "2026-02-14T19:10"),
    ("incoming_document", "handle_extra", "2026-12-31T16:20", "2027-01-01T16:20"),
    ("incoming_document", "handle_extra", "2026-02-28T09:00", "2026-03-01T09:00"),
    ("outgoing_document", "step_extra", "2026-11-16T23:30", "2026-11-17T01:30"),
    ("outgoing_document", "step_urgent", "2026-11-16T09:00", "2026-11-16T13:00"),
    ("outgoing_document", "send_out_extra", "2026-09-30T15:00", "2026-09-30T19:00"),
    ("info_brief", "timely", "2026-02-28T08:00", "2026-03-01T08:00"),
)


def rule(type_key: str, key: str) -> clocks.Clock:
    """The clock of that type."""
    found = clocks.rule_of(TYPES[type_key], key)
    assert found is not None
    return found


@pytest.mark.parametrize(("type_key", "key", "begun", "ends"), TABLE)
def test_a_limit_in_days_ends_on_the_day_reckoned_by_hand(
    type_key: str, key: str, begun: str, ends: str
) -> None:
    found = clocks.end_of_period(rule(type_key, key), date.fromisoformat(begun), Calendar())
    assert f"{local_date(found)}" == ends


@pytest.mark.parametrize(("at", "faulty"), [("12:00", False), ("25:00", True), ("noon", True)])
def test_an_hour_that_is_none_is_a_fault(at: str, faulty: bool) -> None:
    clock = {"key": "k", "label": "k", "within": "0 calendar_day", "starts": "register",
             "ends": "look", "basis": "S106", "at": at}  # fmt: skip
    found = {code for code, _ in declared({"clock": [clock], "act": []})}
    assert ("catalogue.E032" in found) is faulty


@pytest.mark.parametrize(("type_key", "key", "begun", "ends"), HOURS)
def test_a_limit_in_hours_runs_by_the_clock(type_key: str, key: str, begun: str, ends: str) -> None:
    moment = datetime.fromisoformat(begun).replace(tzinfo=CHINA)
    found = clocks.end_of_period(rule(type_key, key), moment, Calendar())
    assert found == datetime.fromisoformat(ends).replace(tzinfo=CHINA)
