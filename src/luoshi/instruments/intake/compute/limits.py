"""The time limits of a paper: searched once over the whole text, asked by every step after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from luoshi.lib.deadlines import Deadline, scan, scorer_kind, within
from luoshi.lib.text import Span


@dataclass(frozen=True, slots=True)
class Limits:
    """What limits an act in a text, in order; offsets are those of the whole text.

    `day` is the day from which missing years and relative counts are taken.
    """

    day: date | None
    found: tuple[Deadline, ...]

    def within(self, start: int, end: int) -> list[Deadline]:
        """The limits that stand wholly inside the stretch."""
        return within(self.found, start, end)


def limits(text: str, day: date | None, part: Span | None = None) -> Limits:
    """All limits of `text`, or of one part of it, read from `day`; a bare 长期 limits nothing."""
    start = part.start if part else 0
    words = part.of(text) if part else text
    found = tuple(
        replace(one, start=one.start + start, end=one.end + start) if start else one
        for one in scan(words, anchor=day)
        if scorer_kind(one) != "none"
    )
    return Limits(day, found)
