"""A chain model over the characters of a sentence: which of them name the unit that is to act.

Three tags a character (a name begins, goes on, is elsewhere) and the best course through them
(Viterbi). What a character adds comes from the characters around it, from the word endings that
mark a unit, from its place in the clause, and from what the grammar of `units` thinks. The weights
(`chain.json`) are fitted by `benchmarks/train_chain.py`; each piece of text in them is at most
three characters long and stands in three papers at least.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

BEGIN, INSIDE, OUTSIDE = 0, 1, 2
# A template is an offset and a length: the piece of text it looks at, seen from the character.
TEXT = tuple((f"{at}:{size}", at, size) for size, places in ((1, range(-3, 4)), (2, range(-2, 2)),
             (3, range(-2, 1))) for at in places)  # fmt: skip
_PAD = "\x02\x02\x02"
_DIGIT = re.compile(r"\d")
_FAR = -1e9

Weight = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Chain:
    """The fitted weights: by template and value for each tag, and from tag to tag."""

    weights: dict[str, dict[str, Weight]]
    turns: tuple[Weight, Weight, Weight]


@cache
def shipped() -> Chain:
    """The weights that come with the package."""
    path = resources.files("luoshi.instruments.intake.compute") / "chain.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    weights = {
        name: {value: (w[0], w[1], w[2]) for value, w in table.items()}
        for name, table in said["weights"].items()
    }
    first, second, third = (tuple(row) for row in said["turns"])
    return Chain(weights, (first, second, third))


def padded(words: str) -> str:
    """The text that the templates look into: digits alike, the edges marked."""
    return _PAD + _DIGIT.sub("0", words) + _PAD


def pieces(words: str) -> Iterator[tuple[str, list[str]]]:
    """For each template the pieces it sees, character by character (for the fit)."""
    whole, far = padded(words), len(_PAD)
    for name, at, size in TEXT:
        begin = far + at
        yield name, [whole[begin + i : begin + i + size] for i in range(len(words))]


def best(words: str, marks: Sequence[Sequence[str]], chain: Chain | None = None) -> list[int]:
    """The likeliest tag of every character; `marks` are what else is known of each."""
    chain = chain or shipped()
    scores = _scores(words, marks, chain)
    return _course(scores, chain.turns)


def _scores(words: str, marks: Sequence[Sequence[str]], chain: Chain) -> list[list[float]]:
    scores = [[0.0, 0.0, 0.0] for _ in words]
    whole, far = padded(words), len(_PAD)
    for name, at, size in TEXT:
        get = chain.weights.get(name, {}).get
        begin = far + at
        for i, score in enumerate(scores):
            weight = get(whole[begin + i : begin + i + size])
            if weight is not None:
                score[0] += weight[0]
                score[1] += weight[1]
                score[2] += weight[2]
    known = chain.weights.get("mark", {}).get
    for score, seen in zip(scores, marks, strict=True):
        for mark in seen:
            weight = known(mark)
            if weight is not None:
                score[0] += weight[0]
                score[1] += weight[1]
                score[2] += weight[2]
    return scores


def _course(scores: list[list[float]], turns: tuple[Weight, Weight, Weight]) -> list[int]:
    """Viterbi over three tags; a name that goes on has begun."""
    if not scores:
        return []
    came: list[tuple[int, int, int]] = []
    begin, inside, outside = scores[0][0], _FAR, scores[0][2]
    for here in scores[1:]:
        steps = [
            max(
                (begin + turns[0][to], 0), (inside + turns[1][to], 1), (outside + turns[2][to], 2),
            )
            for to in (BEGIN, INSIDE, OUTSIDE)
        ]  # fmt: skip
        if steps[INSIDE][1] == OUTSIDE:
            steps[INSIDE] = max((begin + turns[0][1], 0), (inside + turns[1][1], 1))
        came.append((steps[0][1], steps[1][1], steps[2][1]))
        begin, inside, outside = (steps[tag][0] + here[tag] for tag in (BEGIN, INSIDE, OUTSIDE))
    ended = [begin, inside, outside]
    tag = ended.index(max(ended))
    course = [tag]
    for back in reversed(came):
        tag = back[tag]
        course.append(tag)
    return course[::-1]
