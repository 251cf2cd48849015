"""What a clerk writes under 完成时限, and how the whole cell is read."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.lib.deadlines import Deadline, read_cell

FILED = date(2024, 3, 20)


def cell(text: str) -> Deadline:
    return read_cell(text, anchor=FILED, year=2024)


@pytest.mark.parametrize(
    ("text", "due", "precision"),
    [
        ("2024年12月底前", "2024-12-31", "month"), ("12月底", "2024-12-31", "month"),
        ("年底前", "2024-12-31", "year"), ("2024年底", "2024-12-31", "year"),
        ("2026年6月底前", "2026-06-30", "month"), ("6月上旬", "2024-06-10", "ten_days"),
        ("6月中旬", "2024-06-20", "ten_days"), ("6月下旬", "2024-06-30", "ten_days"),
        ("一季度", "2024-03-31", "quarter"), ("上半年", "2024-06-30", "half_year"),
        ("三季度末", "2024-09-30", "quarter"), ("前三季度", "2024-09-30", "quarter"),
        ("2024.12.31", "2024-12-31", "day"), ("2024/12/31", "2024-12-31", "day"),
        ("20241231", "2024-12-31", "day"), ("12月31日", "2024-12-31", "day"),
        ("2024-12", "2024-12-31", "month"), ("2024.06", "2024-06-30", "month"),
        ("45657", "2024-12-31", "day"), ("45657.0", "2024-12-31", "day"),
        ("2024-12-31 00:00:00", "2024-12-31", "day"), ("10月", "2024-10-31", "month"),
        ("２０２４年１２月３１日前", "2024-12-31", "day"),
        ("2024 年 12 月底前", "2024-12-31", "month"), ("24年底", "2024-12-31", "year"),
        ("2024 年 12 月 31 日前", "2024-12-31", "day"), ("12.31", "2024-12-31", "day"),
        ("6.30前", "2024-06-30", "day"), ("“十四五”末", "2025-12-31", "plan"),
        ("今年内", "2024-12-31", "year"), ("四季度", "2024-12-31", "quarter"),
    ],
)  # fmt: skip
def test_a_date_is_read_to_its_last_day(text: str, due: str, precision: str) -> None:
    read = cell(text)
    assert (read.kind, read.normalized, read.due) == ("date", due, date.fromisoformat(due))
    assert read.precision == precision


@pytest.mark.parametrize("text", ["12月底", "年底前", "一季度", "12月31日", "12.31"])
def test_a_year_taken_from_the_ledger_is_marked(text: str) -> None:
    read = cell(text)
    assert read.assumed_year
    assert "年份取自台账年度" in read.note
    assert not cell("2024年12月底前").assumed_year


def test_the_file_date_gives_the_year_where_no_ledger_year_is_known() -> None:
    assert read_cell("6月底前", anchor=date(2025, 2, 1)).due == date(2025, 6, 30)
    unknown = read_cell("6月底前")
    assert (unknown.kind, unknown.due) == ("date", None)
    assert "缺少年份" in unknown.note


def test_a_ledger_year_is_never_moved_on() -> None:
    read = read_cell("2月底前", anchor=date(2024, 11, 20), year=2024)
    assert read.due == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "begin", "due"),
    [
        ("2024—2026年", "2024-01-01", "2026-12-31"),
        ("2024年1月至12月", "2024-01-01", "2024-12-31"),
        ("2024年1-12月", "2024-01-01", "2024-12-31"),
        ("2024.1-2024.12", "2024-01-01", "2024-12-31"),
        ("2024.03.01-2024.06.30", "2024-03-01", "2024-06-30"),
        ("2024年3月—2025年2月", "2024-03-01", "2025-02-28"),
        ("10月至次年3月", "2024-10-01", "2025-03-31"), ("3-5月", "2024-03-01", "2024-05-31"),
        ("3 月至 5 月", "2024-03-01", "2024-05-31"), ("2024年", "2024-01-01", "2024-12-31"),
        ("5月20日-6月20日", "2024-05-20", "2024-06-20"),
        ("即日起至12月底", "2024-03-20", "2024-12-31"),
    ],
)  # fmt: skip
def test_a_range_has_two_ends(text: str, begin: str, due: str) -> None:
    read = cell(text)
    assert (read.kind, read.normalized) == ("period", f"{begin}/{due}")
    assert (read.begin, read.due) == (date.fromisoformat(begin), date.fromisoformat(due))


@pytest.mark.parametrize("text", ["长期", "长期坚持", "持续推进", "常态化", "全年", "贯穿全年"])
def test_lasting_work_has_no_day_to_be_late_on(text: str) -> None:
    read = cell(text)
    assert (read.kind, read.due) == ("ongoing", None)


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("2024年底前，并长期坚持", "date", date(2024, 12, 31)),
        ("2024年12月底前完成并长期坚持", "date", date(2024, 12, 31)),
        ("立行立改，长期坚持", "immediate", None),
    ],
)
def test_a_limit_may_be_followed_by_lasting_work(text: str, kind: str, due: date | None) -> None:
    read = cell(text)
    assert (read.kind, read.due, read.ongoing_after) == (kind, due, True)


@pytest.mark.parametrize("text", ["立行立改", "立即整改", "立即", "即知即改"])
def test_at_once_is_said_and_given_no_invented_day(text: str) -> None:
    read = cell(text)
    assert (read.kind, read.due, read.ongoing_after) == ("immediate", None, False)


@pytest.mark.parametrize("text", ["按时间节点推进", "按省市要求时限", "按上级部署", "按合同约定"])
def test_a_limit_set_by_others_needs_a_person(text: str) -> None:
    assert cell(text).kind == "external"
    assert "人工" in cell(text).note


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每月25日前", "FREQ=MONTHLY;BYMONTHDAY=25"), ("每季度末", "FREQ=MONTHLY;INTERVAL=3"),
        ("每周五", "FREQ=WEEKLY;BYDAY=FR"),
        ("每年12月底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("1、4、7、10月5日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
        ("3月、6月、9月和12月20日前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
        ("4、7、10月底", "FREQ=YEARLY;BYMONTH=4,7,10;BYMONTHDAY=-1"),
    ],
)  # fmt: skip
def test_a_repeating_limit_is_a_rule(text: str, rule: str) -> None:
    read = cell(text)
    assert (read.kind, read.rrule, read.normalized) == ("recurring", rule, rule)


def test_a_limit_from_a_notice_waits_for_the_notice() -> None:
    read = cell("收到通知后3个工作日内")
    assert (read.kind, read.due, read.normalized) == ("relative", None, "REL:received+P3WD")


def test_a_bare_length_waits_for_its_start() -> None:
    assert (cell("30天").kind, cell("30天").normalized) == ("relative", "P30D")


@pytest.mark.parametrize("text", ["已完成", "完成", "已办结", "已销号"])
def test_a_status_in_the_date_column_is_a_status(text: str) -> None:
    assert cell(text).kind == "status"


@pytest.mark.parametrize("text", ["/", "—", "无", "待定", "另行通知", "", "  ", "12", "6.3", "Q3"])
def test_nothing_said_is_unknown_and_listed_for_a_person(text: str) -> None:
    read = cell(text)
    assert (read.kind, read.due) == ("unknown", None)
    assert read.note


@pytest.mark.parametrize(
    "text",
    [
        "2021915日",
        "615日、1215日",
        "202310月份",
        "19月",
        "2月30日前",
        "13月底前",
        "2024年9月1日至2024年8月1日",
    ],
)
def test_a_damaged_date_is_never_trusted(text: str) -> None:
    read = cell(text)
    assert (read.kind, read.due, read.normalized) == ("unknown", None, None)
    assert "核对原文" in read.note


@pytest.mark.parametrize(
    ("text", "due"),
    [("春节前", date(2025, 1, 28)), ("汛期前", None), ("两会前", None), ("县委全会前", None)],
)
def test_an_event_gives_a_day_only_if_the_calendar_knows_it(text: str, due: date | None) -> None:
    read = cell(text)
    assert (read.kind, read.due) == ("event", due)


def test_a_second_limit_in_the_cell_is_told() -> None:
    read = cell("6月底前完成规划，12月底前竣工")
    assert read.due == date(2024, 6, 30)
    assert "12月底前" in read.note


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("按月", "FREQ=MONTHLY"), ("按季度报送", "FREQ=MONTHLY;INTERVAL=3"),
        ("按周调度", "FREQ=WEEKLY"), ("按年", "FREQ=YEARLY"),
    ],
)  # fmt: skip
def test_by_the_month_is_every_month(text: str, rule: str) -> None:
    read = cell(text)
    assert (read.kind, read.normalized) == ("recurring", rule)
    assert read.text == text[read.start : read.end]


@pytest.mark.parametrize("text", ["随时", "随时报送", "不定期"])
def test_at_any_time_recurs_without_a_rule(text: str) -> None:
    read = cell(text)
    assert (read.kind, read.normalized) == ("recurring", None)
    assert "周期" in read.note
