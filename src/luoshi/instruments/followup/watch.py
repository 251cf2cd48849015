"""The chief's table: which officer follows which units and lines."""

from __future__ import annotations

from datetime import datetime

from luoshi.instruments.followup.models import Watch
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound
from luoshi.org.chain import holders
from luoshi.org.directory import unit_by_code
from luoshi.org.models import Line, Person, Unit
from luoshi.org.roles import OFFICE


def officers(now: datetime) -> list[Person]:
    """Everybody of the office who may be given units to follow."""
    ids = holders(OFFICE, local_date(now))
    return list(Person.objects.filter(pk__in=ids).order_by("pk"))


def watches() -> list[Watch]:
    """The whole table, by officer."""
    rows = Watch.objects.select_related("officer", "unit", "line")
    return list(rows.order_by("officer_id", "line__name", "unit__position"))


def watched_units(officer: Person) -> frozenset[int] | None:
    """The units this officer follows; None when nothing is laid down: then it is all of them."""
    rows = list(Watch.objects.filter(officer=officer).values_list("unit_id", "line_id"))
    if not rows:
        return None
    lines = [line for _, line in rows if line]
    found = Unit.objects.filter(line_id__in=lines).values_list("pk", flat=True)
    return frozenset(found) | {unit for unit, _ in rows if unit}


def put_watch(officer: str, what: str, now: datetime) -> Watch:
    """The officer follows `unit:CODE` or `line:KEY` from now on; a second time changes nothing."""
    person = next((p for p in officers(now) if p.username == officer), None)
    if person is None:
        raise Invalid("请从名单里选择督查人员。", fields={"officer": "请从名单里选择督查人员。"})
    kind, _, key = what.partition(":")
    if kind == "line" and (line := Line.objects.filter(key=key).first()):
        return Watch.objects.get_or_create(officer=person, line=line, unit=None)[0]
    if kind == "unit" and key:
        unit = unit_by_code(key, local_date(now))
        return Watch.objects.get_or_create(officer=person, unit=unit, line=None)[0]
    raise Invalid("请选择单位或口。", fields={"what": "请选择单位或口。"})


def drop_watch(watch_id: int) -> None:
    """The row is gone; an officer without rows follows everything again."""
    if not Watch.objects.filter(pk=watch_id).delete()[0]:
        raise NotFound("这一行已经不在了。")


def lines() -> list[Line]:
    """All lines, by name."""
    return list(Line.objects.order_by("name"))
