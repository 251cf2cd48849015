"""大类: the closed list of families that types belong to, kept as data.

The ledger is filtered by family, and only `hurried` ones count as late there: a risk that nobody
looked at or a report that waits for its answer is not a unit's overdue work.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "types" / "families.toml"


@dataclass(frozen=True, slots=True)
class Family:
    """One family of types. `red` is what its red light is called where it is not hurried."""

    key: str
    label: str
    hurried: bool
    red: str


FAMILIES: dict[str, Family] = {
    key: Family(key, row["label"], bool(row.get("hurried", False)), row.get("red", ""))
    for key, row in tomllib.loads(_FILE.read_text("utf-8"))["family"].items()
}
