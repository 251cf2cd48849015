"""What one document says twice: a speech in two versions, a task named again in a summary."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from luoshi.instruments.intake.likeness.grams import Frequencies
from luoshi.instruments.intake.likeness.index import Index
from luoshi.instruments.intake.likeness.score import Likeness, Scorer
from luoshi.instruments.intake.likeness.task import Task

# In one document neighbours resemble one another: only the near-certain is a repetition.
AGAIN = 0.85
_NONE: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Repeat:
    """A task says again what an earlier one of the same document says (by place in the list)."""

    of: int
    likeness: Likeness


def repeats(
    tasks: Sequence[Task], asked: Container[int] | None = None, known: Mapping[int, int] = _NONE
) -> dict[int, Repeat]:
    """For each task that repeats an earlier one: the first such one, or the likest. A repetition is
    never itself the one that is repeated. With `asked`, only these places are judged and of the
    others `known` says which repeats which. The document is its own ledger."""
    scorer = Scorer(_frequencies(tasks))
    index = Index()
    found: dict[int, Repeat] = {}
    first: dict[int, int] = dict(known)
    said: dict[str, int] = {}
    for at, task in enumerate(tasks):
        earlier = said.setdefault(task.exact, at)
        earlier = first.get(earlier, earlier)
        if asked is None or at in asked:
            worth = [earlier] if earlier != at else index.candidates(task)
            repeat = _repeat(task, tasks, worth, scorer)
            if repeat is not None:
                found[at], first[at] = repeat, repeat.of
        if at not in first:
            index.add(at, task)
    return found


def _frequencies(tasks: Sequence[Task]) -> Frequencies:
    found = Frequencies()
    for task in tasks:
        found.add(task.whole_grams)
    return found


def _repeat(
    task: Task, tasks: Sequence[Task], candidates: Sequence[int], scorer: Scorer
) -> Repeat | None:
    keys = sorted(candidates)
    for place, score in scorer.best(task, [tasks[key] for key in keys], most=1):
        if score >= AGAIN:
            return Repeat(keys[place], scorer.explain(task, tasks[keys[place]], score))
    return None
