"""What a verb is: a word of the office, the form it asks for, and what it does to a state.

A verb's `change` works on plain data: it may refuse, it may not touch the database. Who may use
it and where it leads is the type's business (catalogue), never the verb's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from luoshi.catalogue.schema import Field, TypeSpec
from luoshi.lib.workdays import Calendar
from luoshi.matters.state import Part, State


class Ask(Protocol):
    """What a verb may ask of the office: see `matters.asking`, which answers from the database.

    Functions, because most acts never need to know.
    """

    def unit_names(self) -> Mapping[int, str]: ...
    def open_children(self) -> int: ...
    def leader_in_charge(self, unit_id: int) -> int | None: ...
    def head(self) -> int | None: ...
    def away(self, person_id: int) -> bool: ...
    def delegated(self, principal_id: int, deputy_id: int) -> bool: ...
    def holds(self, person_id: int, *roles: str) -> bool: ...
    def name(self, person_id: int) -> str: ...
    def count_of(self, verb: str, by: int | None = None) -> int: ...
    def last(self, *verbs: str) -> datetime | None: ...
    def document_numbered(self, number: str) -> int | None: ...
    def unit_name(self, unit_id: int) -> str: ...
    def unit_code(self, unit_id: int) -> str: ...
    def username(self, person_id: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Opening:
    """A further matter that an act opens: of that type, with these words, as its child."""

    type_key: str
    typed: Mapping[str, Any]
    through: tuple[str, ...] = ()  # acts done to it at once: docketed and dispatched, say


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one act: the rule, the calendar, the moment, the unit acting."""

    spec: TypeSpec
    calendar: Calendar
    now: datetime
    unit_id: int | None
    person_id: int | None
    ask: Ask
    opens: list[Opening] = field(default_factory=list)  # filled by the verb

    def part(self, state: State) -> Part:
        """The acting unit's own part; policy has made sure that there is one."""
        assert self.unit_id is not None
        return state.parts[self.unit_id]


Said = Mapping[str, Any]
Change = Callable[[State, Said, Context], None]


def _always(_state: State) -> bool:
    return True


def nothing(state: State, said: Said, context: Context) -> None:
    """Changes no state: the words in the journal are the act."""


def _anyone(_state: State, _part: Part | None) -> str:
    return ""


def _no_warning(_state: State) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Verb:
    """One act. `ready` says in a word why it makes no sense right now (empty: it does).

    `advances` tells after the change whether the matter moves to the stage the type names. `tells`
    are the parties, relations and roles who hear of the act; `urgent` ones do not wait for the
    next digest. `warns` says what to think of first (empty: nothing); it bans nothing.
    """

    key: str
    label: str
    help: str
    form: tuple[Field, ...]
    change: Change
    ready: Callable[[State, Part | None], str] = _anyone
    advances: Callable[[State], bool] = _always
    urgent: bool = False
    tells: tuple[str, ...] = ()
    warns: Callable[[State], str] = _no_warning


def day_of(value: Any) -> date:
    """A cleaned date field back as a date."""
    return date.fromisoformat(value)
