"""Lengths of time — 印发之日起30日内, 收到通知后3个工作日内, 会后一周内, 两周内, 5年内.

A length becomes a day only when its start is known: the document's own date (印发, 会后, or no
start named in a sentence that sets a task) or a day in the office's `events`. Counting follows
民法典 201–202. A length whose start depends on a case (收到申请后…) stays a length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from re import Match

from luoshi.lib import zhnum
from luoshi.lib.deadlines import festivals
from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.whole import WholeRule, spoken
from luoshi.lib.errors import Invalid
from luoshi.lib.workdays import Calendar, Unit

# Word → unit of law, how many of it, letter in an ISO 8601 length (WD: working days, ours).
_UNITS: Mapping[str, tuple[Unit, int, str]] = {
    "小时": (Unit.HOUR, 1, "H"), "自然日": (Unit.CALENDAR_DAY, 1, "D"),
    "日历天": (Unit.CALENDAR_DAY, 1, "D"), "分钟": (Unit.HOUR, 0, "M"), "工作日": (Unit.WORK_DAY, 1, "WD"),
    "日": (Unit.CALENDAR_DAY, 1, "D"), "天": (Unit.CALENDAR_DAY, 1, "D"),
    "周": (Unit.CALENDAR_DAY, 7, "W"), "星期": (Unit.CALENDAR_DAY, 7, "W"),
    "礼拜": (Unit.CALENDAR_DAY, 7, "W"), "月": (Unit.MONTH, 1, "M"),
    "季度": (Unit.MONTH, 3, "Q"), "年": (Unit.YEAR, 1, "Y"),
}  # fmt: skip
# The document speaks of itself: 自本通知印发…, not 自中标通知书发出….
_OWN = r"(?:^|[自从在于请要须应各])(?:本次|本|此次|此|该)?"
_PAPER = (
    r"(?:通知|意见|方案|办法|规定|文件|细则|决定|通报|纪要|规划|计划|要点|清单|制度|公告|通告)?"
)
# What starts the count: words of the clause, name of the start, whether the document's date is it.
_STARTS: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(rf"{_OWN}{_PAPER}(?:印发|发布|公布|发文|下发|成文|施行|实施)"), "issued", True),
    (
        re.compile(rf"{_OWN}(?:会议?后|会议结束|会议召开|散会)|(?<![开协例商常委晚大社议])会后"),
        "meeting",
        True,
    ),
    (re.compile("即日|今天|今日|本日|现在"), "issued", True),
    (re.compile("收到|接到|签收|接报|收件"), "received", False),
    (re.compile("受理"), "accepted", False),
    (re.compile("立案|立项"), "docketed", False),
    (re.compile("交办|转办|批示|批转"), "dispatched", False),
    (re.compile("开工|动工|进场"), "start_of_work", False),
    (re.compile("竣工|完工"), "completion", False),
    (re.compile("验收"), "acceptance", False),
    (re.compile("签订|签约"), "signed", False),
    (re.compile("批复|批准"), "approved", False),
    (re.compile("中标"), "awarded", False),
    (re.compile("下达"), "allotted", False),
)
_TRIGGER = re.compile(
    r"(?:自|从|在|于)?[^，。；：、,;:\n]{0,20}?"
    r"(?:之日起?|之时起|次日起|当日起|当天起|起|(?<!今)之?后)(?:的|计)?$"
)
# 请在…之后3日内: the asking is no part of the limit.
_ASKING = re.compile("(?:请|务必|必须|须|应当?|要|并|且){0,3}")
_FEAST = re.compile(rf"({festivals.NAMES})节?(?:假期)?(?:之?后|起)$")
_YEAR_TRIGGER = re.compile(r"(20[0-9]{2}) ?年起$")
_RECEIPT = re.compile(r"(?:收到|接到|签收|接报)[^，。；：、,;:\n]{1,10}$")
_OPENING = re.compile(
    "自|从|本|印发|发布|公布|下发|会议?后|会议?结束|20[0-9]{2} ?年起|即日"
    "|收到|接到|接报|签收|受理|立案|交办|转办|批示"
)
_BLOCKED = re.compile(
    r"(?:近|过去|最近|以往|此前|前|这|那|满|连续|超过|不足|累计|每|任何|工龄|间隔)$"
)
_BLOCKED_AFTER = re.compile(
    r"[^，。；]{0,6}?(?:享受|不得|不准|禁止|无违|无不良|无重大|[两多再]次|受过|受到|减免|免征|免费|给予|有效|累计|未|曾|(?<![把对将])没有|已)"
    r"|的[^，。；]{0,6}(?:企业|人员|单位|毕业生|项目)"
)
_CASE = re.compile(
    r"申请|收到|接到|工单|诉求|当事|材料|审批|审核|审查|办结|受理|事故|发生|案件|来信|投诉|举报"
    r"|一旦|[如若凡]|每|的[,，]|对[^，。；]{0,30}的"
)


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit, as written."""

    count: int
    word: str

    @property
    def token(self) -> str:
        """The length as ISO 8601 has it (P3M, PT24H, P2W); P3WD for working days."""
        unit, _, letter = _UNITS[self.word]
        if letter == "Q":
            return f"P{3 * self.count}M"
        return f"P{'T' if unit is Unit.HOUR else ''}{self.count}{letter}"

    @property
    def in_hours(self) -> bool:
        """Counted from a moment, not from a day."""
        return _UNITS[self.word][0] is Unit.HOUR

    def after(self, start: date, calendar: Calendar) -> date | None:
        """The last day of the length counted from `start` (not itself counted)."""
        unit, times, _ = _UNITS[self.word]
        if unit is Unit.HOUR:
            return start + timedelta(days=-(-self.count * times // 24))
        try:
            return calendar.add(start, self.count * times, unit)
        except Invalid:
            return None


def length_of(text: str) -> str | None:
    """The token of a bare length (30天 → P30D, 3个工作日内 → P3WD), or None."""
    found = _BARE.fullmatch(zhnum.fold_digits(text))
    if found is None or not f.number(found[1]):
        return None
    return Length(f.number(found[1]), found[2]).token


def _within_half(found: Match[str], passage: Passage) -> Deadline | None:
    """半年内, 半个月内: six months, fifteen days."""
    count, word = {
        "年": (6, "月"),
        "天": (12, "小时"),
        "小时": (30, "分钟"),
        "个小时": (30, "分钟"),
    }.get(found["half"], (15, "日"))
    return _limited(found, passage, Length(count, word))


def _within(found: Match[str], passage: Passage) -> Deadline | None:
    return _limited(found, passage, Length(f.number(found["n"]), found["unit"]))


def _limited(found: Match[str], passage: Passage, length: Length) -> Deadline | None:
    before = passage.before(found.start(), 30)
    if not length.count or passage.in_title(found.start()) or _BLOCKED.search(before):
        return None
    if not passage.setting.cell and _BLOCKED_AFTER.match(passage.after(found.end())):
        return None
    trigger = _TRIGGER.search(before) or _RECEIPT.search(before)
    if trigger is None:
        return from_document(found, passage, length)
    return _from_trigger(found, passage, length, trigger, before)


def _from_trigger(
    found: Match[str], passage: Passage, length: Length, trigger: Match[str], before: str
) -> Deadline:
    opened = _OPENING.search(before, trigger.start())
    first = opened.start() if opened else _asked(before, trigger.start())
    start = found.start() - (len(before) - first)
    deadline = spoken(found, passage, "relative", start=start)
    year = _YEAR_TRIGGER.search(trigger[0])
    if year is not None and length.word == "年":
        return _year_span(deadline, int(year[1]), length, "自写明的年份起算")
    name, begin, note = _start_of(trigger[0].rstrip("的计"), passage)
    return _counted(deadline, passage, length, begin, (note, f"REL:{name}+{length.token}"))


def _asked(before: str, start: int) -> int:
    """Where the limit begins behind 请, 要, 须."""
    asking = _ASKING.match(before, start)
    return start if asking is None else asking.end()


def _start_of(words: str, passage: Passage) -> tuple[str, date | None, str]:
    """Name, day and note of the start; the office's events win over the document's date."""
    events = passage.setting.events
    known = next((word for word in events if word in words), None)
    if known is not None:
        return "event", events[known], f"从“{known}”之日起算"
    feast = _FEAST.search(words)
    if feast is not None:
        begin = festivals.coming(feast[1], passage.setting)
        return festivals.english(feast[1]), begin, f"从{feast[1]}起算"
    for pattern, name, from_document in _STARTS:
        if pattern.search(words):
            begin = passage.setting.anchor if from_document else None
            told = "从文件日期起算" if begin else f"要先知道“{words}”是哪一天"
            return name, begin, told
    return "start", None, "起算的日子要由人填写"


def from_document(found: Match[str], passage: Passage, length: Length) -> Deadline | None:
    """两周内, no start named: from the document's date, unless the sentence is a rule for cases."""
    if length.word == "年":
        return _years(found, passage, length)
    deadline = spoken(found, passage, "relative")
    around = passage.sentence_before(found.start()) + passage.after(found.end(), 12)
    for_cases = _CASE.search(around) is not None and not passage.setting.cell
    anchor = None if for_cases or length.in_hours else passage.setting.anchor
    note = "没有写明从哪天起算，按文件日期起算，请核对" if anchor else "没有写明从哪天起算"
    return _counted(deadline, passage, length, anchor, (note, length.token))


def _counted(
    deadline: Deadline, passage: Passage, length: Length, begin: date | None, told: tuple[str, str]
) -> Deadline:
    """The deadline with its last day; without a start, with the note and token that say so."""
    note, token = told
    due = None if begin is None else length.after(begin, passage.setting.calendar)
    return replace(
        deadline, due=due, begin=begin, note=note, precision="hour" if length.in_hours else "day",
        normalized=due.isoformat() if due else token,
    )  # fmt: skip


def _years(found: Match[str], passage: Passage, length: Length) -> Deadline | None:
    """5年内: a period from the document's date; from its year when only that is known."""
    deadline, setting = spoken(found, passage, "relative"), passage.setting
    if setting.anchor is not None:
        due = length.after(setting.anchor, setting.calendar)
        normal = f"{setting.anchor.isoformat()}/{due.isoformat()}" if due else None
        return replace(
            deadline, kind="period", begin=setting.anchor, due=due, normalized=normal,
            precision="day", note="从文件日期起算",
        )  # fmt: skip
    if setting.year is not None:
        return _year_span(deadline, setting.year, length, "含文件所在年份")
    return replace(deadline, normalized=length.token, precision="year", note="没有写明从哪年起算")


def _year_span(deadline: Deadline, first: int, length: Length, note: str) -> Deadline:
    last = first + length.count - 1
    return replace(
        deadline, kind="period", begin=date(first, 1, 1), due=date(last, 12, 31), note=note,
        normalized=f"{first}-01-01/{last}-12-31", precision="year",
    )  # fmt: skip


def _several(found: Match[str], passage: Passage) -> Deadline:
    """分别在3个月、6个月内: which length is whose is for a person to say."""
    lengths = re.findall(rf"({f.SMALL})个?({UNIT})", found[0])
    tokens = ";".join(Length(f.number(count), unit).token for count, unit in lengths)
    return replace(
        spoken(found, passage, "relative"), normalized=tokens, precision="day",
        note="有几个时限，请分别填写",
    )  # fmt: skip


def _ahead(found: Match[str], passage: Passage) -> Deadline | None:
    """提前3天: before something that a person must name."""
    words = found.groupdict()
    count, unit = words["n"] or words.get("n2") or "", words["unit"] or words.get("unit2") or ""
    length = Length(f.number(count), unit)
    if not length.count:
        return None
    return replace(
        spoken(found, passage, "relative"), normalized=f"-{length.token}", precision="day",
        note="要先知道在什么之前",
    )  # fmt: skip


def _same_day(found: Match[str], passage: Passage) -> Deadline:
    return replace(
        spoken(found, passage, "relative"), normalized="P1D", precision="day", note="当日办结",
    )  # fmt: skip


def _on_that_day(found: Match[str], passage: Passage) -> Deadline:
    return replace(
        spoken(found, passage, "relative"), normalized="P0D", precision="day",
        note="当日：要先知道是哪一天",
    )  # fmt: skip


def _after_meeting(found: Match[str], passage: Passage) -> Deadline:
    return replace(
        spoken(found, passage, "relative"), normalized="EVENT:after_meeting",
        note="会后，没有写明期限",
    )  # fmt: skip


UNIT = "小时|分钟|工作日|自然日|日历天|日|天|周|星期|礼拜|月|季度|年"
_IN = r"(?:之内|以内|内(?![部容外涵设需陆]))"
_BARE = re.compile(rf"({f.NUMBER})个?({UNIT})(?:左右|时间)?{_IN}?")
RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "relative.within",
        _within,
        rf"{f.START}(?:{f.SMALL}个?(?:{UNIT})?{f.TO})?",
        rf"(?P<n>{f.NUMBER}) ?个?(?P<unit>{UNIT})(?:时间)?{_IN}",
        starts=f"{f.LENGTH_STARTS} {f.TO_STARTS}",
    ),
    WholeRule.of(
        "relative.within_half",
        _within_half,
        rf"{f.START}半(?P<half>年|个?月|天|个?小时)(?:时间)?{_IN}",
        starts="半年 半个 半月 半天 半小",
    ),
    WholeRule.of(
        "relative.several",
        _several,
        rf"(?:分别)?在?{f.START}{f.SMALL}个?(?:{UNIT})(?:、{f.SMALL}个?(?:{UNIT})){{1,3}}{_IN}",
        starts=f"分别 在[{f.CLOCK_SIGNS}] {f.LENGTH_STARTS}",
    ),
    WholeRule.of(
        "relative.ahead",
        _ahead,
        rf"(?:至少)?(?:提前|早来|早到)(?:至少)?(?P<n>{f.SMALL})个?(?P<unit>{UNIT})(?!完成|实现|建成|竣工|投|达到|超额)",
        starts="至少 提前 早来 早到",
    ),
    WholeRule.of(
        "relative.before_event",
        _ahead,
        r"(?:会议召开|召开|开会|开标|届满|期满|到期|举行|考试|活动|开幕|检查)的?",
        rf"(?:(?:之?前)(?P<n>{f.SMALL})个?(?P<unit>{UNIT})",
        rf"|(?P<n2>{f.SMALL})个?(?P<unit2>{UNIT})(?:之前|以前|前))",
        starts="会议 召开 开会 开标 届满 期满 到期 举行 考试 活动 开幕 检查",
    ),
    WholeRule.of(
        "relative.no_overnight",
        _same_day,
        r"事不过夜|日事日毕|日清日结|[当今]日事[、,，]?[当今]日毕|当[天日]的?事情?[，,]?要?当[天日](?:毕|办|完|清|结)",
        starts="事不 日事 日清 当日 今日 当天",
    ),
    WholeRule.of(
        "relative.same_day",
        _on_that_day,
        rf"当[日天](?:之?内|前)?(?=[^，{f.STOP}]{{0,3}}",
        r"(?:完成|办结|办理|报|处|反馈|答复|解决|清|转|送|签|交|登记|拟|移送|退|发|不准|不得))",
        starts="当日 当天",
    ),
    WholeRule.of(
        "relative.after_meeting",
        _after_meeting,
        rf"(?<!会前、)(?<!会中、)(?<![^，：、\s”」』’）){f.STOP}])会议?结?束?后(?=[,，]|要|请|各|由|把|抓|尽快|立即|马上)",
        starts="会[议结束后]",
    ),
)
