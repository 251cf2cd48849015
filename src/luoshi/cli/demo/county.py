"""安澜县 laid into an empty database: units, people, posts, the division of work, one absence.

Only what must be there before anybody can act; everything after goes through the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from luoshi.cli.demo import people, units
from luoshi.lib.clock import local_date
from luoshi.org.appointments import appoint
from luoshi.org.models import (
    Absence,
    Alias,
    Delegation,
    Line,
    Person,
    Portfolio,
    Unit,
    UnitGroup,
)

YEAR = timedelta(days=365)


def published_year(day: date) -> int:
    """The calendar year whose published figures come out: this one, once half of it is over."""
    return day.year if day.month > 6 else day.year - 1


@dataclass(slots=True)
class County:
    """Units by code and people by username; `away`: the days on which the chief's deputy acts."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    away: tuple[date, date] = (date.min, date.min)

    def chief(self, day: date) -> Person:
        """Who signs for the section on that day: its chief, or the clerk standing in."""
        return self.people["clerk2" if self.away[0] <= day <= self.away[1] else "chief"]

    def in_charge(self, code: str) -> Person:
        """The leader whose portfolio holds this unit."""
        unit = self.units[code]
        for leader, lines, single in people.PORTFOLIOS:
            if code in single or (unit.line and unit.line.key in lines):
                return self.people[leader]
        return self.people["leader1"]


def settle(now: datetime, rng: Random) -> County:
    """The county stands since before the years told of; nobody has done anything yet."""
    county = County()
    since = date(published_year(local_date(now)) - 1, 1, 1) - timedelta(days=60)
    _lay_units(county)
    _lay_names(county)
    for person, code, role in _hire(county, rng):
        appoint(person, county.units[code], role, since)
    _divide_work(county)
    _absences(county, now)
    return county


def _lay_units(county: County) -> None:
    lines = {key: Line.objects.create(key=key, name=name) for key, name in units.LINES}
    for position, (code, name, short, kind, line, parent) in enumerate(units.UNITS):
        county.units[code] = Unit.objects.create(
            code=code,
            name=name,
            short_name=short,
            kind=kind,
            position=position,
            line=lines.get(line),
            parent=county.units.get(parent),
            fixed_phone=f"6208{position:04d}",
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _lay_names(county: County) -> None:
    Alias.objects.bulk_create(
        Alias(
            unit=county.units[code],
            name=name,
            former=former,
            valid_from=_day(begins),
            valid_to=_day(ends),
        )
        for code, name, former, begins, ends in units.ALIASES
    )
    lines = {line.key: line for line in Line.objects.all()}
    for name, others, kind, line, codes in units.GROUPS:
        group = UnitGroup.objects.create(
            name=name, other_names=list(others), kind=kind, line=lines.get(line)
        )
        group.units.set([county.units[code] for code in codes])


def _staff() -> list[tuple[str, str, str, str]]:
    """Username, unit, role and title of everybody."""
    found = list(people.POSTS)
    working = [row for row in units.UNITS if row[0] not in people.NO_POSTS]
    for place, (code, _, _, kind, _, _) in enumerate(working):
        found.append((f"head_{code}", code, "unit_head", people.title_of(kind, "unit_head")))
        found.append((f"liaison_{code}", code, "liaison", people.title_of(kind, "liaison")))
        if place < people.SECOND_LIAISONS:
            found.append((f"liaison2_{code}", code, "liaison", people.title_of(kind, "liaison", 2)))
    return found


def _hire(county: County, rng: Random) -> list[tuple[Person, str, str]]:
    staff = _staff()
    secret = make_password(people.PASSWORD)  # once: the slow hash is the same for a demonstration
    rows = [
        Person(
            username=username,
            name=name,
            unit=county.units[code],
            title=title,
            phone=f"6208{place:04d}",
            password=secret,
        )
        for place, ((username, code, _, title), name) in enumerate(
            zip(staff, people.names(rng, len(staff)), strict=True), 100
        )
    ]
    Person.objects.bulk_create(rows)
    county.people = {p.username: p for p in Person.objects.select_related("unit")}
    return [(county.people[username], code, role) for username, code, role, _ in staff]


def _divide_work(county: County) -> None:
    lines = {line.key: line for line in Line.objects.all()}
    for leader, keys, codes in people.PORTFOLIOS:
        person = county.people[leader]
        for key in keys:
            Portfolio.objects.create(leader=person, line=lines[key])
        for code in codes:
            Portfolio.objects.create(leader=person, unit=county.units[code])


def _absences(county: County, now: datetime) -> None:
    """The chief was away seven weeks ago; one leader is away now, another signs for them."""
    gone = now - timedelta(days=49)
    back = gone + timedelta(days=9)
    county.away = (local_date(gone) + timedelta(days=1), local_date(back) - timedelta(days=1))
    _absence(county, "chief", "clerk2", gone, back, "参加党校培训")
    begun, ends = now - timedelta(days=2), now + timedelta(days=6)
    _absence(county, "leader5", "leader4", begun, ends, "外出招商")


def _absence(
    county: County, who: str, deputy: str, begins: datetime, ends: datetime, reason: str
) -> None:
    person = county.people[who]
    Absence.objects.create(
        person=person, begins=local_date(begins), ends=local_date(ends), reason=reason
    )
    Delegation.objects.create(
        principal=person,
        deputy=county.people[deputy],
        begins_at=begins,
        ends_at=ends,
        reason=reason,
    )
