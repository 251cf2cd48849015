"""Reading one whole ledger cell under 完成时限 (domain: every row a clerk writes there).

In a cell every date is a limit, so nothing around it is asked. What is no date at all — a status,
a stroke, 待定 — is said to be so; a cell is never read as more than it says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from luoshi.lib import zhnum
from luoshi.lib.deadlines import relative
from luoshi.lib.deadlines.find import best, read
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage, Setting
from luoshi.lib.deadlines.point import day_of
from luoshi.lib.deadlines.soft import AT_ONCE, LASTING, OUTSIDE

_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.0+)?")
_SERIAL_ORIGIN = date(1899, 12, 30)
_STAMP = re.compile(r"((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])[ T]00:00(?::00)?")
_STATUS = re.compile(
    r"已?(?:全部)?(?:完成|办结|销号|整改到位|整改完成|落实|办理完毕|结束|完结)[。！]?"
)
# What a cell may say instead of a date: pattern, kind, rule, note.
_WORDS: tuple[tuple[re.Pattern[str], str, str, str], ...] = (
    (_STATUS, "status", "cell.status", "这是办理状态，不是时限"),
    (
        re.compile(r"[/／\\—－\-–_、.·…无]*|不涉及|无时限要求|n/?a|N/?A"),
        "unknown", "cell.blank", "没有填写时限，请补上",
    ),
    (
        re.compile(r"待定|另行通知|另定|视情况?(?:而定)?|未定|待确定|待明确"),
        "unknown", "cell.open", "时限待定，请跟进",
    ),
    (
        re.compile(
            r"(?:长期性?|常态化?|持续|经常性?|日常)"
            r"(?:工作|任务|坚持|推进|开展|落实|整改|执行)?。?"
        ),
        "ongoing", "cell.lasting", LASTING,
    ),
    (
        re.compile(r"立即?(?:办|整改|完成|落实)|限时整改|即时|马上(?:办|整改)?"),
        "immediate", "cell.at_once", AT_ONCE,
    ),
    (
        re.compile(r"(?:随时|实时)(?:报送|上报|填报|补报|更新|报)?"),
        "recurring", "cell.any_time", "没有写明周期，请补上",
    ),
    (
        re.compile(r"按.{0,14}(?:时限|时间|节点|部署|要求|进度|安排|规定|计划|约定|合同).{0,8}"),
        "external", "cell.outside", OUTSIDE,
    ),
)  # fmt: skip
_LASTING_AFTER = re.compile(r"长期|持续|常态")
_MONTH_AND_DAY = re.compile(r"(1[0-2]|0?[1-9])\.(3[01]|[12][0-9]|0[1-9])(?:日)?(?:之?前|以前)?")
_EVERY = re.compile(r"按(?:日|天|周|旬|月|季度?|半年|年)(?:度?(?:报送|上报|填报|调度|更新|推进))?")
_EVENT = re.compile(r"([^0-9，。；,;]{2,14})(?:之?前|以前)")


def read_cell(text: str, *, anchor: date | None = None, year: int | None = None) -> Deadline:
    """The deadline that a whole cell states; kind `unknown` with a note when it states none.

    `year` (the ledger's) gives missing years before `anchor` (the file's date) does. Offsets are
    those of `text` as given.
    """
    stripped = text.strip()
    if _EVERY.fullmatch(stripped):
        every = read_cell(text.replace("按", "每", 1), anchor=anchor, year=year)
        return replace(every, text=text[every.start : every.end])
    whole = Deadline(0, len(text), text, "unknown")
    folded = zhnum.fold_digits(stripped)
    special = _special(whole, folded)
    if special is not None:
        return special
    setting = Setting(anchor, year, cell=True)
    found = read(Passage(text, setting))
    chosen = best(found)
    return _leftover(whole, folded, setting) if chosen is None else _with_rest(text, chosen, found)


def _leftover(whole: Deadline, folded: str, setting: Setting) -> Deadline:
    """What only a cell may say: 12.31, 30天, 县委全会前. Everything else is for a person."""
    numbers, event = _MONTH_AND_DAY.fullmatch(folded), _EVENT.fullmatch(folded)
    if numbers is not None and setting.base_year is not None:
        day = day_of(setting.base_year, int(numbers[1]), int(numbers[2]))
        if day is not None:
            dated = _dated(
                whole, day, f"按{day.month}月{day.day}日读，{setting.year_note}", "cell.month_day"
            )
            return replace(dated, assumed_year=True)
    length = relative.length_of(folded)
    if length is not None:
        note = "只写了时间长短，没有写从哪天起算，请补上"
        return replace(whole, kind="relative", normalized=length, note=note, rule="cell.length")
    if event is not None:
        note = f"要先知道“{event[1]}”是哪一天"
        return replace(whole, kind="event", note=note, rule="cell.event")
    return replace(whole, note="看不懂这个时限，请人工填写", rule="cell.unread")


def _special(whole: Deadline, folded: str) -> Deadline | None:
    serial, stamp = _SERIAL.fullmatch(folded), _STAMP.fullmatch(folded)
    if serial is not None:
        day = _SERIAL_ORIGIN + timedelta(days=int(serial[1]))
        return _dated(whole, day, "表格里的日期序号", "cell.serial")
    if stamp is not None:
        try:
            return _dated(whole, date.fromisoformat(stamp[1]), "", "cell.stamp")
        except ValueError:
            return replace(whole, note="日历上没有这一天，请核对原文", rule="cell.stamp")
    for pattern, kind, rule, note in _WORDS:
        if pattern.fullmatch(folded):
            return replace(whole, kind=kind, note=note, rule=rule)
    return None


def _dated(whole: Deadline, day: date, note: str, rule: str) -> Deadline:
    return replace(
        whole,
        kind="date",
        due=day,
        normalized=day.isoformat(),
        precision="day",
        note=note,
        rule=rule,
    )


def _with_rest(text: str, chosen: Deadline, found: list[Deadline]) -> Deadline:
    """The chosen one, marked when the cell goes on: 并长期坚持, or a second deadline."""
    lasting = chosen.ongoing_after or _LASTING_AFTER.search(text, chosen.end) is not None
    others = [
        d for d in found if d is not chosen and d.kind not in ("ongoing", "relative", "immediate")
    ]
    note = chosen.note
    if others:
        listed = "、".join(f"“{other.text}”" for other in others)
        note = "；".join(filter(None, (note, f"还写有{listed}，请核对")))
    return replace(chosen, ongoing_after=lasting, note=note)
