"""Days, months, quarters and years as Chinese papers write them: rules as data, one small reader
each. Whether something is due there is decided elsewhere (`frames`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.passage import Setting
from luoshi.lib.deadlines.point import (
    Point,
    PointRule,
    Year,
    day_of,
    month_end,
    no_such_day,
    read_year,
    span,
    unsettled,
)

# How a part of a month is bounded: first day, last day (0: the month's own last day).
_PARTS = {
    "": (1, 0), "底": (1, 0), "末": (1, 0), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20),
    "下旬": (21, 0), "上半月": (1, 15), "下半月": (16, 0),
}  # fmt: skip
_HALVES = {"上": (1, 6), "下": (7, 12)}
_OPEN_YEAR_NOTES = {"初": "年初没有确切的日子，请补上", "中": "年中没有确切的日子，请补上"}


def _day(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year, month = _month_of(found, setting, prior)
    if month is None:
        return None
    number = f.number(found["d"])
    if year.value is None:
        return replace(unsettled(found, year, "day"), month=month, time=f.clock_time(found))
    day = day_of(year.value, month, number)
    if day is None:
        return no_such_day(found)
    return replace(span(found, year, "day", day, day), month=month, time=f.clock_time(found))


def _day_alone(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """20日 without its month: the month of the date before it, else the document's or the next."""
    number, anchor = f.number(found["d"]), setting.anchor
    if prior is not None and prior.month is not None and prior.year is not None:
        year, month, note, lent = prior.year, prior.month, "年月取自前文", prior.stated
    elif anchor is not None:
        later = number < anchor.day
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + later, 12)
        month, lent, note = month + 1, False, "年月取自文件日期" + ("的下一个月" if later else "")
    else:
        return unsettled(found, Year(None, False), "day", "缺少年月，请补上")
    day = day_of(year, month, number)
    if day is None:
        return no_such_day(found)
    point = span(found, Year(year, False, note=note, borrowed=lent), "day", day, day)
    return replace(point, month=month, time=f.clock_time(found))


