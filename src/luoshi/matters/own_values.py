"""What the own fields of a type say, turned into words or into what is sent.

What the engine keeps are ids; people read names, forms and the API speak in codes and user names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local
from luoshi.org.directory import units_by_id
from luoshi.org.models import Person, Unit
from luoshi.org.people import people_by_id

MINUTE = "%Y-%m-%d %H:%M"
Said = Iterable[tuple[Field, Any]]


def ids_in(said: Said, *kinds: FieldKind) -> Iterator[int]:
    """Every id said in a field of these kinds, in rows as well."""
    for field, value in said:
        if field.kind == FieldKind.ROWS:
            for row in value or ():
                yield from ids_in(((c, row.get(c.key)) for c in field.columns), *kinds)
        elif field.kind in kinds and value:
            yield from value if isinstance(value, list) else [value]


def on_the_clock(value: str, shape: str) -> str:
    """A moment as the office's clock shows it; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (local(moment) if moment.tzinfo else moment).strftime(shape)


_PLAIN: Mapping[FieldKind, Callable[[Any], str]] = {
    FieldKind.FLAG: lambda value: "是" if value else "否",
    FieldKind.MOMENT: lambda value: on_the_clock(str(value), MINUTE),
    FieldKind.PERCENT: lambda value: f"{value}%",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Units and people that some fields name, looked up once."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]

    @classmethod
    def of(cls, said: Said) -> Names:
        said = list(said)
        units = units_by_id(ids_in(said, FieldKind.UNIT, FieldKind.UNITS))
        return cls(units, people_by_id(ids_in(said, FieldKind.PERSON)))

    def words(self, field: Field, value: Any) -> str:
        """The value in words."""
        if value in (None, "", []):
            return ""
        if plain := _PLAIN.get(field.kind):
            return plain(value)
        if field.kind in (FieldKind.UNIT, FieldKind.UNITS):
            ids = value if isinstance(value, list) else [value]
            return "、".join(self.units[pk].short_name for pk in ids if pk in self.units)
        if field.kind == FieldKind.PERSON:
            return self.people[value].name if value in self.people else ""
        return dict(field.choices).get(str(value), str(value))

    def sent(self, field: Field, value: Any) -> Any:
        """The value as forms and the API speak: units by code, people by user name."""
        if field.kind == FieldKind.ROWS:
            return [{c.key: self.sent(c, row.get(c.key)) for c in field.columns} for row in value]
        if field.kind == FieldKind.UNITS:
            return [self.units[pk].code for pk in value if pk in self.units]
        if field.kind == FieldKind.UNIT:
            return self.units[value].code if value in self.units else None
        if field.kind == FieldKind.PERSON:
            return self.people[value].username if value in self.people else None
        return value
