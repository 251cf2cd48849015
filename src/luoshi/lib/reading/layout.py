"""From the lines of PDF pages to running text: no running heads, no page numbers, no hard wraps.

A line goes on in the next one when it was filled to the margin, or broke inside a sentence and the
next line neither is indented nor opens a numbered item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from luoshi.lib.reading.model import Box, Region
from luoshi.lib.text import width

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－_·.\s]*\d{1,4}[-—–－_·.\s]*|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[ivxIVX]{1,6})\s*"
)
_OPENS = re.compile(
    r"[\s\u3000]*(?:[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节条编部]|附件|抄送)"
)
_INDENT = re.compile(r"(?:\u3000{1,}| {2,}|\t)\S")
_CLOSES = ("。", "！", "？", "；")
_EDGE_LINES = 2
_HEAD_SHARE = 3  # a head of one chapter is no head of most pages
_FULL, _VERY_FULL = 0.88, 0.97


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line and where it stands on its page, as fractions of the page."""

    start: int
    end: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `parts` only when it was recognised on a picture."""

    text: str
    parts: tuple[Part, ...] = ()


def lines_of(page: str) -> list[Line]:
    """The lines of a page that came as text, without the blank ones."""
    return [Line(line.rstrip()) for line in page.splitlines() if line.strip()]


def whole(pages: Sequence[Sequence[Line]]) -> Flow:
    """The running text of `pages` when all of them are known."""
    flow = Flow(_running_heads(pages), _full_width(line for page in pages for line in page))
    for page in pages:
        flow.add(page)
    return flow


class Flow:
    """The running text of the pages added so far; what is there never changes again.

    Given neither running heads nor a width it learns them: a head stands on the first two pages.
    """

    def __init__(self, heads: frozenset[str] | None = None, full: float = 0.0) -> None:
        self.starts: list[int] = []
        self.regions: list[Region] = []
        self._heads, self._full = heads, full
        self._seen: Counter[str] = Counter()
        self._margin: dict[str, None] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._before = ""

    @property
    def text(self) -> str:
        """Everything so far."""
        return "".join(self._pieces)

    @property
    def margin(self) -> str:
        """What was taken for running heads and page numbers."""
        return "\n".join(self._margin)

    def add(self, page: Sequence[Line]) -> None:
        """The lines of the next page stand at the end of the text."""
        heads = self._heads
        if heads is None:
            heads = frozenset(key for key, times in self._seen.items() if times > 1)
        full = self._full or _full_width(page)
        kept = [line for at, line in enumerate(page) if not self._is_margin(page, at, heads)]
        if self._heads is None:
            self._seen.update({_key(line.text) for line in _edges(page) if _may_be_head(line.text)})
        self.starts.append(self._length)
        for line in kept:
            self._append(line, full)

    def _is_margin(self, page: Sequence[Line], at: int, heads: Collection[str]) -> bool:
        text = page[at].text
        edge = at < _EDGE_LINES or at >= len(page) - _EDGE_LINES
        if edge and (_PAGE_NUMBER.fullmatch(text) or (_may_be_head(text) and _key(text) in heads)):
            self._margin[text.strip()] = None
            return True
        return False

    def _append(self, line: Line, full: float) -> None:
        words = line.text.strip(" \t\u3000")
        cut = len(line.text) - len(line.text.lstrip(" \t\u3000"))
        piece = (_glue(self._before, line.text, full) if self._before else "") + words
        at = self._length + len(piece) - len(words) - cut
        self.regions += [
            Region(at + part.start, at + part.end, len(self.starts), part.box)
            for part in line.parts
        ]
        self._pieces.append(piece)
        self._length += len(piece)
        self._before = line.text


def _running_heads(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    seen = Counter(
        key
        for page in pages
        for key in {_key(line.text) for line in _edges(page) if _may_be_head(line.text)}
    )
    often = max(3, len(pages) // _HEAD_SHARE)
    return frozenset(key for key, times in seen.items() if times >= often)


def _edges(page: Sequence[Line]) -> list[Line]:
    return [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]


def _may_be_head(text: str) -> bool:
    """A sentence is never a running head, nor is the head of a table that goes on."""
    return not text.endswith(_CLOSES) and "\t" not in text


def _key(line: str) -> str:
    return re.sub(r"\d+|\s+", "", line)


def _full_width(lines: Iterable[Line]) -> float:
    """How wide a line is that was filled to the margin: what nine lines in ten do not exceed."""
    widths = sorted(width(line.text) for line in lines if "\t" not in line.text)
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def _glue(before: str, line: str, full: float) -> str:
    """What stands between two lines: nothing inside a paragraph, else a line end."""
    if "\t" in before.strip() or "\t" in line.strip():
        return "\n"  # a row of a table is a line of its own
    wide = width(before)
    if any(before.rfind(a) > before.rfind(b) for a, b in ("《》", "（）", "〔〕")):
        return ""
    ended = before.endswith(_CLOSES) and wide < full * _VERY_FULL
    if wide < full * _FULL or ended or _INDENT.match(line) or _OPENS.match(line):
        return "\n"
    latin = (
        before[-1].isascii() and line[0].isascii() and before[-1].isalpha() and line[0].isalpha()
    )
    return " " if latin else ""
