"""What the model sees of a sentence: its cue classes, those of its neighbours, how the stretch
around it goes, and small pieces of its wording.

The same words bind in one place and cheer on in another: a sentence among orders is likelier an
order, one among accounts of the past an account. Pieces are up to three characters long; what they
weigh is learnt (`benchmarks/train_intake.py`), no sentence can be read back from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add

from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.lib.kept import Kept

_CALLS = frozenset({"want", "must", "should", "ban", "start_want", "dont"})
_PAST = frozenset({"past", "tale", "whole_year_done", "done_words"})
_DIGIT = re.compile(r"\d")
_AROUND = 4  # sentences to either side
_LONGEST = 160  # characters of a sentence whose pieces are weighed
# What a class is called where a neighbour shows it.
_BEFORE = Kept[str, str]("before_{}".format, 1_024)
_AFTER = Kept[str, str]("after_{}".format, 1_024)


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the model sees it."""

    classes: frozenset[str]
    pieces: frozenset[str]


def views(text: str, every: Sequence[Candidate], constant: Iterable[str]) -> list[View]:
    """The view of each candidate; `constant` classes hold for the whole paper."""
    calls = [not _CALLS.isdisjoint(one.seen) for one in every]
    past = [not _PAST.isdisjoint(one.seen) for one in every]
    shared = frozenset(constant)
    found = []
    for at, one in enumerate(every):
        seen = shared.union(one.seen, _around(at, calls, past), _neighbours(at, every))
        found.append(View(seen, pieces(one.span.of(text))))
    return found


def pieces(words: str) -> frozenset[str]:
    """One to three characters in a row, digits alike, the edges marked."""
    marked = "^" + _DIGIT.sub("0", words[:_LONGEST]) + "$"
    pairs = list(map(add, marked, marked[1:]))
    triples = map(add, pairs, marked[2:])
    return frozenset(marked).union(pairs, triples)


def _around(at: int, calls: list[bool], past: list[bool]) -> set[str]:
    """How many of the sentences around call for something, and how many tell of the past."""
    first, last = max(0, at - _AROUND), at + _AROUND + 1
    others = max(1, len(calls[first:last]) - 1)
    told = (sum(past[first:last]) - past[at]) / others
    called = (sum(calls[first:last]) - calls[at]) / others
    found = {f"around_calls_{_share(called)}", f"around_past_{_share(told)}"}
    if not calls[at]:
        found.add(f"silent_{_share(called)}")
    return found


def _share(part: float) -> str:
    return "none" if part == 0 else "few" if part < 0.25 else "some" if part < 0.5 else "most"


def _neighbours(at: int, every: Sequence[Candidate]) -> set[str]:
    """The classes of the sentence before and the one after, where they stand in the same line."""
    line = every[at].sentence.line
    found: set[str] = set()
    for names, other in ((_BEFORE, at - 1), (_AFTER, at + 1)):
        if 0 <= other < len(every) and every[other].sentence.line == line:
            found.update(map(names.__getitem__, every[other].seen))
        else:
            found.add(names["none"])
    return found
