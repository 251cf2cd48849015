"""The petitions a person may see, screened; names are compared here and never handed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoshi.catalogue.schema import Phase
from luoshi.instruments.screening import compute
from luoshi.instruments.screening.compute import Gathering, Rule, Seen, Series
from luoshi.lib.clock import local_date, start_of
from luoshi.lib.errors import NotAllowed
from luoshi.matters import queries
from luoshi.matters.types import catalogue
from luoshi.org.models import Person, Unit
from luoshi.org.scope import scope_of

FAMILY = "petition"
YEAR = timedelta(days=365)
USUAL = Rule()
_ASKED = {"channel", "persons", "place", "petitioner"}  # what a type must ask for to be screened


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screening of today shows, and how many petitions it looked at."""

    looked_at: int
    repeated: tuple[Series, ...]
    gathering: tuple[Gathering, ...]
    rule: Rule


def _types() -> list[str]:
    every = catalogue().types.values()
    of = [spec for spec in every if spec.family == FAMILY]
    return [spec.key for spec in of if {field.key for field in spec.fields} >= _ASKED]


def _seen(person: Person, since: datetime, now: datetime) -> list[Seen]:
    rows = queries.counted(person, now).filter(type_key__in=_types(), opened_at__gte=since)
    found = rows.exclude(phase=Phase.VOID).order_by("opened_at", "id")
    places = dict(Unit.objects.values_list("pk", "short_name"))
    return [
        Seen(
            number,
            _day(extra, opened),
            title,
            int(extra.get("persons") or 1),
            places.get(extra.get("place"), ""),
            str(extra.get("petitioner") or ""),
            extra.get("channel") == "visit",
            phase < Phase.DONE,
        )
        for number, title, phase, opened, extra in found.values_list(
            "number", "title", "phase", "opened_at", "extra"
        )
    ]


def _day(extra: dict[str, str], opened: datetime) -> date:
    """When it came in, as its paper says."""
    said = extra.get("received_on")
    return date.fromisoformat(said) if said else local_date(opened)


def screen(person: Person, now: datetime, rule: Rule = USUAL) -> Screened:
    """The screening of the last year for the office and the leaders; nobody else sees it."""
    scope = scope_of(person, now)
    if not (scope.in_office or scope.leads):
        raise NotAllowed("隐患排查由政府办和县领导查看。")
    today = local_date(now)
    every = _seen(person, start_of(today) - YEAR, now)
    lately = today - timedelta(days=rule.window)
    again = [one for one in compute.repeated(every, rule) if one.last.day > lately]
    found = compute.gathering(every, today, rule)
    return Screened(len(every), tuple(again), tuple(found), rule)
