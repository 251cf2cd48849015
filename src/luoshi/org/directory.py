"""Finding units by any name they carry or carried, as plain data for readers of documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luoshi.lib.errors import Invalid
from luoshi.org.models import Alias, Person, Unit, UnitGroup, UnitKind
from luoshi.org.scope import current_units, valid_on

DEEPEST = 8  # successors of successors; also keeps a circle from turning for ever


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


@dataclass(frozen=True, slots=True)
class PastName:
    """A name that is not right today: whose it is now (`code`, "" when nobody took over), a
    sentence about it, and whether it was right on the day asked about."""

    name: str
    code: str
    note: str
    then: bool


@dataclass(frozen=True, slots=True)
class NamesOn:
    """The directory as a paper of some day names it, and as it is today.

    `units` are the codes of today with the names right on that day; `past` the other names;
    `shown` what each code is called today.
    """

    units: tuple[tuple[str, tuple[str, ...]], ...]
    past: tuple[PastName, ...]
    shown: tuple[tuple[str, str], ...]


def _holds(row: Unit | Alias, day: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= day
    return begun and (row.valid_to is None or day <= row.valid_to)


def heir(unit: Unit, today: date, every: dict[int, Unit]) -> Unit | None:
    """Who answers for the unit today: itself, or the one that took over from it."""
    found: Unit | None = unit
    for _ in range(DEEPEST):
        if found is None or _holds(found, today):
            return found
        found = every.get(found.successor_id or 0)
    return None


def _closed_note(name: str, unit: Unit, now: Unit | None) -> str:
    when = f"{unit.valid_to:%Y年%-m月}" if unit.valid_to else ""
    if now is None:
        return f"{name}{when}撤并，没有登记承接单位，请确认由谁承办。"
    return f"{name}{when}撤并，职能由{now.short_name}承接。"


def _alias_note(alias: Alias, now: Unit, day: date) -> str:
    if alias.valid_from and day < alias.valid_from:
        return f"“{alias.name}”{alias.valid_from:%Y年%-m月}起才使用，今{now.short_name}，请核对。"
    until = f"，用到{alias.valid_to:%Y年%-m月%-d日}" if alias.valid_to else ""
    return f"“{alias.name}”是曾用名{until}，今{now.short_name}。"


def names_on(day: date, today: date) -> NamesOn:
    """Every name any unit carries or carried, as a paper of `day` uses them, read `today`."""
    every = {u.pk: u for u in Unit.objects.prefetch_related("aliases")}
    right: dict[str, list[str]] = {}
    past: list[PastName] = []
    for unit in every.values():
        now = heir(unit, today, every)
        code = now.code if now else ""
        then = _holds(unit, day)
        for name in dict.fromkeys((unit.name, unit.short_name)):
            if now is unit and then:
                right.setdefault(code, []).append(name)
            elif now is unit:
                began = f"{unit.valid_from:%Y年%-m月}" if unit.valid_from else ""
                note = f"{unit.short_name}{began}起才有，文件日期在它之前，请核对。"
                past.append(PastName(name, code, note, then=False))
            else:
                past.append(PastName(name, code, _closed_note(name, unit, now), then=then))
        for alias in unit.aliases.all():
            dated = bool(alias.valid_from or alias.valid_to)
            valid = then and _holds(alias, day) and (dated or not alias.former)
            if now is unit and valid and _holds(alias, today):
                right.setdefault(code, []).append(alias.name)
            else:
                own = now is unit and now is not None
                note = _alias_note(alias, unit, day) if own else _closed_note(alias.name, unit, now)
                past.append(PastName(alias.name, code, note, then=valid))
    shown = tuple((u.code, u.name) for u in every.values() if _holds(u, today))
    units = tuple((code, tuple(dict.fromkeys(right.get(code, ())))) for code, _ in shown)
    return NamesOn(units, tuple(past), shown)


def government(day: date) -> Unit | None:
    """The unit that is the government of the place."""
    return current_units(day).filter(kind=UnitKind.GOVERNMENT).first()


def seat(day: date) -> str:
    """The place whose government this is, as in 安澜县; '' without a government unit."""
    found = government(day)
    return found.name.removesuffix("人民政府") if found else ""


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


def units_by_id(ids: Iterable[int]) -> dict[int, Unit]:
    """The units of these ids, those no longer in being as well."""
    return Unit.objects.in_bulk(set(ids))


def short_names() -> dict[int, str]:
    """What every unit is called in a line of text, by id; those that are no more too."""
    return dict(Unit.objects.values_list("pk", "short_name"))
