"""Who may do what to a matter now. The page draws what `allowed` returns; `act` asks `permit`.

Denied by default: an act is possible only when the matter's own type names it in the present
stage, for a party to which one of the person's hats belongs, and the verb itself is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luoshi.catalogue.schema import Move, Stage, TypeSpec
from luoshi.lib.errors import NotAllowed, Refused
from luoshi.matters.state import MEMBERS, STANDING_PARTS, State
from luoshi.matters.types import catalogue
from luoshi.matters.verbs import Verb, verbs_of
from luoshi.org.scope import Scope


@dataclass(frozen=True, slots=True)
class Permit:
    """The right to one act: the move, the hat it is done under, and the unit it is done for."""

    verb: Verb
    move: Move
    hat: Scope
    unit_id: int | None


def own_parts(hat: Scope, state: State) -> list[int]:
    """Units of this hat that hold a part of the matter, the lead first."""
    held = [u for u in hat.own_units if u in state.parts and state.parts[u].state in STANDING_PARTS]
    return sorted(held, key=lambda u: (state.parts[u].role != "lead", u))


def leads_matter(hat: Scope, state: State) -> bool:
    """Whether the hat is the head, in charge of a unit in it, or the leader who assigned it."""
    if hat.is_head:
        return True
    units = {u for u, p in state.parts.items() if p.state in STANDING_PARTS}
    return hat.leads and bool(hat.led_units & units or state.leader_id == hat.holder_id)


def _who(hat: Scope, state: State) -> int:
    """Whose place the hat takes; nobody stands in for another in what is private (S31)."""
    return hat.person_id if state.private else hat.holder_id


# Relations that are of a person to the matter; those of units are told in `_units_for`.
_RELATIONS: dict[str, Callable[[Scope, State], bool]] = {
    "leader": leads_matter,
    "addressee": lambda hat, state: _who(hat, state) == state.leader_id,
    "opener": lambda hat, state: _who(hat, state) == state.opener_id,
    "member": lambda hat, state: hat.person_id in state.facts.get(MEMBERS, ()),
    "consulted": lambda hat, state: _who(hat, state) == state.consulted_id,
}


def _units_for(party_key: str, hat: Scope, state: State) -> list[int | None]:
    """For which units the hat stands in this party; empty when it does not. None: for no unit."""
    party = catalogue().parties[party_key]
    if party.roles:
        return [None] if hat.roles & party.roles else []
    if party.relation == "named":
        return [None] if _who(hat, state) == state.extra.get(party.field) else []
    if party.relation in _RELATIONS:
        return [None] if _RELATIONS[party.relation](hat, state) else []
    if party.relation == "opener_unit":
        return [state.opener_unit_id] if state.opener_unit_id in hat.own_units else []
    if party.relation == "opener_unit_head":
        heads = "unit_head" in hat.unit_roles.get(state.opener_unit_id or 0, ())
        return [state.opener_unit_id] if heads else []
    owned = own_parts(hat, state)
    if party.relation == "lead_unit":
        owned = [u for u in owned if u == state.lead_unit_id]
    if party.relation == "lead_unit_head":
        owned = [u for u in owned if u == state.lead_unit_id and "unit_head" in hat.unit_roles[u]]
    if party.relation == "co_unit":
        owned = [u for u in owned if u != state.lead_unit_id]
    return list(owned)


def _permits(verb: Verb, move: Move, hats: tuple[Scope, ...], state: State) -> list[Permit]:
    """Every right to that move that one of the hats gives, except to those whose own it is."""
    if _own(verb, hats[0], state):
        return []
    return [
        Permit(verb, move, hat, unit)
        for hat in hats
        for party in move.by
        for unit in _units_for(party, hat, state)
        if not _own(verb, hat, state)
    ]


def _own(verb: Verb, hat: Scope, state: State) -> bool:
    """Whether the act would settle what is the hat's own: nobody checks their own work."""
    return any(_units_for(party, hat, state) for party in verb.not_by)


def _own_alone(verb: Verb, move: Move, hats: tuple[Scope, ...], state: State) -> bool:
    """Whether it is only because the matter is their own that they may not do it."""
    parties = any(_units_for(party, hat, state) for party in move.by for hat in hats)
    return bool(verb.not_by) and parties and any(_own(verb, hat, state) for hat in hats)


def _why_not(permit: Permit, state: State) -> str:
    part = state.parts.get(permit.unit_id) if permit.unit_id is not None else None
    return permit.verb.ready(state, part)


def allowed(hats: tuple[Scope, ...], spec: TypeSpec, state: State) -> list[Permit]:
    """What may be done now, likeliest first, once per verb and unit."""
    found: dict[tuple[str, int | None], Permit] = {}
    verbs = verbs_of(spec)
    for move in spec.stage(state.stage).moves:
        for permit in _permits(verbs[move.verb], move, hats, state):
            # Who may do it for a unit is not offered it a second time for no unit.
            again = permit.unit_id is None and any(key == permit.verb.key for key, _ in found)
            if not again and not _why_not(permit, state):
                found.setdefault((permit.verb.key, permit.unit_id), permit)
    return list(found.values())


def permit(
    hats: tuple[Scope, ...], spec: TypeSpec, state: State, verb: str, unit_id: int | None
) -> Permit:
    """The right to do `verb`, for `unit_id` when given; otherwise why not and what is possible."""
    stage = spec.stage(state.stage)
    move = spec.move(state.stage, verb)
    verbs = verbs_of(spec)
    if verb not in verbs:
        raise Refused(f"没有“{verb}”这个动作。", code="unknown_verb")
    if move is None:
        raise Refused(_not_here(stage, verbs[verb], hats, spec, state), code="not_in_this_stage")
    candidates = _permits(verbs[verb], move, hats, state)
    if unit_id is not None:
        candidates = [p for p in candidates if p.unit_id == unit_id]
    if not candidates:
        who = "、".join(catalogue().parties[p].label for p in move.by) or "系统"
        if _own_alone(verbs[verb], move, hats, state):
            words = f"“{verbs[verb].label}”不能由本人来做，请由{who}中的其他同志办理。"
            raise NotAllowed(words, code="own_matter")
        raise NotAllowed(
            f"“{verbs[verb].label}”由{who}来做。{_instead(hats, spec, state)}", code="not_your_act"
        )
    reasons = [_why_not(p, state) for p in candidates]
    for candidate, reason in zip(candidates, reasons, strict=True):
        if not reason:
            return candidate
    raise Refused(f"{reasons[0]}{_instead(hats, spec, state)}", code="not_ready")


def _instead(hats: tuple[Scope, ...], spec: TypeSpec, state: State) -> str:
    """What the person may do now, as the end of a refusal."""
    possible = "、".join(dict.fromkeys(p.verb.label for p in allowed(hats, spec, state)))
    return f"您现在可以：{possible}。" if possible else "目前没有需要您做的。"


def _not_here(
    stage: Stage, verb: Verb, hats: tuple[Scope, ...], spec: TypeSpec, state: State
) -> str:
    return f"事项处于“{stage.label}”，不能“{verb.label}”。{_instead(hats, spec, state)}"
