"""A matter as plain data while an act is being done, and the difference an act makes.

The journal keeps that difference with each event, so the present is a fold of the past by
construction: `fold` applies the differences in order and needs no rule of today to do so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

from luoshi.catalogue.schema import Phase

ACTIVE = frozenset({"pending", "objecting", "handling", "forwarding"})
STANDING_PARTS = ACTIVE | {"completed"}
MEMBERS = "members"  # in a matter's facts: the people, by id, who see it because they work on it


@dataclass(slots=True)
class Part:
    """One unit's part, as `models.Assignment` stores it."""

    role: str
    state: str
    handed_at: datetime
    progress: int = 0
    acknowledged_at: datetime | None = None
    first_report_at: datetime | None = None
    last_report_at: datetime | None = None
    completed_at: datetime | None = None
    latest: str = ""
    forwarded_by_id: int | None = None


@dataclass(slots=True)
class State:
    """A matter, as `models.Matter` stores it, with its parts by unit id."""

    type_version_id: int
    type_key: str
    number: str
    title: str
    stage: str
    phase: int
    opened_at: datetime
    what: str = ""
    standard: str = ""
    lead_unit_id: int | None = None
    leader_id: int | None = None
    parent_id: int | None = None
    document_id: int | None = None
    span_start: int | None = None
    span_end: int | None = None
    due_at: datetime | None = None
    due_text: str = ""
    warn_at: datetime | None = None
    wake_at: datetime | None = None
    stopped_at: datetime | None = None
    suspended_at: datetime | None = None
    asked_due_at: datetime | None = None
    asked_late: bool = False
    extended: int = 0
    urged: int = 0
    returned: int = 0
    level: int = 0
    progress: int = 0
    rrule: str = ""
    next_due_on: date | None = None
    dispatched_at: datetime | None = None
    closed_at: datetime | None = None
    late_at: datetime | None = None
    opener_id: int | None = None
    opener_unit_id: int | None = None
    private: bool = False
    quadrant: str = ""
    standing_item: bool = False
    led_urges: int = 0
    started_urged: bool = False
    difficulty_at: datetime | None = None
    consulted_id: int | None = None
    source_kind: str = ""
    sensitive: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    parts: dict[int, Part] = field(default_factory=dict)

    @property
    def lead(self) -> Part | None:
        """The leading unit's part, once there is one."""
        return self.parts.get(self.lead_unit_id) if self.lead_unit_id else None

    def open_parts(self) -> dict[int, Part]:
        """Parts that still owe something."""
        return {unit: part for unit, part in self.parts.items() if part.state in ACTIVE}

    @property
    def running(self) -> bool:
        """Whether a clock of this matter runs now: a unit has it, or a period of the law runs."""
        by_law = Phase.DRAFT < self.phase <= Phase.CHECK and bool(self.facts.get("clocks"))
        handled = self.phase in (Phase.NEW, Phase.OPEN)
        return (handled or by_law) and self.suspended_at is None


COLUMNS = tuple(f.name for f in fields(State) if f.name != "parts")
PART_COLUMNS = tuple(f.name for f in fields(Part))


def plain(value: Any) -> Any:
    """A value as JSON keeps it: moments in UTC ISO form, days in ISO form, the rest as a copy."""
    if isinstance(value, dict):
        return deepcopy(value)  # a verb may write into it, the snapshot before it must stay
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def snapshot(state: State) -> dict[str, Any]:
    """The whole state as plain JSON data; equal states give equal snapshots."""
    row = {name: plain(getattr(state, name)) for name in COLUMNS}
    row["parts"] = {
        str(unit): {name: plain(getattr(part, name)) for name in PART_COLUMNS}
        for unit, part in sorted(state.parts.items())
    }
    return row


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What changed between two snapshots: matter columns, and whole rows of changed parts."""
    changed = {k: v for k, v in after.items() if k != "parts" and before.get(k, ...) != v}
    old = before.get("parts", {})
    parts = {unit: part for unit, part in after["parts"].items() if old.get(unit) != part}
    removed = sorted(int(unit) for unit in set(old) - set(after["parts"]))
    return changed | ({"parts": parts} if parts else {}) | ({"removed": removed} if removed else {})


def fold(differences: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The snapshot that a journal adds up to."""
    row: dict[str, Any] = {"parts": {}}
    for changed in differences:
        _add(row, changed)
    row["parts"] = dict(sorted(row["parts"].items(), key=lambda item: int(item[0])))
    return row


def steps(differences: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The matter after each of its acts, in order, as `fold` would give it; each a new row."""
    row: dict[str, Any] = {"parts": {}}
    for changed in differences:
        row = {**row, "parts": dict(row["parts"])}
        _add(row, changed)
        yield row


def _add(row: dict[str, Any], changed: Mapping[str, Any]) -> None:
    for unit in changed.get("removed", ()):
        row["parts"].pop(str(unit), None)
    row["parts"] |= changed.get("parts", {})
    row |= {k: v for k, v in changed.items() if k not in ("parts", "removed")}
