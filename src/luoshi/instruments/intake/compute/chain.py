"""A chain model over the characters of a sentence: which of them name the unit that is to act.

Three tags a character (a name begins, goes on, is elsewhere) and the best course through them
(Viterbi). What a character adds comes from the characters around it and from what else is known of
its place (`Place`). The weights (`chain.json`) are fitted by `benchmarks/train_chain.py`; each
piece of text in them is at most two characters long and stands in three papers at least.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from operator import add

from luoshi.lib.kept import Kept

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
_MOST = 16_384  # sums kept; more than there are in practice

Weight = tuple[float, float]  # what it adds to the begin of a name and to its inside
# What is known of a character beside the text around it. How far it stands from the head of its
# clause, in which clause, how far behind 由 or 请; the kind of ending at the character before, at
# it and at the one after, with what follows; what the grammar thinks of these three.
Place = tuple[int, int, int, str, str, str, str, str, str]


def marks(place: Place) -> list[str]:
    """The marks by which the model knows a place."""
    near, clause, since, before, here, after, tag_before, tag, tag_after = place
    seen = [f"d{near}", f"c{clause}", f"by{since}", f"g{tag}", f"k{tag[:1]}"]
    for name, sign in (("p", before), ("e", here), ("f", after)):
        if sign:
            seen += (f"{name}{sign[0]}", f"{name}{sign}")
    seen += (f"h{tag_before[:1]}{tag}", f"i{tag}{tag_after[:1]}")
    return seen


@dataclass(frozen=True)
class Chain:
    """The fitted weights by template and value, and from tag to tag."""

    weights: dict[str, dict[str, Weight]]
    turns: tuple[tuple[float, ...], ...]

    @cached_property
    def of_place(self) -> Kept[Place, Weight]:
        """What the marks of a place add together."""
        return Kept(self._of_place, _MOST)

    @cached_property
    def of_pair(self) -> Kept[str, tuple[float, ...]]:
        """What two characters in a row add to the five places from two behind the first of them to
        two before it: to the begin of a name in each, then to its inside in each."""
        return Kept(self._of_pair, _MOST)

    def _of_place(self, place: Place) -> Weight:
        table = self.weights.get("mark", {})
        each = [table[mark] for mark in marks(place) if mark in table]
        return sum(one[0] for one in each), sum(one[1] for one in each)

    def _of_pair(self, pair: str) -> tuple[float, ...]:
        found = [0.0] * 10
        for name, at, size in TEXT:
            begin, inside = self.weights.get(name, {}).get(pair[:size], _NOTHING)
            found[at + 2] += begin
            found[at + 7] += inside
        return tuple(found)


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


def pieces(words: str) -> Iterator[tuple[str, Sequence[str]]]:
    """For each template the pieces of text it sees, character by character."""
    whole = _PAD + _DIGIT.sub("0", words) + _PAD
    pairs = _pairs(words)
    for name, at, length in TEXT:
        begin = len(_PAD) + at
        yield name, (whole if length == 1 else pairs)[begin : begin + len(words)]


def _pairs(words: str) -> list[str]:
    """Any two characters in a row, the edges padded, digits alike."""
    whole = _PAD + _DIGIT.sub("0", words) + _PAD
    return list(map(add, whole, whole[1:]))


def best(words: str, places: Iterable[Place], chain: Chain | None = None) -> list[int]:
    """The likeliest tag of every character; `places` are what else is known of each."""
    if not words:
        return []
    chain = chain or shipped()
    # Of the pairs that begin from two before a character to two behind it each adds its part.
    b1, b2, b3, b4, b5, i1, i2, i3, i4, i5 = zip(
        *map(chain.of_pair.__getitem__, _pairs(words)), strict=True
    )
    of_place = chain.of_place
    begins, insides = [], []
    for (begin, inside), a, b, c, d, e, v, w, x, y, z in zip(
        map(of_place.__getitem__, places),
        b1[1:], b2[2:], b3[3:], b4[4:], b5[5:], i1[1:], i2[2:], i3[3:], i4[4:], i5[5:],
        strict=False,
    ):  # fmt: skip
        begins.append(begin + a + b + c + d + e)
        insides.append(inside + v + w + x + y + z)
    return _course(begins, insides, chain.turns)


def _course(
    begins: list[float], insides: list[float], turns: tuple[tuple[float, ...], ...]
) -> list[int]:
    """Viterbi over three tags; only a name that has begun goes on. Of equals the last stays."""
    (bb, bi, bo), (ib, ii, io), (ob, _, oo) = turns
    begin, inside, outside = begins[0], _FAR, 0.0
    came: list[tuple[int, int, int]] = []
    for b, i in zip(begins[1:], insides[1:], strict=True):
        to_b, from_b = outside + ob, OUTSIDE
        if inside + ib > to_b:
            to_b, from_b = inside + ib, INSIDE
        if begin + bb > to_b:
            to_b, from_b = begin + bb, BEGIN
        to_o, from_o = outside + oo, OUTSIDE
        if inside + io > to_o:
            to_o, from_o = inside + io, INSIDE
        if begin + bo > to_o:
            to_o, from_o = begin + bo, BEGIN
        to_i, from_i = inside + ii, INSIDE
        if begin + bi >= to_i:
            to_i, from_i = begin + bi, BEGIN
        came.append((from_b, from_i, from_o))
        begin, inside, outside = to_b + b, to_i + i, to_o
    tag = OUTSIDE if outside >= begin and outside >= inside else int(inside >= begin)
    course = [tag]
    for back in reversed(came):
        tag = back[tag]
        course.append(tag)
    return course[::-1]
