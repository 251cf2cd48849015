"""Lengths that are to be used up — 未来三年, 用两个月时间, 力争三年完成 — counted from the document's
date like 三年内."""

from __future__ import annotations

from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.relative import UNIT, Length, from_document
from luoshi.lib.deadlines.whole import WholeRule


def _given(found: Match[str], passage: Passage) -> Deadline | None:
    """五天，十八号…; 半个月拿个结果; 三个月以后我来考: only where something is known to be owed."""
    return _stretch(found, passage) if passage.setting.owed else None


def _stretch(found: Match[str], passage: Passage) -> Deadline | None:
    words = found.groupdict()
    if passage.in_title(found.start()):
        return None
    if words["half"]:
        length = Length(6, "月") if words["half"] == "年" else Length(15, "日")
    else:
        length = Length(f.number(words["n"]), words["unit"])
    return from_document(found, passage, length) if length.count else None


# 9月 is a month of the year, 9个月 a length.
_LENGTH = (
    rf"(?:(?P<n>{f.NUMBER}) ?个?(?P<unit>{UNIT})|半(?P<half>年|个?月))"
    "(?<![0-9一二三四五六七八九十]月)"
)
_DONE = "(?:完成|实现|建成|见效|达到|见成效|建好|脱困|摘帽|翻番|全覆盖)"
RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "relative.coming",
        _stretch,
        rf"(?:未来|今后|接下来的?|下一步){_LENGTH}(?:内|里|时间|左右)?",
        rf"(?![来的左右]|[^，{f.STOP}]{{0,6}}(?:规划|计划|纲要|行动|方向|目标任务))",
        starts="未来 今后 接下 下一",
    ),
    WholeRule.of(
        "relative.spent",
        _stretch,
        rf"(?:利用|[用花]|集中){_LENGTH}(?:左右)?的?时间",
        starts=f"利用 集中 用[{f.CLOCK_SIGNS}半] 花[{f.CLOCK_SIGNS}半]",
    ),
    WholeRule.of(
        "relative.aimed",
        _stretch,
        rf"(?:力争|争取|确保|计划)用?{_LENGTH}(?:左右)?(?:的?时间)?(?=[^，{f.STOP}]{{0,6}}{_DONE})",
        starts="力争 争取 确保 计划",
    ),
    WholeRule.of(
        "relative.given",
        _given,
        rf"(?:(?<=[，,、。；给你们限用 ])|(?<![^{f.STOP}])){f.START}",
        rf"(?:(?P<n>{f.NUMBER})个?(?P<unit>工作日|小时|分钟|天|周|星期|礼拜|月)"
        r"|半(?P<half>年|个?月))(?:时间|功夫|[之以]后|后)?(?=[，,；。]|[拿交给完清把出还办补送到答回报])",
        starts=f"{f.LENGTH_STARTS} 半年 半个 半月",
    ),
)
