"""What one document says twice: a speech in two versions, a task named again in a summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.instruments.intake.likeness.index import Index
from luoshi.instruments.intake.likeness.score import Likeness, Scorer
from luoshi.instruments.intake.likeness.task import Task

AGAIN = (
    0.85  # in one document neighbours resemble one another: only the near-certain is a repetition
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A task says again what an earlier one of the same document says (by place in the list)."""

    of: int
    likeness: Likeness


def repeats(tasks: Sequence[Task], scorer: Scorer | None = None) -> dict[int, Repeat]:
    """For each task that repeats an earlier one: the first such one, or the likest. A repetition is
    never itself the one that is repeated. Without a scorer the document is its own ledger."""
    index = Index()
    if scorer is None:
        own = Index()
        for at, task in enumerate(tasks):
            own.add(at, task)
        scorer = Scorer(own.frequencies)
    found: dict[int, Repeat] = {}
    said: dict[str, int] = {}
    for at, task in enumerate(tasks):
        earlier = said.setdefault(task.exact, at)
        earlier = found[earlier].of if earlier in found else earlier
        worth = [earlier] if earlier != at else index.candidates(task)
        repeat = _repeat(task, tasks, worth, scorer)
        if repeat is None:
            index.add(at, task)
        else:
            found[at] = repeat
    return found


def _repeat(
    task: Task, tasks: Sequence[Task], candidates: Sequence[int], scorer: Scorer
) -> Repeat | None:
    keys = sorted(candidates)
    for place, score in scorer.best(task, [tasks[key] for key in keys], most=1):
        if score >= AGAIN:
            return Repeat(keys[place], scorer.explain(task, tasks[keys[place]], score))
    return None
