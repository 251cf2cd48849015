"""One way of looking at the ledger, and what it means as a condition on rows.

Nothing here asks who is looking: `queries` starts from what the person may see, then narrows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import OrderBy

from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import Field, FieldKind, Phase
from luoshi.lib.clock import end_of, local_date
from luoshi.matters.lights import ENDED, KEYS, condition
from luoshi.matters.models import Assignment
from luoshi.matters.types import catalogue
from luoshi.matters.verbs.declared import own_fields

EVERY = Q()
GONE = ("withdrawn",)


OWN = "f."  # what the parameter of a type's own field begins with
YES, NO = "yes", "no"
FLAG_VALUES = ((YES, "是"), (NO, "否"))


def listed(key: str) -> tuple[Field, ...]:
    """The own fields that the list of one type shows, as it declares them. What few may read (B9)
    stands on the matter's page alone."""
    known = {field.key: field for field in _fields(key)}
    spec = catalogue().types.get(key)
    return tuple(known[name] for name in (spec.columns if spec else ()) if name in known)


def filters(key: str) -> tuple[tuple[Field, tuple[tuple[str, str], ...]], ...]:
    """The own fields by which the list of one type can be narrowed, with the values to choose."""
    kinds = {FieldKind.CHOICE, FieldKind.FLAG}
    return tuple(
        (f, f.choices if f.kind == FieldKind.CHOICE else FLAG_VALUES)
        for f in _fields(key)
        if f.kind in kinds
    )


def _fields(key: str) -> list[Field]:
    spec = catalogue().types.get(key)
    return [f for f in own_fields(spec) if not f.restricted] if spec else []


def _own(key: str, typed: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What is chosen of the type's own fields."""
    said = ((f.key, values, typed.get(f"{OWN}{f.key}")) for f, values in filters(key))
    return tuple((name, value) for name, values, value in said if value in dict(values))


def _says(field: Field, value: str) -> Q:
    """That a matter says this in an own field. Flags are booleans; one never ticked says no."""
    stored = f"extra__{field.key}__exact"  # `exact` said aloud: a key may be named like a lookup
    if field.kind != FieldKind.FLAG:
        return Q(**{stored: value})
    if value == YES:
        return Q(**{stored: True})
    return Q(**{stored: False}) | Q(**{stored: None}) | ~Q(extra__has_key=field.key)


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """One way of looking at the ledger; its query string is the page's address. What `outlook`
    means is known a floor above: whoever asks hands it down as the condition `also`."""

    tab: str = "open"
    light: str = ""
    lead_unit: str = ""
    unit: str = ""
    family: str = ""
    type: str = ""
    source: str = ""
    leader: str = ""
    due: str = ""
    outlook: str = ""
    q: str = ""
    order: str = "due"
    own: tuple[tuple[str, str], ...] = ()  # fields of the one type that is looked at, and values

    @classmethod
    def parse(cls, typed: Mapping[str, Any]) -> LedgerFilter:
        """From query parameters; what is unknown or unfit is left out, never an error."""
        known = {name: str(typed.get(name, "")).strip()[:80] for name in PLAIN}
        known["tab"] = known["tab"] if known["tab"] in TABS else "open"
        known["light"] = known["light"] if known["light"] in KEYS else ""
        known["family"] = known["family"] if known["family"] in FAMILIES else ""
        known["due"] = known["due"] if known["due"] in _DUE_DAYS else ""
        known["outlook"] = known["outlook"] if known["outlook"] in OUTLOOKS else ""
        known["order"] = known["order"] if known["order"] in ORDERS else "due"
        known["q"] = known["q"].replace("\x00", "")
        return cls(**known, own=_own(known["type"], typed))

    def said(self) -> dict[str, str]:
        """Everything chosen as query parameters, a field of the type as `f.district`; what is not
        chosen is empty."""
        plain = {name: getattr(self, name) for name in PLAIN}
        return plain | {f"{OWN}{key}": value for key, value in self.own}


PLAIN = {f.name: f.default for f in fields(LedgerFilter) if f.name != "own"}
TABS = {
    "open": "全部在办",
    "late": "逾期或滞后",
    "soon": "将到期或偏慢",
    "new": "待签收",
    "filed": "待立项交办",
    "check": "待核查销号",
    "standing": "常规制度",
    "done": "已销号",
    "all": "全部",
}
OUTLOOKS = {"late": "预计逾期"}
ORDERS: dict[str, tuple[OrderBy | str, ...]] = {
    "due": (F("due_at").asc(nulls_last=True), "id"),
    "-due": (F("due_at").desc(nulls_last=True), "-id"),
    "number": ("type_key", "id"),
    "-opened": ("-opened_at", "-id"),
    "progress": ("progress", "id"),
}
_DUE_DAYS = {"today": 0, "week": 7, "fortnight": 14, "month": 31}


def of_family(key: str) -> Q:
    """The matters of the types of one family."""
    return Q(type_key__in=[t.key for t in catalogue().types.values() if t.family == key])


def _hurried(chosen: LedgerFilter) -> Q:
    """What counts as late beside each other: a risk nobody looked at is not a unit's overdue work,
    unless that kind of matter is what was asked for."""
    return EVERY if chosen.family or chosen.type else owed_by_a_day()


def owed_by_a_day() -> Q:
    """Matters of the families that are hurried: the ones that can be late."""
    others = [t.key for t in catalogue().types.values() if not FAMILIES[t.family].hurried]
    return ~Q(type_key__in=others)


def in_tab(tab: str, now: datetime, chosen: LedgerFilter) -> Q:
    """What stands in one tab of the ledger."""
    if tab == "open":
        return Q(phase__in=[Phase.FILED, Phase.NEW, Phase.OPEN, Phase.CHECK])
    if tab in {"late", "soon"}:
        return condition(tab, now) & _hurried(chosen)
    phases = {
        "new": [Phase.NEW],
        "filed": [Phase.FILED],
        "check": [Phase.CHECK],
        "standing": [Phase.STANDING],
        "done": list(ENDED),
    }
    return Q(phase__in=phases[tab]) if tab in phases else Q()


def _words(q: str) -> Q:
    found = Q()
    for word in q.split():
        found &= (
            Q(title__icontains=word)
            | Q(what__icontains=word)
            | Q(number__icontains=word)
            | Q(lead_unit__short_name__icontains=word)
            | Q(lead_unit__name__icontains=word)
        )
    return found


def narrowing(chosen: LedgerFilter, now: datetime) -> Q:
    """What the chips, the words and the type's own fields leave of the tab."""
    found = _words(chosen.q)
    if chosen.light:
        found &= condition(chosen.light, now)
    if chosen.lead_unit:
        found &= Q(lead_unit__code=chosen.lead_unit)
    if chosen.unit:
        parts = Assignment.objects.filter(matter=OuterRef("pk"), unit__code=chosen.unit)
        found &= Q(Exists(parts.exclude(state__in=GONE)))
    if chosen.family:
        found &= of_family(chosen.family)
    if chosen.type:
        found &= Q(type_key=chosen.type)
    if chosen.source:
        found &= Q(source_kind=chosen.source)
    if chosen.leader:
        found &= Q(leader__username=chosen.leader)
    if chosen.due:
        last = end_of(local_date(now) + timedelta(days=_DUE_DAYS[chosen.due]))
        found &= Q(due_at__gte=now, due_at__lte=last) & ~Q(phase__in=ENDED)
    known = {field.key: field for field, _ in filters(chosen.type)} if chosen.own else {}
    for key, value in chosen.own:
        found &= _says(known[key], value)
    return found
