"""An inverted index over everything known: which tasks share telling pieces with a new one.

In memory, rebuilt by whoever holds it. Only pairs of characters and figures are indexed, and a pair
that stands in more than one task in thirty is not followed: a question costs the same with a
thousand tasks and with a hundred thousand.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable

from luoshi.instruments.intake.likeness.grams import Frequencies
from luoshi.instruments.intake.likeness.task import Task

CANDIDATES = 40
_COMMON = 1 / 30
_FOLLOWED = 24  # pieces of a question that are followed, the most telling first
_LONGEST = 20_000  # places of one piece that are followed


def _keys(task: Task) -> set[str]:
    return {piece for piece in task.whole_grams if len(piece) > 1 or piece.isdigit()}


class Index:
    """Tasks by their pieces. A task may be added again with other words: both are found."""

    __slots__ = ("_where", "frequencies")

    def __init__(self) -> None:
        self._where: dict[str, array[int]] = {}
        self.frequencies = Frequencies()

    def add(self, key: int, task: Task) -> None:
        """From now on the task is found under its key (any integer of 64 bits)."""
        self.frequencies.add(task.whole_grams)
        where = self._where
        for piece in _keys(task):
            places = where.get(piece)
            if places is None:
                places = where[piece] = array("q")
            places.append(key)

    def candidates(self, task: Task, most: int = CANDIDATES) -> list[int]:
        """The keys worth comparing with `task`, those that share most first."""
        scores: dict[int, float] = defaultdict(float)
        for piece, weight in self._telling(task):
            for key in self._where[piece][-_LONGEST:]:
                scores[key] += weight
        # Of equals the newest: the younger matter is the likelier one to be meant.
        return sorted(scores, key=lambda key: (-scores[key], -key))[:most]

    def _telling(self, task: Task) -> Iterable[tuple[str, float]]:
        weigh = self.frequencies.weight
        known = [piece for piece in _keys(task) if piece in self._where]
        # The title before the sentence: a long sentence speaks of more than one thing.
        title = task.title_grams
        known.sort(key=lambda p: (-weigh(p) * (1.5 if p in title else 1.0), p))
        rare = [p for p in known if len(self._where[p]) <= self._most()]
        for piece in (rare or known[:4])[:_FOLLOWED]:
            yield piece, weigh(piece)

    def _most(self) -> float:
        return max(50, self.frequencies.tasks * _COMMON)
