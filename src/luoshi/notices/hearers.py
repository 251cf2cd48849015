"""Who hears of an event: a pure function of the event and of its matter before and after it.

A verb's `tells` (or, for the rungs of a ladder, `said["tell"]`) names parties, relations and roles;
here they become people, as posts and portfolios stood on the day. Deputies hear beside those they
act for. Nobody hears of their own act, and a private matter stays between its two people (S31).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.catalogue.schema import Phase, TypeSpec
from luoshi.matters.models import Event
from luoshi.matters.state import ACTIVE, MEMBERS, STANDING_PARTS
from luoshi.matters.types import catalogue, named_people, verb_of
from luoshi.org.chain import Roster
from luoshi.org.models import Delegation
from luoshi.org.roles import OFFICE, UNIT

Row = Mapping[str, Any]  # a matter as `matters.state.steps` gives it
# Whoever may do these acts, by the type's own word, is told of what asks for them.
_WHO_MAY = {"closer": "close_out", "extender": "grant_extension", "docketer": "docket"}


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its matter before and after it, the rule it stands under, and the office."""

    event: Event
    before: Row
    after: Row
    spec: TypeSpec
    office: Roster
    delegations: list[Delegation]


@dataclass(frozen=True, slots=True)
class Hearer:
    """A person who hears, as one of which unit, and for whom when not for themselves."""

    person_id: int
    unit_id: int | None = None
    behalf_of_id: int | None = None


def tokens(event: Event) -> tuple[str, ...]:
    """Whom the event names: a rung its own roles, any other act what its verb tells."""
    if event.actor_id is None and "tell" in event.said:
        return tuple(event.said["tell"])
    verb = verb_of(event)
    return verb.tells if verb else ()


def is_urgent(event: Event) -> bool:
    """Whether the rung or the verb says that it cannot wait for the digest."""
    if event.actor_id is None and "urgent" in event.said:
        return bool(event.said["urgent"])
    verb = verb_of(event)
    return verb is not None and verb.urgent


def hearers(told: Told) -> list[Hearer]:
    """Everybody who hears of it, each once, by id; themselves before as somebody's deputy."""
    found: dict[int, Hearer] = {}
    for token in tokens(told.event):
        for person, unit in _named(token, told):
            found.setdefault(person, Hearer(person, unit))
    if told.after.get("private"):
        two = {told.after.get("opener_id"), told.after.get("leader_id")}
        found = {person: hearer for person, hearer in found.items() if person in two}
    else:
        _add_deputies(found, told.delegations, told.event.recorded_at)
    if told.spec.readers:
        found = {person: hearer for person, hearer in found.items() if _may_read(person, told)}
    found.pop(told.event.actor_id or 0, None)
    return [found[person] for person in sorted(found)]


def _may_read(person: int, told: Told) -> bool:
    """Whether the person may see matters of this type: `queries` lets nobody else open it."""
    readers = frozenset(told.spec.readers)
    held = {(role, unit) for role, unit, holder in told.office.posts if holder == person}
    parts = _units(told.after, STANDING_PARTS)
    of_a_post = any(role in readers and (role not in UNIT or unit in parts) for role, unit in held)
    named = named_people(told.spec, told.after.get("extra", {}))
    return person == told.after.get("opener_id") or person in named or of_a_post


def _add_deputies(
    found: dict[int, Hearer], delegations: list[Delegation], moment: datetime
) -> None:
    for one in delegations:
        principal = found.get(one.principal_id)
        running = one.begins_at <= moment < one.ends_at
        if principal and principal.behalf_of_id is None and running:
            found.setdefault(
                one.deputy_id, Hearer(one.deputy_id, principal.unit_id, one.principal_id)
            )


_Pairs = Sequence[tuple[int, int | None]]


def _named(token: str, told: Told) -> _Pairs:
    if token in _RELATIONS:
        return _RELATIONS[token](told)
    if token == "office" and (mine := _own_clerk(told)):
        return mine
    if token in _WHO_MAY:
        return [pair for party in _who_may(_WHO_MAY[token], told) for pair in _named(party, told)]
    party = catalogue().parties.get(token)
    if party is not None and party.relation == "named":
        person = told.after.get("extra", {}).get(party.field)
        return [(person, None)] if person and told.office.serves(person) else []
    if party is not None and party.relation in _RELATIONS:
        return _RELATIONS[party.relation](told)
    return _of_roles(party.roles if party is not None and party.roles else {token}, told)


