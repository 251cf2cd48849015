"""What one person is at one moment: the roles held, the units answered for, the units led.

Everything that asks "may this person …?" starts from a `Scope`, never from a person's flags.
A person who acts for others wears several hats: `hats_of` gives each of them by itself, so that
the journal can say on whose behalf an act was done; `scope_of` gives them all together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q, QuerySet

from luoshi.lib.clock import local_date
from luoshi.org.models import Delegation, Person, Portfolio, Post, Unit
from luoshi.org.roles import ADMINISTRATORS, LEADERS, OFFICE, UNIT


@dataclass(frozen=True, slots=True)
class Scope:
    """The rights of a person at a moment. `holder_id` is whose posts they come from."""

    person_id: int
    holder_id: int
    roles: frozenset[str] = frozenset()
    unit_roles: dict[int, frozenset[str]] = field(default_factory=dict)
    led_units: frozenset[int] = frozenset()

    @property
    def in_office(self) -> bool:
        """Works the ledger: 督查员, 督查科长, 政府办主任."""
        return bool(self.roles & OFFICE)

    @property
    def leads(self) -> bool:
        """Is the head or a leader in charge."""
        return bool(self.roles & LEADERS)

    @property
    def is_head(self) -> bool:
        """Is the head of the government: every unit is in the portfolio."""
        return "head" in self.roles

    @property
    def administers(self) -> bool:
        """Is one of the three administrators and therefore outside all business."""
        return bool(self.roles & ADMINISTRATORS)

    @property
    def outside(self) -> bool:
        """Works for none of the units: a member of task forces, a lawyer say, and nothing else."""
        return self.roles == {"outside"}

    @property
    def own_units(self) -> frozenset[int]:
        """Units this person answers for as head or liaison."""
        return frozenset(u for u, roles in self.unit_roles.items() if roles & UNIT)

    @property
    def on_behalf_of(self) -> int | None:
        """The person acted for, or None under one's own hat."""
        return self.holder_id if self.holder_id != self.person_id else None


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on `day`; open ends mean always."""
    begins, ends = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{f"{begins}__isnull": True}) | Q(**{f"{begins}__lte": day})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day})
    )


def _led_units(leader_id: int, day: date) -> frozenset[int]:
    held = Portfolio.objects.filter(valid_on(day), leader_id=leader_id)
    pairs = list(held.values_list("line_id", "unit_id"))
    lines = [line for line, _ in pairs if line]
    single = [unit for _, unit in pairs if unit]
    led = Unit.objects.filter(Q(line_id__in=lines) | Q(id__in=single))
    return frozenset(led.values_list("id", flat=True))


def _hat(person_id: int, holder_id: int, day: date) -> Scope:
    posts = Post.objects.filter(valid_on(day), person_id=holder_id, person__is_active=True)
    unit_roles: dict[int, frozenset[str]] = {}
    for unit_id, role in posts.values_list("unit_id", "role"):
        # Administration is bound to the person: three people, never through a deputy (B9).
        if role in ADMINISTRATORS and holder_id != person_id:
            continue
        unit_roles[unit_id] = unit_roles.get(unit_id, frozenset()) | {role}
    roles = frozenset[str]().union(*unit_roles.values())
    led = _led_units(holder_id, day) if roles & LEADERS else frozenset()
    return Scope(person_id, holder_id, roles, unit_roles, led)


def hats_of(person: Person, now: datetime) -> tuple[Scope, ...]:
    """The person's own scope first, then one for each principal whose delegation runs at `now`."""
    if not person.is_active:
        return (Scope(person.pk, person.pk),)
    day = local_date(now)
    own = _hat(person.pk, person.pk, day)
    if own.administers:
        return (own,)
    principals = Delegation.objects.filter(deputy=person, begins_at__lte=now, ends_at__gt=now)
    ids = sorted(set(principals.values_list("principal_id", flat=True)))
    return (own, *(_hat(person.pk, principal, day) for principal in ids))


def merged(hats: tuple[Scope, ...]) -> Scope:
    """All hats worn at once: for looking, where it does not matter whose right it is."""
    own = hats[0]
    unit_roles: dict[int, frozenset[str]] = {}
    for hat in hats:
        for unit_id, roles in hat.unit_roles.items():
            unit_roles[unit_id] = unit_roles.get(unit_id, frozenset()) | roles
    return Scope(
        own.person_id,
        own.holder_id,
        frozenset[str]().union(*(hat.roles for hat in hats)),
        unit_roles,
        frozenset[int]().union(*(hat.led_units for hat in hats)),
    )


def scope_of(person: Person, now: datetime) -> Scope:
    """Everything `person` may look at or answer for at `now`, delegation included."""
    return merged(hats_of(person, now))


def in_charge(day: date) -> dict[int, Person]:
    """Unit id → leader in charge on `day`, for every unit; a portfolio naming the unit wins."""
    held = Portfolio.objects.filter(valid_on(day), leader__is_active=True).select_related("leader")
    by_line = {p.line_id: p.leader for p in held if p.line_id}
    single = {p.unit_id: p.leader for p in held if p.unit_id}
    units = Unit.objects.values_list("id", "line_id")
    found = {unit: by_line[line] for unit, line in units if line in by_line}
    return found | {unit: leader for unit, leader in single.items() if unit}


def leaders_in_charge(day: date) -> dict[int, str]:
    """Unit id → name of the leader in charge on `day`."""
    return {unit: leader.name for unit, leader in in_charge(day).items()}


def current_units(day: date) -> QuerySet[Unit]:
    """Units that exist on `day`, in the office's order."""
    return Unit.objects.filter(valid_on(day))
