"""The only door: `open_matter` begins a matter, `act` does everything that ever happens to it.

Type version → permission → form → change → stage → clock → event. Views, API, import, demo and
tests all come through here; whatever they may do, they may do because this lets them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.catalogue.schema import Move, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, Stale
from luoshi.matters import clocks, clockwork, forms, numbers, policy, store
from luoshi.matters.asking import Asking
from luoshi.matters.models import Document, Event, Matter
from luoshi.matters.rules import ADVICE, RULES
from luoshi.matters.state import State, difference, snapshot
from luoshi.matters.types import catalogue, current, pin, pinned
from luoshi.matters.verbs import Context, Opening, Verb, verbs_of
from luoshi.matters.verbs.declared import settle
from luoshi.matters.verbs.filing import CONTENT, content_of, form_of, write_content
from luoshi.matters.verbs.sensitivity import refuse_files
from luoshi.matters.verbs.timing import off_the_ladder
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.org.scope import Scope, hats_of


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a matter comes from: the sentence it was read in, or the matter it is part of."""

    document: Document | None = None
    span: tuple[int, int] | None = None
    parent: Matter | None = None


def _context(
    spec: TypeSpec, now: datetime, state: State, matter: Matter | None, **who: Any
) -> Context:
    return Context(spec, office_calendar(), now, ask=Asking(spec, state, matter, now), **who)


def _event(
    matter: Matter, before: Mapping[str, Any], state: State, verb: str, now: datetime, **more: Any
) -> Event:
    return Event(
        matter=matter,
        seq=matter.rev + 1,
        at=more.pop("at", None) or now,
        recorded_at=now,
        verb=verb,
        from_stage=before.get("stage", ""),
        to_stage=state.stage,
        changed=difference(before, snapshot(state)),
        **more,
    )


def _hat_opening(spec: TypeSpec, hats: tuple[Scope, ...]) -> Scope | None:
    found = [catalogue().parties[party] for party in spec.opened_by if party != "system"]
    roles = frozenset[str]().union(*(party.roles for party in found))
    answers = any(party.relation == "unit" for party in found)
    return next((h for h in hats if h.roles & roles or (answers and h.own_units)), None)


def _opener(spec: TypeSpec, hats: tuple[Scope, ...]) -> Scope:
    if hat := _hat_opening(spec, hats):
        return hat
    who = "、".join(catalogue().parties[p].label for p in spec.opened_by if p != "system") or "系统"
    raise NotAllowed(f"“{spec.label}”由{who}登记。", code="not_your_act")


def _opener_unit(hat: Scope | None, said: dict[str, Any]) -> int | None:
    """For which unit a liaison or unit head opens; a unit's own matters are its own to lead."""
    if hat is None or hat.in_office or hat.leads or not hat.own_units:
        return None
    lead = said.get("lead")
    return lead if lead in hat.own_units else min(hat.own_units)


def openable(by: Person, now: datetime) -> list[TypeSpec]:
    """The types of which this person may register a matter; `open_matter` asks the same."""
    hats = hats_of(by, now)
    return [spec for spec in catalogue().types.values() if _hat_opening(spec, hats)]


