"""A story as a table: who opens what how many working days ago, and what is done to it then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Day:
    """A day so many working days after the moment it is said; before it when negative."""

    workdays: int


@dataclass(frozen=True, slots=True)
class Step:
    """So many working days after the step before, `by` does `verb` and says this."""

    after: int
    verb: str
    by: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tale:
    """One matter from its opening on."""

    type_key: str
    by: str
    ago: int
    typed: Mapping[str, Any]
    steps: tuple[Step, ...] = ()
