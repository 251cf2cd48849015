"""Whether two tasks are one and the same in other words, and why one may think so.

Pure: tasks in, scores and reasons out. `index` finds the few known tasks worth comparing, `score`
compares two, `repeats` finds what a document says twice, `meaning` is the extra `semantic`.
"""

from __future__ import annotations

from luoshi.instruments.intake.likeness.grams import Frequencies
from luoshi.instruments.intake.likeness.index import Index
from luoshi.instruments.intake.likeness.repeats import Repeat, repeats
from luoshi.instruments.intake.likeness.score import Likeness, Scorer
from luoshi.instruments.intake.likeness.task import Task

__all__ = ["Frequencies", "Index", "Likeness", "Repeat", "Scorer", "Task", "repeats"]
