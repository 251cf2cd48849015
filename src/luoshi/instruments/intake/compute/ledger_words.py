"""What the words of a ledger's own cell say of whose the row is, and by when.

Where no column names units the task ends with them as an item of prose does: in a bracket
(（教研室）, （县民政局负责，各乡镇配合）) or behind labels (牵头：… 配合：…). A step of a measure may
name its own unit (由市环保局每月抽测…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import actors, closers, roles, units
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.labels import WHO_KINDS, labels
from luoshi.instruments.intake.compute.ledger_units import Owners
from luoshi.lib.text import Span, trimmed

_NUMBER = re.compile(r"(?:[①-⑳]|[（(]\d{1,2}[)）]|\d{1,2}[、.．])\s*")
_CLAUSE = re.compile(r"(?<![\d年月日号季度周底末初旬前后内])[，；。]|[（(]")  # of more than a time


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a cell that says whose the row is: the units, the limit's place, the words left.

    `sure`: it would be read so wherever it stood; a bare （教研室） is believed in a table where
    other rows end so for sure."""

    owners: Owners
    due: Span | None
    words: Span
    sure: bool


def closing(text: str, cell: Span, *, first_leads: bool) -> Closing | None:
    """The bracket or the labels at the end of the cell that name units."""
    start = next(
        (one.start for one in labels(text, cell.start, cell.end) if one.kind in WHO_KINDS), -1
    )
    bracket = closers.last_bracket(text, cell)
    if bracket is not None and (start < 0 or bracket.start <= start):
        said = roles.read_bracket(text, bracket.start + 1, bracket.end - 1, first_leads=first_leads)
        start = bracket.start
    elif start >= 0:
        said = roles.read(text, start, cell.end, first_leads=first_leads)
    else:
        return None
    words = trimmed(text, cell.start, start)
    if (
        not said.named
        or not len(words)
        or not (said.sure or closers.says_who(text, start, cell.end))
    ):
        return None
    unique = tuple({name.text: name for name in said.named}.values())
    sure = (
        said.labelled
        or closers.says_who(text, start, cell.end)
        or all(map(closers.is_ranked, said.named))
    )
    return Closing(Owners(unique, said.lead, "words"), said.due, words, sure)


def believed(found: Sequence[Closing]) -> bool:
    """Whether the rows of a table whose cells close with `found` are assigned by them."""
    return sum(one.sure for one in found) * 2 >= len(found)


def _is_one(name: Named) -> bool:
    return closers.is_ranked(name) and name.text[0] != "各"


def of_step(text: str, step: Span, row: Owners) -> Owners:
    """Whose a step is: the unit that its first words let act, one of the row's or one told by its
    form; else that of the row. Of all (各乡镇) a step may be true without being theirs."""
    number = _NUMBER.match(text, step.start, step.end)
    own = Span(number.end() if number else step.start, step.end)
    found = actors.actors(text, own, units.actors(text, own.start, own.end))
    known = {name.text for name in row.named}
    told = (
        not units.of_people(name.text)
        and (name.text in known or found.how == "by" or _is_one(name))
        for name in found.named
    )
    if not found.named or not all(told) or _CLAUSE.search(text, own.start, found.named[0].start):
        return row
    return replace(row, named=found.named, lead=found.lead, how="words")
