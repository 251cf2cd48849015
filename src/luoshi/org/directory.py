"""Finding units by any name they carry or carried, as plain data for readers of documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luoshi.lib.errors import Invalid
from luoshi.org.models import Alias, Person, Unit, UnitGroup, UnitKind
from luoshi.org.scope import current_units, valid_on


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as a document might name it. `names` holds every spelling, full name first."""

    id: int
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A collective name and the codes of the units it stands for."""

    names: tuple[str, ...]
    codes: tuple[str, ...]


def entries(day: date) -> tuple[Entry, ...]:
    """Every unit in being on `day` with the names valid then; former names stay findable."""
    aliases: dict[int, list[str]] = {}
    dated = Alias.objects.filter(valid_on(day) | Q(former=True))
    for unit_id, name in dated.values_list("unit_id", "name"):
        aliases.setdefault(unit_id, []).append(name)
    return tuple(
        Entry(u.pk, u.code, tuple(dict.fromkeys([u.name, u.short_name, *aliases.get(u.pk, [])])))
        for u in current_units(day)
    )


def seat(day: date) -> str:
    """The place whose government this is, as in 安澜县; '' without a government unit."""
    government = current_units(day).filter(kind=UnitKind.GOVERNMENT).first()
    return government.name.removesuffix("人民政府") if government else ""


def members(group: UnitGroup, day: date) -> list[Unit]:
    """The units a collective name stands for on `day`."""
    chosen = Q(groups=group)
    if group.kind:
        chosen |= Q(kind=group.kind)
    if group.line_id:
        chosen |= Q(line_id=group.line_id)
    return list(current_units(day).filter(chosen).distinct())


def groups(day: date) -> tuple[Group, ...]:
    """Every collective name with its members on `day`."""
    return tuple(
        Group((g.name, *g.other_names), tuple(u.code for u in members(g, day)))
        for g in UnitGroup.objects.select_related("line").order_by("id")
    )


def unit_by_code(code: str, day: date) -> Unit:
    """The unit with this code, in being on `day`; otherwise a sentence that says what to do."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Invalid(f"单位目录里没有代码“{code}”，请从目录中选择。", code="unknown_unit")
    if not current_units(day).filter(pk=unit.pk).exists():
        raise Invalid(
            f"{unit.name}已不在单位目录中（撤并或更名），请选择承接其职能的单位。",
            code="unit_gone",
        )
    return unit


def person_by_username(username: str) -> Person | None:
    """The person who signs in by that name, if any."""
    return Person.objects.filter(username=username).select_related("unit").first()
