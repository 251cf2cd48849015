"""A type's own fields as a page shows them, and as their form opens with what is there already.

What the engine keeps are ids; people read names, and forms speak in codes and user names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.matters.models import Matter
from luoshi.matters.own_values import Names, Said, ids_in, on_the_clock
from luoshi.matters.types import pinned
from luoshi.matters.verbs.declared import own_fields as fields_of
from luoshi.org.directory import units_by_id
from luoshi.org.models import Unit

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


def extras(said: Said) -> list[Extra]:
    """The fields as the page shows them."""
    said = list(said)
    names = Names.of(said)
    return [_extra(field, value, names) for field, value in said]


def cells(columns: Sequence[Field], matters: Sequence[Matter]) -> list[tuple[tuple[str, str], ...]]:
    """For each matter its words in these columns, with labels; names are looked up together. A
    matter is read by its own version of the type: there a field may have been of another kind."""
    said = [[_in(matter, column) for column in columns] for matter in matters]
    names = Names.of(pair for row in said for pair in row if pair[0].kind != FieldKind.ROWS)
    return [
        tuple((c.label, _cell(*pair, names)) for c, pair in zip(columns, row, strict=True))
        for row in said
    ]


def _in(matter: Matter, column: Field) -> tuple[Field, Any]:
    own = {field.key: field for field in fields_of(pinned(matter.type_version_id))}
    return own.get(column.key, column), matter.extra.get(column.key)


def _cell(field: Field, value: Any, names: Names) -> str:
    if field.kind == FieldKind.ROWS:
        return f"{len(value)} 次" if value else ""
    return names.words(field, value)


def _extra(field: Field, value: Any, names: Names) -> Extra:
    if field.kind != FieldKind.ROWS:
        return Extra(field.label, names.words(field, value))
    said = [c for c in field.columns if any(row.get(c.key) not in (None, "", []) for row in value)]
    heads = tuple(column.label for column in said)
    rows = tuple(tuple(names.words(c, row.get(c.key)) for c in said) for row in value)
    return Extra(field.label, "", heads, rows)


def as_typed(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of these fields opens with, for a matter that has these values."""
    said = [(field, values[field.key]) for field in fields if values.get(field.key) is not None]
    names = Names.of(said)
    return {field.key: _typed(field, value, names) for field, value in said}


def _typed(field: Field, value: Any, names: Names) -> Any:
    """The value as its control would send it."""
    if field.kind == FieldKind.ROWS:
        return [{c.key: _typed(c, row.get(c.key), names) for c in field.columns} for row in value]
    if field.kind == FieldKind.FLAG:
        return "1" if value else ""
    if field.kind == FieldKind.MOMENT and value:
        return on_the_clock(value, "%Y-%m-%dT%H:%M")
    sent = names.sent(field, value)
    return sent if isinstance(sent, list) else "" if sent is None else str(sent)


def units_named(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Unit]:
    """The units that a matter's own fields name, each once, in their order."""
    said = [(field, values.get(field.key)) for field in fields]
    ids = list(dict.fromkeys(ids_in(said, FieldKind.UNIT, FieldKind.UNITS)))
    known = units_by_id(ids)
    return [known[pk] for pk in ids if pk in known]
