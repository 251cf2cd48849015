"""Fictional pairs of tasks with what a reader says of them, and the measures of a verdict on them.

`likeness/pairs.tsv`: a group is a task with all its versions and look-alikes. Groups with an even
number choose weights and thresholds, groups with an odd number are only reported. `later.tsv` was
written when everything was chosen, and is only reported too.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from luoshi.instruments.intake.likeness import Task

HERE = Path(__file__).parent / "likeness"


@dataclass(frozen=True)
class Pair:
    """Two tasks and what a reader says of them."""

    group: int
    label: str
    kind: str
    known: Task
    new: Task

    @property
    def same(self) -> bool:
        """Whether it is one task in other words."""
        return self.label == "same"


def _task(line: dict[str, str], side: str) -> Task:
    due = line[f"due_{side}"]
    return Task(
        title=line[f"title_{side}"],
        words=line[f"words_{side}"] or "",
        lead=line[f"lead_{side}"],
        units=frozenset({line[f"lead_{side}"]} - {""}),
        due=date.fromisoformat(due) if due else None,
    )


def pairs(name: str = "pairs") -> list[Pair]:
    """One labelled set, in its order."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(int(x["group"]), x["label"], x["kind"], _task(x, "a"), _task(x, "b"))
            for x in lines
        ]


def half(every: Sequence[Pair], odd: int) -> list[Pair]:
    """The groups that choose (0) or the groups that are reported (1)."""
    return [pair for pair in every if pair.group % 2 == odd]


def ledger(every: Sequence[Pair]) -> list[Task]:
    """All that is known: the tasks themselves and their look-alikes, each once."""
    known: dict[str, Task] = {}
    for task in [p.known for p in every] + [p.new for p in every if not p.same]:
        known.setdefault(task.title, task)
    return list(known.values())


def measures(scores: Sequence[float], truth: Sequence[bool], cut: float) -> tuple[float, ...]:
    """Precision, recall and F1 of "same" at a threshold."""
    return _measures(scores, truth, cut, 0.0)


def _measures(
    scores: Sequence[float], truth: Sequence[bool], cut: float, besides: float
) -> tuple[float, ...]:
    said = [s >= cut for s in scores]
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    p, r = hits / max(1, sum(said) + besides), hits / max(1, sum(truth))
    return p, r, 2 * p * r / max(1e-9, p + r)


def best_cut(
    scores: Sequence[float], truth: Sequence[bool], alarms: Sequence[float], worth: float
) -> float:
    """The threshold with the best F1, between two neighbouring scores; a false alarm counts as so
    much of a wrong verdict."""
    edges = sorted(set(scores))
    middles = [(a + b) / 2 for a, b in pairwise(edges)]

    def good(cut: float) -> tuple[float, float]:
        besides = worth * sum(score >= cut for score in alarms)
        return round(_measures(scores, truth, cut, besides)[2], 9), cut

    return max(middles, key=good)
