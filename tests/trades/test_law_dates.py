"""The last day of every period of the law, reckoned by hand from the calendar of 2026.

Worked weekends: 4 January, 14 and 28 February, 9 May, 20 September, 10 October. Rested: 1–3
January, 15–23 February, 4–6 April, 1–5 May, 19–21 June, 25–27 September, 1–7 October. 1 January
2027 is a Friday.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters import clocks
from luoshi.matters.types import current

FIVE = """
2026-01-05 2026-01-12
2026-02-06 2026-02-13
2026-02-13 2026-02-27
2026-02-28 2026-03-06
2026-04-03 2026-04-13
2026-04-30 2026-05-11
2026-06-18 2026-06-26
2026-09-18 2026-09-24
2026-09-30 2026-10-13
2026-12-28 2027-01-05
"""
SEVEN = """
2026-01-05 2026-01-14
2026-02-06 2026-02-24
2026-02-13 2026-03-02
2026-02-28 2026-03-10
2026-04-03 2026-04-15
2026-04-30 2026-05-13
2026-06-18 2026-06-30
2026-09-18 2026-09-29
2026-09-30 2026-10-15
2026-12-28 2027-01-07
"""
TEN = """
2026-01-05 2026-01-19
2026-02-06 2026-02-27
2026-02-13 2026-03-05
2026-02-28 2026-03-13
2026-04-03 2026-04-20
2026-04-30 2026-05-18
2026-06-18 2026-07-03
2026-09-18 2026-10-09
2026-09-30 2026-10-20
2026-12-18 2027-01-04
"""
FIFTEEN = """
2026-01-05 2026-01-26
2026-02-06 2026-03-05
2026-02-13 2026-03-12
2026-02-28 2026-03-20
2026-04-03 2026-04-27
2026-04-30 2026-05-25
2026-06-05 2026-06-29
2026-09-18 2026-10-15
2026-09-30 2026-10-27
2026-12-18 2027-01-11
"""
TWENTY = """
2026-01-05 2026-02-02
2026-02-06 2026-03-12
2026-02-13 2026-03-19
2026-02-28 2026-03-27
2026-04-03 2026-05-07
2026-04-30 2026-06-01
2026-06-05 2026-07-06
2026-09-18 2026-10-22
2026-09-30 2026-11-03
2026-12-18 2027-01-18
"""
TEN_DAYS = """
2026-01-05 2026-01-15
2026-02-04 2026-02-14
2026-02-05 2026-02-24
2026-02-18 2026-02-28
2026-03-27 2026-04-07
2026-04-29 2026-05-09
2026-09-10 2026-09-20
2026-09-27 2026-10-08
2026-09-30 2026-10-10
2026-12-22 2027-01-04
"""
FIFTEEN_DAYS = """
2026-01-05 2026-01-20
2026-01-30 2026-02-14
2026-01-31 2026-02-24
2026-02-13 2026-02-28
2026-03-20 2026-04-07
2026-04-16 2026-05-06
2026-04-24 2026-05-09
2026-09-05 2026-09-20
2026-09-25 2026-10-10
2026-12-18 2027-01-04
"""
THIRTY_DAYS = """
2026-01-05 2026-02-04
2026-01-15 2026-02-14
2026-01-16 2026-02-24
2026-01-29 2026-02-28
2026-03-05 2026-04-07
2026-04-09 2026-05-09
2026-05-20 2026-06-22
2026-08-21 2026-09-20
2026-09-10 2026-10-10
2026-12-04 2027-01-04
"""
FORTY_FIVE_DAYS = """
2025-12-31 2026-02-14
2026-01-05 2026-02-24
2026-01-14 2026-02-28
2026-02-19 2026-04-07
2026-03-20 2026-05-06
2026-03-25 2026-05-09
2026-05-06 2026-06-22
2026-08-06 2026-09-20
2026-08-26 2026-10-10
2026-11-18 2027-01-04
"""
SIXTY_DAYS = """
2025-12-17 2026-02-24
2026-01-04 2026-03-05
2026-01-05 2026-03-06
2026-01-30 2026-03-31
2026-02-05 2026-04-07
2026-03-02 2026-05-06
2026-07-22 2026-09-20
2026-08-02 2026-10-08
2026-08-11 2026-10-10
2026-11-03 2027-01-04
"""
NINETY_DAYS = """
2026-01-05 2026-04-07
2026-01-30 2026-04-30
2026-02-04 2026-05-06
2026-02-05 2026-05-06
2026-02-08 2026-05-09
2026-03-21 2026-06-22
2026-06-22 2026-09-20
2026-07-03 2026-10-08
2026-07-12 2026-10-10
2026-10-05 2027-01-04
"""
THREE_MONTHS = """
2025-11-14 2026-02-14
2025-11-15 2026-02-24
2025-11-30 2026-02-28
2026-01-05 2026-04-07
2026-02-09 2026-05-09
2026-03-20 2026-06-22
2026-03-31 2026-06-30
2026-06-20 2026-09-20
2026-07-10 2026-10-10
2026-10-02 2027-01-04
"""
SIX_MONTHS = """
2025-08-15 2026-02-24
2025-08-31 2026-02-28
2025-10-04 2026-04-07
2025-11-09 2026-05-09
2025-12-31 2026-06-30
2026-01-05 2026-07-06
2026-03-20 2026-09-20
2026-04-01 2026-10-08
2026-04-10 2026-10-10
2026-07-02 2027-01-04
"""
PERIODS = (
    ("reconsideration", "reply", TEN),
    ("reconsideration", "reply_simple", FIVE),
    ("reconsideration", "decision", SIXTY_DAYS),
    ("reconsideration", "decision_simple", THIRTY_DAYS),
    ("reconsideration", "decision_longer", NINETY_DAYS),
    ("reconsideration", "correct", SIXTY_DAYS),
    ("reconsideration", "suit", FIFTEEN_DAYS),
    ("litigation", "answer", FIFTEEN_DAYS),
    ("litigation", "trial", SIX_MONTHS),
    ("litigation", "trial_simple", FORTY_FIVE_DAYS),
    ("litigation", "second", THREE_MONTHS),
    ("litigation", "appeal", FIFTEEN_DAYS),
    ("litigation", "appeal_ruling", TEN_DAYS),
    ("info_disclosure", "correction_notice", SEVEN),
    ("info_disclosure", "answer", TWENTY),
    ("info_disclosure", "answer_corrected", TWENTY),
    ("info_disclosure", "third_party", FIFTEEN),
    ("legality_review", "review", SEVEN),
)
DATES = [
    (key, clock, *row.split()) for key, clock, table in PERIODS for row in table.strip().split("\n")
]


@pytest.mark.parametrize(("type_key", "clock", "begun", "ends"), DATES)
def test_a_period_of_the_law_ends_on_the_day_reckoned_by_hand(
    type_key: str, clock: str, begun: str, ends: str
) -> None:
    rule = clocks.rule_of(current(type_key), clock)
    assert rule is not None
    end = clocks.end_of_period(rule, date.fromisoformat(begun), Calendar())
    assert f"{local_date(end)}" == ends


@pytest.mark.parametrize(
    ("clock", "begun", "ends"),
    [
        ("phone", "2026-02-17 02:40", "2026-02-17 03:10"),
        ("written", "2026-02-17 23:30", "2026-02-18 00:30"),
        ("written_law", "2026-12-31 22:45", "2027-01-01 00:45"),
        ("receipt", "2026-10-03 11:05", "2026-10-03 12:05"),
    ],
)
def test_the_minutes_of_an_emergency_run_at_night_and_on_feast_days(
    clock: str, begun: str, ends: str
) -> None:
    rule = clocks.rule_of(current("emergency_report"), clock)
    assert rule is not None
    moment = datetime.fromisoformat(begun).replace(tzinfo=CHINA)
    end = clocks.end_of_period(rule, moment, Calendar()).astimezone(CHINA)
    assert f"{end:%Y-%m-%d %H:%M}" == ends


@pytest.mark.parametrize(
    ("clock", "begun", "ends"),
    [
        ("casualties", "2026-01-30", "2026-03-01"),
        ("casualties", "2026-09-01", "2026-10-01"),
        ("casualties_road_fire", "2026-02-10", "2026-02-17"),
        ("casualties_road_fire", "2026-12-28", "2027-01-04"),
    ],
)
def test_the_days_in_which_casualties_are_reported_anew_do_not_move_for_a_feast(
    clock: str, begun: str, ends: str
) -> None:
    rule = clocks.rule_of(current("emergency_report"), clock)
    assert rule is not None
    end = clocks.end_of_period(rule, date.fromisoformat(begun), Calendar())
    assert f"{local_date(end)}" == ends
