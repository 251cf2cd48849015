"""What every recurring reading is made of: the words of a rhythm, the RRULE text, the hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.whole import spoken

# Rhythm word → FREQ and how many of it.
RHYTHMS: Mapping[str, tuple[str, int]] = {
    "小时": ("HOURLY", 1),
    "天": ("DAILY", 1), "日": ("DAILY", 1), "晚": ("DAILY", 1), "周": ("WEEKLY", 1),
    "星期": ("WEEKLY", 1), "礼拜": ("WEEKLY", 1), "月": ("MONTHLY", 1),
    "季度": ("MONTHLY", 3), "季": ("MONTHLY", 3),
    "半年": ("MONTHLY", 6), "年度": ("YEARLY", 1), "年": ("YEARLY", 1),
}  # fmt: skip
SUFFIX = r"(?:之?前|以前|之?内|以内)?"
_PRECISIONS = {"HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "YEARLY": "year"}


def rrule(freq: str, interval: int = 1, /, **by: str) -> str:
    """The RRULE text; an interval of one is not written."""
    parts = [f"FREQ={freq}"] + ([f"INTERVAL={interval}"] if interval > 1 else [])
    return ";".join(parts + [f"{key}={value}" for key, value in by.items()])


def recurring(found: Match[str], passage: Passage, rule: str | None, note: str = "") -> Deadline:
    """The deadline of the match with that rule; None: a rhythm nobody named."""
    precision = ""
    if rule:
        freq = rule.split(";")[0].removeprefix("FREQ=")
        precision = _PRECISIONS.get(freq, "month")
    return replace(
        spoken(found, passage, "recurring"), rrule=rule.split("|")[0] if rule else None,
        normalized=rule, precision=precision, note=note, time=clock(found),
    )  # fmt: skip


def clock(found: Match[str]) -> time | None:
    """The time of day in the match, if its pattern has one."""
    return f.clock_time(found) if "hour" in found.re.groupindex else None


def hours(found: Match[str]) -> dict[str, str]:
    """The same as parts of an RRULE."""
    moment = clock(found)
    if moment is None:
        return {}
    more = found.groupdict().get("more")  # 每日7时、17时
    listed = f"{moment.hour},{f.number(more)}" if more else str(moment.hour)
    return {"BYHOUR": listed, "BYMINUTE": str(moment.minute)}