def _own_clerk(told: Told) -> _Pairs:
    """Whoever in the office opened the matter follows it: the others need not hear of each step
    (减负), unless that person is away or has left the office."""
    opener = told.after.get("opener_id")
    here = opener in told.office.holders(OFFICE) and opener not in told.office.away
    return [(opener, told.after.get("lead_unit_id"))] if opener and here else []


def _who_may(verb: str, told: Told) -> dict[str, None]:
    """The parties that may do `verb` in some stage of the type, in its order."""
    moves = (move for stage in told.spec.stages for move in stage.moves if move.verb == verb)
    return dict.fromkeys(party for move in moves for party in move.by)


def _of_roles(roles: Iterable[str], told: Told) -> _Pairs:
    """Holders of these roles; those of a unit only in the unit that leads the matter."""
    wanted, lead = frozenset(roles), told.after.get("lead_unit_id")
    inside = told.office.holders(wanted & UNIT, [lead] if lead and _handed_over(told) else [])
    return [(person, lead) for person in (*inside, *told.office.holders(wanted - UNIT))]


def _handed_over(told: Told) -> bool:
    """Whether units may know of the matter: before it was handed over it is the office's alone."""
    seen = {told.before.get("phase", 0), told.after.get("phase", 0)} - {Phase.FILED, Phase.VOID, 0}
    return bool(seen)


def _people_of(units: Iterable[int], told: Told) -> _Pairs:
    if not _handed_over(told):
        return []
    return [(p, unit) for unit in sorted(units) for p in told.office.holders(UNIT, [unit])]


def _units(row: Row, states: frozenset[str]) -> set[int]:
    return {int(unit) for unit, part in row["parts"].items() if part["state"] in states}


def _unit(told: Told) -> _Pairs:
    # Who has just lost the matter hears of that, too.
    held = _units(told.before, STANDING_PARTS) | _units(told.after, STANDING_PARTS)
    return _people_of(held, told)


def _lead(told: Told) -> _Pairs:
    lead = told.after.get("lead_unit_id")
    return _people_of([lead] if lead else [], told)


def _to_unit(told: Told) -> _Pairs:
    taker = told.event.said.get("to_unit")
    return _people_of([taker] if taker else [], told)


def _one(name: str) -> Callable[[Told], _Pairs]:
    def found(told: Told) -> _Pairs:
        person = told.after.get(name)
        if person is None or not told.office.serves(person):
            return []
        return [(person, told.after.get("lead_unit_id"))]

    return found


def _leader(told: Told) -> _Pairs:
    """The leader in charge of the unit that leads; without one, the leader who gave the order."""
    # A report has no unit to lead it: its own unit's leader hears of it.
    lead = told.after.get("lead_unit_id") or told.after.get("opener_unit_id")
    person = told.office.leaders.get(lead or 0)
    return [(person, lead)] if person else _RELATIONS["addressee"](told)


def _opener_unit(told: Told) -> _Pairs:
    unit = told.after.get("opener_unit_id")
    return [(p, unit) for p in told.office.holders(UNIT, [unit] if unit else [])]


def _opener_unit_head(told: Told) -> _Pairs:
    unit = told.after.get("opener_unit_id")
    held = told.office.holders(frozenset({"unit_head"}), [unit]) if unit else []
    return [(person, unit) for person in held]


def _members(told: Told) -> _Pairs:
    # Who has just left the task force hears of that, too.
    rows = (row.get("facts", {}).get(MEMBERS, ()) for row in (told.before, told.after))
    people = sorted({person for row in rows for person in row})
    return [(person, None) for person in people if told.office.serves(person)]


_RELATIONS: dict[str, Callable[[Told], _Pairs]] = {
    "unit": _unit,
    "owing": lambda told: _people_of(_units(told.after, ACTIVE), told),
    "lead_unit": _lead,
    "to_unit": _to_unit,
    "leader": _leader,
    "addressee": _one("leader_id"),
    "member": _members,
    "opener": _one("opener_id"),
    "opener_unit": _opener_unit,
    "opener_unit_head": _opener_unit_head,
}
