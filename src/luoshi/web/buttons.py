"""The acts that are possible now, as buttons: the gate is the engine's, this only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.instruments import burden
from luoshi.matters import engine, queries
from luoshi.matters.models import Matter
from luoshi.org.models import Person


@dataclass(frozen=True, slots=True)
class Button:
    """One act that is possible now."""

    verb: str
    label: str
    help: str
    url: str
    asks: bool  # whether it asks something more of a unit


def buttons(matter: Matter, by: Person, now: datetime) -> list[Button]:
    """What `by` may do now, likeliest first; a unit is named where there is a choice of units."""
    possible = engine.possible(matter, by, now)
    units = {part.unit_id: part.unit for part in queries.parts_of(matter)}
    several = len({p.unit_id for p in possible if p.unit_id}) > 1
    found = []
    for permit in possible:
        unit = units.get(permit.unit_id) if permit.unit_id else None
        label = (
            f"{permit.verb.label}（{unit.short_name}）" if several and unit else permit.verb.label
        )
        url = reverse("web:act", args=[matter.number, permit.verb.key])
        url = f"{url}?{urlencode({'unit': unit.code})}" if unit else url
        asks = burden.adds(permit.verb.key)
        found.append(Button(permit.verb.key, label, permit.verb.help, url, asks))
    return found
