"""A chain model over the characters of a sentence: which of them name the unit that is to act.

Three tags a character (a name begins, goes on, is elsewhere) and the best course through them
(Viterbi). What a character adds comes from the characters around it and from what else is known of
its place (`Marks`). The weights (`chain.json`) are fitted by `benchmarks/train_chain.py`; each
piece of text in them is at most two characters long and stands in three papers at least.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import repeat
from operator import add

BEGIN, INSIDE, OUTSIDE = 0, 1, 2
# Where the pieces of text lie that are looked at, seen from the character: first and length.
TEXT = tuple(
    (f"{at}:{size}", at, size)
    for size, places in ((1, range(-2, 3)), (2, range(-2, 2)))
    for at in places
)
_PAD = "\x02\x02\x02"
_DIGIT = re.compile(r"\d")
_FAR = -1e9
_NOTHING = (0.0, 0.0)
_KEPT = 8_192  # sums of marks kept; more than there are in practice

Marks = tuple[str, ...]
Weight = tuple[float, float]  # what it adds to the begin of a name and to its inside


@dataclass(frozen=True, slots=True)
class Chain:
    """The fitted weights by template and value, and from tag to tag."""

    weights: dict[str, dict[str, Weight]]
    turns: tuple[tuple[float, ...], ...]
    sums: dict[Marks, Weight] = field(default_factory=dict)

    def sum(self, marks: Marks) -> Weight:
        """What these marks add together."""
        found = self.sums.get(marks)
        if found is None:
            table = self.weights.get("mark", {})
            each = [table[mark] for mark in marks if mark in table]
            found = sum(one[0] for one in each), sum(one[1] for one in each)
            if len(self.sums) < _KEPT:
                self.sums[marks] = found
        return found


@cache
def shipped() -> Chain:
    """The weights that come with the package."""
    path = resources.files("luoshi.instruments.intake.compute") / "chain.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    weights = {
        name: {value: (one[0], one[1]) for value, one in table.items()}
        for name, table in said["weights"].items()
    }
    return Chain(weights, tuple(tuple(row) for row in said["turns"]))


def _better(begin: float, inside: float, outside: float) -> tuple[float, int]:
    """The best of three ways to come, and which; of equals the last."""
    if outside >= begin and outside >= inside:
        return outside, OUTSIDE
    return (inside, INSIDE) if inside >= begin else (begin, BEGIN)


def pieces(words: str) -> Iterator[tuple[str, Sequence[str]]]:
    """For each template the pieces of text it sees, character by character."""
    whole = _PAD + _DIGIT.sub("0", words) + _PAD
    pairs = list(map(add, whole, whole[1:]))
    for name, at, length in TEXT:
        begin = len(_PAD) + at
        yield name, (whole if length == 1 else pairs)[begin : begin + len(words)]


def best(words: str, marks: Iterable[Marks], chain: Chain | None = None) -> list[int]:
    """The likeliest tag of every character; `marks` are what else is known of each."""
    chain = chain or shipped()
    columns = [
        map(chain.weights.get(name, {}).get, values, repeat(_NOTHING))
        for name, values in pieces(words)
    ]
    begins, insides = [], []
    for known, *weights in zip(marks, *columns, strict=True):
        (b1, i1), (b2, i2), (b3, i3), (b4, i4), (b5, i5), (b6, i6), (b7, i7), (b8, i8), (b9, i9) = (
            weights
        )
        begin, inside = chain.sum(known)
        begins.append(begin + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8 + b9)
        insides.append(inside + i1 + i2 + i3 + i4 + i5 + i6 + i7 + i8 + i9)
    return _course(begins, insides, chain.turns)


def _course(
    begins: list[float], insides: list[float], turns: tuple[tuple[float, ...], ...]
) -> list[int]:
    """Viterbi over three tags; only a name that has begun goes on."""
    if not begins:
        return []
    (bb, bi, bo), (ib, ii, io), (ob, _, oo) = turns
    begin, inside, outside = begins[0], _FAR, 0.0
    came: list[tuple[int, int, int]] = []
    for b, i in zip(begins[1:], insides[1:], strict=True):
        to_b, from_b = _better(begin + bb, inside + ib, outside + ob)
        to_i, from_i = (begin + bi, 0) if begin + bi >= inside + ii else (inside + ii, 1)
        to_o, from_o = _better(begin + bo, inside + io, outside + oo)
        came.append((from_b, from_i, from_o))
        begin, inside, outside = to_b + b, to_i + i, to_o
    tag = _better(begin, inside, outside)[1]
    course = [tag]
    for back in reversed(came):
        tag = back[tag]
        course.append(tag)
    return course[::-1]
