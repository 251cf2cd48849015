"""What comes back on a named day or hour: 每周一上午十点前, 每月25日前, 每季度首月10日前, 每年12月底前."""

from __future__ import annotations

import re
from dataclasses import replace
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.rhythm import SUFFIX, hours, recurring, rrule
from luoshi.lib.deadlines.whole import WholeRule, spoken

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EDGES = {"底": "-1", "末": "-1", "初": "10", "上旬": "10", "中旬": "20", "下旬": "-1", "中": "15"}
_PLACES = {"首": 1, "第一": 1, "第二": 2, "第三": 3, "末": 3, "最后一": 3}
_HABIT = re.compile(r"到岗|上班|到办公室|到位|签到|每天|每日|天天|工作日|值班|坚持|都要|必须到")
_MONTHLY = re.compile("每个?月|月度|逐月|按月|当月|上个?月")
_EVERY = "(?:每个?|各)"
_DATE = rf"{f.MONTH_NUMBER}月{f.DAY_NUMBER}[日号]"


def _every_weekday(found: Match[str], passage: Passage) -> Deadline:
    days = ",".join(
        _CODES[f.weekday(day)] for day in re.findall("[一二三四五六日天]", found["days"])
    )
    return recurring(found, passage, rrule("WEEKLY", BYDAY=days, **hours(found)))


def _weekdays(found: Match[str], passage: Passage) -> Deadline | None:
    """周一至周五: the days of every week from one to the other."""
    first, last = f.weekday(found["first"]), f.weekday(found["last"])
    if last <= first:
        return None
    days = ",".join(_CODES[first : last + 1])
    return recurring(found, passage, rrule("WEEKLY", BYDAY=days))


def _every_workday(found: Match[str], passage: Passage) -> Deadline:
    rule = rrule("DAILY", BYDAY="MO,TU,WE,TH,FR", **hours(found))
    return recurring(found, passage, rule, "工作日含调休，以工作日历为准")


def _every_day_at(found: Match[str], passage: Passage) -> Deadline:
    named = hours(found)
    if found[0].startswith("每晚") and int(named["BYHOUR"].split(",")[0]) < 12:
        named["BYHOUR"] = str(int(named["BYHOUR"].split(",")[0]) + 12)
    return recurring(found, passage, rrule("DAILY", **named))


def _every_month_on(found: Match[str], passage: Passage) -> Deadline:
    listed = ",".join(str(f.number(day)) for day in re.findall(f.DAY_NUMBER, found["days"]))
    return recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=listed, **hours(found)))


def _every_month_edge(found: Match[str], passage: Passage) -> Deadline:
    return recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=_EDGES[found["edge"]]))


def _every_month_weekday(found: Match[str], passage: Passage) -> Deadline:
    """每月第一个周一, 每月最后一个周五."""
    place = "-1" if found["place"] == "最后一" else str(f.number(found["place"][1:]))
    return recurring(
        found, passage, rrule("MONTHLY", BYDAY=place + _CODES[f.weekday(found["day"])])
    )


def _every_quarter_on(found: Match[str], passage: Passage) -> Deadline | None:
    """每季度末月25日, 每季度首月10日, 每季度第二个月5日, 每季度末."""
    offset = _PLACES[found["place"].rstrip("个月")]
    if not found["d"] and offset == 3:
        return recurring(found, passage, rrule("MONTHLY", 3))
    months = ",".join(str(offset + 3 * quarter) for quarter in range(4))
    day = str(f.number(found["d"])) if found["d"] else "-1"
    return recurring(found, passage, rrule("YEARLY", BYMONTH=months, BYMONTHDAY=day))


def _every_month_workday(found: Match[str], passage: Passage) -> Deadline:
    """每月最后一个工作日, 每月前3个工作日内."""
    count = f.number(found["n"]) if found["n"] else 1
    place = str(-count if found["place"] in ("最后", "倒数第") else count)
    by = {"BYDAY": "MO,TU,WE,TH,FR", "BYSETPOS": place}
    return recurring(
        found, passage, rrule("MONTHLY", **by, **hours(found)), "工作日含调休，以工作日历为准"
    )


def _next_month(found: Match[str], passage: Passage) -> Deadline | None:
    """每月…，次月5日前: the day of the month that follows, every month."""
    around = passage.sentence_before(found.start()) + passage.after(found.end(), 16)
    if not _MONTHLY.search(around):
        return replace(
            spoken(found, passage, "date"), precision="day", note="“次月”不知从哪个月算起"
        )
    day = str(f.number(found["d"]))
    return recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=day, **hours(found)))


def _every_year_on(found: Match[str], passage: Passage) -> Deadline | None:
    """每年12月底前, 每年3月15日前, 每年6月、12月底前; 1、4、7、10月5日前 says 每年 by its months."""
    months = [f.number(month) for month in re.findall(rf"({f.MONTH_NUMBER})月?", found["months"])]
    day = str(f.number(found["d"])) if found["d"] else _EDGES.get(found["edge"] or "底", "-1")
    listed = ",".join(str(month) for month in months)
    return recurring(found, passage, rrule("YEARLY", BYMONTH=listed, BYMONTHDAY=day))


def _every_year_on_days(found: Match[str], passage: Passage) -> Deadline | None:
    """每年6月30日、12月31日前: one rule a day."""
    days = re.findall(rf"({f.MONTH_NUMBER})月({f.DAY_NUMBER})[日号]", found["days"])
    rules = [
        rrule("YEARLY", BYMONTH=str(f.number(month)), BYMONTHDAY=str(f.number(day)))
        for month, day in days
    ]
    return recurring(found, passage, "|".join(rules))


