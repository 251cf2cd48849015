"""Declared fields as controls of a page: what a template needs to draw one, and nothing more.

Values come as they were typed, so that a form that is refused comes back exactly as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from luoshi.catalogue.fields import LEADERS
from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Invalid
from luoshi.lib.recurrence import describe
from luoshi.org.models import Person, Unit
from luoshi.org.people import leaders, people_among
from luoshi.org.scope import current_units
from luoshi.web.forms.uploads import sealed

Option = tuple[str, str]
Group = tuple[str, tuple[Option, ...]]
_HERE = "本事项的承办单位"
_WIDE = (FieldKind.TEXT, FieldKind.ROWS, FieldKind.UNITS, FieldKind.FILES)
LONG = 8  # more fields than this are laid out in sections
_MANY = 3  # so many required fields are worth a section of their own


@dataclass(frozen=True, slots=True)
class Control:
    """One field on the page. `chosen` are the keys picked, `groups` what may be picked from."""

    name: str
    label: str
    kind: str
    required: bool
    help: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    error: str = ""
    rows: tuple[tuple[Control, ...], ...] = ()
    number: int = 0  # of the row this control stands in, from 1
    low: int | None = None
    high: int | None = None

    @property
    def readable_date(self) -> bool:
        """Whether a date box can show the value; otherwise it is drawn as the text it is."""
        try:
            return not self.value or bool(date.fromisoformat(self.value))
        except ValueError:
            return False

    @property
    def readable_moment(self) -> bool:
        """Whether a box for day and hour can show the value."""
        try:
            return not self.value or bool(datetime.fromisoformat(self.value))
        except ValueError:
            return False

    @property
    def readable_number(self) -> bool:
        """Whether a number box can show the value."""
        return not self.value or self.value.lstrip("-").isdecimal()

    @property
    def bounds(self) -> str:
        """The least and the most a number may be, in words."""
        if self.low is not None and self.high is not None:
            return f"{self.low} 到 {self.high}。"
        if self.low is not None:
            return f"不少于 {self.low}。"
        return "" if self.high is None else f"不超过 {self.high}。"

    @property
    def wide(self) -> bool:
        """Whether it wants the whole breadth of a form in two columns."""
        return self.kind in _WIDE or self.name == "title"

    @property
    def described_by(self) -> str:
        """Ids of the help and the error, for the control's `aria-describedby`."""
        said = (("help", self.help or self.bounds), ("error", self.error))
        return " ".join(f"{part}-{self.name}" for part, words in said if words)


def draw(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    day: date,
    *,
    errors: Mapping[str, str] | None = None,
    near: Sequence[Unit] = (),
) -> list[Control]:
    """The controls of `fields`, holding `values`. `near` are the units to be offered first."""
    units: list[Group] = []
    fields = tuple(fields)
    every = [*fields, *(column for field in fields for column in field.columns)]
    if any(f.kind in (FieldKind.UNIT, FieldKind.UNITS) for f in every):
        units = _unit_groups(day, near)
    offered = _Offered(tuple(units), cache(partial(_people, day)))
    return [_control(f, values.get(f.key), offered, (errors or {}).get(f.key, "")) for f in fields]


@dataclass(frozen=True, slots=True)
class _Offered:
    """What a form offers to choose from, looked up once however many boxes ask for it."""

    units: tuple[Group, ...]
    people: Callable[[str], tuple[Group, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """Some controls of a long form under a heading; a short form is one without."""

    title: str
    controls: Sequence[Control]


def sections(
    controls: Sequence[Control], own: Iterable[Field], titles: tuple[str, str]
) -> list[Section]:
    """A long form in parts to be read one at a time: what every matter has, then what is kept of
    this type (`own`), under `titles`; of a part still long, what must be filled in first."""
    if len(controls) <= LONG:
        return [Section("", controls)]
    keys = {field.key for field in own}
    shared = [c for c in controls if c.name not in keys]
    kept = [c for c in controls if c.name in keys]
    parts = [(title, part) for title, part in zip(titles, (shared, kept), strict=True) if part]
    return [section for title, part in parts for section in _split(title, part)]


def _split(title: str, controls: Sequence[Control]) -> list[Section]:
    needed = [c for c in controls if c.required]
    rest = [c for c in controls if not c.required]
    if len(controls) <= LONG or len(needed) < _MANY or not rest:
        return [Section(title, controls)]
    return [Section(title, needed), Section(f"{title}：有就填，没有可以空着", rest)]


def _unit_groups(day: date, near: Sequence[Unit]) -> list[Group]:
    groups: dict[str, list[Option]] = {}
    if near:
        groups[_HERE] = [(unit.code, unit.short_name) for unit in near]
    first = {unit.pk for unit in near}
    for unit in current_units(day):
        if unit.pk not in first:
            groups.setdefault(str(unit.get_kind_display()), []).append((unit.code, unit.short_name))
    return [(label, tuple(options)) for label, options in groups.items()]


def _control(field: Field, value: Any, offered: _Offered, error: str = "") -> Control:
    make = partial(
        Control,
        field.key,
        field.label,
        field.kind.value,
        field.required,
        field.help,
        low=field.low,
        high=field.high,
        error=error,
    )
    if field.kind == FieldKind.FILES:
        return make(kept=tuple((ref["name"], sealed(ref)) for ref in value or ()))
    if field.kind == FieldKind.ROWS:
        return make(rows=_rows(field, value or [], offered))
    if field.kind == FieldKind.UNITS:
        return make(chosen=tuple(value or ()), groups=offered.units)
    text = "" if value in (None, False) else str(value)
    if field.kind == FieldKind.RULE:
        return make(value=_rule_words(text))
    return make(value=text, chosen=(text,), groups=_groups(field, offered))


def _rows(
    field: Field, typed: Sequence[Mapping[str, Any]], offered: _Offered
) -> tuple[tuple[Control, ...], ...]:
    """The rows typed so far and blank ones to go on in: what must be there, and one more."""
    shown = max(len(typed), field.least) + field.spare
    rows = [*typed, *({} for _ in range(shown - len(typed)))]
    return tuple(
        tuple(
            replace(
                _control(column, row.get(column.key), offered),
                name=f"{field.key}-{number}-{column.key}",
                # A blank row is no mistake: only the engine tells whether there are enough.
                required=False,
                number=number + 1,
            )
            for column in field.columns
        )
        for number, row in enumerate(rows)
    )


def _groups(field: Field, offered: _Offered) -> tuple[Group, ...]:
    if field.kind == FieldKind.UNIT:
        return offered.units
    if field.kind == FieldKind.PERSON:
        return offered.people(field.among)
    return (("", field.choices),)


def _people(day: date, among: str) -> tuple[Group, ...]:
    """The leaders in their order; other people by unit."""
    if among == LEADERS:
        return (("", _names(leaders(day))),)
    return tuple((u.short_name, _names(people)) for u, people in people_among(among, day))


def _names(people: Iterable[Person]) -> tuple[Option, ...]:
    return tuple((p.username, f"{p.name}　{p.title}".strip()) for p in people)


def _rule_words(text: str) -> str:
    try:
        return describe(text) if text else ""
    except Invalid:
        return text  # as somebody typed it
