"""From figures and lines to the text of a report, in the office's own Chinese. Plain data only.

The numbers tally by construction: what was open before, plus what came, minus what went, is what is
open now; and the lights add up to that. Whatever is not listed is counted ("其余 n 件见台账").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

MOST = 10  # lines in a section; the rest is counted
LONGEST = 90  # characters quoted from what somebody wrote
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the period, of what the addressee may see."""

    before: int = 0
    came: int = 0
    reopened: int = 0  # of those that came
    closed: int = 0
    dropped: int = 0
    now: int = 0
    late: int = 0
    soon: int = 0
    new: int = 0
    fine: int = 0
    led_urges: int = 0
    started_urged: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter as a section tells it. `words` answer the section's question."""

    title: str
    lead: str
    due: str = ""
    light: str = ""
    words: str = ""
    help: str = ""
    step: str = ""
    asked: str = ""
    again: bool = False  # said before this period already


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a report is made of."""

    office: str
    addressee: str
    begins: date
    ends: date
    figures: Figures
    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its heading, how a line of it reads, what it says when empty."""

    key: str
    heading: str
    line: Callable[[Entry], str]
    none: str = ""


def short(words: str) -> str:
    """What somebody wrote as a quotation: one line, no full stop, not too long."""
    flat = " ".join(words.split()).rstrip("。；;，,")
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"


def _sentence(words: str) -> str:
    """A sentence of the office's own inside a line: whole, without its full stop."""
    return words.rstrip("。")


def _new(e: Entry) -> str:
    return f"{e.title}（{e.lead}{f'，{e.due}前' if e.due else ''}）。"


def _closed(e: Entry) -> str:
    return f"{e.title}（{e.lead}）：{short(e.words) or '已办结'}。"


def _late(e: Entry) -> str:
    why = f"原因：{short(e.words)}" if e.words else "单位没有说明原因"
    help_ = f"已支招：{short(e.help)}" if e.help else "还没有支招"
    return f"{e.title}（{e.lead}，{e.due}到期，{e.light}）：{why}；{help_}。"


def _slow(e: Entry) -> str:
    return f"{e.title}（{e.lead}，{e.due}到期）：{_sentence(e.words)}。"


def _foreseen(e: Entry) -> str:
    named = f"；单位说的困难：{short(e.help)}" if e.help else ""
    return f"{e.title}（{e.lead}，{e.due}到期，{e.light}）：{_sentence(e.words)}{named}。"


def _asked(e: Entry) -> str:
    return f"{e.title}（{e.lead}，{e.due}到期）：申请延至{e.asked}，{short(e.words)}。"


def _practice(e: Entry) -> str:
    return f"{e.lead}在“{e.title}”中：{short(e.words)}。"


def _coming(e: Entry) -> str:
    return f"{e.due}，{e.title}（{e.lead}，{e.light}）。"


def options(e: Entry) -> tuple[tuple[str, ...], str]:
    """The ways out of a difficulty as choices, and which of them the office recommends."""
    found = [f"按{e.lead}的打算办：{short(e.step)}"] if e.step else []
    found.append("由分管领导召集有关单位调度一次，当场定办法、定人、定时间")
    if e.asked:
        found.append(f"同意延期到{e.asked}，期间每周报一次进展")
    else:
        found.append("调整目标或时限，由督查科提出方案后再报")
    stuck = e.again or not e.step or e.light.startswith(("逾期", "已逾期", "滞后"))
    return tuple(found), "ABC"[1 if stuck and e.step else 0]


def _decide(e: Entry) -> str:
    chosen, best = options(e)
    lines = "；".join(f"{'ABC'[n]}．{words}" for n, words in enumerate(chosen))
    often = "（此前已经反映过）" if e.again else ""
    return f"{e.title}（{e.lead}）：{short(e.words)}{often}。怎么办？{lines}。建议选{best}。"


SECTIONS = (
    Section("decide", "需要您定的事", _decide, "本期没有需要您定的事。"),
    Section("closed", "办结销号的事项", _closed, "本期没有销号的事项。"),
    Section("late", "逾期事项、原因和支招", _late, "没有逾期事项。"),
    Section(
        "foreseen", "预计下一周会逾期的事项", _foreseen, "照现在的进度，下一周没有会逾期的事项。"
    ),
    Section("slow", "以后可能要晚的事项", _slow),
    Section("asked", "正在申请延期的事项", _asked),
    Section("new", "新交办的事项", _new, "本期没有新交办的事项。"),
    Section("practice", "可以借鉴的做法", _practice),
    Section("coming", "下一周到期的事项", _coming, "下一周没有到期的事项。"),
)


def day_words(day: date) -> str:
    """11月20日."""
    return f"{day.month}月{day.day}日"


def heading(office: str, begins: date, ends: date) -> str:
    """The title of a report over that period."""
    kind = "督查周报" if (ends - begins).days < 10 else "督查情况报告"
    return f"{kind}（{begins.year}年{day_words(begins)}至{day_words(ends)}）"


def _summary(figures: Figures) -> str:
    f = figures
    again = f"（含重新办理 {f.reopened} 件）" if f.reopened else ""
    dropped = f"、作废 {f.dropped} 件" if f.dropped else ""
    first = (
        f"期初在办 {f.before} 件，本期新交办 {f.came} 件{again}，销号 {f.closed} 件{dropped}，"
        f"期末在办 {f.now} 件。"
    )
    lights = (
        f"期末在办的事项中，逾期 {f.late} 件、将到期 {f.soon} 件、待签收 {f.new} 件、"
        f"正常 {f.fine} 件。"
    )
    urged = (
        f"本期领导亲自催办 {f.led_urges} 次（目标为零）。"
        if f.led_urges
        else "本期没有让领导催办。"
    )
    slow = f"在办事项中，催了才动的 {f.started_urged} 件。" if f.started_urged else ""
    return first + lights + urged + slow


def _told(section: Section, entries: Sequence[Entry]) -> Iterator[str]:
    if not entries:
        yield section.none
        return
    for number, entry in enumerate(entries[:MOST], 1):
        yield f"{number}．{section.line(entry)}"
    if len(entries) > MOST:
        yield f"其余 {len(entries) - MOST} 件见台账。"


def compose(material: Material) -> str:
    """The whole text: title, address, figures, then every section that has something to say."""
    begins, ends = material.begins, material.ends
    lines = [
        heading(material.office, begins, ends),
        "",
        f"{material.addressee}：",
        f"现将{day_words(begins)}至{day_words(ends)}督办事项的落实情况报告如下。",
        f"{NUMERALS[0]}、总体情况",
        _summary(material.figures),
    ]
    number = 1
    for section in SECTIONS:
        entries = material.entries.get(section.key, ())
        if not entries and not section.none:
            continue
        count = f"（{len(entries)} 件）" if entries else ""
        lines.append(f"{NUMERALS[number]}、{section.heading}{count}")
        lines += _told(section, entries)
        number += 1
    return "\n".join([*lines, "", material.office, f"{ends.year}年{day_words(ends)}", ""])


def differences(mine: str, generated: str) -> tuple[tuple[str, str], ...]:
    """Lines that only one of the two texts has: ('mine' | 'generated', line), in reading order."""
    a, b = mine.splitlines(), generated.splitlines()
    found: list[tuple[str, str]] = []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [("mine", line) for line in a[a0:a1] if line.strip()]
            found += [("generated", line) for line in b[b0:b1] if line.strip()]
    return tuple(found)
