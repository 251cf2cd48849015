"""From rows of the house to the shapes of the API; only what `queries` has let through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from luoshi.api.schemas import (
    ActOut,
    ClockOut,
    EventOut,
    FieldOut,
    FigureOut,
    ForecastOut,
    MatterOut,
    MatterRow,
    PartOut,
    RunningClockOut,
    SourceOut,
    TypeActOut,
    TypeOut,
    UnitRef,
)
from luoshi.catalogue.schema import Act, Field, FieldKind, TypeSpec
from luoshi.instruments.forecast.models import Forecast
from luoshi.instruments.forecast.service import forecasts_of
from luoshi.lib.clock import local_date
from luoshi.matters import clocks, lights, narrate, queries
from luoshi.matters.ledger_filter import OWN, filters
from luoshi.matters.models import Event, Matter
from luoshi.matters.own_values import Names
from luoshi.matters.policy import Permit
from luoshi.matters.types import pinned
from luoshi.matters.verbs.declared import own_fields
from luoshi.matters.verbs.filing import form_of
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.org.scope import current_units


def unit(row: Unit | None) -> UnitRef | None:
    """A unit by code and the name people use."""
    return UnitRef(code=row.code, name=row.short_name) if row else None


def rows(matters: Iterable[Matter], now: datetime) -> list[MatterRow]:
    """Matters as rows of the ledger."""
    calendar = office_calendar()
    found = list(matters)
    said = forecasts_of(m.pk for m in found if m.stopped_at is None)
    return [
        _row(matter, lights.light_of(matter, now, calendar), said.get(matter.pk))
        for matter in found
    ]


def _forecast(said: Forecast | None) -> ForecastOut | None:
    if said is None or said.expected_on is None or said.low_on is None or said.high_on is None:
        return None
    return ForecastOut(
        expected_on=said.expected_on,
        low=said.low_on,
        high=said.high_on,
        p_late=said.p_late or 0.0,
        verdict=said.verdict,
        why=said.why,
    )


def _row(matter: Matter, light: lights.Light, said: Forecast | None) -> MatterRow:
    return MatterRow(
        number=matter.number,
        type=matter.type_key,
        title=matter.title,
        stage=matter.stage,
        stage_label=pinned(matter.type_version_id).stage(matter.stage).label,
        light=light.key,
        light_words=light.words,
        lead_unit=unit(matter.lead_unit),
        leader=matter.leader.name if matter.leader else None,
        due_at=matter.due_at,
        progress=matter.progress,
        opened_at=matter.opened_at,
        rev=matter.rev,
        forecast=_forecast(said),
    )


def matter(found: Matter, person: Person, now: datetime) -> MatterOut:
    """A whole matter; its parent only when the person may see that one too."""
    parent = found.parent
    if parent and not queries.visible_to(person, now).filter(pk=parent.pk).exists():
        parent = None
    plain = (
        *("what", "standard", "due_text", "rrule", "next_due_on", "dispatched_at"),
        *("closed_at", "suspended_at", "asked_due_at", "extended", "urged", "returned", "level"),
    )
    [row] = rows([found], now)
    return MatterOut(
        **dict(row),
        **{name: getattr(found, name) for name in plain},
        extra=_extra(found, queries.hidden_from(person, found, now)),
        parts=[_part(part) for part in queries.parts_of(found)],
        parent=parent.number if parent else None,
        source=_source(found),
        clocks=clocks_of(found),
    )


def _extra(found: Matter, hidden: frozenset[str]) -> dict[str, Any]:
    """The type's own fields as they are sent in: units by their code, people by user name."""
    fields = {field.key: field for field in own_fields(pinned(found.type_version_id))}
    said = {key: value for key, value in found.extra.items() if key not in hidden}
    known = [(fields[key], value) for key, value in said.items() if key in fields and value]
    names = Names.of(known)
    return said | {field.key: names.sent(field, value) for field, value in known}


def clocks_of(found: Matter) -> list[RunningClockOut]:
    """The periods of the law that have begun on a matter, in the order of its type."""
    spec, first = pinned(found.type_version_id), clocks.first(found.facts)
    return [
        RunningClockOut(
            key=told.rule.key,
            label=told.rule.label,
            begun=told.begun,
            due_at=told.due_at,
            met_at=told.met_at,
            stands_since=date.fromisoformat(told.stands) if told.stands else None,
            late=told.late,
            next=told.rule.key == first,
            basis=told.rule.basis,
        )
        for told in clocks.told(found.facts, spec)
    ]


def _part(part: object) -> PartOut:
    return PartOut.model_validate(part, from_attributes=True)


def _source(found: Matter) -> SourceOut | None:
    if found.document is None or found.span_start is None:
        return None
    quote = found.document.text[found.span_start : found.span_end]
    return SourceOut(title=found.document.title, quote=quote)


def unit_names(now: datetime) -> dict[int, str]:
    """Short names by id, for sentences of the journal."""
    return dict(current_units(local_date(now)).values_list("id", "short_name"))


def event(row: Event, names: Mapping[int, str], hidden: frozenset[str]) -> EventOut:
    """One event in the words the pages use, without what is hidden from its reader."""
    return EventOut(
        seq=row.seq,
        at=row.at,
        recorded_at=row.recorded_at,
        verb=row.verb,
        headline=narrate.headline(row),
        lines=narrate.lines(row, names, hidden),
        actor=narrate.who(row),
        unit=unit(row.unit),
        from_stage=row.from_stage,
        to_stage=row.to_stage,
        files=[file["name"] for file in row.said.get("files") or ()],
        digest=row.digest,
    )


def field(one: Field) -> FieldOut:
    """A field of a form with its choices."""
    return FieldOut(
        key=one.key,
        label=one.label,
        kind=one.kind.value,
        required=one.required,
        help=one.help,
        choices=dict(one.choices),
        columns=[field(column) for column in one.columns],
        low=one.low,
        high=one.high,
        among=one.among if one.kind == FieldKind.PERSON else None,
    )


def type_out(spec: TypeSpec) -> TypeOut:
    """A whole type: what is registered, what is done, by when, what is counted."""
    return TypeOut(
        key=spec.key,
        version=spec.version,
        label=spec.label,
        family=spec.family,
        number=spec.number,
        standing=spec.standing,
        fields=[field(one) for one in spec.fields],
        stages={stage.key: stage.label for stage in spec.stages},
        acts=[_declared(one) for one in spec.acts],
        clocks=[ClockOut.model_validate(one, from_attributes=True) for one in spec.clocks],
        figures=[FigureOut.model_validate(one, from_attributes=True) for one in spec.figures],
        columns=list(spec.columns),
        filters=[f"{OWN}{one.key}" for one, _ in filters(spec.key)],
    )


def _declared(one: Act) -> TypeActOut:
    return TypeActOut(
        key=one.key,
        label=one.label,
        help=one.help,
        collects=one.collects,
        opens=one.opens,
        once=one.once,
        fields=[field(f) for f in one.fields],
    )


def act(permit: Permit, spec: TypeSpec, units: Mapping[int, Unit]) -> ActOut:
    """A permitted act with the form it asks for."""
    return ActOut(
        verb=permit.verb.key,
        label=permit.verb.label,
        help=permit.verb.help,
        unit=unit(units.get(permit.unit_id)) if permit.unit_id else None,
        fields=[field(one) for one in form_of(permit.verb, spec)],
    )
