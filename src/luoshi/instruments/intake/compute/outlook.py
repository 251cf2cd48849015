"""Which paragraphs of a paper look back on what was done, and which ask for something.

A review of the year is full of acts, figures and units, and binds nobody. No single sentence tells
it apart safely; a run of paragraphs does. Each paragraph is weighed by its words (calls against
accounts of the past), a heading weighs more, and a change of direction costs something: the best
course through the whole paper is taken (two states, Viterbi). Linear, deterministic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi.instruments.intake.compute.cues import WANT
from luoshi.instruments.intake.compute.structure import Line

_CALLS = re.compile(
    rf"{WANT}(?![的是])|必须|务必|应当|应(?!急|用|对|收|聘|诉)|不得|不准|严禁|一律"
    r"|确保|力争|争取|请(?!示|假|求|销)|希望|下一步|今后|下步|将(?:于|在|进一步|继续|严)|明年|必不可少|绝不"
)
# An account of what was achieved; a bare 了 or 已 may stand in any order a speaker gives.
_PAST = re.compile(
    r"去年|上年|一年来|五年来|多年来|以来|全年共?|累计|取得[^，。]{0,12}(?:成|进展|效)|荣获|荣膺|被评为|得到[了较]?"
    r"|受到[^，。]{0,8}(?:好评|表彰|肯定)"
    r"|圆满|先后|率先|有效地?(?:保|维|促|推|遏|解)|明显(?:提|改|增|好|加|成)|显著|位居|位列|首[次家个]|同比|增长\d"
    r"|共[^，。]{0,6}\d|成效|全面提[速升]|继续领先"
)
_DONE = re.compile(r"了(?!解|结)|已(?!承)|曾|过去")
_BACK = re.compile(
    r"回顾|总结(?!会)|成绩|成效|(?:取得|完成)[^，。]{0,8}(?:情况|进展)|(?:过去|一年|五年)[^，。]{0,6}工作$|基本情况|主要做法|工作情况"
    r"|(?:存在|面临)的?[^，]{0,6}(?:问题|困难|不足|挑战)"
)
_AHEAD = re.compile(
    r"要求|任务|安排|打算|重点|措施|部署|建议|意见|目标|计划|下一?步|今后|明年|强化|加强|抓好|做好|推进|落实|着力|坚持|全力"
)
_STOP = re.compile(r"[。！？；]")
_HEADING = 5.0
_TURN = 3.0  # what it costs to change direction between two paragraphs
_MOST = 4.0  # no paragraph of text weighs more than this


def looking_back(text: str, every: Sequence[Line]) -> list[bool]:
    """For each line whether it stands in a stretch that looks back."""
    weights = [_weight(text, line) for line in every]
    return _course(weights)


def _weight(text: str, line: Line) -> float:
    """Above zero for a line that asks, below for one that looks back."""
    words = text[line.start : line.end]
    if line.role in ("heading", "title") and len(words) <= 40:
        if _BACK.search(words):
            return -_HEADING
        return _HEADING / 2 if line.number and _AHEAD.search(words) else 0.0
    found = 0.0
    at = line.start
    for stop in [*(m.end() for m in _STOP.finditer(text, line.start, line.end)), line.end]:
        if stop - at < 4:
            continue
        if _CALLS.search(text, at, stop):
            found += 1.0
        elif _PAST.search(text, at, stop):
            found -= 1.0
        elif _DONE.search(text, at, stop):
            found -= 0.2
        at = stop
    return max(-_MOST, min(_MOST, found))


def _course(weights: Sequence[float]) -> list[bool]:
    asks, back = 0.0, -1.0
    came: list[tuple[bool, bool]] = []
    for weight in weights:
        to_asks, to_back = back - _TURN > asks, asks - _TURN > back
        came.append((to_asks, to_back))
        asks, back = (
            max(asks, back - _TURN) + weight,
            max(back, asks - _TURN) - weight,
        )
    found: list[bool] = []
    looking = back > asks
    for to_asks, to_back in reversed(came):
        found.append(looking)
        if looking and to_back:
            looking = False
        elif not looking and to_asks:
            looking = True
    return found[::-1]
