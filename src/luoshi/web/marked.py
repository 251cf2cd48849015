"""A text in paragraphs with passages marked in it: the document page and the intake draw these.

Marks that overlap are cut so that every character stands in the text exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of the text by offsets, how it looks, where it leads and what it is called."""

    start: int
    end: int
    look: str = ""
    url: str = ""
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or plain. `anchor` is set on the first piece of a mark only."""

    text: str
    mark: Mark | None = None
    anchor: str = ""


def _disjoint(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    reached = 0
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        start, end = max(mark.start, reached), min(mark.end, length)
        if start < end:
            reached = end
            yield replace(mark, start=start, end=end)


def _pieces(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    at = 0
    for mark in _disjoint(marks, len(text)):
        if at < mark.start:
            yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark, mark.anchor)
        at = mark.end
    if at < len(text):
        yield Piece(text[at:])


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """The text line by line, empty lines left out, each as its pieces in order."""
    lines: list[list[Piece]] = [[]]
    for piece in _pieces(text, marks):
        for count, part in enumerate(piece.text.split("\n")):
            if count:
                lines.append([])
            if part:
                lines[-1].append(replace(piece, text=part, anchor="" if count else piece.anchor))
    return [line for line in lines if any(piece.text.strip() for piece in line)]
