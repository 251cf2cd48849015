"""A point of time in its surroundings, and the few questions asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from luoshi.lib.deadlines.passage import Passage, Setting
from luoshi.lib.deadlines.point import Point


@dataclass(frozen=True)
class Place:
    """Where a point stands: the passage, the point, and what reads before and after it."""

    passage: Passage
    point: Point

    @cached_property
    def before(self) -> str:
        """The words of the clause before the point."""
        return self.passage.before(self.point.start)

    @cached_property
    def after(self) -> str:
        """The words of the sentence after the point."""
        return self.passage.after(self.point.end)

    @property
    def setting(self) -> Setting:
        """What is known from outside the words."""
        return self.passage.setting

    @property
    def is_past(self) -> bool:
        """The point ends before the document's date."""
        due, anchor = self.point.due, self.setting.anchor
        return due is not None and anchor is not None and due < anchor

    @property
    def is_to_come(self) -> bool:
        """The point ends on the document's date or later."""
        due, anchor = self.point.due, self.setting.anchor
        return due is not None and anchor is not None and due >= anchor

    @property
    def begins_later(self) -> bool:
        """The point begins on the document's date or later."""
        begin, anchor = self.point.begin, self.setting.anchor
        return begin is not None and anchor is not None and begin >= anchor

    @property
    def opens_clause(self) -> bool:
        """The point is the first of its clause."""
        return self.passage.opens_clause(self.point.start)

    @property
    def heads_line(self) -> bool:
        """The point stands at the start of a sentence or cell, or behind a blank."""
        return self.passage.opens_sentence(self.point.start)

    @property
    def in_brackets(self) -> bool:
        """The point stands alone in a pair of brackets."""
        folded, start, end = self.passage.folded, self.point.start, self.point.end
        return folded[max(0, start - 1) : start] + folded[end : end + 1] in ("()", "（）")
