"""The text under reading and what is known from outside it: its date, its year, its events.

Looks only a little way to either side of a place, so that the whole reading stays linear, and
never across the end of a sentence, so that a sentence reads the same alone as in its document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from luoshi.lib import zhnum
from luoshi.lib.deadlines.fragments import STOP
from luoshi.lib.workdays import Calendar

PUBLISHED = Calendar()
_TITLE = re.compile(r"《[^《》\n]{0,120}》|〔[^〔〕\n]{0,12}〕")
_CLOSERS = "”」』’）)"
_STOP = re.compile(f"[{STOP}]")
# The end of a sentence, with the marks that close it and the blanks before the next one.
_SENTENCE = re.compile(rf"[{STOP}][{STOP}{_CLOSERS}]*[ \t\u3000\u00a0\ufeff\r]*")
_CLAUSE = re.compile(rf"[，：,:、\t]|{_SENTENCE.pattern}")
_CLOSING = 8  # more closing marks than that in a row are noise
_ENDED = re.compile(rf"[{STOP}][{_CLOSERS}]*\Z")
# 2026年3月底前开工；6月底前封顶: a semicolon ends the sentence but does not take its year away.
_FULL_STOP = re.compile(f"[{STOP.replace('；;', '')}]")


@dataclass(frozen=True)
class Setting:
    """What the document and the office know besides the words."""

    anchor: date | None = None
    year: int | None = None
    events: Mapping[str, date] = field(default_factory=dict)
    cell: bool = False
    owed: bool = False  # the text is known to call for something
    calendar: Calendar = PUBLISHED

    @property
    def base_year(self) -> int | None:
        """The year that a date without one belongs to."""
        return self.year if self.anchor is None or self.year is not None else self.anchor.year

    @property
    def year_note(self) -> str:
        """Where that year comes from, in Chinese."""
        return (
            "年份取自文件日期"
            if self.anchor is not None and self.year is None
            else "年份取自台账年度"
        )


@dataclass(frozen=True)
class Passage:
    """One text with its folded twin (same length, plain digits)."""

    text: str
    setting: Setting

    @cached_property
    def folded(self) -> str:
        """The text with plain digits; every pattern runs over this."""
        return zhnum.fold_digits(self.text)

    @cached_property
    def _titled(self) -> list[int]:
        return [edge for found in _TITLE.finditer(self.folded) for edge in found.span()]

    def in_title(self, position: int) -> bool:
        """Whether the place lies inside 《…》 or 〔…〕, where no deadline is ever set."""
        return bisect_right(self._titled, position) % 2 == 1

    def before(self, position: int, width: int = 24) -> str:
        """What stands before the place in its clause, at most `width` characters."""
        return self._since(_CLAUSE, position, width)

    def after(self, position: int, width: int = 24) -> str:
        """What follows the place, up to the end of its sentence, at most `width` characters."""
        piece = self.folded[position : position + width]
        stop = _STOP.search(piece)
        return piece[: stop.start()].rstrip() if stop else piece

    def sentence_before(self, position: int, width: int = 60) -> str:
        """What stands before the place in its sentence, at most `width` characters."""
        return self._since(_SENTENCE, position, width)

    def _since(self, mark: re.Pattern[str], position: int, width: int) -> str:
        """What follows the last such mark before the place; all `width` characters without one."""
        low, opened = max(0, position - width), 0
        piece = self.folded[low:position]
        for found in mark.finditer(piece):
            opened = found.end()
        return piece[opened:] if opened else piece.lstrip()

    def opens_clause(self, position: int) -> bool:
        """Whether the place is the first of its clause (or stands behind a blank or a bracket)."""
        return self.opens_sentence(position) or self.folded[position - 1] in "，：,:、（(）)】]”|."

    def opens_sentence(self, position: int) -> bool:
        """Whether the place is the first of its sentence, or stands behind a blank."""
        before = self.folded[max(0, position - _CLOSING) : position]
        if not before or before[-1].isspace():
            return True
        return _ENDED.search(before) is not None

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether no full stop stands between the two places."""
        return b - a < 400 and _FULL_STOP.search(self.folded, a, b) is None
