"""Finding every deadline in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from luoshi.lib.deadlines.model import Deadline


def find(
    text: str,
    *,
    anchor: date | None = None,
    events: Mapping[str, date] | None = None,
    year: int | None = None,
) -> list[Deadline]:
    """All deadlines of `text` in order."""
    return []


def best(found: Sequence[Deadline]) -> Deadline | None:
    """The one that limits the sentence."""
    return found[0] if found else None
