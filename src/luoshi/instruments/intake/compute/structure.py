"""The shape of a paper: its lines, what each of them is, and where the sentences lie.

It knows headings, numbering, the addressee line, signatures and the preamble that ends with
如下：; it does not know what a matter is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from luoshi.lib.text import Span, paragraphs, sentences

NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]、?"
    r"|\d{1,3}(?:[.．](?!\d)|、)|\d{1,2}[)）](?=\s*[^\s\d，。；])|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,3}(?:[，、,：:]|(?:部分|章|节|条)(?=[\s、：:]))"
    r"|[一二三四五六七八九十]{1,2}(?:是|要(?=[^求])|则)|(?:首先|其次|再次|最后)[，,])\s*"
)
_LEVELS = tuple(map(re.compile, (
    r"[一二三四五六七八九十]{1,3}、", r"[（(][一二三四五六七八九十]{1,3}[）)]", r"\d{1,3}[.．、]",
    r"[（(]?\d{1,3}[）)]", r"[①-⑳]",
)))  # fmt: skip
PART_OF_ITEM = 5  # from this level on (①, 一是) a number marks a part of an item
_ADDRESSEE = re.compile(r"[^。；]{2,120}[：:]$")
_ADDRESSED = re.compile(r"政府|委|部门|单位|机构|局|办|同志|公司|学校|乡镇|街道|中心|处室|厅|院")
_SIGNATURE = re.compile(
    r"(?:\d{4}|[二一][〇○零一二三四五六七八九]{3})年\S{1,3}月\S{1,3}日$|[（(].{0,24}(?:公开发布|删减|此件|联系|代章).{0,24}[）)]$"
)
_NUMBERED_PAPER = re.compile(r"\S{0,14}[〔\[（(]\d{4}[〕\])）]\s*\d+\s*号$")
_OPENED = re.compile(r"如下\s*[：:。.]?$|(?:要求|意见|措施|部署|安排)[：:]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: `role` is body, heading, addressee, opening, signature or title.

    `part` counts the sections, `item` the numbered paragraphs."""

    start: int
    end: int
    role: str
    number: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line; `first` when it opens the line, `number` as written before it."""

    start: int
    end: int
    line: int
    first: bool
    number: str
    heading: bool


def level(number: str) -> int:
    """How deep a number stands: 第一部分 0, 一、 1, （一） 2, 1. 3, （1） 4, ① 5, 一是 6; no number 9."""
    if not number:
        return 9
    if number[0] == "第" and number[-1] in "分章节条":
        return 1 if number[-1] == "条" else 0
    return next((at for at, rule in enumerate(_LEVELS, 1) if rule.match(number)), 6)


def lines(text: str, spans: Iterable[Span] | None = None) -> list[Line]:
    """Every line of `text` that is not blank, or each of `spans`, with its role."""
    found: list[Line] = []
    part = 0
    for span in paragraphs(text) if spans is None else spans:
        words = span.of(text)
        match = NUMBER.match(words)
        number = match.group().strip() if match else ""
        role = _role(words, number, len(found))
        if role == "heading":
            part += 1
        found.append(Line(span.start, span.end, role, number, part))
    return found


def outside(every: list[Line], taken: Sequence[Span]) -> list[Line]:
    """The lines that lie in none of the stretches `taken`, which are in order."""
    if not taken:
        return every
    starts = [span.start for span in taken]
    return [
        line
        for line in every
        if not (at := bisect_right(starts, line.end)) or taken[at - 1].end <= line.start
    ]


def signature(words: str) -> bool:
    """Whether the line is the date that ends a paper, or a remark below it."""
    closed = len(words) < 40 and words.endswith(("日", "）", ")"))
    return closed and _SIGNATURE.search(words) is not None


def _role(words: str, number: str, at: int) -> str:
    if signature(words):
        return "signature"
    if _NUMBERED_PAPER.fullmatch(words):
        return "title"
    closed = words[-1] in "。！？；;…）)"
    if _ADDRESSEE.fullmatch(words) and at < 8 and _ADDRESSED.search(words) and "如下" not in words:
        return "addressee"
    if _OPENED.search(words):
        return "opening"
    if not closed and len(words) <= (48 if number else 36) and "\t" not in words:
        return "heading" if number else "title"
    return "body"


def prose(text: str, every: list[Line]) -> Iterator[Sentence]:
    """The sentences of the body lines, headings at the head of a line marked as such."""
    for at, line in enumerate(every):
        if line.role not in ("body", "opening", "heading"):
            continue
        parts = sentences(text, line.start, line.end)
        for order, span in enumerate(parts):
            words = span.of(text)
            match = NUMBER.match(words)
            number = match.group().strip() if match else ""
            heading = line.role == "heading" or (
                bool(number) and _short(words) and order + 1 < len(parts)
            )
            yield Sentence(span.start, span.end, at, order == 0, number, heading)


def _short(words: str) -> bool:
    return len(words) <= 24 and "，" not in words and "；" not in words


def bare(text: str, span: Span) -> Span:
    """The span without the number that opens it."""
    match = NUMBER.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span
