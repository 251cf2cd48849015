"""Repeating obligations: when an RRULE (RFC 5545) falls due next, and how to say it in Chinese.

A rule that names its day (BYMONTHDAY, BYDAY) is due on that day; a bare FREQ is due on the last
day of its week, month, quarter, half-year or year. Several rules joined by `|` are due whenever
one of them is. Without a DTSTART, longer steps follow the calendar: INTERVAL=3 months are the
quarters, two weeks count from Monday 2001-01-01. Rest days are not looked at here: the working
calendar suggests, the office decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

from luoshi.lib.errors import Invalid
from luoshi.lib.workdays import add_months

EPOCH = date(2001, 1, 1)
ONE_DAY = timedelta(days=1)
ALLOWED = frozenset(
    (
        "FREQ",
        "INTERVAL",
        "BYMONTH",
        "BYMONTHDAY",
        "BYDAY",
        "BYSETPOS",
        "BYHOUR",
        "BYMINUTE",
        "DTSTART",
        "UNTIL",
    )
)
_MONTHS_IN = {"MONTHLY": 1, "YEARLY": 12}
_DAYS_IN = {"HOURLY": 1, "DAILY": 1, "WEEKLY": 7}
_DAY_NAMES = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), "一二三四五六日", strict=True))
_COUNTED = ("BYMONTHDAY", "BYSETPOS")
_NOT_DAYS = frozenset(("BYHOUR", "BYMINUTE", "DTSTART", "UNTIL"))
# 每月31日 in a shorter month is its last day (民法典 202), which plain RFC 5545 would skip.
_SHORT_MONTHS = {"29": "28,29", "30": "28,29,30", "31": "28,29,30,31"}
_WORKDAYS = "MO,TU,WE,TH,FR"
_DATE = re.compile(r"\d{8}")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One readable RRULE, with the parts that decide its periods."""

    parts: dict[str, str]
    interval: int
    first: date | None
    last: date | None

    @property
    def freq(self) -> str:
        return self.parts["FREQ"]

    @property
    def names_its_day(self) -> bool:
        return any(key in self.parts for key in ("BYDAY", "BYMONTHDAY", "BYMONTH"))


def next_due(rrule: str, after: date) -> date:
    """The first due date strictly later than `after`.

    Raises Invalid for an unreadable rule and for one that has ended.
    """
    days = [day for part in rrule.split("|") if (day := _next_due(_read(part), after)) is not None]
    if not days:
        raise Invalid(
            "这条周期规则已经到期，没有下一次了，请重新设定周期。", code="recurrence_ended"
        )
    return min(days)


def period_of(rrule: str, day: date) -> tuple[date, date]:
    """The first and last day of the period of the rule that holds `day`."""
    return _period(_read(rrule.split("|")[0]), day)


def describe(rrule: str) -> str:
    """The rule in Chinese: 每月25日, 每周一, 每季度末, 每年12月底."""
    return "、".join(_say(_read(part)) for part in rrule.split("|"))


def _next_due(rule: _Rule, after: date) -> date | None:
    after = _not_before_first(rule, after)
    if rule.names_its_day:
        return _named_day(rule, after)
    return _unless_ended(rule, _period(rule, after + ONE_DAY)[1])


def _not_before_first(rule: _Rule, after: date) -> date:
    return after if rule.first is None else max(after, rule.first - ONE_DAY)


def _unless_ended(rule: _Rule, day: date) -> date | None:
    return None if rule.last is not None and day > rule.last else day


