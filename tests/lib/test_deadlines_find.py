"""Due dates in running text: which words are a limit, and what day they mean."""

from __future__ import annotations

from datetime import date, time

import pytest

from luoshi.lib.deadlines import Deadline, best, find, scorer_kind
from luoshi.lib.workdays import Calendar, RestDay

WRITTEN = date(2024, 5, 15)  # a Wednesday


def only(text: str) -> Deadline:
    found = find(text, anchor=WRITTEN)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("2024年12月底前完成", "2024年12月底前", "2024-12-31"),
        ("停车场6.1前投用", "6.1前", "2024-06-01"), ("10.15日前报送", "10.15日前", "2024-10-15"),
        ("油菜6月20前收完", "6月20前", "2024-06-20"),
        ("各乡镇要在5月20日前报县政府办", "5月20日前", "2024-05-20"),
        ("年底前全部销号", "年底前", "2024-12-31"), ("年内开工", "年内", "2024-12-31"),
        ("今年底前启用", "今年底前", "2024-12-31"), ("今年年底前启用", "今年年底前", "2024-12-31"),
        ("明年6月底前建成", "明年6月底前", "2025-06-30"),
        ("6月上旬完成招标", "6月上旬", "2024-06-10"), ("6月中旬前", "6月中旬前", "2024-06-20"),
        ("6月下旬完成", "6月下旬", "2024-06-30"), ("一季度末前", "一季度末前", "2024-03-31"),
        ("上半年完成选址", "上半年", "2024-06-30"), ("三季度末完成", "三季度末", "2024-09-30"),
        ("前三季度完成八成", "前三季度", "2024-09-30"), ("第三季度启动招标", "第三季度", "2024-09-30"),
        ("到2027年，全县公交全部换新", "到2027年", "2027-12-31"),
        ("到2025年底，集中供水率达到95%", "到2025年底", "2025-12-31"),
        ("到“十四五”末，建成五个园区", "到“十四五”末", "2025-12-31"),
        ("十一月底前报送", "十一月底前", "2024-11-30"), ("二十日前报送", "二十日前", "2024-05-20"),
        ("五日前报送名单", "五日前", "2024-06-05"), ("8月份开考", "8月份", "2024-08-31"),
        ("二〇二四年十二月三十一日前", "二〇二四年十二月三十一日前", "2024-12-31"),
        ("2024 年 12 月 31 日前报送", "2024 年 12 月 31 日前", "2024-12-31"),
        ("预计2024年9月完工", "2024年9月", "2024-09-30"), ("计划8月完工", "8月", "2024-08-31"),
        ("2020年元月10日前完成", "2020年元月10日前", "2020-01-10"),
        ("完成时限：2025年11月底）", "2025年11月底", "2025-11-30"),
        ("完成时限：9月30日", "9月30日", "2024-09-30"), ("12月底以前", "12月底以前", "2024-12-31"),
        ("本月底前办结", "本月底前", "2024-05-31"), ("下月10日前报", "下月10日前", "2024-06-10"),
        ("定于6月20日召开现场会", "6月20日", "2024-06-20"), ("2027年前", "2027年前", "2027-12-31"),
        ("请于2024年6月15日（星期六）前报送", "2024年6月15日（星期六）前", "2024-06-15"),
        ("最迟不得晚于2024年9月1日", "2024年9月1日", "2024-09-01"),
    ],
)  # fmt: skip
def test_a_limit_is_read_to_its_last_day(text: str, words: str, due: str) -> None:
    read = only(text)
    assert (read.kind, read.text, read.normalized) == ("date", words, due)
    assert read.due == date.fromisoformat(due)
    assert scorer_kind(read) == "date"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("3-5月完成普查", "2024-03-01/2024-05-31"), ("4月—6月", "2024-04-01/2024-06-30"),
        ("9月1日至10月15日开展自查", "2024-09-01/2024-10-15"),
        ("9月1日至15日开展自查", "2024-09-01/2024-09-15"),
        ("2025年1月1日至12月31日，减半收取", "2025-01-01/2025-12-31"),
        ("从今年9月1日至2026年底，减半收取", "2024-09-01/2026-12-31"),
        ("从即日起至6月底，集中排查", "2024-05-15/2024-06-30"),
        ("整治时间：2024年5月至9月", "2024-05-01/2024-09-30"),
        ("5年内引进教师100名", "2024-05-15/2029-05-15"),
        ("2024年起5年内引进教师100名", "2024-01-01/2028-12-31"),
        ("5月中旬—8月底，集中整治", "2024-05-11/2024-08-31"),
        ("从6月1日起至8月31日止", "2024-06-01/2024-08-31"),
        ("自查阶段（6月1日—6月30日）", "2024-06-01/2024-06-30"),
        ("第二阶段为2024年7月至10月", "2024-07-01/2024-10-31"),
        ("今年要新建公厕20座", "2024-01-01/2024-12-31"),
        ("“十五五”期间新建5个园区", "2026-01-01/2030-12-31"),
    ],
)  # fmt: skip
def test_a_period_has_two_ends(text: str, normal: str) -> None:
    read = only(text)
    assert (read.kind, read.normalized, scorer_kind(read)) == ("period", normal, "period")
    assert f"{read.begin}/{read.due}" == normal


