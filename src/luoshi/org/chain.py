"""分级管理: who is above whom on a day, who is away, who acts for whom (S28–S30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from luoshi.org.models import Absence, Delegation, Person, Portfolio, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.scope import in_charge, valid_on


def leader_in_charge(unit_id: int, day: date) -> int | None:
    """The leader whose portfolio holds the unit on `day`; one that names the unit wins."""
    held = Portfolio.objects.filter(valid_on(day), leader__is_active=True)
    single = held.filter(unit_id=unit_id).values_list("leader_id", flat=True).first()
    if single is not None:
        return single
    line = Unit.objects.filter(pk=unit_id).values_list("line_id", flat=True).first()
    return held.filter(line_id=line).values_list("leader_id", flat=True).first() if line else None


def head(day: date) -> int | None:
    """The head of the government on `day`."""
    return _held(frozenset({Role.HEAD}), day).values_list("person_id", flat=True).first()


def holders(roles: Iterable[str], day: date, units: Iterable[int] | None = None) -> list[int]:
    """Who holds one of `roles` on `day`, in one of `units` when given; each once, by id."""
    held = _held(frozenset(roles), day)
    if units is not None:
        held = held.filter(unit_id__in=list(units))
    return sorted(set(held.values_list("person_id", flat=True)))


def holds(person_id: int, roles: frozenset[str], day: date) -> bool:
    """Whether the person holds one of `roles` on `day`."""
    return _held(roles, day).filter(person_id=person_id).exists()


def _held(roles: frozenset[str], day: date) -> QuerySet[Post]:
    return Post.objects.filter(valid_on(day), role__in=roles, person__is_active=True).order_by("id")


def away(person_id: int, day: date) -> bool:
    """Whether an absence of the person is on record for `day`."""
    return Absence.objects.filter(person_id=person_id, begins__lte=day, ends__gte=day).exists()


def delegated(principal_id: int, deputy_id: int, now: datetime) -> bool:
    """Whether `deputy` may act for `principal` at `now`."""
    running = Q(begins_at__lte=now, ends_at__gt=now)
    return Delegation.objects.filter(
        running, principal_id=principal_id, deputy_id=deputy_id
    ).exists()


def deputies(person_id: int, now: datetime) -> list[Person]:
    """Who acts for the person at `now`."""
    held = Person.objects.filter(
        delegations_held__principal_id=person_id,
        delegations_held__begins_at__lte=now,
        delegations_held__ends_at__gt=now,
        is_active=True,
    )
    return list(held.distinct())


@dataclass(frozen=True, slots=True)
class Roster:
    """Who held which post on one day, read at once, for work that asks about many matters."""

    posts: tuple[tuple[str, int, int], ...]  # role, unit, person
    leaders: dict[int, int]  # unit → leader in charge
    away: frozenset[int]  # whose absence is on record

    def holders(self, roles: Iterable[str], units: Iterable[int] | None = None) -> list[int]:
        """Who held one of `roles`, in one of `units` when given; each once, by id."""
        wanted = frozenset(roles)
        where = None if units is None else frozenset(units)
        return sorted(
            {p for role, u, p in self.posts if role in wanted and (where is None or u in where)}
        )

    def serves(self, person_id: int) -> bool:
        """Whether the person held any post at all."""
        return any(person == person_id for _, _, person in self.posts)


def roster(day: date) -> Roster:
    """The posts, portfolios and absences of `day`."""
    held = _held(frozenset(Role), day).values_list("role", "unit_id", "person_id")
    gone = Absence.objects.filter(begins__lte=day, ends__gte=day)
    return Roster(
        tuple(held),
        {unit: leader.pk for unit, leader in in_charge(day).items()},
        frozenset(gone.values_list("person_id", flat=True)),
    )


def delegations(since: datetime, until: datetime) -> list[Delegation]:
    """Every delegation that ran at some moment from `since` to `until`."""
    running = Q(begins_at__lte=until, ends_at__gt=since, deputy__is_active=True)
    return list(Delegation.objects.filter(running).order_by("principal_id", "id"))