def _split(spec: TypeSpec, typed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    own = {field.key for field in spec.fields}
    # A recurrence may be typed anywhere: intake reads one before the type is settled.
    shared = {field.key for field in (content_of(spec) if spec.addressed else CONTENT)}
    content = {k: v for k, v in typed.items() if k in shared}
    # The type's own fields come nested under `extra` or flat beside the others.
    extra = {k: v for k, v in typed.items() if k in own and k not in shared}
    extra |= dict(typed.get("extra") or {})
    unknown = set(typed) - shared - own - {"extra"}
    if unknown:
        raise Invalid(
            f"“{spec.label}”没有“{'、'.join(sorted(unknown))}”这一项。", code="unknown_field"
        )
    return content, extra


def _cleaned(spec: TypeSpec, typed: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    content, extra = _split(spec, typed)
    day = local_date(now)
    wrong: dict[str, str] = {}
    said: dict[str, Any] = {}
    shared = content_of(spec) if spec.addressed else CONTENT
    for fields, values in ((shared, content), (spec.fields, extra)):
        try:
            cleaned = forms.clean(fields, values, day)
            said |= cleaned if fields is shared else {"extra": cleaned}
        except Invalid as problem:
            if not problem.fields:
                raise
            wrong |= problem.fields
            code = problem.stable_code
    if wrong:
        why = forms.taught((*shared, *spec.fields), content | extra, wrong)
        raise Invalid("；".join(wrong.values()) + why, code=code, fields=wrong)
    return said


@transaction.atomic
def open_matter(
    type_key: str,
    by: Person | None,
    now: datetime,
    *,
    origin: Origin = Origin(),
    request_key: str | None = None,
    at: datetime | None = None,
    **typed: Any,
) -> Matter:
    """A new matter of that type, registered, numbered, with its first event; returns it.

    `request_key` makes a second press of the button return the same matter. `by` is None only
    for the system itself. Raises `Invalid`, `NotAllowed`, or `SecretMarked`; then nothing is kept.
    """
    if request_key and (known := Matter.objects.filter(request_key=request_key).first()):
        return known
    spec = current(type_key)
    hat = _opener(spec, hats_of(by, now)) if by is not None else None
    said = _cleaned(spec, typed, now)
    unit = None if spec.private else _opener_unit(hat, said)
    return _opened(spec, by, hat, unit, said, now, origin, request_key, at)


def _opened(
    spec: TypeSpec, by: Person | None, hat: Scope | None, unit: int | None, said: dict[str, Any],
    now: datetime, origin: Origin, request_key: str | None, at: datetime | None,
) -> Matter:  # fmt: skip
    if unit is not None and not spec.addressed and not said.get("lead"):
        said["lead"] = unit
    state = State(
        type_version_id=pin(spec).pk,
        type_key=spec.key,
        number=numbers.take(spec.number, local_date(now).year),
        title="",
        stage=spec.initial,
        phase=spec.stage(spec.initial).phase,
        opened_at=now,
        parent_id=origin.parent.pk if origin.parent else None,
        document_id=origin.document.pk if origin.document else None,
        span_start=origin.span[0] if origin.span else None,
        span_end=origin.span[1] if origin.span else None,
        opener_id=by.pk if by else None,
        opener_unit_id=unit,
        private=spec.private,
    )
    context = _context(spec, now, state, None, unit_id=None, person_id=by.pk if by else None)
    write_content(state, said, context)
    for rule in spec.rules:
        RULES[rule](state, said, context)
    _run_clocks(state, "register", said, context, state.due_at)
    matter = store.create(state, request_key, now)
    clockwork.reckon(state, spec, context.calendar, now)
    event = _event(
        matter,
        {},
        state,
        "register",
        now,
        at=at,
        actor=by,
        on_behalf_of_id=hat.on_behalf_of if hat else None,
        said=said,
    )
    store.write(matter, state, event)
    matter.refresh_from_db()
    if spec.begins_with:
        act(matter, spec.begins_with, by, now)
        matter.refresh_from_db()
    return matter


def _repeated(
    matter: Matter, rev: int, verb: str, by: Person | None, said: Mapping[str, Any]
) -> Event | None:
    """The event of an earlier press of the same button: same person, act and words on that rev."""
    event = Event.objects.filter(matter=matter, seq=rev + 1, verb=verb, actor=by).first()
    return event if event is not None and event.said == dict(said) else None


def _said(
    key: str, spec: TypeSpec, by: Person | None, typed: Mapping[str, Any], now: datetime, batch: str
) -> dict[str, Any]:
    """What the act says: its form cleaned, and the batch of acts done in one go, if any."""
    verb = verbs_of(spec).get(key)
    if verb is None or by is None:
        said = dict(typed)
    else:
        said = forms.clean(form_of(verb, spec), typed, local_date(now))
    return said | ({"batch": batch} if batch else {})


def _own_unit(unit: str | None, now: datetime) -> int | None:
    if unit is None:
        return None
    found = Unit.objects.filter(code=unit).values_list("id", flat=True).first()
    if found is None:
        raise Invalid(f"单位目录里没有代码“{unit}”。", code="unknown_unit")
    return found


@transaction.atomic
def act(
    matter: Matter,
    verb: str,
    by: Person | None,
    now: datetime,
    *,
    rev: int | None = None,
    unit: str | None = None,
    at: datetime | None = None,
    batch: str = "",
    **typed: Any,
) -> Event:
    """`verb` done to `matter` at `now`, journalled and chained; returns its event.

    `rev` is the version the person was looking at: when another act came first, `Stale` is
    raised, unless that other act was this very one (a double click), which is then returned.
    `unit` names for which unit one acts, when one answers for several; acts of one `batch` are
    told in one notice. Refusals say why and what is possible instead; then nothing has changed.
    """
    matter = Matter.objects.get(pk=matter.pk)
    spec = pinned(matter.type_version_id)
    said = _said(verb, spec, by, typed, now, batch)
    if rev is not None and rev != matter.rev:
        if done := _repeated(matter, rev, verb, by, said):
            return done
        raise Stale(store.STALE, rev=matter.rev)
    state = store.load(matter)
    refuse_files(state, said)
    before = snapshot(state)
    given = policy.permit(hats_of(by, now), spec, state, verb, _own_unit(unit, now)) if by else None
    unit_id = given.unit_id if given else None
    context = _context(
        spec, now, state, matter, unit_id=unit_id, person_id=by.pk if by else None,
        holder_id=given.hat.holder_id if given else None,
    )  # fmt: skip
    known, due_before = verbs_of(spec)[verb], state.due_at
    known.change(state, said, context)
    for rule in known.rules:
        RULES[rule](state, said, context)
    if by is not None:
        clockwork.touch(state, spec, now)
    _move(state, known, given.move if given else spec.move(state.stage, verb), said, context)
    _run_clocks(state, verb, said, context, due_before)
    clockwork.reckon(state, spec, context.calendar, now)
    event = _event(
        matter,
        before,
        state,
        verb,
        now,
        at=at,
        actor=by,
        on_behalf_of_id=given.hat.on_behalf_of if given else None,
        unit_id=unit_id,
        said=said,
    )
    written = store.write(matter, state, event)
    for opening in context.opens:
        _open_child(matter, opening, by, now)
    return written


def _move(
    state: State, verb: Verb, move: Move | None, said: Mapping[str, Any], context: Context
) -> None:
    """The matter stands where the act leads it."""
    if move is None or not verb.advances(state):
        return
    before, spec = state.phase, context.spec
    state.stage = verb.turns(state, said) or move.to
    state.phase = spec.stage(state.stage).phase
    if verb.settles:
        settle(state, context, before)


def _run_clocks(
    state: State, verb: str, said: Mapping[str, Any], context: Context, before: datetime | None
) -> None:
    spec, calendar = context.spec, context.calendar
    if clocks.run(state, spec, verb, said, calendar, context.now, before):
        off_the_ladder(state)


def _open_child(parent: Matter, opening: Opening, by: Person | None, now: datetime) -> Matter:
    """A matter that an act on `parent` opens; whoever may do the act may open it by doing so."""
    spec = current(opening.type_key)
    asked = {field.key for field in spec.fields}
    more = {key: value for key, value in opening.said.items() if key in asked}
    said = _cleaned(spec, {**opening.typed, **more}, now)
    unit = opening.for_unit
    child = _opened(spec, by, None, unit, said, now, Origin(parent=parent), None, None)
    for verb in opening.through:
        act(child, verb, None, now)
    return child


def possible(matter: Matter, by: Person, now: datetime) -> list[policy.Permit]:
    """The acts this person may do to this matter now: what the page draws as buttons."""
    return policy.allowed(hats_of(by, now), pinned(matter.type_version_id), store.load(matter))


def check_possible(matter: Matter, verb: str, by: Person, now: datetime) -> None:
    """Passes when `act` would let this person do it; otherwise says why not and what they may."""
    spec, state = pinned(matter.type_version_id), store.load(matter)
    policy.permit(hats_of(by, now), spec, state, verb, None)


def filled(matter: Matter, verb: str) -> Mapping[str, Any]:
    """What the form of `verb` opens with for this matter."""
    return verbs_of(pinned(matter.type_version_id))[verb].fill(store.load(matter))


def advice(matter: Matter, now: datetime) -> list[str]:
    """What the rules of the matter's type have to say before anybody acts, one sentence each."""
    spec, state = pinned(matter.type_version_id), store.load(matter)
    context = _context(spec, now, state, matter, unit_id=None, person_id=None)
    rules = dict.fromkeys((*spec.rules, *(rule for own in spec.acts for rule in own.rules)))
    return [said for rule in rules if rule in ADVICE for said in ADVICE[rule](state, context)]


@transaction.atomic
def decompose(
    matter: Matter, by: Person, now: datetime, *, rev: int | None = None, **typed: Any
) -> Matter:
    """A child of `matter`, of the same type, in the same stage of filing; returns the child (S1).

    The parent's journal records it; the parent cannot be closed out while the child is open.
    """
    event = act(matter, "decompose", by, now, rev=rev, **typed)
    # What few may read stays where it is: who opens the child would read it there (B9).
    restricted = {f.key for f in pinned(matter.type_version_id).fields if f.restricted}
    own = {key: value for key, value in matter.extra.items() if key not in restricted}
    inherited = {"extra": own, "leader": _username(matter.leader_id)}
    return open_matter(
        matter.type_key,
        by,
        now,
        origin=Origin(
            matter.document,
            (matter.span_start, matter.span_end)
            if matter.span_start is not None and matter.span_end is not None
            else None,
            matter,
        ),
        request_key=f"decompose:{matter.pk}:{event.seq}",  # a double click finds the same child
        **{**inherited, **typed},
    )


def _username(person_id: int | None) -> str | None:
    if person_id is None:
        return None
    return Person.objects.filter(pk=person_id).values_list("username", flat=True).first()
