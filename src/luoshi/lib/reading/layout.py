"""From the lines of PDF pages to running text: no running heads, no page numbers, no hard wraps.

A line goes on in the next one when it was filled to the margin, or broke inside a sentence and the
next line neither is indented nor opens a numbered item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

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
_FULL, _VERY_FULL = 0.88, 0.97


def flowed(pages: Sequence[str]) -> tuple[str, tuple[int, ...], str]:
    """The text of `pages` with wrapped lines joined, where each page begins in it, and what was
    taken for running heads and page numbers."""
    split = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    kept, margin = _without_edges(split)
    full = _full_width(kept)
    before, length = "", 0
    starts: list[int] = []
    pieces: list[str] = []
    for page in kept:
        starts.append(length)
        for line in page:
            glue = _glue(before, line, full) if before else ""
            piece = glue + line.strip(" \t\u3000")
            pieces.append(piece)
            length += len(piece)
            before = line
    return "".join(pieces), tuple(starts), "\n".join(margin)


def _without_edges(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    seen = Counter(
        key
        for page in pages
        for key in {
            _key(line)
            for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:]
            if not line.endswith(_CLOSES)  # a sentence is never a running head
        }
    )
    often = max(3, len(pages) // 2)
    margin: list[str] = []

    def keep(line: str, index: int, count: int) -> bool:
        edge = index < _EDGE_LINES or index >= count - _EDGE_LINES
        if edge and (_PAGE_NUMBER.fullmatch(line) or seen[_key(line)] >= often):
            margin.append(line.strip())
            return False
        return True

    kept = [[line for i, line in enumerate(page) if keep(line, i, len(page))] for page in pages]
    return kept, list(dict.fromkeys(margin))


def _key(line: str) -> str:
    return re.sub(r"\d+|\s+", "", line)


def _width(line: str) -> float:
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.5 for char in line)


def _full_width(pages: list[list[str]]) -> float:
    """How wide a line is that was filled to the margin: what nine lines in ten do not exceed."""
    widths = sorted(_width(line) for page in pages for line in page)
    return widths[int(len(widths) * 0.9)] if widths else 0.0


def _glue(before: str, line: str, full: float) -> str:
    """What stands between two lines: nothing inside a paragraph, else a line end."""
    width = _width(before)
    if any(before.rfind(a) > before.rfind(b) for a, b in ("《》", "（）", "〔〕")):
        return ""
    ended = before.endswith(_CLOSES) and width < full * _VERY_FULL
    if width < full * _FULL or ended or _INDENT.match(line) or _OPENS.match(line):
        return "\n"
    latin = (
        before[-1].isascii() and line[0].isascii() and before[-1].isalpha() and line[0].isalpha()
    )
    return " " if latin else ""
