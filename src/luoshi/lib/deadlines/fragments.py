"""The small words of the grammar: numbers, years, months, days, hours — as patterns and as values.

Every pattern here is bounded, has no nested repeat, and is written for folded text
(`zhnum.fold_digits`), where the full-width digits and signs are plain ones.
"""

from __future__ import annotations

import re
from datetime import time

from luoshi.lib import zhnum

# Where a sentence or its line ends; nothing is ever read across one.
STOP = r"。！？!?；;\n\f\v\x1c-\x1e\x85\u2028\u2029"
END = rf"[ \t\r]{{0,4}}(?:[{STOP}]|\Z)"
# Every sign a number is written with; a run of them is entered at its first sign only.
DIGITS = "0-9〇○零一二三四五六七八九十百千万两几"
# A number never starts in the middle of another one: 2021915日 holds no 15日.
START = rf"(?<![{DIGITS}])"
NUMBER = r"(?:[0-9]{1,4}|[一二三四五六七八九十百两〇零]{1,5})"
SMALL = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
YEAR = (
    r"(?:(?:19|20)[0-9]{2} ?年|二[〇○零][〇○零一二三四五六七八九]{2}年|[2-4][0-9]年(?=年?[底末]|[0-9]{1,2}月)"
    r"|今年|(?<![成基日版])本年|(?<!文)明年|(?<![今以之此])后年|去年|(?<![目之以])前年|(?<![一两几每])次年"
    r"|翌年|同年|当年|[上下]一?年(?=度)|上年)"
)
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
THIS_MONTH = r"(?:本月|当月|这个月|下个?月|次月)"
DAY_NUMBER = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
DAY = r"(?: ?日|号(?![文楼线令厂院公机]))"
MONTH = r" ?月份?"
# What a decimal number counts: 2026.3万吨 is no month.
MEASURE = r"(?: ?[万亿千百元%‰倍吨公米平亩个人户家度款条只件辆台套座])"
PART_OF_MONTH = r"(?:底|末|初(?![一二三四五六七八九十])|上旬|中旬|下旬|上半月|下半月)"
WEEKDAY = r"(?:周|星期|礼拜)(?:[一二三四五六天]|日(?![程期常]))"
TO = r"(?:至|到|—{1,2}|–|-{1,2}|~|～|─{1,2})"
HALF_DAY = r"(?:上午|下午|中午|晚上|早上|凌晨|晚|早)"
HOUR_NUMBER = (
    r"(?:2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
)
CLOCK = (
    rf"(?P<half>{HALF_DAY})?(?P<hour>{HOUR_NUMBER})"
    r"(?:[点时](?P<minute>半|一刻|三刻|[0-5]?[0-9]分|[一二三四五]?十[五]?分)?(?:整|钟)?|:(?P<colon>[0-5][0-9]))"
)
BRACKET = rf"(?:[（(][^（()）{STOP}]{{1,8}}[)）])?"
CLOCK_MAYBE = rf"(?:{CLOCK})?"

# How the match of a rule may start, word by word: a character or two, or `#` for a number with what
# follows it. `gate` enters the text at these places only.
CLOCK_SIGNS = "0123456789一二两三四五六七八九十"
YEAR_STARTS = "#年 今年 本年 明年 后年 去年 前年 次年 翌年 同年 当年 上年 下年 上一 下一"
MONTH_STARTS = "#月 元月 本月 当月 这个 下月 下个 次月"
TO_STARTS = "#至 #到 #— #– #- #~ #～ #─"
LENGTH_STARTS = "#小 #分 #工 #日 #天 #周 #星 #礼 #月 #季 #年 #个"

_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_WEEKDAYS = "一二三四五六日"


def number(text: str) -> int:
    """The whole number `text` writes; 0 if it writes none (which no reader accepts)."""
    value = zhnum.parse("1" if text == "元" else text)
    return value if isinstance(value, int) else 0


def weekday(text: str) -> int:
    """0 for 周一 … 6 for 周日, 星期天."""
    return _WEEKDAYS.index(text[-1].replace("天", "日"))


def clock_time(found: re.Match[str]) -> time | None:
    """The time of day in a match of CLOCK; None if there is none or it is no time."""
    parts = found.groupdict()
    if not parts.get("hour"):
        return None
    hour, half = number(parts["hour"]), parts.get("half") or ""
    if half in ("下午", "晚上", "晚", "中午") and 1 <= hour < (4 if half == "中午" else 12):
        hour += 12
    minute = _minute(parts.get("minute") or parts.get("colon") or "")
    if hour == 24 and minute == 0:
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _minute(text: str) -> int:
    return _QUARTERS[text] if text in _QUARTERS else number(text.removesuffix("分"))
