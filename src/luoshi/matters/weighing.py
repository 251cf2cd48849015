"""轻重缓急 proposed, never set: urgent by its due date, important by where it comes from (S22, S23).

A proposal with its reason; only a person's `weigh` puts a matter into a quadrant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.catalogue.sources import SOURCES, label_of
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.models import Matter
from luoshi.matters.verbs.filing import QUADRANTS

NOT_URGENT_IMPORTANT = "10"
URGENT_WITHIN = 5  # working days
LABELS = dict(QUADRANTS)


@dataclass(frozen=True, slots=True)
class Advice:
    """A quadrant that suggests itself, and why."""

    quadrant: str
    why: str

    @property
    def label(self) -> str:
        """The quadrant in words."""
        return LABELS[self.quadrant]


def advise(matter: Matter, now: datetime, calendar: Calendar) -> Advice:
    """What the due date and the source of `matter` suggest at `now`."""
    source = SOURCES.get(matter.source_kind, SOURCES["other"])
    urgent, when = False, "没有时限"
    if matter.due_at is not None:
        left = calendar.workdays_between(local_date(now), local_date(matter.due_at))
        urgent = left <= URGENT_WITHIN
        late = matter.due_at < now
        when = "已逾期" if late else f"剩 {left} 个工作日" if left > 0 else "今天到期"
    from_where = f"来自{label_of(source.key)}"
    return Advice(f"{int(source.important)}{int(urgent)}", f"{from_where}，{when}")


def share(counts: dict[str, int]) -> int | None:
    """Of the weighed open matters, the percentage that is important, not urgent; None of none."""
    weighed = sum(n for key, n in counts.items() if key)
    return counts.get(NOT_URGENT_IMPORTANT, 0) * 100 // weighed if weighed else None
