"""From what happened to what is reported: counts, sums and shares. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from luoshi.catalogue.acts import all_hold
from luoshi.catalogue.schema import Figure
from luoshi.lib.workdays import add_months

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day, both counted."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def a_year_before(span: Span) -> Span:
    """The same days of the year before; 29 February becomes the 28th."""
    return Span(add_months(span.first, -12), add_months(span.last, -12))


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may count: of which matter, on which day, and what was said of it then."""

    matter_id: int
    day: date
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with its value in the period and in the same period a year before; a share of
    nothing has no value."""

    figure: Figure
    value: Decimal | None
    before: Decimal | None


def counting(figure: Figure, facts: Iterable[Fact], span: Span) -> list[Fact]:
    """The facts of the period that this figure counts."""
    return [fact for fact in facts if fact.day in span and all_hold(figure.where, fact.values)]


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)


def _counted(figure: Figure, facts: Sequence[Fact], span: Span) -> Decimal:
    found = counting(figure, facts, span)
    if not figure.adds:
        return Decimal(len(found))
    return sum((_number(fact.values.get(figure.adds)) for fact in found), Decimal(0))


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in percent with one decimal; of nothing there is no share."""
    return None if not whole else (100 * part / whole).quantize(TENTH, ROUND_HALF_UP)


def values(
    figures: Sequence[Figure], facts: Mapping[str, Sequence[Fact]], span: Span
) -> dict[str, Decimal | None]:
    """Every figure by its key; `facts` are those of each kind of day a figure may count on."""
    found: dict[str, Decimal | None] = {
        f.key: _counted(f, facts.get(f.on, ()), span) for f in figures if not (f.share or f.sums)
    }
    for figure in figures:
        if figure.sums:
            found[figure.key] = sum((found[key] or Decimal(0) for key in figure.sums), Decimal(0))
    for figure in figures:
        if figure.share:
            part, whole = (found.get(key) or Decimal(0) for key in figure.share)
            found[figure.key] = share(part, whole)
    return found


def lines_of(
    figures: Sequence[Figure], facts: Mapping[str, Sequence[Fact]], span: Span
) -> list[Line]:
    """The figures of a type in its order, with last year's beside them."""
    now, then = (values(figures, facts, s) for s in (span, a_year_before(span)))
    return [Line(f, now[f.key], then[f.key]) for f in figures]


def change_words(line: Line) -> str:
    """How it changed against last year: '增 12（+9.6%）', '降 3.1 个百分点', '持平', or nothing."""
    if line.value is None or line.before is None:
        return ""
    moved = line.value - line.before
    if not moved:
        return "持平" if line.value else ""
    way = "增" if moved > 0 else "降"
    if line.figure.share:
        return f"{way} {abs(moved)} 个百分点"
    rate = share(moved, line.before)
    return f"{way} {plain(abs(moved))}" + (f"（{rate:+}%）" if rate is not None else "")


def plain(value: Decimal | None) -> str:
    """A number as a report writes it: no needless zeros, a dash for none."""
    if value is None:
        return "—"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
