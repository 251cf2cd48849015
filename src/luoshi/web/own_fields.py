"""A type's own fields as a page shows them, and as their form opens with what is there already.

What the engine keeps are ids; people read names, and forms speak in codes and user names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local
from luoshi.org.directory import units_by_id
from luoshi.org.models import Person, Unit
from luoshi.org.people import people_by_id

_FEW, _OPEN = 3, 6  # rows or columns that fit among other lines; rows of many left open


@dataclass(frozen=True, slots=True)
class Extra:
    """A field of the type with its value; rows come as a small table."""

    label: str
    words: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def long(self) -> bool:
        """Whether its rows want the whole breadth of the page."""
        return len(self.heads) > _FEW or len(self.rows) > _FEW

    @property
    def lately(self) -> tuple[tuple[str, ...], ...]:
        """The rows that stand open: all, or the last ones of many."""
        return self.rows if len(self.rows) <= _OPEN + 1 else self.rows[-_OPEN:]

    @property
    def earlier(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are folded away."""
        return self.rows[: len(self.rows) - len(self.lately)]


Said = Iterable[tuple[Field, Any]]


def _of_kind(said: Said, *kinds: FieldKind) -> Iterator[int]:
    """Every id said in a field of these kinds, in rows as well."""
    for field, value in said:
        if field.kind == FieldKind.ROWS:
            for row in value or ():
                yield from _of_kind(((c, row.get(c.key)) for c in field.columns), *kinds)
        elif field.kind in kinds and value:
            yield from value if isinstance(value, list) else [value]


def _local(value: str, shape: str) -> str:
    """A moment as the office's clock shows it; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return (local(moment) if moment.tzinfo else moment).strftime(shape)


_PLAIN: Mapping[FieldKind, Callable[[Any], str]] = {
    FieldKind.FLAG: lambda value: "是" if value else "否",
    FieldKind.MOMENT: lambda value: _local(str(value), "%Y-%m-%d %H:%M"),
    FieldKind.PERCENT: lambda value: f"{value}%",
}


@dataclass(frozen=True, slots=True)
class _Names:
    """Units and people that some fields name, looked up once."""

    units: Mapping[int, Unit]
    people: Mapping[int, Person]

    @classmethod
    def of(cls, said: Said) -> _Names:
        said = list(said)
        units = units_by_id(_of_kind(said, FieldKind.UNIT, FieldKind.UNITS))
        return cls(units, people_by_id(_of_kind(said, FieldKind.PERSON)))

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

    def typed(self, field: Field, value: Any) -> Any:
        """The value as its control would send it."""
        if field.kind == FieldKind.ROWS:
            return [{c.key: self.typed(c, row.get(c.key)) for c in field.columns} for row in value]
        if field.kind == FieldKind.UNITS:
            return [self.units[pk].code for pk in value if pk in self.units]
        if field.kind == FieldKind.UNIT:
            return self.units[value].code if value in self.units else ""
        if field.kind == FieldKind.PERSON:
            return self.people[value].username if value in self.people else ""
        if field.kind == FieldKind.FLAG:
            return "1" if value else ""
        if field.kind == FieldKind.MOMENT and value:
            return _local(value, "%Y-%m-%dT%H:%M")
        return "" if value is None else str(value)


def extras(said: Said) -> list[Extra]:
    """The fields as the page shows them."""
    said = list(said)
    names = _Names.of(said)
    return [_extra(field, value, names) for field, value in said]


def cells(
    columns: Sequence[Field], values: Sequence[Mapping[str, Any]]
) -> list[tuple[tuple[str, str], ...]]:
    """For each matter its words in these columns, with their labels; names looked up together."""
    names = _Names.of([(field, said.get(field.key)) for said in values for field in columns])
    return [tuple((f.label, _cell(f, said.get(f.key), names)) for f in columns) for said in values]


def _cell(field: Field, value: Any, names: _Names) -> str:
    if field.kind == FieldKind.ROWS:
        return f"{len(value)} 次" if value else ""
    return names.words(field, value)


def _extra(field: Field, value: Any, names: _Names) -> Extra:
    if field.kind != FieldKind.ROWS:
        return Extra(field.label, names.words(field, value))
    said = [c for c in field.columns if any(row.get(c.key) not in (None, "", []) for row in value)]
    heads = tuple(column.label for column in said)
    rows = tuple(tuple(names.words(c, row.get(c.key)) for c in said) for row in value)
    return Extra(field.label, "", heads, rows)


def as_typed(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of these fields opens with, for a matter that has these values."""
    said = [(field, values[field.key]) for field in fields if values.get(field.key) is not None]
    names = _Names.of(said)
    return {field.key: names.typed(field, value) for field, value in said}


def units_named(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Unit]:
    """The units that a matter's own fields name, each once, in their order."""
    said = [(field, values.get(field.key)) for field in fields]
    ids = list(dict.fromkeys(_of_kind(said, FieldKind.UNIT, FieldKind.UNITS)))
    known = units_by_id(ids)
    return [known[pk] for pk in ids if pk in known]
