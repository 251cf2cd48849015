"""One grammar for due dates in Chinese text."""

from __future__ import annotations

from luoshi.lib.deadlines.cell import read_cell
from luoshi.lib.deadlines.find import best, find
from luoshi.lib.deadlines.model import KINDS, Deadline, scorer_kind

__all__ = ["KINDS", "Deadline", "best", "find", "read_cell", "scorer_kind"]
