"""What a verb is: a word of the office, the form it asks for, and what it does to a state.

A verb's `change` works on plain data: it may refuse, it may not touch the database. Who may use
it and where it leads is the type's business (catalogue), never the verb's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luoshi.catalogue.schema import Field, TypeSpec
from luoshi.lib.workdays import Calendar
from luoshi.matters.state import Part, State


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one act: the rule, the calendar, the moment, the unit acting."""

    spec: TypeSpec
    calendar: Calendar
    now: datetime
    unit_id: int | None
    person_id: int | None
    # Functions, because they ask the database and most acts never need to know.
    unit_names: Callable[[], Mapping[int, str]]
    open_children: Callable[[], int]

    def part(self, state: State) -> Part:
        """The acting unit's own part; policy has made sure that there is one."""
        assert self.unit_id is not None
        return state.parts[self.unit_id]


Said = Mapping[str, Any]
Change = Callable[[State, Said, Context], None]


def _always(_state: State) -> bool:
    return True


def _anyone(_state: State, _part: Part | None) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Verb:
    """One act. `ready` says in a word why it makes no sense right now (empty: it does).

    `advances` tells after the change whether the matter moves to the stage the type names.
    """

    key: str
    label: str
    help: str
    form: tuple[Field, ...]
    change: Change
    ready: Callable[[State, Part | None], str] = _anyone
    advances: Callable[[State], bool] = _always
    urgent: bool = False


def day_of(value: Any) -> date:
    """A cleaned date field back as a date."""
    return date.fromisoformat(value)
