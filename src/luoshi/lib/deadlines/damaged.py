"""Dates that lost a character on the way (2021915日, 615日, 19月, 202310月份): never trusted, always
shown, so that a person looks into the original."""

from __future__ import annotations

import re
from dataclasses import replace
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.point import day_of
from luoshi.lib.deadlines.whole import WholeRule, spoken

_NOTE = "日期文字有缺损，请核对原文后填写"
_AMOUNT = re.compile(r"(?:满|不少于|不超过|超过|累计|共|近|约|达|第|最[长多])$")


def _damaged(found: Match[str], passage: Passage) -> Deadline | None:
    return replace(spoken(found, passage, "unknown"), note=_NOTE)


def _lost_month_sign(found: Match[str], passage: Passage) -> Deadline | None:
    """615日 reads as 6月15日 with its 月 gone — unless it counts days (180日内, 满365日)."""
    digits = found["digits"]
    month, day = int(digits[:-2]), int(digits[-2:])
    if day_of(2024, month, day) is None or _AMOUNT.search(passage.before(found.start())):
        return None
    return _damaged(found, passage)


RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "unknown.long_number",
        _damaged,
        rf"{f.START}(?<![.,])[0-9]{{5,8}}(?:日|月份?)(?:之?前|以前|之?内)?",
        starts="## #日 #月",
    ),
    WholeRule.of(
        "unknown.lost_month",
        _lost_month_sign,
        rf"{f.START}(?<![.,])(?P<digits>[0-9]{{3,4}})日(?!内|以内|之内|以上|以下|均|产|常)(?:之?前|以前)?",
        starts="#日",
    ),
    WholeRule.of(
        "unknown.no_such_month",
        _damaged,
        rf"{f.START}(?<![.,年])(?:1[3-9]|[2-9][0-9])月(?:份|底|末)?(?:之?前|以前|之?内)?",
        starts="#月",
    ),
)
