"""Planning backwards: where a matter should stand at a moment, and when it falls how far behind.

倒排工期，留有余地，大头靠前 (S14): the last part of the time is kept free as a buffer, and more than
half of the work may have to lie in the first half of the rest. Pure arithmetic on moments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from luoshi.catalogue.schema import ScheduleRule


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
