"""Text whose lines were broken at a fixed width: pasted from a page, typed for a printer.

Most of its lines end in the middle of a sentence, all at about the same width. The breaks, and the
page numbers that stand between two halves of a sentence, are taken out for reading; what is found
is given back with its place in the text as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luoshi.instruments.intake.compute.model import Proposal
from luoshi.instruments.intake.compute.structure import NUMBER
from luoshi.lib.deadlines import Deadline
from luoshi.lib.text import width

_NARROWEST, _WIDEST = 18, 60  # Chinese characters in a line
_FEWEST = 5  # lines from which one can tell
_SHARE = 0.4  # of the lines that have to be broken
_SLACK = 2.0  # characters by which full lines differ
_CLOSED = "。！？；：!?;:"
_GAP = re.compile(r"\S[ \u3000]{2,}\S[^\n]*")  # a line of cells aligned by blanks
_TABLE = re.compile("[\t|｜│┃]")
_PAGE = re.compile(r"[\s—\-－–·]*(?:第\s*)?\d{1,4}(?:\s*页)?[\s—\-－–·]*")


@dataclass(frozen=True, slots=True)
class Joined:
    """The text without its hard breaks, and where its stretches stood: `at[i]` in the joined text
    is `was[i]` in the text as given."""

    text: str
    at: tuple[int, ...]
    was: tuple[int, ...]

    def place(self, position: int) -> int:
        """Where the character at `position` stands in the text as given."""
        stretch = bisect_right(self.at, position) - 1
        return self.was[stretch] + position - self.at[stretch]

    def restored(self, one: Proposal, given: str) -> Proposal:
        """The proposal with its places in the text as given."""
        start, end = self._span(one.start, one.end)
        units = tuple(
            replace(unit, start=place[0], end=place[1])
            for unit in one.units
            for place in (self._span(unit.start, unit.end),)
        )
        return replace(
            one, start=start, end=end, text=given[start:end], units=units,
            deadline=self._moved(one.deadline), deadline2=self._moved(one.deadline2),
        )  # fmt: skip

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.place(start), self.place(end - 1) + 1 if end > start else self.place(start)

    def _moved(self, deadline: Deadline | None) -> Deadline | None:
        if deadline is None:
            return None
        start, end = self._span(deadline.start, deadline.end)
        return replace(deadline, start=start, end=end)


def joined(text: str) -> Joined | None:
    """The text without its hard breaks, or None when its lines were not broken at a width."""
    if _TABLE.search(text) or len(_GAP.findall(text)) * 3 > text.count("\n"):
        return None
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    lines = [span for span in lines if not _PAGE.fullmatch(text, *span)]
    if len(lines) < _FEWEST:
        return None
    # A page is so many Chinese characters wide, a screen so many characters of any kind.
    for measure in (width, len):
        broken = _broken(text, lines, [measure(text[slice(*line)].rstrip()) for line in lines])
        if len(broken) >= len(lines) * _SHARE:
            return _without(text, [(before[1], after[0]) for before, after in broken])
    return None


_Line = tuple[int, int]


def _broken(text: str, lines: list[_Line], widths: Sequence[float]) -> list[tuple[_Line, _Line]]:
    """The pairs of lines that are halves of one; none where the lines are of no one width."""
    ranked = sorted(widths)
    full, widest = ranked[int(len(ranked) * 0.7)], ranked[int(len(ranked) * 0.95)]
    if not _NARROWEST <= full <= _WIDEST or widest > full + 2 * _SLACK + 2:
        return []
    return [
        (before, after)
        for (before, after), width in zip(pairwise(lines), widths, strict=False)
        if width >= full - _SLACK and _goes_on(text, before, after)
    ]


def _goes_on(text: str, before: _Line, after: _Line) -> bool:
    """Whether the line `after` is the rest of the one before."""
    words = text[slice(*after)]
    if words[0].isspace() or NUMBER.match(words):
        return False
    return text[slice(*before)].rstrip()[-1] not in _CLOSED


def _without(text: str, cuts: list[tuple[int, int]]) -> Joined:
    pieces, at, was = [], [], []
    start, length = 0, 0
    for begin, end in [*cuts, (len(text), len(text))]:
        at.append(length)
        was.append(start)
        pieces.append(text[start:begin])
        length += begin - start
        start = end
    return Joined("".join(pieces), tuple(at), tuple(was))
