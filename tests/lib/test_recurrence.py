"""When a repeating obligation is due next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.lib.errors import Invalid
from luoshi.lib.recurrence import describe, next_due, period_of

RULES = (
    "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY",
    "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=25", "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "FREQ=WEEKLY|FREQ=DAILY",
    "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "after", "due"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=25", "2026-03-24", "2026-03-25"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "2026-03-25", "2026-04-25"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-02-28"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "2028-01-31", "2028-02-29"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-02-28", "2026-03-31"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "2026-01-15", "2026-01-31"),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=0", "2026-11-23", "2026-11-30"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-23", "2026-11-25"),
        ("FREQ=WEEKLY", "2026-11-23", "2026-11-29"),
        ("FREQ=WEEKLY", "2026-11-29", "2026-12-06"),
        ("FREQ=MONTHLY", "2026-11-23", "2026-11-30"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-11-23", "2026-12-31"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "2026-03-31", "2026-06-30"),
        ("FREQ=MONTHLY;INTERVAL=6", "2026-06-30", "2026-12-31"),
        ("FREQ=YEARLY", "2026-11-23", "2026-12-31"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2026-11-23", "2027-02-28"),
        ("FREQ=YEARLY;BYMONTH=6,12", "2026-06-30", "2026-12-31"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "2026-09-25", "2026-12-25"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-23", "2026-12-07"),
        ("FREQ=DAILY", "2026-11-23", "2026-11-24"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", "2026-11-30"),
        ("FREQ=WEEKLY|FREQ=MONTHLY", "2026-11-29", "2026-11-30"),
        ("DTSTART:20270228;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2026-01-01", "2027-02-28"),
        ("FREQ=MONTHLY;DTSTART=20270110", "2026-11-23", "2027-01-31"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=5", "2026-12-05", "2027-01-05"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-05-20", "2026-05-29"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3", "2026-05-29", "2026-06-03"),
    ],
)  # fmt: skip
def test_the_next_due_date_is_later_than_today(rule: str, after: str, due: str) -> None:
    assert next_due(rule, date.fromisoformat(after)) == date.fromisoformat(due)


def test_a_day_belongs_to_the_period_around_it() -> None:
    day = date(2026, 11, 23)
    assert period_of("FREQ=WEEKLY", day) == (date(2026, 11, 23), date(2026, 11, 29))
    assert period_of("FREQ=MONTHLY;BYMONTHDAY=25", day) == (date(2026, 11, 1), date(2026, 11, 30))
    assert period_of("FREQ=MONTHLY;INTERVAL=3", day) == (date(2026, 10, 1), date(2026, 12, 31))
    assert period_of("FREQ=MONTHLY;INTERVAL=6", day) == (date(2026, 7, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=25", "每月25日"), ("FREQ=WEEKLY;BYDAY=MO", "每周一"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "每季度末"), ("FREQ=MONTHLY", "每月"),
        ("FREQ=MONTHLY;INTERVAL=3", "每季度"), ("FREQ=MONTHLY;INTERVAL=6", "每半年"),
        ("FREQ=WEEKLY;INTERVAL=2", "每两周"), ("FREQ=MONTHLY;INTERVAL=2", "每两个月"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "每年12月底"), ("FREQ=DAILY", "每天"),
        ("FREQ=YEARLY;BYMONTH=6,12", "每年6月底、12月底"), ("FREQ=MONTHLY;BYMONTHDAY=-1", "每月底"),
        ("FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=0", "每周一10:00"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "每周一、周四"), ("FREQ=MONTHLY;BYDAY=-1FR", "每月最后一个周五"),
        ("FREQ=MONTHLY;BYDAY=1MO", "每月第1个周一"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "每月最后一个工作日"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "每月倒数第2个工作日"),
        ("FREQ=WEEKLY|FREQ=DAILY", "每周、每天"),
        ("FREQ=DAILY;INTERVAL=3", "每3天"), ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "每月15日和月底"),
    ],
)  # fmt: skip
def test_a_rule_is_told_in_chinese(rule: str, words: str) -> None:
    assert describe(rule) == words


@pytest.mark.parametrize(
    "rule",
    ["", "x", "FREQ", "FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=99", "FREQ=MONTHLY;INTERVAL=0",
     "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;COUNT=3", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
     "FREQ=MONTHLY;DTSTART=soon"],
)  # fmt: skip
def test_an_unreadable_rule_is_refused_in_words(rule: str) -> None:
    with pytest.raises(Invalid, match="看不懂周期规则") as refused:
        next_due(rule, date(2026, 1, 1))
    assert refused.value.stable_code == "bad_recurrence"


def test_a_rule_that_has_ended_says_so() -> None:
    with pytest.raises(Invalid, match="到期") as refused:
        next_due("FREQ=DAILY;UNTIL=20200101", date(2026, 1, 1))
    assert refused.value.stable_code == "recurrence_ended"


@given(st.sampled_from(RULES), st.dates(date(2001, 1, 1), date(2060, 1, 1)))
def test_due_dates_follow_one_another_without_a_gap(rule: str, day: date) -> None:
    due = next_due(rule, day)
    assert due > day
    assert next_due(rule, due - timedelta(days=1)) == due
    first, last = period_of(rule, day)
    assert first <= day <= last
