"""The text under reading and what is known from outside it: its date, its year, its events.

Looks only a little way to either side of a place, so that the whole reading stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from luoshi.lib import zhnum
from luoshi.lib.workdays import Calendar

PUBLISHED = Calendar()
_TITLE = re.compile(r"《[^《》\n]{0,120}》|〔[^〔〕\n]{0,12}〕")
_CLAUSE = re.compile(r"[，。；：！？,;:!?、\n\t]")
_SENTENCE = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True)
class Setting:
    """What the document and the office know besides the words."""

    anchor: date | None = None
    year: int | None = None
    events: Mapping[str, date] = field(default_factory=dict)
    cell: bool = False
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
        piece = self.folded[max(0, position - width) : position]
        stops = [found.end() for found in _CLAUSE.finditer(piece)]
        return piece[stops[-1] :] if stops else piece

    def after(self, position: int, width: int = 24) -> str:
        """What follows the place, up to the end of its sentence, at most `width` characters."""
        piece = self.folded[position : position + width]
        stop = _SENTENCE.search(piece)
        return piece[: stop.start()] if stop else piece

    def sentence_before(self, position: int, width: int = 60) -> str:
        """What stands before the place in its sentence, at most `width` characters."""
        piece = self.folded[max(0, position - width) : position]
        stops = [found.end() for found in _SENTENCE.finditer(piece)]
        return piece[stops[-1] :] if stops else piece

    def opens_clause(self, position: int) -> bool:
        """Whether the place is the first of its clause (or stands behind a blank or a bracket)."""
        return (
            position == 0 or self.folded[position - 1] in "，。；：！？,;:!?、\n\t 　（(）)】]”|."
        )

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether no full stop stands between the two places."""
        return b - a < 400 and _SENTENCE.search(self.folded, a, b) is None
