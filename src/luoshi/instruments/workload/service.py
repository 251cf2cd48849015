"""The acts behind records and spreads, from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from luoshi.catalogue.schema import Phase
from luoshi.instruments.workload.compute import Done, Record, Spread, record, spread
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed
from luoshi.matters import queries
from luoshi.matters.models import Event
from luoshi.matters.types import catalogue
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import OFFICE, UNIT
from luoshi.org.scope import Scope, valid_on

YEAR = timedelta(days=365)


def months_before(now: datetime) -> datetime:
    """Where a record begins: a year ago."""
    return now - YEAR


def _open_types() -> list[str]:
    """Types whose matters many may see: what is for few people's eyes is no measure of work."""
    return [s.key for s in catalogue().types.values() if not (s.private or s.readers)]


def _acts(now: datetime, people: Iterable[int]) -> QuerySet[Event]:
    found = Event.objects.filter(actor_id__in=people, matter__private=False)
    found = found.filter(recorded_at__gt=months_before(now), recorded_at__lte=now)
    return found.filter(matter__type_key__in=_open_types())


def may_read(reader: Scope, person: Person) -> bool:
    """Whether the record is the reader's own, or the reader is the office director."""
    return reader.person_id == person.pk or "office_director" in reader.roles


def record_of(reader: Scope, username: str, now: datetime) -> tuple[Person, Record]:
    """A person's record of the last twelve months; empty `username`: the reader's own."""
    own = Person.objects.get(pk=reader.person_id)
    person = Person.objects.filter(username=username).first() if username else own
    if person is None or not may_read(reader, person):
        raise NotAllowed("工作记录只有本人和政府办主任可以看。", code="not_your_record")
    labels = {spec.key: spec.label for spec in catalogue().types.values()}
    visible = queries.visible_in(reader).values("pk")
    rows = _acts(now, [person.pk]).filter(matter__in=visible)
    told = rows.values_list("matter_id", "matter__type_key", "recorded_at", "to_stage", "changed")
    ends = int(Phase.DONE)
    return person, record(
        Done(person.pk, matter, labels[key], local_date(at), changed.get("phase") == ends)
        for matter, key, at, _, changed in told
    )


def people_of_office(now: datetime) -> list[Person]:
    """Who works in the office, for the director's choice, by unit and name."""
    posts = Post.objects.filter(valid_on(local_date(now)), role__in=OFFICE, person__is_active=True)
    found = Person.objects.filter(pk__in=posts.values("person_id"))
    return list(found.order_by("unit__position", "name"))


def spreads(now: datetime) -> list[Spread]:
    """The spread in every unit in which somebody handled anything, fullest shares first."""
    day = local_date(now)
    posts = Post.objects.filter(
        valid_on(day), role__in=OFFICE | UNIT, person__is_active=True
    ).values_list("unit_id", "person_id")
    names = dict(Unit.objects.values_list("id", "short_name"))
    units: dict[str, set[int]] = {}
    for unit, person in posts:
        units.setdefault(names[unit], set()).add(person)
    everybody = {person for people in units.values() for person in people}
    rows = _acts(now, everybody).values("actor_id").annotate(n=Count("matter_id", distinct=True))
    handled = {row["actor_id"]: row["n"] for row in rows.order_by()}
    found = [one for one in spread(units, handled) if one.matters]
    return sorted(found, key=lambda one: (-(one.share or 0), -one.matters, one.unit))
