"""The sentences of letters and answers that may bind, as the model sees them.

Only an answer can bind, and each is read from its own day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from luoshi.instruments.intake.compute import (
    answerers,
    features,
    genres,
    letters,
    promises,
    prose,
    structure,
)
from luoshi.instruments.intake.compute.features import View
from luoshi.instruments.intake.compute.letters import Answer
from luoshi.instruments.intake.compute.limits import Limits, limits
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.lib.text import Span


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, what limits acts in it, its candidate sentences and their views."""

    answer: Answer
    known: Limits
    candidates: tuple[Candidate, ...]
    views: tuple[View, ...]


def replies(text: str, day: date | None) -> Iterator[Reply]:
    """Every answer of `text`, in order."""
    for answer in letters.answers(text, day):
        known = limits(text, answer.day, Span(answer.start, answer.end))
        lines = list(answer.lines)
        course = promises.Course()
        found = [
            _marked(text, one, known, course)
            for one in prose.candidates(text, lines, genres.REPLIES, [])
        ]
        found = _going_on(text, found)
        seen = features.views(text, found, {f"genre_{genres.REPLIES}"})
        yield Reply(answer, known, tuple(found), tuple(seen))


def _marked(text: str, one: Candidate, known: Limits, course: promises.Course) -> Candidate:
    times = known.within(one.span.start, one.span.end)
    more = promises.marks(one.span.of(text), times, known.day)
    bare = structure.bare(text, one.span)
    more |= course.classes(bare.of(text), one.sentence.line, more)
    acting = answerers.actors(text, bare.start, bare.end)
    seen = {name for name in one.seen if not name.startswith("actor")}
    seen |= prose.acting(acting, bare.start)
    return replace(one, actors=acting, seen=frozenset(seen | more))


def _going_on(text: str, every: list[Candidate]) -> list[Candidate]:
    """`every`, with the actors of the sentence before where one only goes on with its act."""
    found: list[Candidate] = []
    for one in every:
        before = found[-1] if found and found[-1].sentence.line == one.sentence.line else None
        words = structure.bare(text, one.span).of(text)
        if before and before.actors.named and not one.actors.named and answerers.goes_on(words):
            took = replace(before.actors, how="inherited")
            found.append(replace(one, actors=took, seen=one.seen | {"reply_goes_on"}))
        else:
            found.append(one)
    return found
