"""All types of matter on their shelves: by family, found by a word of the trade, one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.catalogue.explain import numbered, purpose
from luoshi.catalogue.families import FAMILIES, Family
from luoshi.catalogue.fields import length
from luoshi.catalogue.schema import TypeSpec
from luoshi.matters.verbs.filing import content_of
from luoshi.web.shapes import handed_over

_CLOCKS_SAID = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One type on its shelf: what it is for, and what follows from choosing it."""

    spec: TypeSpec
    purpose: str
    clocks: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The types of one family."""

    family: Family
    entries: tuple[Entry, ...]


def by_family(specs: Iterable[TypeSpec]) -> list[Shelf]:
    """The types on their shelves, in the order of the families; empty shelves are left out."""
    found: dict[str, list[Entry]] = {}
    for spec in specs:
        entry = Entry(spec, purpose(spec), clock_words(spec))
        found.setdefault(spec.family, []).append(entry)
    return [Shelf(f, tuple(found[key])) for key, f in FAMILIES.items() if key in found]


def matching(specs: Iterable[TypeSpec], q: str) -> list[TypeSpec]:
    """The types in whose name, basis, fields or acts every word of `q` stands."""
    words = q.lower().split()
    return [spec for spec in specs if all(word in _text(spec) for word in words)]


def _text(spec: TypeSpec) -> str:
    fields = (*content_of(spec), *spec.fields, *(f for act in spec.acts for f in act.fields))
    own = (*(a.label for a in spec.acts), *(c.label for c in spec.clocks))
    labels = (*(f.label for f in fields), *own, *(f.label for f in spec.figures))
    said = (spec.label, FAMILIES[spec.family].label, spec.number, *spec.basis, *labels)
    return "\n".join(said).lower()


def clock_words(spec: TypeSpec) -> str:
    """What follows from choosing the type: its time limit and how fast it is to be taken."""
    if spec.clocks:
        said = [f"{clock.label} {length(clock.within)}" for clock in spec.clocks[:_CLOCKS_SAID]]
        return "，".join(said) + ("等" if len(spec.clocks) > _CLOCKS_SAID else "")
    if spec.standing:
        return "不到期，按周期自动开出每一期"
    if not handed_over(spec):
        return numbered(spec, spec.deadline.basis)
    if spec.addressed:
        return "写给领导，答复之前可以随时看到办到哪一步"
    within = spec.deadline.within
    due = f"没写时限的按 {length(within)}" if within else "须写明时限"
    return f"{due}；{length(spec.acknowledge_within)}内签收"
