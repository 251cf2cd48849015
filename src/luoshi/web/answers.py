"""What units have handed in on a matter, for its page: a unit reads its own, the office all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.matters import queries
from luoshi.matters.models import Matter
from luoshi.org.scope import Scope


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit's answer: items with their values, and the number it was taken from, if any."""

    unit: str
    at: datetime
    rows: tuple[tuple[str, str], ...]
    earlier: str
    note: str


def answers_of(matter: Matter, scope: Scope) -> list[Answer]:
    """The answers that `scope` may read, in the order of the units."""
    given = matter.facts.get("answers", {})
    every = scope.in_office or scope.leads
    return [
        Answer(
            part.unit.short_name,
            datetime.fromisoformat(said["at"]),
            tuple((row["item"], row["value"]) for row in said["values"]),
            said["earlier"],
            said["note"],
        )
        for part in queries.parts_of(matter)
        if (said := given.get(str(part.unit_id))) and (every or part.unit_id in scope.own_units)
    ]
