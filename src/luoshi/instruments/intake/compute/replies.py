"""Letters and their answers: only the answer can bind, and only what it says will happen.

What the citizen asks and what was already done are no assignments; a commitment with a day, or one
of the answering side (将、拟、预计、承诺、下一步) is. The year comes from the day of the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from luoshi.lib.text import fold

_FIELD = re.compile(r"【([^【】\n]{2,8})】")
_ANSWER = re.compile(r"答复|回复|办理(?:情况|结果|意见)|处理(?:情况|结果|意见)")
_TIME = re.compile(r"时间|日期")
_DAY = re.compile(r"((?:19|20)\d\d)\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})")
COMMITS = re.compile(
    r"将(?!近|来|军|就|其|该|把|您|上述|有关情况|情况|在协议|导致)|拟(?!定)|预计|"
    r"力争|争取|计划(?!生育|方案)|承诺|下一?步|今后|接下来|即将|会(?:同步|第一时间|"
    r"继续|加强|加大|及时|尽快|积极|督促|安排)|待[^，。]{2,20}后|可望|有望|要求[^，"
    r"。]{2,16}(?:整改|完成|落实)|责成|责令"
)
DATED = re.compile(
    r"(?:\d{1,2}|[元一二三四五六七八九十]{1,2})月(?:\d{1,2}日|[上中下]旬|底|份|"
    r"初)?(?:之?前|内|底)?|年底|年内|年初|季度|[上下]半年|月底|近期"
)
AHEAD = re.compile(
    r"(?:月|日|底|旬|年|季度|内)(?:之?前|内|底)|前(?:完成|开|建|投|实)|完工|完成|竣工|开工|建成|动工|启动|投入使用|通车|开考|开业|解决|到位|实施"
)
PAST = re.compile(
    r"已(?:经)?(?:[^承要]|$)|了(?!解)|于\d{4}年\d{1,2}月\d{1,2}日(?!前|之前)|经(?:查|核实|调查|了解)|截至|此前|曾|期间"
)
COURTESY = re.compile(
    r"感谢|您可|建议您|请您|敬请|如有|如果?您|欢迎|拨打|咨询|祝|谅解|理解与支持|"
    r"特此|根据《|按照《|复议|诉讼|《[^》]+》(?:第|规定)|收悉|回复如下|答复如下|"
    r"现将|原则上不|无法|暂(?:不|无)"
)


@dataclass(frozen=True, slots=True)
class Letters:
    """Where answers stand in the text and the day of each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    days: tuple[date | None, ...]

    def at(self, position: int) -> int | None:
        """The number of the answer that holds `position`, None outside of all."""
        found = bisect_right(self.starts, position) - 1
        return found if found >= 0 and position < self.ends[found] else None


def letters(text: str, day: date | None) -> Letters:
    """The answers of `text`; without field names the whole text is one answer."""
    fields = list(_FIELD.finditer(text))
    spans: list[tuple[int, int]] = []
    for order, field in enumerate(fields):
        end = fields[order + 1].start() if order + 1 < len(fields) else len(text)
        if _ANSWER.search(field.group(1)) and not _TIME.search(field.group(1)):
            spans.append((field.end(), end))
    if not spans:
        spans = [(0, len(text))]
    days = tuple(_day(text, end, start) or day for start, end in spans)
    return Letters(tuple(s for s, _ in spans), tuple(e for _, e in spans), days)


def _day(text: str, end: int, start: int) -> date | None:
    """The day of the answer: the field after it, else the last date inside it."""
    field = _FIELD.match(text, end)
    zone = text[end : end + 60] if field and _TIME.search(field.group(1)) else text[start:end]
    found = list(_DAY.finditer(fold(zone)))
    for match in found[:1] if zone != text[start:end] else reversed(found):
        try:
            return date(*(int(part) for part in match.groups()))
        except ValueError:
            continue
    return None


def commitment(words: str) -> float:
    """How sure one can be that the sentence promises something still to come, 0 to 1."""
    if COURTESY.search(words) and not re.search(r"\d月[^，。]{0,4}(?:前|底)", words):
        return 0.0
    commits = COMMITS.search(words)
    if not commits:
        ahead = re.search(
            r"(?:\d月(?:底|\d+日)?|年底|年内)(?:之?前|底)?[^，。]{0,6}(?:完成|解决|建成|开工|竣工|投入)",
            words,
        )
        return 0.55 if ahead and not PAST.search(words) else 0.0
    dated = DATED.search(words, commits.start()) or DATED.search(words)
    if dated and AHEAD.search(words):
        return 0.9
    if re.search(r"导致|影响|造成|如遇|请求|恳请", words):
        return 0.2
    return 0.6
