"""Acts that a type declares for itself: turned into verbs that the engine does like any other.

A declared act with the key of an act the engine knows is that act with more to fill in and its own
name; any other only keeps what was said. What it asks for stands in the matter's own fields from
then on (long texts and files stay in the journal); `collects` makes a row of it each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from luoshi.catalogue.acts import Act, Need, all_hold, says
from luoshi.catalogue.schema import Field, FieldKind, Phase, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.lib.zhnum import written
from luoshi.matters.state import Part, State, plain
from luoshi.matters.verbs.checking import work_again
from luoshi.matters.verbs.verb import Change, Context, Opening, Said, Verb, nothing

ACTS = "acts"  # in a matter's facts: when each declared act was last done
ON = Field("on", "日期", FieldKind.DATE)
NO = Field("no", "次序")
_STAYS = (FieldKind.TEXT, FieldKind.FILES)  # in the journal, not among the matter's fields
_OPENS = ("title", "what", "standard", "lead", "co", "due", "leader")  # what a child is opened with


def kept(act: Act) -> list[Field]:
    """The fields of an act that the matter keeps."""
    return [field for field in act.fields if field.kind not in _STAYS]


def own_fields(spec: TypeSpec) -> tuple[Field, ...]:
    """Everything a matter of this type can say of itself: what registration asks for, then what
    its acts add, rows for those that collect."""
    found = {field.key: field for field in spec.fields}
    for act in spec.acts:
        if act.collects:
            columns = tuple(f for f in act.fields if f.kind != FieldKind.FILES)
            first = (NO, ON) if act.numbered else (ON,)
            rows = Field(act.collects, act.label, FieldKind.ROWS, columns=(*first, *columns))
            found.setdefault(act.collects, rows)
            continue
        for field in kept(act):
            found.setdefault(field.key, field)
    return tuple(found.values())


def verb_from(act: Act, base: Verb | None) -> Verb:
    """The declared act as a verb, on top of the engine's own of that key when there is one."""
    fields = {field.key: field for field in (base.form if base else ())}
    fields |= {field.key: field for field in act.fields}
    own = Verb(
        act.key,
        act.label,
        act.help or (base.help if base else ""),
        tuple(fields.values()),
        _change(act, base.change if base else nothing),
        _ready(act, base),
        urgent=act.urgent,
        tells=act.tells or (base.tells if base else ()),
        turns=_turns(act),
        rules=act.rules,
        not_by=act.not_by,
    )
    if base is None:
        return replace(own, settles=True)
    return replace(
        own,
        advances=base.advances,
        fill=base.fill,
        warns=base.warns,
        urgent=act.urgent or base.urgent,
        whole=base.whole,
        with_content=base.with_content,
        own_fields=base.own_fields,
    )


def _said_so_far(state: State, said: Said) -> Mapping[str, Any]:
    return {**state.extra, **{key: value for key, value in said.items() if value is not None}}


def _unmet(need: Need, state: State, known: Mapping[str, Any]) -> bool:
    """Whether what it asks for is not there; one that asks for nothing forbids."""
    if not (need.done or need.said or need.not_lead):
        return True
    done = state.facts.get(ACTS, {})
    after = done.get(need.since, "")
    missing = any(done.get(key, "") <= after for key in need.done) or any(
        not says(known.get(key)) for key in need.said
    )
    return missing or _barred(need, state, known)


def _barred(need: Need, state: State, known: Mapping[str, Any]) -> bool:
    """Whether the matter would go to the very unit it may not go to."""
    barred = known.get(need.not_lead) if need.not_lead else None
    lead = known.get("lead") or state.lead_unit_id
    return barred is not None and barred in {lead, *state.parts}


def _ready(act: Act, base: Verb | None) -> Callable[[State, Part | None], str]:
    """Why not now, as far as the matter tells by itself; what depends on the form is told later."""
    asked = {field.key for field in act.fields}

    def ready(state: State, part: Part | None) -> str:
        if act.once and act.key in state.facts.get(ACTS, {}):
            return f"“{act.label}”已经做过。"
        for need in act.needs:
            on_the_form = asked & {*need.said, *(where.field for where in need.when)}
            if on_the_form or need.not_lead or not all_hold(need.when, state.extra):
                continue
            if _unmet(need, state, state.extra):
                return need.says
        return base.ready(state, part) if base else ""

    return ready


