"""Keeping and finding what a unit knows of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.instruments.facts.compute import STALE_MONTHS, is_stale
from luoshi.instruments.facts.models import UnitFigure, UnitText
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed
from luoshi.matters.forms import clean
from luoshi.org.models import Person, Unit
from luoshi.org.scope import scope_of

MOST = 200  # figures a search shows
FORM = (
    Field("indicator", "指标", required=True),
    Field("value", "数值", required=True),
    Field("measure", "计量单位"),
    Field("as_of", "截至日期", FieldKind.DATE, required=True),
    Field("source", "数据来源", required=True),
)
_LENGTHS = {"indicator": 60, "value": 60, "measure": 20, "source": 120}


@dataclass(frozen=True, slots=True)
class Figure:
    """The value that counts, and those before it, latest first."""

    now: UnitFigure
    earlier: tuple[UnitFigure, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Everything of one unit: figures by indicator, and the texts with their history."""

    figures: tuple[Figure, ...]
    texts: tuple[tuple[str, str, UnitText | None, tuple[UnitText, ...]], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of a search, with its unit."""

    unit: Unit
    figure: UnitFigure
    stale: bool


def keeps(person: Person, unit: Unit, now: datetime) -> bool:
    """Whether the person keeps this unit's card: its liaison or head; the office may help out."""
    scope = scope_of(person, now)
    return not scope.administers and (unit.pk in scope.own_units or scope.in_office)


def _check(person: Person, unit: Unit, now: datetime) -> None:
    if not keeps(person, unit, now):
        raise NotAllowed(f"{unit.short_name}的一口清由该单位联络员维护。", code="not_your_card")


def record_figure(
    person: Person, unit: Unit, now: datetime, typed: Mapping[str, str]
) -> UnitFigure:
    """The value stands on the unit's card; older ones of the indicator stay behind it."""
    _check(person, unit, now)
    today = local_date(now)
    said = clean(FORM, typed, today)
    for key, most in _LENGTHS.items():
        if len(said.get(key) or "") > most:
            label = next(f.label for f in FORM if f.key == key)
            raise Invalid(f"“{label}”最多 {most} 字，请写短些。", fields={key: f"最多 {most} 字。"})
    as_of = date.fromisoformat(said["as_of"])
    if as_of > today:
        sentence = "截至日期不能晚于今天。"
        raise Invalid(sentence, code="as_of_ahead", fields={"as_of": sentence})
    return UnitFigure.objects.create(
        unit=unit,
        indicator=said["indicator"],
        value=said["value"],
        measure=said.get("measure") or "",
        as_of=as_of,
        source=said["source"],
        kept_by=person,
        kept_at=now,
    )


def record_text(person: Person, unit: Unit, now: datetime, kind: str, text: str) -> UnitText:
    """The text is the unit's present word on that subject; the former one stays readable."""
    _check(person, unit, now)
    if kind not in UnitText.Kind.values:
        raise Invalid("只有基本情况、存在问题、工作建议三段。", code="unknown_kind")
    field = Field("text", str(UnitText.Kind(kind).label), FieldKind.TEXT, required=True)
    said = clean((field,), {"text": text}, local_date(now))
    return UnitText.objects.create(
        unit=unit, kind=kind, text=said["text"], kept_by=person, kept_at=now
    )


def _figures(rows: Iterable[UnitFigure], today: date, months: int) -> tuple[Figure, ...]:
    found = []
    for _, group in groupby(rows, lambda f: (f.unit_id, f.indicator)):
        latest, *earlier = group
        found.append(Figure(latest, tuple(earlier), is_stale(latest.as_of, today, months)))
    return tuple(found)


def card_of(unit: Unit, now: datetime, months: int = STALE_MONTHS) -> Card:
    """The unit's card as it stands at `now`; figures older than `months` are marked."""
    figures = _figures(UnitFigure.objects.filter(unit=unit), local_date(now), months)
    rows = list(UnitText.objects.filter(unit=unit).select_related("kept_by"))
    texts = []
    for kind in UnitText.Kind:
        own = [row for row in rows if row.kind == kind.value]
        texts.append((kind.value, str(kind.label), own[0] if own else None, tuple(own[1:])))
    return Card(figures, tuple(texts))


def search(q: str, now: datetime, *, stale_only: bool = False) -> list[Found]:
    """Present figures whose indicator, source or unit holds every word; at most `MOST`."""
    rows = UnitFigure.objects.select_related("unit")
    for word in q.replace("\x00", "").split():
        rows = rows.filter(
            Q(indicator__icontains=word)
            | Q(source__icontains=word)
            | Q(unit__short_name__icontains=word)
            | Q(unit__name__icontains=word)
        )
    figures = _figures(rows, local_date(now), STALE_MONTHS)
    found = [Found(f.now.unit, f.now, f.stale) for f in figures if f.stale or not stale_only]
    return found[:MOST]
