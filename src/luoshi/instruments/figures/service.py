"""What happened, read from the matters and the journal: only what the person may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from luoshi.catalogue.schema import Figure, Phase, TypeSpec
from luoshi.instruments.figures import compute
from luoshi.instruments.figures.compute import Fact, Line, Span, a_year_before
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.matters import clocks, queries
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import catalogue
from luoshi.org.models import Person

_ACT = "act:"
_KINDS = ("opened", "closed")
_READ = (
    "id", "type_key", "opened_at", "closed_at", "stopped_at", "due_at", "stage", "extra", "facts",
    "urged", "returned", "extended", "quadrant",
)  # fmt: skip


def types_of(family: str) -> list[TypeSpec]:
    """The types of a family that count anything, in the order of the catalogue."""
    every = catalogue().types.values()
    return [spec for spec in every if spec.family == family and spec.figures and not spec.private]


def _matters(
    person: Person, specs: Sequence[TypeSpec], unit: str, now: datetime
) -> QuerySet[Matter]:
    keys = [spec.key for spec in specs]
    rows = queries.counted(person, now).filter(type_key__in=keys).exclude(phase=Phase.VOID)
    if unit:
        rows = rows.filter(Q(lead_unit__code=unit) | Q(opener_unit__code=unit))
    return rows.order_by("id")


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    """What conditions may look at: the type's own fields and how the matter stands."""
    ended = row["stopped_at"] or row["closed_at"]
    due = row["due_at"]
    timely = "" if ended is None or due is None else "yes" if ended <= due else "no"
    plain = {key: row[key] for key in ("stage", "urged", "returned", "extended", "quadrant")}
    return {**row["extra"], **clocks.standing(row["facts"]), **plain, "timely": timely}


def _within(name: str, span: Span) -> Q:
    return Q(**{f"{name}__gte": start_of(span.first), f"{name}__lte": end_of(span.last)})


_Found = Iterator[tuple[str, str, Fact]]  # type, kind of day, fact


def _moments(rows: QuerySet[Matter], on: str, span: Span) -> _Found:
    """The matters opened or closed in the span."""
    found: Any = rows.filter(_within(f"{on}_at", span)).values(*_READ)
    for row in found.iterator():
        yield row["type_key"], on, Fact(row["id"], local_date(row[f"{on}_at"]), _values(row))


def _days(rows: QuerySet[Matter], spec: TypeSpec, on: str, span: Span) -> _Found:
    """The matters of which a field names a day in the span."""
    said = rows.filter(type_key=spec.key).annotate(said_on=Cast(KT(f"extra__{on}"), TextField()))
    first, last = (
        span.first.isoformat(),
        f"{span.last.isoformat()}~",
    )  # a moment begins with its day
    found: Any = said.filter(said_on__gte=first, said_on__lte=last).values(*_READ)
    for row in found.iterator():
        day = date.fromisoformat(row["extra"][on][:10])
        yield spec.key, on, Fact(row["id"], day, _values(row))


def _acts(rows: QuerySet[Matter], verbs: Iterable[str], span: Span) -> _Found:
    """Each time one of these acts was done in the span, with what was said in it on top."""
    events = Event.objects.filter(_within("at", span), verb__in=verbs, matter__in=rows.order_by())
    done = rows.filter(pk__in=events.order_by().values("matter_id"))
    known: dict[int, Any] = {row["id"]: row for row in done.values(*_READ)}
    for pk, at, verb, said in events.order_by("id").values_list("matter_id", "at", "verb", "said"):
        values = {**_values(known[pk]), **{k: v for k, v in said.items() if v is not None}}
        yield known[pk]["type_key"], _ACT + verb, Fact(pk, local_date(at), values)


def _facts(
    rows: QuerySet[Matter], specs: Sequence[TypeSpec], span: Span
) -> dict[str, dict[str, list[Fact]]]:
    """By type and kind of day, what its figures may count; a handful of queries for all types."""
    kinds = {spec.key: dict.fromkeys(f.on for f in spec.figures if not f.share) for spec in specs}
    every = dict.fromkeys(on for of in kinds.values() for on in of)
    found: list[_Found] = [_moments(rows, on, span) for on in every if on in _KINDS]
    if verbs := [on.removeprefix(_ACT) for on in every if on.startswith(_ACT)]:
        found.append(_acts(rows, verbs, span))
    for spec in specs:
        fields = [on for on in kinds[spec.key] if on not in _KINDS and not on.startswith(_ACT)]
        found += [_days(rows, spec, on, span) for on in fields]
    facts: dict[str, dict[str, list[Fact]]] = {
        key: {on: [] for on in of} for key, of in kinds.items()
    }
    for key, on, fact in chain.from_iterable(found):
        if on in facts[key]:
            facts[key][on].append(fact)
    return facts


def lines(
    person: Person, specs: Sequence[TypeSpec], span: Span, now: datetime, unit: str = ""
) -> dict[str, list[Line]]:
    """The figures of each type for the period, beside those of the same period a year before."""
    whole = Span(a_year_before(span).first, span.last)
    facts = _facts(_matters(person, specs, unit, now), specs, whole)
    return {spec.key: compute.lines_of(spec.figures, facts[spec.key], span) for spec in specs}


def behind(
    person: Person, spec: TypeSpec, figure: Figure, span: Span, now: datetime, unit: str = ""
) -> QuerySet[Matter]:
    """The matters that a figure counts; of a share, those of its part; of a sum, those of all."""
    known = {f.key: f for f in spec.figures}
    if figure.share:
        figure = known[figure.share[0]]
    rows = _matters(person, [spec], unit, now)
    facts = _facts(rows, [spec], span)[spec.key]
    parts = [known[key] for key in figure.sums] or [figure]
    ids = {f.matter_id for part in parts for f in compute.counting(part, facts[part.on], span)}
    return rows.filter(pk__in=ids).select_related("lead_unit", "leader", "type_version", "document")
