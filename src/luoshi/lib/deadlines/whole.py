"""A rule whose match is a deadline by itself, without asking the words around it for a frame."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from re import Match, Pattern

from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage


@dataclass(frozen=True, slots=True)
class WholeRule:
    """A stable id, a pattern, who reads its match (None: no deadline here after all), and how
    every match starts (as `gate` has it)."""

    id: str
    pattern: Pattern[str]
    read: Callable[[Match[str], Passage], Deadline | None]
    starts: tuple[str, ...]

    @classmethod
    def of(
        cls,
        name: str,
        read: Callable[[Match[str], Passage], Deadline | None],
        *pieces: str,
        starts: str,
    ) -> WholeRule:
        """A rule whose pattern is the pieces put together."""
        return cls(name, re.compile("".join(pieces)), read, tuple(starts.split()))


def spoken(found: Match[str], passage: Passage, kind: str, *, start: int = -1) -> Deadline:
    """A bare deadline of that kind over the match, or from `start` to its end."""
    first = found.start() if start < 0 else start
    return Deadline(first, found.end(), passage.text[first : found.end()], kind)
