"""What a verb is: a word of the office, the form it asks for, and what it does to a state.

A verb's `change` works on plain data: it may refuse, it may not touch the database. Who may use
it and where it leads is the type's business (catalogue), never the verb's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from luoshi.catalogue.schema import Field, Limit, TypeSpec
from luoshi.lib.workdays import Calendar, Unit
from luoshi.matters.state import Part, State


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier matter of the same type: what its type's fields say, and when each unit that has
    a part in it was done with it."""

    number: str
    opened_at: datetime
    extra: Mapping[str, Any]
    units: Mapping[int, datetime | None]
    opener_id: int | None = None
    stage: str = ""
    lead_unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A unit of the directory, as far as a rule may need it."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Another live matter of the same type."""

    number: str
    title: str
    extra: Mapping[str, Any]
    facts: Mapping[str, Any]


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
    def unit_code(self, unit_id: int) -> str: ...
    def count_of(self, verb: str, by: int | None = None) -> int: ...
    def last(self, *verbs: str) -> datetime | None: ...
    def earlier_like_this(self, since: datetime) -> list[Earlier]: ...
    def answer_of(self, number: str, unit_id: int) -> Mapping[str, Any] | None: ...
    def units(self, ids: Iterable[int]) -> Mapping[int, Known]: ...
    def office_unit(self) -> int | None: ...
    def staff(self, *roles: str) -> Mapping[int, str]: ...
    def others(self) -> Sequence[Beside]: ...
    def parent_facts(self) -> Mapping[str, Any]: ...
    def count_after(self, verb: str, *ends: str) -> int: ...
    def has_deputy(self, person_id: int) -> bool: ...
    def username(self, person_id: int) -> str: ...
    def person_named(self, username: str) -> tuple[int, str] | None: ...
    def answers_for(self, unit_id: int) -> int | None: ...
    def document_numbered(self, number: str) -> int | None: ...
    def unit_name(self, unit_id: int) -> str: ...
    def unit_of(self, person_id: int) -> Known: ...
    def take_number(self, pattern: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Opening:
    """A further matter that an act opens: of that type, with these words, as its child."""

    type_key: str
    typed: Mapping[str, Any]
    through: tuple[str, ...] = ()  # acts done to it at once: docketed and dispatched, say
    for_unit: int | None = None  # the unit whose matter it is, when a unit opens it
    said: Mapping[str, Any] = field(default_factory=dict)  # more, as far as that type asks for it


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
    holder_id: int | None = None  # whose post it is done in: the person's own or a principal's

    @property
    def people(self) -> frozenset[int]:
        """Who stands behind the act: the person, and the principal when acting for one."""
        return frozenset(p for p in (self.person_id, self.holder_id) if p is not None)

    def legal_end(self, day: date, limit: Limit) -> date:
        """The last day of a legal period that `day` sets off (B0): `day` itself is not counted, a
        last day that is a rest day moves behind the rest days."""
        return self.calendar.statutory_end(self.calendar.add(day, limit.amount, Unit(limit.unit)))

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


def _blank(_state: State) -> Mapping[str, Any]:
    return {}


def _anyone(_state: State, _part: Part | None) -> str:
    return ""


def _no_warning(_state: State) -> str:
    return ""


def _straight(_state: State, _said: Said) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Verb:
    """One act. `ready` says in a word why it makes no sense right now (empty: it does).

    `advances` tells after the change whether the matter moves to the stage the type names. `tells`
    are the parties, relations and roles who hear of the act; `urgent` ones do not wait for the
    next digest. `fill` gives what the form opens with. `warns` says what to think of first (empty:
    nothing); it bans nothing.
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
    fill: Callable[[State], Mapping[str, Any]] = _blank
    whole: bool = False  # its form is the matter's whole content: see `filing.form_of`
    with_content: bool = False  # its form asks for the type's own fields too
    own_fields: bool = False  # its form asks for the type's own fields too, each optional
    warns: Callable[[State], str] = _no_warning
    turns: Callable[[State, Said], str] = _straight  # to which other stage what was said leads
    rules: tuple[str, ...] = ()  # named checks of what it made of the matter: see `matters.rules`
    not_by: tuple[str, ...] = ()  # parties who may not do it: nobody settles what is their own
    settles: bool = False  # an act of a type's own: what its move means is put in order after it


def day_of(value: Any) -> date:
    """A cleaned date field back as a date."""
    return date.fromisoformat(value)
