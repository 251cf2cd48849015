"""叠加预警: what is not well in one place or line, of every kind, put together (S54–S56).

Which matters count is data: the families of the catalogue. Only what the person may see counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from luoshi.instruments.problems.compute import Sign, Stack, stacks
from luoshi.instruments.problems.register import RHINO, Risk
from luoshi.instruments.problems.service import family, line_of
from luoshi.matters import queries
from luoshi.matters.ledger_filter import owed_by_a_day
from luoshi.matters.lights import ENDED, condition
from luoshi.matters.models import Matter
from luoshi.org.models import Person

LATE = "late"
_NATURES = {RHINO: "rhino", "exposed": "exposed", "about_to_happen": "imminent"}
_FAMILIES = ("problem", "petition")


def composite(person: Person, risks: list[Risk], now: datetime) -> list[Stack]:
    """The places and lines where signs of several kinds meet today, the worst first."""
    return stacks([*_of_risks(risks), *_of_matters(person, now)])


def _of_risks(risks: list[Risk]) -> Iterator[Sign]:
    for risk in risks:
        seen, matter = risk.watched, risk.matter
        kinds = [_NATURES.get(str(matter.extra.get("nature")), "exposed")]
        kinds += ["neglected"] if risk.light.key == LATE else []
        for kind in kinds:
            yield Sign(kind, seen.area, False, seen.number, seen.title)
            yield Sign(kind, seen.line, True, seen.number, seen.title)


def _of_matters(person: Person, now: datetime) -> Iterator[Sign]:
    rows = queries.counted(person, now).exclude(phase__in=ENDED).filter(sensitive=False)
    for name in _FAMILIES:
        yield from _signs(name, rows.filter(type_key__in=family(name)))
    others = [key for name in _FAMILIES for key in family(name)]
    late = rows.filter(condition(LATE, now) & owed_by_a_day())
    yield from _signs(LATE, late.exclude(type_key__in=others))


def _signs(kind: str, rows: QuerySet[Matter]) -> Iterator[Sign]:
    for matter in rows.select_related("lead_unit__line").order_by("id"):
        if matter.lead_unit is None:
            continue
        yield Sign(kind, matter.lead_unit.short_name, False, matter.number, matter.title)
        yield Sign(kind, line_of(matter), True, matter.number, matter.title)
