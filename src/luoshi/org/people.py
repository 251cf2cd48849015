"""People and units as a directory shows them: read only, open to everybody who signs in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotFound
from luoshi.org.models import Alias, Person, Post, Unit, UnitKind
from luoshi.org.roles import ADMINISTRATORS, LEADERS, OFFICE, Role
from luoshi.org.scope import current_units, valid_on

_NO_UNIT = "单位目录里没有这个单位。"
_NO_PERSON = "目录里没有这个人。"


@dataclass(frozen=True, slots=True)
class KindOfUnits:
    """All units of one kind, in the office's order."""

    label: str
    units: tuple[Unit, ...]


def units_by_kind(day: date, q: str = "") -> tuple[KindOfUnits, ...]:
    """The directory on `day`; `q` finds units by any present or former name."""
    units = current_units(day).annotate(headcount=Count("people", Q(people__is_active=True)))
    if q:
        named = Q(name__icontains=q) | Q(short_name__icontains=q)
        units = units.filter(
            named | Q(pk__in=Alias.objects.filter(name__icontains=q).values("unit"))
        )
    found: dict[str, list[Unit]] = {}
    for unit in units:
        found.setdefault(unit.kind, []).append(unit)
    return tuple(KindOfUnits(k.label, tuple(found[k.value])) for k in UnitKind if k.value in found)


def closed_units(day: date, q: str = "") -> list[Unit]:
    """Units that are no more, with whoever took over; `q` finds them by any name."""
    gone = Unit.objects.filter(valid_to__lt=day).select_related("successor")
    if q:
        named = Q(name__icontains=q) | Q(short_name__icontains=q)
        gone = gone.filter(named | Q(aliases__name__icontains=q)).distinct()
    return list(gone.order_by("-valid_to"))


def unit(code: str) -> Unit:
    """The unit of that code, past ones included; otherwise `NotFound`."""
    found = Unit.objects.select_related("line", "parent", "successor").filter(code=code).first()
    if found is None:
        raise NotFound(_NO_UNIT)
    return found


def other_names(unit: Unit) -> tuple[list[Alias], list[Alias]]:
    """Present other names and former names of a unit, with their days."""
    rows = list(Alias.objects.filter(unit=unit).order_by("id"))
    return [a for a in rows if not a.former], [a for a in rows if a.former]


def person(person_id: int) -> Person:
    """The person of that id; otherwise `NotFound`."""
    found = Person.objects.select_related("unit").filter(pk=person_id).first()
    if found is None:
        raise NotFound(_NO_PERSON)
    return found


def active_people(but: Person | None = None) -> list[Person]:
    """Everybody who can sign in, by unit; `but` is left out."""
    people = Person.objects.filter(is_active=True).select_related("unit")
    return list(people.exclude(pk=but.pk) if but else people)


def business_people(day: date) -> list[Person]:
    """Everybody who holds a post of business on `day`, by unit; no administrator."""
    held = Post.objects.filter(valid_on(day), person__is_active=True)
    posts = held.exclude(role__in=ADMINISTRATORS).select_related("person", "person__unit")
    found = sorted(posts, key=lambda p: (p.person.unit.position, p.person_id))
    return list(dict.fromkeys(post.person for post in found))


def leaders(day: date) -> list[Person]:
    """Who may assign a matter as a leader on `day`: the head first, then those in charge."""
    held = Post.objects.filter(valid_on(day), role__in=LEADERS, person__is_active=True)
    found = sorted(held.select_related("person"), key=lambda p: (p.role != Role.HEAD, p.person_id))
    return list(dict.fromkeys(post.person for post in found))


def _among(which: str, day: date) -> QuerySet[Post]:
    """The posts on `day` of the leaders, of the office's own people, or of everybody who does
    business: administrators and members from outside are none of these."""
    held = Post.objects.filter(valid_on(day), person__is_active=True)
    if which == "leaders":
        return held.filter(role__in=LEADERS)
    held = held.exclude(role__in=(*ADMINISTRATORS, Role.OUTSIDE))
    own = Q(role__in=OFFICE) | Q(unit__kind=UnitKind.OFFICE)
    own |= Q(unit__parent__kind=UnitKind.OFFICE)  # its sections
    return held.filter(own) if which == "office" else held


def people_among(which: str, day: date) -> list[tuple[Unit, list[Person]]]:
    """Those people by the unit of their post, in the office's order, each once."""
    posts = _among(which, day).select_related("person", "unit").order_by("unit__position", "id")
    groups: dict[Unit, list[Person]] = {}
    seen: set[int] = set()
    for post in posts:
        if post.person_id not in seen:
            seen.add(post.person_id)
            groups.setdefault(post.unit, []).append(post.person)
    return list(groups.items())


def is_among(person: Person, which: str, day: date) -> bool:
    """Whether `person` is one of them on `day`."""
    return _among(which, day).filter(person=person).exists()


def posts_in(unit: Unit, day: date) -> list[Post]:
    """Who holds what in `unit` on `day`."""
    held = Post.objects.filter(valid_on(day), unit=unit, person__is_active=True)
    return list(held.select_related("person").order_by("person_id", "id"))


def posts_of(person: Person, day: date) -> list[Post]:
    """What `person` holds on `day`."""
    held = Post.objects.filter(valid_on(day), person=person)
    return list(held.select_related("unit").order_by("id"))


def all_posts(day: date) -> list[Post]:
    """Every post held on `day`, by unit."""
    held = Post.objects.filter(valid_on(day)).select_related("person", "unit")
    return list(held.order_by("unit__position", "person_id", "id"))


def post(post_id: int) -> Post:
    """The post of that id; otherwise `NotFound`."""
    found = Post.objects.select_related("person", "unit").filter(pk=post_id).first()
    if found is None:
        raise NotFound("没有这个岗位记录。")
    return found


def post_words(person: Person, now: datetime) -> str:
    """县水利局 联络员: the first post, for the head of a page."""
    held = posts_of(person, local_date(now))
    return f"{held[0].unit.short_name} {Role(held[0].role).label}" if held else ""


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """The people of these ids, those who have left as well."""
    return Person.objects.in_bulk(set(ids))
