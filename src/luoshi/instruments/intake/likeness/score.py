"""How likely two tasks are one task, and what they share: evidence weighed by a small model.

The weights are fitted on fictional pairs (`benchmarks/likeness`, the half that is not reported on)
by `benchmarks/bench_likeness.py --write` and lie in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from luoshi.instruments.intake.likeness.evidence import (
    agree,
    aligned,
    due,
    evidence,
    inside,
    lead,
    verbatim,
)
from luoshi.instruments.intake.likeness.grams import Frequencies, grams
from luoshi.instruments.intake.likeness.meaning import Meaning
from luoshi.instruments.intake.likeness.task import READ, Task

NEVER = 0.99  # is surpassed but by word-for-word repetition
EXACT = 12  # letters from which word-for-word equality says that it is the same task
CLOSER = 4  # so many of the likeliest by their characters are compared by meaning,
WORTH = 0.1  # and of these only such as meaning could still lift
LEAST = 0.2  # of a title in the other task: two that share less are not weighed at all
_TOLD = 5.0  # the weight from which a shared word is named as a reason
_NAMED = 4

Model = dict[str, float]


@cache
def weights() -> dict[str, Model]:
    """The shipped models: `plain`, and `meaning` for when the extra `semantic` is there."""
    told = (Path(__file__).parent / "weights.json").read_text("utf-8")
    found: dict[str, Model] = json.loads(told)
    return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """The verdict on two tasks. `same`: word for word. What they share is the reason; `differs`
    names what speaks against it: lead, due, figures."""

    score: float
    same: bool = False
    words: tuple[str, ...] = ()
    lead: bool = False
    units: tuple[str, ...] = ()
    due: bool = False
    differs: tuple[str, ...] = ()


def judged(model: Model, seen: Model) -> float:
    """The probability the model gives."""
    told = model["bias"] + sum(model.get(name, 0.0) * value for name, value in seen.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, told))))


def _literal(a: Task, b: Task) -> float:
    """1 when the sentences are the same word for word, less when nearly so, else 0."""
    cut_off = len(a.words) >= READ or len(b.words) >= READ  # what follows may differ
    if a.exact == b.exact and len(a.exact) >= EXACT and not cut_off:
        return 1.0
    return min(NEVER, verbatim(a, b))


class Scorer:
    """Compares tasks of one ledger; with a `meaning`, also by what their titles mean."""

    def __init__(self, frequencies: Frequencies, meaning: Meaning | None = None) -> None:
        self._weigh = frequencies
        self._meaning = meaning
        self._plain = weights()["plain"]
        self._model = weights()["meaning"] if meaning else self._plain

    @property
    def shown(self) -> float:
        """From here on a likeness is worth a clerk's look."""
        return self._model["shown"]

    def seen(self, a: Task, b: Task) -> Model:
        """The evidence on two tasks."""
        found = evidence(self._weigh, a, b)
        if self._meaning is not None:
            found["meaning"] = self._meaning.near(a.title, b.title)
            found["rests"] = self._meaning.near(*aligned(a, b).rests)
        return found

    def score(self, a: Task, b: Task) -> float:
        """0 to 1; 1 only for word-for-word repetition of something long enough to tell."""
        if self._meaning is None:
            return self._by_characters(a, b)
        return self._judged(a, b, self._model, self.seen(a, b))

    def _by_characters(self, a: Task, b: Task) -> float:
        if inside(self._weigh, a, b) < LEAST:
            return _literal(a, b)
        return self._judged(a, b, self._plain, evidence(self._weigh, a, b))

    def _judged(self, a: Task, b: Task, model: Model, seen: Model) -> float:
        literal = _literal(a, b)
        return literal if literal == 1.0 else max(literal, min(NEVER, judged(model, seen)))

    def best(self, task: Task, known: Sequence[Task], most: int = 3) -> list[tuple[int, float]]:
        """The likeliest of the known tasks by place in the list, best first, with their scores. By
        meaning only a few are compared: each title costs about ten milliseconds once."""
        rough = [(at, self._by_characters(task, other)) for at, other in enumerate(known)]
        rough.sort(key=lambda one: (-one[1], one[0]))
        if self._meaning is None:
            return rough[:most]
        near = [(at, score) for at, score in rough[:CLOSER] if score >= WORTH]
        unsure = [known[at].title for at, score in near if score < 1.0]
        if not unsure:
            return rough[:most]
        self._meaning.prepare([task.title, *unsure])
        closer = [(at, s if s == 1.0 else self.score(task, known[at])) for at, s in near]
        return sorted(closer, key=lambda one: (-one[1], one[0]))[:most]

    def explain(self, a: Task, b: Task, score: float) -> Likeness:
        """The score with its reasons; `a` is the new task, `b` the known one."""
        against = {
            "lead": lead(a, b),
            "due": -1.0 if a.due and b.due and a.due != b.due else due(a, b),
            "figures": agree(a.figures, b.figures),
        }
        return Likeness(
            score=round(score, 4),
            same=score == 1.0,
            words=self._shared(a, b),
            lead=bool(a.lead) and a.lead == b.lead,
            units=tuple(sorted((a.units & b.units) - {a.lead, b.lead})),
            due=a.due is not None and a.due == b.due,
            differs=tuple(name for name, value in against.items() if value < 0),
        )

    def _shared(self, a: Task, b: Task) -> tuple[str, ...]:
        """The most telling words of the new title that stand in the known task, in their order."""
        blocks = SequenceMatcher(None, a.title_plain, b.whole_plain, autojunk=False)
        found = []
        for block in blocks.get_matching_blocks():
            word = a.title_plain[block.a : block.a + block.size].strip(' ，。、；：,;:()的“”"')
            told = self._weigh.total(set(grams(word)))
            if len(word) > 1 and told >= _TOLD:
                found.append((told, block.a, word))
        best = sorted(found, reverse=True)[:_NAMED]
        return tuple(word for _, _, word in sorted(best, key=lambda one: one[1]))
