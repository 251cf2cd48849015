"""In a sentence that is known to call for something, a date to come limits it without 前 or 内."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.lib.deadlines import best, find
from luoshi.lib.recurrence import describe, next_due

WRITTEN = date(2026, 3, 12)  # a Thursday

# sentence, what is due
OWED = (
    ("各单位明天上午到我办公室说清楚。", "2026-03-13"),
    ("住建局今天晚上把清单发出来。", "2026-03-12"),
    ("财务股后天跟各乡镇对账。", "2026-03-14"),
    ("各股室这个月底报一次。", "2026-03-31"),
    ("督查室月底跟大家碰一次头。", "2026-03-31"),
    ("28号先彩排一遍。", "2026-03-28"),
    ("隧道10月1日建成通车。", "2026-10-01"),
    ("材料4月份送市局。", "2026-04-30"),
    ("砚湖小学年底投用。", "2026-12-31"),
    ("全年新建通村公路220公里。", "2026-01-01/2026-12-31"),
    ("二季度抽查十个单位。", "2026-06-30"),
    ("给你们五天，把台账补齐。", "2026-03-17"),
    ("半个月拿个结果。", "2026-03-27"),
    ("一个礼拜，逐户走完。", "2026-03-19"),
    ("三个月以后，再考一次。", "2026-06-12"),
    ("自本通报印发之日起，实行双人双锁。", "2026-03-12/"),
    ("周三定为无会日。", "FREQ=WEEKLY;BYDAY=WE"),
)
# What looks like a limit and is none, whoever is asked for something.
NOT_ITS_LIMIT = (
    "请把2025年12月的报表补上。",
    "12月的主体班加一堂课。",
    "各单位补上去年5月份缺的记录。",
    "要做好9月开学前的各项准备的检查。",
)


@pytest.mark.parametrize(("sentence", "due"), OWED, ids=[one[0] for one in OWED])
def test_a_date_to_come_limits_what_is_owed(sentence: str, due: str) -> None:
    found = best(find(sentence, anchor=WRITTEN, owed=True))
    assert found is not None
    assert found.normalized == due


@pytest.mark.parametrize("sentence", NOT_ITS_LIMIT)
def test_a_date_of_a_paper_or_gone_by_limits_nothing(sentence: str) -> None:
    found = best(find(sentence, anchor=WRITTEN, owed=True))
    assert found is None or found.due is None


@pytest.mark.parametrize(
    "sentence", ["住建局今天晚上把清单发出来。", "28号先彩排一遍。", "半个月拿个结果。"]
)
def test_without_knowing_that_it_is_owed_nothing_is_invented(sentence: str) -> None:
    assert find(sentence, anchor=WRITTEN) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("每6小时滚动推演一次调度方案。", "FREQ=HOURLY;INTERVAL=6"),
        ("处置过程中每隔四小时续报一次。", "FREQ=HOURLY;INTERVAL=4"),
        ("三站实行逐小时报汛。", "FREQ=HOURLY"),
        ("各镇每日7时、17时报送灾情。", "FREQ=DAILY;BYHOUR=7,17;BYMINUTE=0"),
        ("消防队每晚9点巡街。", "FREQ=DAILY;BYHOUR=21;BYMINUTE=0"),
    ],
)
def test_rhythms_of_hours(sentence: str, rule: str) -> None:
    found = best(find(sentence, anchor=WRITTEN))
    assert found is not None
    assert found.normalized == rule
    assert next_due(rule, WRITTEN) == date(2026, 3, 13)
    assert describe(rule)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("轮值方应在会议召开15日前征集议题。", "-P15D"),
        ("承办单位要在到期前三日书面申请延期。", "-P3D"),
        ("急件当天登记。", "P0D"),
        ("缺的章，三个工作日补齐。", "2026-03-17"),
        ("今天天黑之前把井盖垫平。", "2026-03-12"),
        ("后天下班前报名单。", "2026-03-14"),
    ],
)
def test_limits_told_by_an_event_or_a_part_of_the_day(sentence: str, due: str) -> None:
    found = best(find(sentence, anchor=WRITTEN, owed=True))
    assert found is not None
    assert found.normalized == due


def test_next_year_is_counted_from_the_day_of_writing() -> None:
    found = best(find("明年6月底前建成。", anchor=date(2025, 12, 29), year=2026))
    assert found is not None
    assert found.due == date(2026, 6, 30)


def test_a_month_gone_by_is_next_years() -> None:
    found = best(find("元月10号交作业。", anchor=date(2026, 12, 24), owed=True))
    assert found is not None
    assert found.due == date(2027, 1, 10)


def test_a_once_before_a_months_end_is_no_rhythm() -> None:
    found = best(find("县医保局12月底前完成一次清算。", anchor=WRITTEN))
    assert found is not None
    assert found.normalized == "2026-12-31"


def test_a_rhythm_with_its_day_says_more_than_one_without() -> None:
    found = best(find("建立周例会制度，房产局每周五汇总进度。", anchor=WRITTEN))
    assert found is not None
    assert found.normalized == "FREQ=WEEKLY;BYDAY=FR"


def test_of_two_rhythms_the_slower_is_no_day_of_the_first() -> None:
    found = best(find("加强运行监测，按月分析、按季调度。", anchor=WRITTEN))
    assert found is not None
    assert found.normalized == "FREQ=MONTHLY"


def test_today_gives_way_to_the_day_that_is_set() -> None:
    found = best(find("区长今天没来，明天上午到我办公室说清楚。", anchor=WRITTEN, owed=True))
    assert found is not None
    assert found.due == date(2026, 3, 13)