def _change(act: Act, base: Change) -> Change:
    keeps = {field.key for field in kept(act)}
    rows = {field.key for field in act.fields if field.kind != FieldKind.FILES}

    def change(state: State, said: Said, context: Context) -> None:
        known = _said_so_far(state, said)
        for need in act.needs:
            if all_hold(need.when, known) and _unmet(need, state, known):
                raise Refused(need.says, code="first_things_first")
        base(state, said, context)
        if act.collects:
            before = state.extra.get(act.collects, ())
            row = {"no": act.numbered + written(len(before) + 1)} if act.numbered else {}
            row |= {"on": local_date(context.now).isoformat()}
            row |= {key: said[key] for key in rows if said.get(key) not in (None, "", [])}
            state.extra = {**state.extra, act.collects: [*before, row]}
        else:
            state.extra = {**state.extra, **{k: said[k] for k in keeps if k in said}}
        state.facts[ACTS] = {**state.facts.get(ACTS, {}), act.key: plain(context.now)}
        if act.opens:
            typed = {key: said[key] for key in _OPENS if said.get(key)}
            given = _codes(typed, context) | _given(act, said)
            more = _as_typed(act, said, context)
            context.opens.append(Opening(act.opens, given, said=more))

    return change


def _as_typed(act: Act, said: Said, context: Context) -> dict[str, Any]:
    """What was said, as a form takes it: what the further matter asks for is handed on to it."""
    ask = context.ask
    names = {FieldKind.PERSON: ask.username, FieldKind.UNIT: ask.unit_code}
    typed: dict[str, Any] = {}
    for field in act.fields:
        value = said.get(field.key)
        if value in (None, "", []) or field.kind in (FieldKind.UNITS, FieldKind.FILES):
            continue
        name = names.get(field.kind)
        typed[field.key] = name(value) if name else value
    return typed


def _given(act: Act, said: Said) -> dict[str, Any]:
    """What else the type says the opened matter is given: what was said in a field, or a word."""
    asked = {field.key for field in act.fields}
    found = {key: said.get(word) if word in asked else word for key, word in act.gives}
    return {key: value for key, value in found.items() if value}


def _codes(typed: dict[str, Any], context: Context) -> dict[str, Any]:
    """Units as a form takes them."""
    if "lead" in typed:
        typed["lead"] = context.ask.unit_code(typed["lead"])
    if "leader" in typed:
        typed["leader"] = context.ask.username(typed["leader"])
    if "co" in typed:
        typed["co"] = [context.ask.unit_code(unit) for unit in typed["co"]]
    return typed


def _turns(act: Act) -> Callable[[State, Said], str]:
    def turned(state: State, said: Said) -> str:
        known = _said_so_far(state, said)
        return next((turn.to for turn in act.turns if all_hold(turn.when, known)), "")

    return turned


def settle(state: State, context: Context, before: int) -> None:
    """After a declared act moved the matter: an end is an end for every unit, and what is to be
    handled again is owed again. `before` is the phase it came from. Where the type asks for no
    signature, whoever is handed it handles it."""
    if state.phase == before:
        return
    if state.phase in (Phase.DONE, Phase.VOID):
        _ended(state, context)
    elif state.phase in (Phase.NEW, Phase.OPEN):
        if state.dispatched_at is None:
            state.dispatched_at = context.now
            for part in state.parts.values():
                part.handed_at = context.now
        if state.phase == Phase.OPEN and not context.spec.knows("acknowledge"):
            _in_hand(state, context)
        state.closed_at = None
        if before >= Phase.CHECK and state.lead is not None:
            work_again(state, [])
            state.returned += 1
    elif state.phase == Phase.CHECK and state.stopped_at is None:
        state.stopped_at = context.now


def _in_hand(state: State, context: Context) -> None:
    for part in state.parts.values():
        if part.state == "pending":
            part.state, part.acknowledged_at = "handling", context.now


def _ended(state: State, context: Context) -> None:
    ends = "completed" if state.phase == Phase.DONE else "withdrawn"
    for part in state.open_parts().values():
        part.state = ends
        part.completed_at = context.now if state.phase == Phase.DONE else part.completed_at
    state.closed_at = context.now
    state.stopped_at = state.stopped_at or context.now
    state.asked_due_at = state.suspended_at = None
