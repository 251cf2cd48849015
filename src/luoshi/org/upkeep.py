"""Keeping the directory: units and their names come, change and end; nothing that was is deleted.

A name belongs to one unit at a time: a second owner on the same day is refused here, so that no
paper can be misread later. Who may: the system administrator on the directory's own pages, the
section chief and the office director where a paper names what the directory does not know.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Refused
from luoshi.org.models import Alias, NameWish, Person, Unit, UnitKind
from luoshi.org.roles import Role
from luoshi.org.scope import current_units, scope_of, valid_on

KEEPERS = frozenset({Role.SYSADMIN, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR})


def may_keep(person: Person, now: datetime) -> bool:
    """Whether this person may add units and names."""
    return bool(scope_of(person, now).roles & KEEPERS)


def _may(by: Person, now: datetime) -> None:
    if not may_keep(by, now):
        raise NotAllowed("单位目录由系统管理员、督查科长或政府办主任维护。", code="not_your_act")


def _name(typed: str, field: str, label: str, most: int = 80) -> str:
    name = "".join(typed.replace("\x00", "").split())
    if not name or len(name) > most:
        sentence = f"请填写{label}，不超过 {most} 字。"
        raise Invalid(sentence, fields={field: sentence})
    return name


def _free(name: str, field: str, day: date, but: Unit | None = None) -> None:
    """Returns only when no other unit carries the name on `day`."""
    named = current_units(day).filter(Q(name=name) | Q(short_name=name))
    aliased = Alias.objects.filter(valid_on(day), name=name, former=False)
    if but is not None:
        named, aliased = named.exclude(pk=but.pk), aliased.exclude(unit=but)
    owner = named.first()
    alias = aliased.select_related("unit").first()
    owner = owner or (alias.unit if alias else None)
    if owner is not None:
        sentence = f"“{name}”已是{owner.name}的名称，请核对。"
        raise Invalid(sentence, code="name_taken", fields={field: sentence})


def _in_being(code: str, day: date) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound("单位目录里没有这个单位。")
    if not current_units(day).filter(pk=unit.pk).exists():
        raise Refused(f"{unit.name}已撤并，不能再改名或加别名。", code="unit_gone")
    return unit


def _settle(name: str) -> None:
    NameWish.objects.filter(name=name).delete()


@transaction.atomic
def add_unit(
    by: Person, now: datetime, day: date, *, name: str, short_name: str = "", kind: str = ""
) -> Unit:
    """A new unit, in being from `day`; its code is made here and never changes."""
    _may(by, now)
    full = _name(name, "name", "单位全称")
    short = _name(short_name or full[:40], "short_name", "简称", 40)
    if kind not in UnitKind.values:
        raise Invalid("请选择单位类别。", fields={"kind": "请选择单位类别。"})
    _free(full, "name", day)
    _free(short, "short_name", day)
    last = Unit.objects.order_by("-id").values_list("id", flat=True).first() or 0
    unit = Unit.objects.create(
        code=f"u{last + 1:04d}",
        name=full,
        short_name=short,
        kind=kind,
        position=Unit.objects.count(),
        valid_from=day,
    )
    _settle(full)
    _settle(short)
    return unit


@transaction.atomic
def rename(by: Person, now: datetime, day: date, code: str, *, name: str, short_name: str) -> Unit:
    """The unit is called so from `day`; the old names stay as former names up to the day before."""
    _may(by, now)
    unit = _in_being(code, day)
    full = _name(name, "name", "单位全称")
    short = _name(short_name, "short_name", "简称", 40)
    if (full, short) == (unit.name, unit.short_name):
        raise Invalid("名称没有变化。", code="no_change", fields={"name": "名称没有变化。"})
    _free(full, "name", day, unit)
    _free(short, "short_name", day, unit)
    until = day - timedelta(days=1)
    Alias.objects.filter(unit=unit, name__in=(full, short)).delete()
    for old in {unit.name, unit.short_name} - {full, short}:
        Alias.objects.update_or_create(
            unit=unit, name=old, defaults={"former": True, "valid_to": until}
        )
    unit.name, unit.short_name = full, short
    unit.save(update_fields=["name", "short_name"])
    return unit


@transaction.atomic
def add_alias(by: Person, now: datetime, day: date, code: str, name: str) -> Alias:
    """The unit is also known by that name. A second press finds it there."""
    _may(by, now)
    unit = _in_being(code, day)
    also = _name(name, "alias", "别名")
    known = Alias.objects.filter(valid_on(day), unit=unit, name=also, former=False).first()
    if known is not None:
        return known
    _free(also, "alias", day, unit)
    if also in (unit.name, unit.short_name):
        raise Invalid(f"“{also}”就是它现在的名称。", fields={"alias": "这就是它现在的名称。"})
    alias, _ = Alias.objects.update_or_create(
        unit=unit, name=also, defaults={"former": False, "valid_to": None}
    )
    _settle(also)
    return alias


def end_alias(by: Person, now: datetime, day: date, alias_id: int) -> Alias:
    """From `day` the name is a former one; papers of earlier days still find the unit by it."""
    _may(by, now)
    alias = Alias.objects.select_related("unit").filter(pk=alias_id).first()
    if alias is None:
        raise NotFound("没有这个别名。")
    if not alias.former:
        alias.former, alias.valid_to = True, day - timedelta(days=1)
        alias.save(update_fields=["former", "valid_to"])
    return alias


@transaction.atomic
def close(by: Person, now: datetime, day: date, code: str, successor: str = "") -> Unit:
    """The unit ends before `day`; papers that name it find the successor, with a note."""
    _may(by, now)
    unit = _in_being(code, day)
    heir = _in_being(successor, day) if successor else None
    if heir == unit:
        sentence = "承接单位不能是它自己。"
        raise Invalid(sentence, fields={"successor": sentence})
    if unit.kind in (UnitKind.GOVERNMENT, UnitKind.OFFICE):
        raise Refused("本级政府和政府办公室不能在这里撤并。", code="unit_needed")
    unit.valid_to, unit.successor = day - timedelta(days=1), heir
    unit.save(update_fields=["valid_to", "successor"])
    return unit


def wish(by: Person, now: datetime, name: str) -> NameWish:
    """The keepers are told that papers use this name. Asked twice, it stands there once."""
    if not scope_of(by, now).in_office:
        raise NotAllowed("只有督查科可以提请补充单位名称。", code="not_your_act")
    wished, _ = NameWish.objects.get_or_create(
        name=_name(name, "name", "名称"), defaults={"asked_by": by, "asked_at": now}
    )
    return wished


def drop_wish(by: Person, now: datetime, wish_id: int) -> None:
    """The name needs no unit: the wish is gone."""
    _may(by, now)
    NameWish.objects.filter(pk=wish_id).delete()


def wishes() -> list[NameWish]:
    """Names that were asked for and have no unit yet, latest first."""
    return list(NameWish.objects.select_related("asked_by")[:100])