def _month(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year, month = _month_of(found, setting, prior)
    if month is None:
        return None
    edge = found.groupdict().get("sub") or ""
    precision = "month" if edge in ("", "底", "末") else "ten_days"
    if year.value is None:
        return replace(unsettled(found, year, precision), month=month, edge=edge)
    first, last = _PARTS[edge]
    due = date(year.value, month, last) if last else month_end(year.value, month)
    point = span(found, year, precision, date(year.value, month, first), due)
    note = "；".join(filter(None, (year.note, "月初按上旬读" if edge == "初" else "")))
    return replace(point, month=month, edge=edge, note=note)


def _month_end_alone(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """月底前: of the month of the date before it, else of the document's."""
    if prior is not None and prior.month is not None and prior.year is not None:
        first, note, lent = date(prior.year, prior.month, 1), "年月取自前文", prior.stated
    elif setting.anchor is not None:
        first, note, lent = setting.anchor.replace(day=1), "年月取自文件日期", False
    else:
        return unsettled(found, Year(None, False), "month", "缺少月份，请补上")
    due = month_end(first.year, first.month)
    year = Year(first.year, False, note=note, borrowed=lent)
    return replace(span(found, year, "month", first, due), edge="底")


def _from_today(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """即日起 …: a period from the document's date."""
    day = setting.anchor
    if day is None:
        return None
    return span(found, Year(day.year, False, note="“即日”按文件日期读"), "day", day, day)


def _month_of(found: Match[str], setting: Setting, prior: Point | None) -> tuple[Year, int | None]:
    """Year and month: numbered, or 本月 / 下月 counted from the document's date."""
    word = found.groupdict().get("rm")
    if not word:
        return read_year(found["y"], setting, prior), f.number(found["m"])
    start = _month_before(word, setting, prior)
    if start is None:
        return Year(None, True, note=f"“{word}”不知从哪个月算起"), 1
    year, month = divmod(start[0] * 12 + start[1] - 1 + int(word[0] in "下次"), 12)
    return Year(year, True, note=f"“{word}”按{start[2]}读"), month + 1


def _month_before(word: str, setting: Setting, prior: Point | None) -> tuple[int, int, str] | None:
    """The month that 本月, 下月 (the document's) or 当月, 次月 (that of the words before) count from."""
    if word in ("当月", "次月"):
        if prior is None or prior.year is None or prior.month is None:
            return None
        return prior.year, prior.month, "前文"
    return (setting.anchor.year, setting.anchor.month, "文件日期") if setting.anchor else None


def _quarter(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    number = f.number(found["q"])
    first = 1 if found["ahead"] else number * 3 - 2
    return _months(found, setting, prior, (first, number * 3), "quarter")


def _this_quarter(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    anchor = setting.anchor
    if anchor is None:
        return unsettled(found, Year(None, True), "quarter", "不知从哪个季度算起")
    later = int(found["word"].startswith("下"))
    year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + later, 4)
    first, last = date(year, quarter * 3 + 1, 1), month_end(year, quarter * 3 + 3)
    return span(found, Year(year, True, note="按文件日期读"), "quarter", first, last)


def _half(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    return _months(found, setting, prior, _HALVES[found["half_year"]], "half_year")


def _months(
    found: Match[str],
    setting: Setting,
    prior: Point | None,
    months: tuple[int, int],
    precision: str,
) -> Point:
    year = read_year(found["y"], setting, prior)
    edge = found.groupdict().get("sub") or ""
    if year.value is None:
        return replace(unsettled(found, year, precision), edge=edge)
    begin, due = date(year.value, months[0], 1), month_end(year.value, months[1])
    return replace(span(found, year, precision, begin, due), edge=edge)


def _year_end(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year, edge = read_year(found["y"], setting, prior), found["sub"]
    if year.value is None or edge in _OPEN_YEAR_NOTES:
        note = _OPEN_YEAR_NOTES.get(edge, "")
        return replace(unsettled(found, year, "year", note), edge=edge)
    point = span(found, year, "year", date(year.value, 1, 1), date(year.value, 12, 31))
    return replace(point, edge=edge)


def _year(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year = read_year(found["y"], setting, prior)
    if year.value is None:
        return unsettled(found, year, "year")
    return span(found, year, "year", date(year.value, 1, 1), date(year.value, 12, 31))


def _plan(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """“十四五”: the five years 2021–2025; each plan five years on."""
    first = 2021 + 5 * (f.number(found["plan"]) - 14)
    year = Year(first + 4, True, note=f"“{found['plan']}五”即{first}—{first + 4}年")
    point = span(found, year, "plan", date(first, 1, 1), date(first + 4, 12, 31))
    return replace(point, edge=found["sub"] or "")


def _compact(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    day = day_of(int(found["y"]), int(found["m"]), int(found["d"]))
    if day is None:
        return no_such_day(found)
    return replace(span(found, Year(day.year, True), "day", day, day), month=day.month)


def _compact_month(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    year, month = int(found["y"]), int(found["m"])
    begin, due = date(year, month, 1), month_end(year, month)
    return replace(span(found, Year(year, True), "month", begin, due), month=month)


def _next_days(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """今天, 明天, 后天: counted from the document's date."""
    word = found["word"]
    offset, token = next(value for key, value in _DAY_WORDS.items() if word.startswith(key))
    day = None if setting.anchor is None else setting.anchor + timedelta(days=offset)
    note = f"“{word}”按文件日期读" if day else f"“{word}”不知从哪天算起"
    return Point(
        found.start(), found.end(), "day", day, day, kind="relative", explicit=day is not None,
        year=day.year if day else None, month=day.month if day else None, edge=word[:1],
        time=f.clock_time(found), token=f"REL:{token}", note=note,
    )  # fmt: skip


_DAY_WORDS = {
    "今": (0, "today"), "明": (1, "tomorrow"), "后": (2, "in_two_days"), "大": (3, "in_three_days"),
}  # fmt: skip

_MONTH = rf"(?P<m>{f.MONTH_NUMBER}){f.MONTH}"
_Y = rf"(?P<y>{f.YEAR})"
_SUB = rf"(?P<sub>{f.PART_OF_MONTH})"
# 5月20前, 5.1前: where 前 stands, 日 may be left out.
_UNWRITTEN = r"日?(?=[之以]?前(?![0-9一二三四五六七八九十]))"
RULES: tuple[PointRule, ...] = (
    PointRule.of(
        "date.day",
        _day,
        rf"{f.START}(?:{_Y}度? ?)?(?:(?P<rm>{f.THIS_MONTH})|{_MONTH}) ?",
        rf"(?P<d>{f.DAY_NUMBER})(?:{f.DAY}|{_UNWRITTEN})(?:{f.BRACKET} ?{f.CLOCK})?",
        starts=f"{f.YEAR_STARTS} {f.MONTH_STARTS}",
    ),
    PointRule.of(
        "date.dotted",
        _day,
        rf"{f.START}(?<![./-])(?P<y>)(?P<m>1[0-2]|[1-9])\.",
        rf"(?P<d>3[01]|[12][0-9]|0?[1-9]){_UNWRITTEN}",
        starts="#.",
    ),
    PointRule.of(
        "date.numeric",
        _day,
        rf"{f.START}(?<![./-])(?P<y>(?:19|20)[0-9]{{2}})(?P<sep>[./-])",
        r"(?P<m>1[0-2]|0?[1-9])(?P=sep)",
        rf"(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9])日?(?: {f.CLOCK}(?::[0-5][0-9])?)?",
        starts="#. #/ #-",
    ),
    PointRule.of(
        "date.compact",
        _compact,
        rf"{f.START}(?<![./-])(?P<y>20[0-9]{{2}})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2][0-9]|3[01])",
        r"(?![0-9./-])",
        starts="##",
    ),
    PointRule.of(
        "date.day_alone",
        _day_alone,
        rf"{f.START}(?P<d>{f.DAY_NUMBER}){f.DAY} ?{f.CLOCK_MAYBE}",
        starts="#日 #号",
    ),
    PointRule.of(
        "date.from_today",
        _from_today,
        r"(?:即日|自?本(?:通知|通报|意见|方案|办法|决定|文件|公告|通告)(?:印发|下发|发布|公布)之日)",
        rf"(?= ?(?:起|开始|{f.TO}))",
        starts="即日 自本 本通 本意 本方 本办 本决 本文 本公",
    ),
    PointRule.of(
        "date.day_word",
        _next_days,
        rf"(?P<word>今天|今日|明天|明日|大?后天|今晚|明晚|明早){f.BRACKET} ?{f.CLOCK_MAYBE}",
        r"(?:(?:天黑|天亮|下班|上班|收工|散会|中午|晚上|夜里)(?=[之以]?前))?",
        starts="今天 今日 明天 明日 大后 后天 今晚 明晚 明早",
    ),
    PointRule.of(
        "date.month",
        _month,
        rf"{f.START}(?:{_Y}度? ?)?(?:(?P<rm>{f.THIS_MONTH})|{_MONTH})",
        rf"(?! ?{f.DAY_NUMBER} ?[日号]| ?初[一二三四五六七八九十]) ?{_SUB}?",
        starts=f"{f.YEAR_STARTS} {f.MONTH_STARTS}",
    ),
    PointRule.of(
        "date.month_numeric",
        _compact_month,
        rf"{f.START}(?<![./-])(?P<y>20[0-9]{{2}})[./-](?P<m>1[0-2]|0[1-9]|[1-9])",
        rf"(?![0-9./-]|{f.MEASURE})月?",
        starts="#. #/ #-",
    ),
    PointRule.of(
        "date.month_end_alone",
        _month_end_alone,
        r"(?<![0-9一二三四五六七八九十个本下当每这上半])(?<![0-9一二三四五六七八九十] )月[底末]",
        starts="月底 月末",
    ),
    PointRule.of(
        "date.quarter",
        _quarter,
        rf"{f.START}(?:{_Y}度? ?)?(?:(?P<ahead>前)|第)?(?P<q>[一二三四1-4])季度?(?P<sub>底|末|初)?",
        starts=f"{f.YEAR_STARTS} #季 第[一二三四1234] 前[一二三四1234]",
    ),
    PointRule.of(
        "date.this_quarter",
        _this_quarter,
        r"(?P<word>本季度?|下季度|下个季度)[末底]?",
        starts="本季 下季 下个",
    ),
    PointRule.of(
        "date.half_year",
        _half,
        rf"{f.START}(?:{_Y}度? ?)?(?P<half_year>[上下])半年(?P<sub>度?[底末])?",
        starts=f"{f.YEAR_STARTS} 上半 下半",
    ),
    PointRule.of(
        "date.year_end",
        _year_end,
        rf"{f.START}(?:{_Y}度?年?|(?<![财青少老中近多全半每周数几])(?<![一本每个新上下全各]学)年度?)",
        r"(?P<sub>底|末|终(?=[之以]?前)|内(?![部容外需设])|初",
        r"|中(?=[之以]?[前，,]))",
        starts=f"{f.YEAR_STARTS} 年底 年末 年终 年内 年初 年中 年度",
    ),
    PointRule.of(
        "date.year",
        _year,
        rf"{f.START}{_Y}度?",
        starts=f.YEAR_STARTS,
    ),
    PointRule.of(
        "date.plan",
        _plan,
        r"[“\"]?(?P<plan>十[一二三四五六七八])五[”\"]?(?:规划)?(?:(?P<sub>期?末|时期末|规划期末)|期间|时期|期内)",
        starts='“十 "十 #” #" #规 #期 #时',
    ),
)