def test_a_period_may_be_open() -> None:
    read = only("从2025年1月1日起，推行网上办理")
    assert (read.kind, read.normalized, read.due) == ("period", "2025-01-01/", None)


def test_years_count_from_the_year_where_only_the_year_is_known() -> None:
    read = find("5年内引进教师100名", year=2024)[0]
    assert read.normalized == "2024-01-01/2028-12-31"


@pytest.mark.parametrize(
    ("text", "normal", "due"),
    [
        ("自本通知印发之日起30日内报备", "2024-06-14", "2024-06-14"),
        ("自印发之日起15个工作日内报备", "2024-06-05", "2024-06-05"),
        ("会后一周内拿出方案", "2024-05-22", "2024-05-22"),
        ("两周内拿出方案", "2024-05-29", "2024-05-29"), ("半年内见效", "2024-11-15", "2024-11-15"),
        ("收到通知后3个工作日内反馈", "REL:received+P3WD", None),
        ("中标通知书发出之日起30日内签约", "REL:awarded+P30D", None),
        ("请于明日（16日）上午10时前反馈", "2024-05-16", "2024-05-16"),
        ("收到本通知5日内反馈", "REL:received+P5D", None),
        ("受理之日起60日内办结", "REL:accepted+P60D", None),
        ("24小时内报告", "PT24H", None), ("对来信事项15日内答复", "P15D", None),
        ("分别在3个月、6个月内审结", "P3M;P6M", None), ("提前3天报备", "-P3D", None),
        ("本周五前报送", "2024-05-17", "2024-05-17"),
        ("下周一上午十点前报送", "2024-05-20", "2024-05-20"),
        ("本周内办结", "2024-05-19", "2024-05-19"), ("明天下班前报送", "2024-05-16", "2024-05-16"),
        ("明天上报", "2024-05-16", "2024-05-16"), ("今天务必完成", "2024-05-15", "2024-05-15"),
        ("后天报县政府办", "2024-05-17", "2024-05-17"),
        ("当日办结", "P0D", None), ("做到当日事当日毕", "P1D", None),
        ("下周一开始轮训", "REL:next_monday/..", None),
    ],
)  # fmt: skip
def test_a_relative_limit_is_a_day_only_when_its_start_is_known(
    text: str, normal: str, due: str | None
) -> None:
    read = only(text)
    assert (read.kind, read.normalized) == ("relative", normal)
    assert read.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("本周五前报送", "REL:this_friday"), ("下周召开", "REL:next_week"),
        ("明天下班前报送", "REL:tomorrow"), ("两周内拿出方案", "P2W"),
        ("自印发之日起30日内报备", "REL:issued+P30D"),
    ],
)  # fmt: skip
def test_without_a_document_date_relative_words_stay_words(text: str, token: str) -> None:
    read = find(text)[0]
    assert (read.normalized, read.due) == (token, None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每周一上午十点之前上报", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=10;BYMINUTE=0"),
        ("每月25日前报送", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("每月10日、25日前报送", "FREQ=MONTHLY;BYMONTHDAY=10,25"),
        ("每月底前报送", "FREQ=MONTHLY;BYMONTHDAY=-1"), ("每季度末盘点", "FREQ=MONTHLY;INTERVAL=3"),
        ("每季度末月25日前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25"),
        ("每半年督查一次", "FREQ=MONTHLY;INTERVAL=6"),
        ("每年12月底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("每年6月、12月底前", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("每周五报送", "FREQ=WEEKLY;BYDAY=FR"), ("每周一、周四上报", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("逐月分解任务", "FREQ=MONTHLY"), ("每天碰头", "FREQ=DAILY"), ("每个月例会", "FREQ=MONTHLY"),
        ("每两周调度一次", "FREQ=WEEKLY;INTERVAL=2"), ("一周一调度", "FREQ=WEEKLY"),
        ("每两个月研究一次", "FREQ=MONTHLY;INTERVAL=2"), ("按季通报", "FREQ=MONTHLY;INTERVAL=3"),
        ("每日18时前报送", "FREQ=DAILY;BYHOUR=18;BYMINUTE=0"),
        ("每月第一个周一例会", "FREQ=MONTHLY;BYDAY=1MO"), ("实行周调度", "FREQ=WEEKLY"),
        ("每周至每天都要有安排，每周或每天", "FREQ=WEEKLY"), ("24小时值班", "FREQ=DAILY"),
        ("每月终了后10日内报送", "FREQ=MONTHLY;BYMONTHDAY=10"), ("实行日报制度", "FREQ=DAILY"),
        ("每季度终了后15日内", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
        ("周一至周五值班", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), ("每季度首月10日前",
         "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"), ("每半月", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("坚持星期六学习", "FREQ=WEEKLY;BYDAY=SA"), ("半月一调度", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
    ],
)  # fmt: skip
def test_a_repeating_limit_is_a_rule(text: str, rule: str) -> None:
    read = find(text, anchor=WRITTEN)[0]
    assert (read.kind, read.normalized, read.due) == ("recurring", rule, None)
    assert scorer_kind(read) == "recurring"


@pytest.mark.parametrize("text", ["定期分析", "不定期抽查", "实时监测", "滚动更新项目库"])
def test_a_rhythm_that_is_not_named_gets_no_rule(text: str) -> None:
    read = only(text)
    assert (read.kind, read.rrule, read.normalized) == ("recurring", None, None)


def test_several_rhythms_are_all_kept() -> None:
    read = only("排好每周甚至每天的日程")
    assert read.normalized == "FREQ=WEEKLY|FREQ=DAILY"
    assert read.rrule == "FREQ=WEEKLY"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("春节前兑付到位", "2025-01-28"), ("2026年春节前兑付", "2026-02-16"),
        ("国庆前完成", "2024-09-30"), ("国庆节前完成", "2024-09-30"),
        ("“五一”前开街", "2025-04-30"), ("元旦前清零", "2024-12-31"), ("中秋节前", "2024-09-16"),
    ],
)  # fmt: skip
def test_before_a_festival_ends_on_its_eve(text: str, due: str) -> None:
    read = only(text)
    assert (read.kind, read.normalized, scorer_kind(read)) == ("event", due, "date")


def test_a_season_is_settled_by_the_office_or_stays_open() -> None:
    open_one = only("汛期前完成除险加固")
    assert (open_one.due, open_one.normalized) == (None, "EVENT:before_flood_season")
    assert scorer_kind(open_one) == "relative"
    settled = find("汛期前完成除险加固", anchor=WRITTEN, events={"汛期": date(2024, 6, 1)})[0]
    assert settled.due == date(2024, 5, 31)


def test_an_event_of_the_office_starts_a_count() -> None:
    days = {"收到": date(2024, 5, 20)}
    read = find("收到通知后3个工作日内反馈", anchor=WRITTEN, events=days)[0]
    assert read.due == date(2024, 5, 23)


def test_working_days_follow_the_office_table() -> None:
    office = Calendar([RestDay(date(2024, 5, 16), True, "停电检修")])
    text = "自印发之日起1个工作日内报备"
    assert find(text, anchor=WRITTEN)[0].due == date(2024, 5, 16)
    assert find(text, anchor=WRITTEN, calendar=office)[0].due == date(2024, 5, 17)


def test_the_time_of_day_is_kept() -> None:
    assert only("请于6月5日下午5点半前报送").time == time(17, 30)
    assert only("6月30日18：00前").time == time(18, 0)
    assert only("8月15日24时前").time == time(23, 59)


def test_a_second_deadline_stays_in_the_list() -> None:
    found = find("2024年12月底前完成选址，2025年12月底前竣工", anchor=WRITTEN)
    assert [one.normalized for one in found] == ["2024-12-31", "2025-12-31"]
    assert best(found) == found[0]


def test_a_chain_lends_its_year_and_month() -> None:
    text = "2025年6月10日前报名单，20日前报方案，月底前报总结，9月底前验收"
    found = find(text, anchor=WRITTEN)
    days = ["2025-06-10", "2025-06-20", "2025-06-30", "2025-09-30"]
    assert [one.normalized for one in found] == days
    assert all("前文" in one.note for one in found[1:])


def test_one_word_limits_every_date_of_a_list() -> None:
    found = find("分别于2025年6月底、9月底、12月底前报送", anchor=WRITTEN)
    assert [one.normalized for one in found] == ["2025-06-30", "2025-09-30", "2025-12-31"]


def test_a_new_sentence_forgets_the_year_before() -> None:
    found = find("2026年3月底前开工。10月底前清欠。", anchor=WRITTEN)
    assert [one.normalized for one in found] == ["2026-03-31", "2024-10-31"]


def test_a_month_already_half_a_year_gone_is_next_years() -> None:
    read = find("2月底前报送总结", anchor=date(2024, 11, 20))[0]
    assert (read.due, read.assumed_year) == (date(2025, 2, 28), True)
    assert "下一个2月" in read.note


def test_a_limit_followed_by_lasting_work_is_marked() -> None:
    read = only("2024年底前，并长期坚持")
    assert (read.due, read.ongoing_after) == (date(2024, 12, 31), True)


@pytest.mark.parametrize(
    ("text", "note"),
    [("次年1月31日前报送", "次年"), ("6月31日前报送", "核对原文"), ("2021915日前报送", "核对原文")],
)
def test_what_cannot_be_dated_says_why(text: str, note: str) -> None:
    read = only(text)
    assert (read.due, read.normalized) == (None, None)
    assert note in read.note


@pytest.mark.parametrize(
    ("text", "kind", "folded"),
    [
        ("立即整改", "immediate", "relative"),
        ("立行立改", "immediate", "relative"),
        ("要及时报告", "relative", "relative"),
        ("尽快办理", "relative", "relative"),
        ("长期坚持", "ongoing", "none"),
        ("按照上级时限要求落实", "external", "none"),
    ],
)
def test_soft_words_are_found_without_a_day(text: str, kind: str, folded: str) -> None:
    read = only(text)
    assert (read.kind, read.due, scorer_kind(read)) == (kind, None, folded)


def test_the_firmest_words_limit_the_sentence() -> None:
    found = find("要尽快启动，汛期前备足物资，9月底前全部完工", anchor=WRITTEN)
    chosen = best(found)
    assert chosen is not None
    assert chosen.normalized == "2024-09-30"
    assert best([]) is None
    assert scorer_kind(None) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "编制三年行动计划", "落实2024年度计划", "印发2024年工作要点", "2024年工作要点",
        "学习《2025年底前重点任务清单》", "三年行动计划（2024—2026年）", "实施“十四五”规划",
        "去年以来", "今年以来，新增企业200家", "截至10月底，已完成八成", "截至4月底，完成八成",
        "提供截至12月31日的单位登记资料",
        "2013年2月5日收到来信", "我局于2013年2月5日收到反映", "去年底已完成主体工程",
        "2023年，全县完成投资30亿元。", "1—4月，工业增加值增长8%", "全年共办结180件",
        "连续3年给予补贴", "工作满6个月的", "近三年来", "参保3年以上", "5年内不得申报",
        "对2000年底前建成的小区进行改造", "2023年12月31日前登记的企业",
        "本办法自2024年7月1日起施行", "2024年5月10日，县政府召开常务会议", "年底考核", "前三名",
        "2024年3月前后", "每人每月补助500元", "没有及时报告", "更新不及时", "开标5日前公告",
        "届满30日前申请", "原则上不超过30日", "有效期至2025年12月31日", "6月至8月为主汛期", "次月5日前上报",
        "自2024年1月1日起，我县已执行新标准", "连续三个月排名末位", "年初部署", "年内部审计", "不负今天",
        "今天召开会议", "今天的成绩", "今天完成了签约", "美好的明天", "后天性疾病",
    ],
)  # fmt: skip
def test_a_due_date_is_never_invented(text: str) -> None:
    assert [one for one in find(text, anchor=WRITTEN) if one.due or one.rrule] == []


@pytest.mark.parametrize(
    ("text", "due"),
    [("9月开学前投入使用", None), ("2024年6月20日召开现场会", date(2024, 6, 20))],
)
def test_a_date_is_never_cut_short(text: str, due: date | None) -> None:
    assert [one.due for one in find(text, anchor=WRITTEN)] == [due]
