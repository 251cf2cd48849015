"""Planning backwards: where a matter should stand at a moment, and when it falls how far behind.

倒排工期，留有余地，大头靠前 (S14): the last part of the time is kept free as a buffer, and more than
half of the work may have to lie in the first half of the rest. Pure arithmetic on moments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from luoshi.catalogue.schema import ScheduleRule
from luoshi.lib.clock import local_date
from luoshi.matters.nodes import nodes_of, points


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan from `start` to `due` under `rule`."""

    start: datetime
    due: datetime
    rule: ScheduleRule

    @property
    def planned_end(self) -> datetime:
        """When the work is to be finished: before the due date by the buffer."""
        return self.due - (self.due - self.start) * self.rule.buffer / 100

    @property
    def _half(self) -> timedelta:
        return (self.planned_end - self.start) / 2

    def expected(self, moment: datetime) -> int:
        """The percentage that is due by `moment`, 0 to 100."""
        gone, half, front = moment - self.start, self._half, self.rule.front
        if gone <= timedelta(0):
            return 100 if half <= timedelta(0) else 0
        if half <= timedelta(0) or gone >= 2 * half:
            return 100
        if gone <= half:
            return int(front * (gone / half))
        return int(front + (100 - front) * ((gone - half) / half))

    def reached(self, percent: float) -> datetime:
        """When `percent` should be reached; the due date for what is beyond 100."""
        front, half = self.rule.front, self._half
        if percent > 100:
            return self.due
        if percent <= front:
            return self.start + half * (percent / front) if front else self.start
        return self.start + half + half * ((percent - front) / (100 - front))

    def behind(self, progress: int, points: int) -> datetime:
        """From when on `progress` is `points` behind what is expected, if nothing is reported."""
        return min(self.reached(progress + points), self.due)


@dataclass(frozen=True, slots=True)
class Stepped:
    """A plan through nodes (S88): straight from each agreed point to the next."""

    line: tuple[tuple[datetime, int], ...]

    def expected(self, moment: datetime) -> int:
        """The percentage that is due by `moment`, 0 to 100."""
        for (begins, low), (ends, high) in pairwise(self.line):
            if moment < ends:
                return max(0, int(low + (high - low) * ((moment - begins) / (ends - begins))))
        return 100

    def reached(self, percent: float) -> datetime:
        """When `percent` should be reached; the due date for what is beyond 100."""
        for (begins, low), (ends, high) in pairwise(self.line):
            if percent <= high and high > low:
                return begins + (ends - begins) * max(0.0, (percent - low) / (high - low))
        return self.line[-1][0]

    def behind(self, progress: int, points: int) -> datetime:
        """From when on `progress` is `points` behind what is expected, if nothing is reported."""
        return self.reached(progress + points)


Plan = Schedule | Stepped


def plan_of(
    start: datetime | None, due: datetime | None, rule: ScheduleRule, facts: Mapping[str, Any]
) -> Plan | None:
    """The plan of a matter from hand-over to due: through its nodes when it has some, else the
    type's own curve. None while it has no clock."""
    if start is None or due is None:
        return None
    nodes = nodes_of(facts)
    if not nodes or due <= start:
        return Schedule(start, due, rule)
    return Stepped(points(nodes, start, due, local_date(due)))
