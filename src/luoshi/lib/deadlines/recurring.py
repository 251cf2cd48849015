"""What comes back: 每周一上午十点前, 每月25日前, 每季度末, 每两周, 逐月, 一月一调度, 定期.

Each reading gives an RRULE (RFC 5545), or none for 定期 and its like, which name no rhythm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.whole import WholeRule, spoken

# Rhythm word → FREQ and how many of it.
_RHYTHMS: Mapping[str, tuple[str, int]] = {
    "天": ("DAILY", 1), "日": ("DAILY", 1), "周": ("WEEKLY", 1), "星期": ("WEEKLY", 1),
    "礼拜": ("WEEKLY", 1), "月": ("MONTHLY", 1), "季度": ("MONTHLY", 3), "季": ("MONTHLY", 3),
    "半年": ("MONTHLY", 6), "年度": ("YEARLY", 1), "年": ("YEARLY", 1),
}  # fmt: skip
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PRECISIONS = {"DAILY": "day", "WEEKLY": "week", "YEARLY": "year"}
_EDGES = {"底": "-1", "末": "-1", "初": "10", "上旬": "10", "中旬": "20", "下旬": "-1", "中": "15"}
_PLACES = {"首": 1, "第一": 1, "第二": 2, "第三": 3, "末": 3, "最后一": 3}
_WORD = "天|日|周|星期|礼拜|月|季度|季|半年|年度|年"
_RATE = re.compile(
    r"(?:每人|每户|每亩|每名|每家|每个|每位|每吨|人均|户均|按)[^，。；]{0,4}$|连续[^，。；]{0,6}$"
)
_RATE_AFTER = re.compile(
    r"(?:最高|最多|可|均)?[^，。；]{0,3}(?:享受|补贴|补助|[0-9.]+(?:万|亿|百|千)?元|增长|递增|平均)|[以之]|每[年月]"
)


def rrule(freq: str, interval: int = 1, /, **by: str) -> str:
    """The RRULE text; an interval of one is not written."""
    parts = [f"FREQ={freq}"] + ([f"INTERVAL={interval}"] if interval > 1 else [])
    return ";".join(parts + [f"{key}={value}" for key, value in by.items()])


def _recurring(found: Match[str], passage: Passage, rule: str | None, note: str = "") -> Deadline:
    precision = ""
    if rule:
        freq = rule.split(";")[0].removeprefix("FREQ=")
        precision = _PRECISIONS.get(freq, "month")
    return replace(
        spoken(found, passage, "recurring"), rrule=rule.split("|")[0] if rule else None,
        normalized=rule, precision=precision, note=note, time=_clock(found),
    )  # fmt: skip


def _clock(found: Match[str]) -> time | None:
    return f.clock_time(found) if "hour" in found.re.groupindex else None


def _hours(found: Match[str]) -> dict[str, str]:
    moment = _clock(found)
    return {"BYHOUR": str(moment.hour), "BYMINUTE": str(moment.minute)} if moment else {}


def _every(found: Match[str], passage: Passage) -> Deadline | None:
    """每月, 每两周, 每3个月 …; a rate (每人每月500元) is none."""
    if _RATE.search(passage.before(found.start())) or _RATE_AFTER.match(passage.after(found.end())):
        return None
    freq, base = _RHYTHMS[found["unit"]]
    many = f.number(found["n"]) if found["n"] else 1
    return _recurring(found, passage, rrule(freq, base * many)) if many else None


def _every_weekday(found: Match[str], passage: Passage) -> Deadline:
    days = ",".join(
        _CODES[f.weekday(day)] for day in re.findall("[一二三四五六日天]", found["days"])
    )
    return _recurring(found, passage, rrule("WEEKLY", BYDAY=days, **_hours(found)))


def _weekdays(found: Match[str], passage: Passage) -> Deadline | None:
    """周一至周五: the days of every week from one to the other."""
    first, last = f.weekday(found["first"]), f.weekday(found["last"])
    if last <= first:
        return None
    days = ",".join(_CODES[first : last + 1])
    return _recurring(found, passage, rrule("WEEKLY", BYDAY=days))


def _every_workday(found: Match[str], passage: Passage) -> Deadline:
    rule = rrule("DAILY", BYDAY="MO,TU,WE,TH,FR", **_hours(found))
    return _recurring(found, passage, rule, "工作日含调休，以工作日历为准")


def _every_day_at(found: Match[str], passage: Passage) -> Deadline:
    return _recurring(found, passage, rrule("DAILY", **_hours(found)))


def _every_month_on(found: Match[str], passage: Passage) -> Deadline:
    listed = ",".join(str(f.number(day)) for day in re.findall(f.DAY_NUMBER, found["days"]))
    return _recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=listed, **_hours(found)))


def _every_month_edge(found: Match[str], passage: Passage) -> Deadline:
    return _recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=_EDGES[found["edge"]]))


def _every_month_weekday(found: Match[str], passage: Passage) -> Deadline:
    """每月第一个周一, 每月最后一个周五."""
    place = "-1" if found["place"] == "最后一" else str(f.number(found["place"][1:]))
    return _recurring(
        found, passage, rrule("MONTHLY", BYDAY=place + _CODES[f.weekday(found["day"])])
    )


def _every_quarter_on(found: Match[str], passage: Passage) -> Deadline | None:
    """每季度末月25日, 每季度首月10日, 每季度第二个月5日, 每季度末."""
    offset = _PLACES[found["place"].rstrip("个月")]
    if not found["d"] and offset == 3:
        return _recurring(found, passage, rrule("MONTHLY", 3))
    months = ",".join(str(offset + 3 * quarter) for quarter in range(4))
    day = str(f.number(found["d"])) if found["d"] else "-1"
    return _recurring(found, passage, rrule("YEARLY", BYMONTH=months, BYMONTHDAY=day))


def _every_month_workday(found: Match[str], passage: Passage) -> Deadline:
    """每月最后一个工作日, 每月前3个工作日内."""
    count = f.number(found["n"]) if found["n"] else 1
    place = str(-count if found["place"] in ("最后", "倒数第") else count)
    by = {"BYDAY": "MO,TU,WE,TH,FR", "BYSETPOS": place}
    return _recurring(
        found, passage, rrule("MONTHLY", **by, **_hours(found)), "工作日含调休，以工作日历为准"
    )


def _every_other(found: Match[str], passage: Passage) -> Deadline:
    """隔周, 隔月: every second one."""
    freq, base = _RHYTHMS[found["unit"]]
    return _recurring(found, passage, rrule(freq, base * 2))


def _next_month(found: Match[str], passage: Passage) -> Deadline | None:
    """每月…，次月5日前: the day of the month that follows, every month."""
    around = passage.sentence_before(found.start()) + passage.after(found.end(), 16)
    if not _MONTHLY.search(around):
        return replace(
            spoken(found, passage, "date"), precision="day", note="“次月”不知从哪个月算起"
        )
    day = str(f.number(found["d"]))
    return _recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=day, **_hours(found)))


def _every_half_year_on(found: Match[str], passage: Passage) -> Deadline:
    return _recurring(found, passage, rrule("MONTHLY", 6))


def _every_year_on(found: Match[str], passage: Passage) -> Deadline | None:
    """每年12月底前, 每年3月15日前, 每年6月、12月底前."""
    months = [f.number(month) for month in re.findall(rf"({f.MONTH_NUMBER})月?", found["months"])]
    day = str(f.number(found["d"])) if found["d"] else _EDGES.get(found["edge"] or "底", "-1")
    listed = ",".join(str(month) for month in months)
    return _recurring(found, passage, rrule("YEARLY", BYMONTH=listed, BYMONTHDAY=day))


def _every_year_end(found: Match[str], passage: Passage) -> Deadline:
    return _recurring(found, passage, rrule("YEARLY", BYMONTH="12", BYMONTHDAY="-1"))


def _listed(found: Match[str], passage: Passage) -> Deadline:
    """每周甚至每天; 季度计划、月计划、周计划: several rhythms at once."""
    words = re.findall(r"(?:每个?)?(季度?|年度?|月度?|周|天|日|星期)(?:计划)?", found[0])
    rules = [
        rrule(*_RHYTHMS[word.removesuffix("度") if word[0] in "年月" else word]) for word in words
    ]
    return _recurring(found, passage, "|".join(dict.fromkeys(rules)), "同时有几种周期，请核对")


def _one_each(found: Match[str], passage: Passage) -> Deadline:
    """一月一调度, 一周一通报, 半月一报."""
    word = found["unit"]
    if word in ("半月", "旬"):
        days = {"半月": "15,-1", "旬": "10,20,-1"}[word]
        return _recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=days))
    return _recurring(found, passage, rrule(*_RHYTHMS[word]))


def _after_each(found: Match[str], passage: Passage) -> Deadline | None:
    """每月终了后10日内: the day of the month that follows the period."""
    day = f.number(found["n"])
    if not 1 <= day <= 28:
        return None
    if found["unit"] == "月":
        return _recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=str(day)))
    months = "1" if found["unit"] == "年" else "1,4,7,10"
    return _recurring(found, passage, rrule("YEARLY", BYMONTH=months, BYMONTHDAY=str(day)))


def _some_time_once(found: Match[str], passage: Passage) -> Deadline:
    """一两个月一次, 三个月开一次: the longer of two numbers is the limit."""
    freq, base = _RHYTHMS[found["unit"]]
    many = f.number(found["n"]) or f.number(found["n"][-1])
    return _recurring(found, passage, rrule(freq, base * many))


def _round_the_clock(found: Match[str], passage: Passage) -> Deadline:
    return _recurring(found, passage, rrule("DAILY"), "全天候，按每天读")


def _clock_alone(found: Match[str], passage: Passage) -> Deadline | None:
    """八点之前: every day, when the sentence speaks of a daily habit; otherwise its day is missing."""
    around = passage.sentence_before(found.start()) + passage.after(found.end(), 40)
    moment = f.clock_time(found)
    if moment is None:
        return None
    if _HABIT.search(around):
        return _recurring(
            found, passage, rrule("DAILY", **_hours(found)), "没有写明哪一天，按每天读，请核对"
        )
    unsettled = spoken(found, passage, "relative")
    return replace(unsettled, time=moment, precision="day", note="没有写明哪一天，请补上")


def _vague(found: Match[str], passage: Passage) -> Deadline | None:
    if passage.in_title(found.start()):
        return None
    return _recurring(found, passage, None, "没有写明周期，请补上")


_HABIT = re.compile(r"到岗|上班|到办公室|到位|签到|每天|每日|天天|工作日|值班|坚持|都要|必须到")
_MONTHLY = re.compile("每个?月|月度|逐月|按月|当月|上个?月")
_SUFFIX = r"(?:之?前|以前|之?内|以内)?"
_EVERY = "(?:每个?|各)"
_N = rf"(?P<n>{f.SMALL})个?"
RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "recurring.weekday",
        _every_weekday,
        rf"{_EVERY}(?:周|星期|礼拜)的?",
        r"(?P<days>[一二三四五六日天](?:[、和](?:周|星期)?[一二三四五六日天]){0,4})",
        rf"(?![次个])的? ?{f.CLOCK_MAYBE}(?:下班)?{_SUFFIX}",
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
        rf"每个?工作日(?:的)?(?:上午、下午)? ?{f.CLOCK_MAYBE}{_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.day_at",
        _every_day_at,
        rf"每[天日](?:的)? ?{f.CLOCK}{_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.month_day",
        _every_month_on,
        rf"{_EVERY}月的?(?P<days>{f.DAY_NUMBER}[日号]?(?:[、和]{f.DAY_NUMBER}[日号]?){{0,3}})",
        rf"(?<=[日号]) ?{f.CLOCK_MAYBE}{_SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_edge",
        _every_month_edge,
        rf"{_EVERY}月(?P<edge>底|末|初|上旬|中旬|下旬){_SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_weekday",
        _every_month_weekday,
        rf"{_EVERY}月的?(?P<place>第[一二三四]|最后一)个?(?P<day>{f.WEEKDAY})(?:下班)?{_SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.month_workday",
        _every_month_workday,
        rf"{_EVERY}月的?(?P<place>最后|第|前|首|倒数第)(?P<n>{f.SMALL})?个?工作日"
        rf"(?:的?下班)? ?{f.CLOCK_MAYBE}{_SUFFIX}",
        starts="每 各月",
    ),
    WholeRule.of(
        "recurring.every_other",
        _every_other,
        r"(?<![间相分阻])隔(?P<unit>周|月|天|日|年)(?![离断绝])",
        starts="隔",
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
        rf"(?:的?(?P<d>{f.DAY_NUMBER})[日号])?{_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.half_year",
        _every_half_year_on,
        rf"每半年[底末]?{_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.year_month",
        _every_year_on,
        rf"{_EVERY}年的?(?P<months>{f.MONTH_NUMBER}月?(?:[、和]{f.MONTH_NUMBER}月?){{0,3}})(?<=月)份?",
        rf"(?:(?P<d>{f.DAY_NUMBER})[日号]|(?P<edge>底|末|初|上旬|中旬|下旬))?{_SUFFIX}",
        starts="每 各年",
    ),
    WholeRule.of(
        "recurring.year_end",
        _every_year_end,
        rf"{_EVERY}年年?[底末]{_SUFFIX}",
        starts="每 各年",
    ),
    WholeRule.of(
        "recurring.list",
        _listed,
        r"每个?(?:季度?|年|月|周|天|日|星期)",
        r"(?:(?:甚至|、|和|或者?|乃至)每个?(?:季度?|年|月|周|天|日|星期)){1,3}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.plan_list",
        _listed,
        r"(?:年度?|季度?|月度?|周)计划(?:(?:、|和|甚至)(?:季度?|月度?|周|日|每天|每日)计划){1,4}",
        starts="年计 年度 季计 季度 月计 月度 周计",
    ),
    WholeRule.of(
        "recurring.every",
        _every,
        rf"每(?:隔)?(?:一?个|{_N})?(?P<unit>{_WORD})(?![均末底初]){_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.stepwise",
        _every,
        r"(?:逐|按)(?P<n>)(?P<unit>月|季度|季|周|日|年度|年)",
        rf"(?=[^，{f.STOP}]{{0,12}}(?:报|调度|推进|分解|落实|更新|考核|汇总|分析|督|研究|提交|填|统计|检查|评))",
        starts="逐[月季周日年] 按[月季周日年]",
    ),
    WholeRule.of(
        "recurring.one_each",
        _one_each,
        rf"(?:{f.START}(?<![年月])[一每]|(?=半月))",
        r"(?P<unit>半月|天|日|周|旬|月|季度|季|年)一次?[小大]?",
        r"(?:调度|通报|汇报|总结|排名|研判|例会|会商|分析|梳理|检查|考核|推进|反馈|更新|[报评晒督结比])",
        starts="每 半月 #月 #天 #日 #周 #旬 #季 #年 #半",
    ),
    WholeRule.of(
        "recurring.part_month",
        _one_each,
        rf"每个?(?P<unit>半月|旬)末?{_SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.after_period",
        _after_each,
        rf"每个?(?P<unit>月|季度?|年)度?(?:终了|结束|末)?之?后的?(?P<n>{f.SMALL})[日天](?:之内|以内|内)",
        starts="每",
    ),
    WholeRule.of(
        "recurring.habit",
        _one_each,
        r"(?<![0-9一二三四五六七八九十每本上下今当同昨明次逐按这两半节假生工个])",
        r"(?P<unit>日|周|月|季)(?:调度|通报|会商|例会|研判|督查|排名|报告?制)(?![日员])",
        starts="日[调通会例研督排报] 周[调通会例研督排报] 月[调通会例研督排报] 季[调通会例研督排报]",
    ),
    WholeRule.of(
        "recurring.once",
        _some_time_once,
        rf"{f.START}(?P<n>一两|两三|三四|{f.SMALL})(?:个)?(?P<unit>天|日|周|星期|月|季度|年)(?:至少|要|都)?",
        rf"(?:[^，0-9{f.STOP}]{{0,4}})一(?:次|回|遍|本|期)",
        starts="#天 #日 #个 #周 #星 #月 #季 #年",
    ),
    WholeRule.of(
        "recurring.all_day",
        _round_the_clock,
        rf"(?:全天|实行|{f.START})24小时(?:不间断|全天候)?",
        r"(?=值班|值守|在岗|开机|待命|畅通|轮班|轮值|备勤|监测|监控|巡查)",
        starts="全天 实行 #小",
    ),
    WholeRule.of(
        "recurring.clock",
        _clock_alone,
        rf"{f.START}{f.CLOCK}(?:整|钟)?(?:之前|以前|前(?![后期往来]))",
        starts=f"上午 下午 中午 晚上 早上 凌晨 晚[{f.CLOCK_SIGNS}] 早[{f.CLOCK_SIGNS}] #点 #时 #:",
    ),
    WholeRule.of(
        "recurring.vague",
        _vague,
        r"定期不定期|不?定期(?!存款|限|债|银行)",
        r"|滚动(?=编制|更新|推进|修订|实施|调整|开展|排查)",
        r"|实时(?=监测|监控|更新|报|掌握|反馈|上传|跟踪|调度|通报)",
        rf"|随时(?=[^，{f.STOP}]{{0,2}}(?:报|汇报|沟通|反馈|调度|更新))",
        starts="定期 不定 滚动 实时 随时",
    ),
)
