"""One grammar for due dates in Chinese text."""

from __future__ import annotations

from luoshi.lib.deadlines.cell import read_cell
from luoshi.lib.deadlines.find import best, find, within
from luoshi.lib.deadlines.model import KINDS, Deadline, scorer_kind
from luoshi.lib.deadlines.relative import length_of

# A document is read as a sentence is; the name says that the caller slices with `within`.
scan = find

__all__ = [
    "KINDS",
    "Deadline",
    "best",
    "find",
    "length_of",
    "read_cell",
    "scan",
    "scorer_kind",
    "within",
]
