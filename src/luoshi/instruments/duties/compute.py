"""事事有章管，事事有人管: what of the office's activities has a rule in force and a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NO_RULE = "没有制度"
NOT_YET = "制度还没有印发"
NOBODY = "没有责任人"
LEFT = "责任人已不在岗"


@dataclass(frozen=True, slots=True)
class Duty:
    """What one rule says of one activity: whether it is in force, and who answers for it."""

    activity: str
    number: str
    title: str
    in_force: bool
    person: str = ""
    serves: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One activity with the rule that governs it best, and what is missing (empty: nothing)."""

    activity: str
    duty: Duty | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every activity, gaps first, with how many are covered."""

    lines: tuple[Line, ...]

    @property
    def covered(self) -> int:
        """Activities with a rule in force and a person who still serves."""
        return sum(not line.gaps for line in self.lines)

    @property
    def percent(self) -> int:
        """Coverage, rounded down: only what is whole is 100 %."""
        return 100 * self.covered // len(self.lines) if self.lines else 0


def _gaps(duty: Duty | None) -> tuple[str, ...]:
    if duty is None:
        return (NO_RULE, NOBODY)
    person = "" if duty.person and duty.serves else LEFT if duty.person else NOBODY
    return tuple(gap for gap in ("" if duty.in_force else NOT_YET, person) if gap)


def matrix(activities: Iterable[str], duties: Iterable[Duty]) -> Matrix:
    """The activities of the office and whatever else its rules name, each once; of several rules
    for one activity the one with the fewest gaps stands."""
    best: dict[str, Duty | None] = dict.fromkeys(activities)
    for duty in duties:
        known = best.get(duty.activity)
        if known is None or len(_gaps(duty)) < len(_gaps(known)):
            best[duty.activity] = duty
    lines = [Line(activity, duty, _gaps(duty)) for activity, duty in best.items()]
    return Matrix(tuple(sorted(lines, key=lambda line: -len(line.gaps))))
