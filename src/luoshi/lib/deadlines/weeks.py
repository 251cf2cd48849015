"""Days told by the week — 本周五, 下周一上午十点, 下周 — counted from the document's date.

A weekday without 本 or 下 belongs to no particular week; it is read as one that comes every week,
and the note says so.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.passage import Setting
from luoshi.lib.deadlines.point import Point, PointRule

_TOKENS = ("this", "next", "the_week_after_next")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _weekday(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    ahead, number = _weeks_ahead(found["week"]), f.weekday(found["day"])
    day = _of_week(setting.anchor, ahead, number)
    return Point(
        found.start(), found.end(), "day", day, day, kind="relative", explicit=True,
        time=f.clock_time(found), token=f"REL:{_TOKENS[ahead]}_{_DAYS[number]}",
        note=_note(found["week"] + found["day"], day),
    )  # fmt: skip


def _week(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    """本周, 下周: up to its Sunday; the working calendar suggests a worked day."""
    ahead = _weeks_ahead(found["week"])
    begin, due = _of_week(setting.anchor, ahead, 0), _of_week(setting.anchor, ahead, 6)
    return Point(
        found.start(), found.end(), "week", begin, due, kind="relative", explicit=True,
        edge=found["edge"] or "", token=f"REL:{_TOKENS[ahead]}_week", note=_note(found[0], due),
    )  # fmt: skip


def _every_weekday(found: Match[str], setting: Setting, prior: Point | None) -> Point | None:
    codes = ",".join(_CODES[f.weekday(day)] for day in _DAY_IN.findall(found["days"]))
    moment = f.clock_time(found)
    hour = f";BYHOUR={moment.hour};BYMINUTE={moment.minute}" if moment else ""
    rrule = f"FREQ=WEEKLY;BYDAY={codes}{hour}"
    return Point(
        found.start(), found.end(), "day", kind="recurring", time=moment, token=rrule, rrule=rrule,
        note="没有写明哪一周，按每周读，请核对",
    )  # fmt: skip


def _of_week(anchor: date | None, ahead: int, number: int) -> date | None:
    if anchor is None:
        return None
    return anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * ahead + number)


def _weeks_ahead(word: str) -> int:
    return word.count("下")


def _note(words: str, day: date | None) -> str:
    return f"“{words}”按文件日期读" if day else f"“{words}”不知从哪天算起"


_DAY_IN = re.compile("[一二三四五六日天]")
RULES: tuple[PointRule, ...] = (
    PointRule.of(
        "relative.weekday",
        _weekday,
        rf"(?P<week>本|这|下下|下)个?(?P<day>{f.WEEKDAY}){f.BRACKET} ?{f.CLOCK_MAYBE}",
        starts="本[周星礼个一] 这[周星礼个一] 下[周星礼个一下]",
    ),
    PointRule.of(
        "relative.week",
        _week,
        r"(?P<week>本|这|下下|下)(?:一?个)?(?:周|星期|礼拜)(?![一二三四五六天年边围]|日(?![程期常]))(?P<edge>末|底)?",
        starts="本[周星礼个一] 这[周星礼个一] 下[周星礼个一下]",
    ),
    PointRule.of(
        "recurring.weekday_alone",
        _every_weekday,
        r"(?:(?<![上本这下每两一二三四五六七八九0-9])|(?<=原则上)|(?<=以上))(?:周|星期|礼拜)(?P<days>[一二三四五六日天](?:[、和]",
        rf"(?:周|星期)?[一二三四五六日天])?(?:[、和](?:周|星期)?[一二三四五六日天])?) ?{f.CLOCK_MAYBE}",
        starts="周[一二三四五六日天] 星期 礼拜",
    ),
)