def _period(rule: _Rule, day: date) -> tuple[date, date]:
    origin = rule.first or EPOCH
    if rule.freq in _DAYS_IN:
        hourly = rule.freq == "HOURLY"  # due on every day, as long as its hours fit into one
        steps = max(1, rule.interval // 24) if hourly else rule.interval
        length = _DAYS_IN[rule.freq] * steps
        start = origin - timedelta(days=origin.weekday() if rule.freq == "WEEKLY" else 0)
        opened = day - timedelta(days=(day - start).days % length)
        return opened, opened + timedelta(days=length - 1)
    length = _MONTHS_IN[rule.freq] * rule.interval
    start = origin.replace(day=1, month=origin.month if rule.first and length % 12 else 1)
    months = (day.year - start.year) * 12 + day.month - start.month
    opened = add_months(start, months - months % length)
    return opened, add_months(opened, length) - ONE_DAY


def _named_day(rule: _Rule, after: date) -> date | None:
    """The next day the rule names. Starts close by, so that an old rule is as quick as a new one.

    The month of a longer step that counts is its last one: 每季度 25日 is in March, June, …
    """
    start = _period(rule, after)[0]
    if rule.freq == "MONTHLY":
        start = add_months(start, rule.interval - 1 - (rule.interval if start <= after else 0))
    parts = {key: value for key, value in rule.parts.items() if key not in _NOT_DAYS}
    if "BYMONTH" in parts and not {"BYMONTHDAY", "BYDAY"} & parts.keys():
        parts["BYMONTHDAY"] = "-1"
    if parts.get("BYMONTHDAY") in _SHORT_MONTHS and "," not in parts.get("BYMONTH", ""):
        parts |= {"BYMONTHDAY": _SHORT_MONTHS[parts["BYMONTHDAY"]], "BYSETPOS": "-1"}
    text = ";".join(f"{key}={value}" for key, value in parts.items())
    found = rrulestr(text, dtstart=_midnight(start)).after(_midnight(after))
    return None if found is None else _unless_ended(rule, found.date())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@lru_cache(maxsize=512)
def _read(text: str) -> _Rule:
    """The parts of one rule, checked by dateutil itself. Raises Invalid with a Chinese sentence."""
    try:
        parts = dict(
            re.split("[=:]", part, maxsplit=1)
            for part in text.upper().removeprefix("RRULE:").strip().split(";")
            if part.strip()
        )
        if not parts.keys() <= ALLOWED or parts.get("FREQ") not in _MONTHS_IN | _DAYS_IN:
            raise ValueError(text)
        interval = int(parts.get("INTERVAL", "1"))
        days = [int(day) for key in _COUNTED for day in parts.get(key, "1").split(",")]
        if not 1 <= interval <= 120 or not all(1 <= abs(day) <= 31 for day in days):
            raise ValueError(text)
        plain = ";".join(f"{key}={parts[key]}" for key in parts if key not in ("DTSTART", "UNTIL"))
        rrulestr(plain, dtstart=_midnight(EPOCH))
        return _Rule(parts, interval, _day(parts.get("DTSTART")), _day(parts.get("UNTIL")))
    except (ValueError, TypeError, AttributeError, KeyError):
        raise Invalid(
            f"看不懂周期规则“{text[:60]}”，请用“每月25日”这样的说法重新设定。",
            code="bad_recurrence",
        ) from None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    found = _DATE.match(text.replace("-", ""))
    if not found:
        raise ValueError(text)
    return date.fromisoformat(found[0])


def _say(rule: _Rule) -> str:
    month_days = rule.parts.get("BYMONTHDAY", "").split(",")
    days = "和".join(_say_month_day(day) for day in month_days if day)
    if "BYMONTH" in rule.parts:
        names = rule.parts["BYMONTH"].split(",")
        day = days.replace("月底", "底") or "底"
        days = "、".join(f"{name}月{day}" for name in names)
    elif days == "月底" and rule.interval > 1:
        days = "末"
    every = _every(rule)
    days = days.removeprefix("月") if every == "每月" else days
    return every + days + _say_week_days(rule) + _say_hour(rule)


def _every(rule: _Rule) -> str:
    known = {
        ("WEEKLY", 2): "每两周", ("MONTHLY", 2): "每两个月", ("MONTHLY", 3): "每季度",
        ("MONTHLY", 6): "每半年", ("YEARLY", 2): "每两年",
    }  # fmt: skip
    word = {
        "HOURLY": "小时",
        "DAILY": "天",
        "WEEKLY": "周",
        "MONTHLY": "月",
        "YEARLY": "年",
    }[rule.freq]
    if rule.interval == 1:
        return f"每{word}"
    measure = "个" if rule.freq == "MONTHLY" else ""
    return known.get((rule.freq, rule.interval)) or f"每{rule.interval}{measure}{word}"


def _say_month_day(day: str) -> str:
    number = int(day)
    if number > 0:
        return f"{number}日"
    return "月底" if number == -1 else f"倒数第{-number}日"


def _say_week_days(rule: _Rule) -> str:
    value = rule.parts.get("BYDAY")
    if not value:
        return ""
    if value == _WORKDAYS and "BYSETPOS" in rule.parts:
        return _which(rule.parts["BYSETPOS"]) + "工作日"
    if value == _WORKDAYS:
        return "一至周五" if rule.freq == "WEEKLY" else "（周一至周五）"
    days = [found for found in map(_BYDAY.fullmatch, value.split(",")) if found]
    if rule.freq == "WEEKLY":
        return "、周".join(_DAY_NAMES[day[2]] for day in days)
    return "、".join(_which(day[1]) + f"周{_DAY_NAMES[day[2]]}" for day in days)


def _which(position: str | None) -> str:
    if not position:
        return ""
    if position == "-1":
        return "最后一个"
    number = int(position)
    return f"第{number}个" if number > 0 else f"倒数第{-number}个"


def _say_hour(rule: _Rule) -> str:
    hour = rule.parts.get("BYHOUR")
    if not hour:
        return ""
    return f"{int(hour.split(',')[0])}:{int(rule.parts.get('BYMINUTE', '0').split(',')[0]):02d}"