def _every_year_end(found: Match[str], passage: Passage) -> Deadline:
    return recurring(found, passage, rrule("YEARLY", BYMONTH="12", BYMONTHDAY="-1"))


def _after_each(found: Match[str], passage: Passage) -> Deadline | None:
    """每月终了后10日内: the day of the month that follows the period."""
    day = f.number(found["n"])
    if not 1 <= day <= 28:
        return None
    if found["unit"] == "月":
        return recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=str(day)))
    months = "1" if found["unit"] == "年" else "1,4,7,10"
    return recurring(found, passage, rrule("YEARLY", BYMONTH=months, BYMONTHDAY=str(day)))


def _clock_alone(found: Match[str], passage: Passage) -> Deadline | None:
    """八点之前: every day, when the sentence speaks of a daily habit; otherwise its day is missing."""
    around = passage.sentence_before(found.start()) + passage.after(found.end(), 40)
    moment = f.clock_time(found)
    if moment is None:
        return None
    if _HABIT.search(around):
        return recurring(
            found, passage, rrule("DAILY", **hours(found)), "没有写明哪一天，按每天读，请核对"
        )
    unsettled = spoken(found, passage, "relative")
    return replace(unsettled, time=moment, precision="day", note="没有写明哪一天，请补上")


RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "recurring.weekday",
        _every_weekday,
        rf"{_EVERY}(?:周|星期|礼拜)的?",
        r"(?P<days>[一二三四五六日天](?:[、和](?:周|星期)?[一二三四五六日天]){0,4})",
        rf"(?![次个])的? ?{f.CLOCK_MAYBE}(?:下班)?{SUFFIX}",
        starts="每 各",
    ),
    WholeRule.of(
        "recurring.weekdays",
        _weekdays,
        rf"(?<![上本这下])(?:每个?)?(?:周|星期)(?P<first>[一二三四五六])(?:{f.TO})",
        r"(?:周|星期)?(?P<last>[一二三四五六日天])",
        starts="每 周[一二三四五六] 星期",
    ),
    WholeRule.of(
        "recurring.workday",
        _every_workday,
        rf"每个?工作日(?:的)?(?:上午、下午)? ?{f.CLOCK_MAYBE}{SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.day_at",
        _every_day_at,
        rf"每[天日晚](?:的)? ?{f.CLOCK}(?:[、和](?P<more>{f.HOUR_NUMBER})[点时])?{SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.month_day",
        _every_month_on,
        rf"{_EVERY}月的?(?P<days>{f.DAY_NUMBER}[日号]?(?:[、和]{f.DAY_NUMBER}[日号]?){{0,3}})",
        rf"(?<=[日号]) ?{f.CLOCK_MAYBE}{SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_edge",
        _every_month_edge,
        rf"{_EVERY}月(?P<edge>底|末|初|上旬|中旬|下旬){SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_weekday",
        _every_month_weekday,
        rf"{_EVERY}月的?(?P<place>第[一二三四]|最后一)个?(?P<day>{f.WEEKDAY})(?:下班)?{SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_workday",
        _every_month_workday,
        rf"{_EVERY}月的?(?P<place>最后|第|前|首|倒数第)(?P<n>{f.SMALL})?个?工作日",
        rf"(?:的?下班)? ?{f.CLOCK_MAYBE}{SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.next_month",
        _next_month,
        rf"次月(?:的)?(?P<d>{f.DAY_NUMBER})[日号] ?{f.CLOCK_MAYBE}(?:之?前|以前)",
        starts="次月",
    ),
    WholeRule.of(
        "recurring.quarter_day",
        _every_quarter_on,
        r"每个?季度?的?(?P<place>首|末|第[一二三]个?|最后一个?)个?月?",
        rf"(?:的?(?P<d>{f.DAY_NUMBER})[日号])?{SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.year_month",
        _every_year_on,
        rf"{_EVERY}年的?(?P<months>{f.MONTH_NUMBER}月?(?:[、和]{f.MONTH_NUMBER}月?){{0,3}})(?<=月)份?",
        rf"(?:(?P<d>{f.DAY_NUMBER})[日号]|(?P<edge>底|末|初|上旬|中旬|下旬))?{SUFFIX}",
        starts="每 各年",
    ),
    WholeRule.of(
        "recurring.months_on",
        _every_year_on,
        rf"(?<!年){f.START}(?P<months>{f.MONTH_NUMBER}月?(?:[、和]{f.MONTH_NUMBER}月?){{2,5}})(?<=月)份?",
        rf"的?(?:(?P<d>{f.DAY_NUMBER})[日号]|(?P<edge>底|末|上旬|中旬|下旬)){SUFFIX}",
        starts="#、 #月",
    ),
    WholeRule.of(
        "recurring.year_days",
        _every_year_on_days,
        rf"{_EVERY}年的?(?P<days>{_DATE}(?:(?:[、和及]|以及){_DATE}){{1,3}}){SUFFIX}",
        starts="每 各年",
    ),
    WholeRule.of(
        "recurring.year_end",
        _every_year_end,
        rf"{_EVERY}年年?[底末]{SUFFIX}",
        starts="每 各年",
    ),
    WholeRule.of(
        "recurring.after_period",
        _after_each,
        rf"每个?(?P<unit>月|季度?|年)度?(?:终了|结束|末)?之?后的?(?P<n>{f.SMALL})[日天](?:之内|以内|内)",
        starts="每",
    ),
    WholeRule.of(
        "recurring.clock",
        _clock_alone,
        rf"{f.START}{f.CLOCK}(?:整|钟)?(?:之前|以前|前(?![后期往来]))",
        starts=f"上午 下午 中午 晚上 早上 凌晨 晚[{f.CLOCK_SIGNS}] 早[{f.CLOCK_SIGNS}] #点 #时 #:",
    ),
)
