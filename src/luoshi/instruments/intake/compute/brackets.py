"""Items of a paper that are closed by the words that say whose they are.

A closer is a bracket, （责任单位：…） or （X牵头，Y配合）, or a run of labelled lines (责任单位：…,
完成时限：…). A bracket governs its paragraph since the closer before it; where several stand in one
paragraph and inside their sentences (…650公里（市交通局负责）；), each governs its sentence. A closer
on a line of its own governs the paragraphs above, back to the number that opens the item. What
leads a whole section (a heading with a bracket, 以上各项由…牵头) is told by `governed`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute.closers import BRACKET, Closer, find_closers
from luoshi.instruments.intake.compute.roles import Assigned, Named, in_cell
from luoshi.instruments.intake.compute.structure import PART_OF_ITEM, Line, level
from luoshi.lib.text import Span, trimmed

_ENDS = "。；;！.，,"
_STOPS = re.compile(r"[。！？]")


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of text with the words that assign it.

    `words` say what is to be done, `due` is the place of the limit that stands beside the units.
    `reach` is where what belongs to the item begins: the problem above 整改措施：…, say. `how` says
    by what it is assigned: bracket, line, heading or note.
    """

    start: int
    end: int
    words: Span
    reach: int
    named: tuple[Named, ...]
    lead: str | None
    due: Span | None = None
    how: str = "bracket"


def items(text: str, every: list[Line]) -> list[Item]:
    """All items that a bracket or labelled lines close, in order."""
    return [item for item, _ in closed(text, every)]


def closed(text: str, every: list[Line]) -> list[tuple[Item, Closer]]:
    """The items, each with its closer."""
    closers = find_closers(text, every)
    on_line = Counter(one.line for one in closers)
    single = any(count > 1 for count in on_line.values())
    grouped = _grouped(every, closers)
    found: list[tuple[Item, Closer]] = []
    floor = 0
    for one in closers:
        alone = on_line[one.line] == 1 and not (single and _goes_on(text, every[one.line], one))
        start = reach = _start(text, every, one, floor, alone=alone)
        if one.own:
            start, group, neighbours = _numbered_above(every, one.line, floor)
            reach = group if grouped else start
            if grouped and neighbours:
                found += [(item, one) for item in _neighbours(every, one, group)]
                floor = one.end
                continue
            start = min(one.task.start, one.start) if one.task else start
        floor = end = _past_stop(text, one.end)
        words = one.task or trimmed(text, start, one.start)
        if not len(words):
            continue
        said, how = one.said, "bracket" if one.bracket else "line"
        found.append((Item(start, end, words, reach, said.named, said.lead, said.due, how), one))
    return found


def _neighbours(every: list[Line], one: Closer, start: int) -> Iterator[Item]:
    """The numbered items above one closer that is theirs together; it stands in the last."""
    lines = [at for at in range(one.line) if every[at].start >= start]
    items = shared(every, lines, one.said, "line")
    yield from items[:-1]
    yield replace(items[-1], end=one.end)


def shared(
    every: Sequence[Line], lines: Sequence[int], said: Assigned, how: str, reach: int = -1
) -> list[Item]:
    """One item for each numbered line and what follows it, or for each line."""
    groups: list[list[int]] = []
    numbered = any(level(every[at].number) < PART_OF_ITEM for at in lines)
    for at in lines:
        part = numbered and level(every[at].number) >= PART_OF_ITEM
        if groups and part and groups[-1][-1] == at - 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    found = []
    for order, group in enumerate(groups):
        start, end = every[group[0]].start, every[group[-1]].end
        begins = reach if reach >= 0 and not order else start
        start = begins if len(groups) == 1 else start
        found.append(
            Item(start, end, Span(start, end), begins, said.named, said.lead, said.due, how)
        )
    return found


def _start(text: str, every: list[Line], one: Closer, floor: int, *, alone: bool) -> int:
    """Where the item begins that a closer behind its text governs."""
    line = every[one.line]
    start = max(line.start, floor)
    if not alone and text[one.end : one.end + 1] in _ENDS and text[one.start - 1] not in _ENDS:
        stops = list(_STOPS.finditer(text, start, one.start))
        return stops[-1].end() if stops else start
    return _unwrapped(text, every, one.line, floor) if start == line.start else start


def _goes_on(text: str, line: Line, one: Closer) -> bool:
    """Whether the paragraph has sentences behind the one that the closer stands in."""
    return len(text[one.end : line.end].strip("。；;！.，, \t\u3000")) > 0


def _unwrapped(text: str, every: list[Line], at: int, floor: int) -> int:
    """The start of a paragraph that was broken into lines: back over lines without an end."""
    while at and not every[at].number and every[at - 1].start >= floor:
        above = every[at - 1]
        words = above.start, above.end
        if text[above.end - 1] in "。；;：:！）)】]" or not re.search(
            r"[，。、]", text[slice(*words)]
        ):
            break
        at -= 1
    return every[at].start


def _past_stop(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] in ("。", "；", ";") else at


def _numbered_above(every: list[Line], at: int, floor: int) -> tuple[int, int, int]:
    """Back from line `at`: the start of the numbered item, that of the first of its neighbours
    without a closer of their own, and how many such neighbours there are."""
    start = group = every[at].start
    found, neighbours = 0, 0
    for order in range(at - 1, -1, -1):
        line = every[order]
        if line.start < floor or line.role in ("title", "opening", "addressee", "signature"):
            break
        depth = level(line.number)
        if not found:
            start = group = line.start
            found = depth if depth < PART_OF_ITEM else 0
        elif depth < found:
            break
        elif depth == found:
            group, neighbours = line.start, neighbours + 1
    return start, group, neighbours


def _grouped(every: list[Line], closers: list[Closer]) -> bool:
    """Whether closers on their own line stand under several numbered items at once as a rule."""
    floors = [0, *(one.end for one in closers)]
    own = [(one, floor) for one, floor in zip(closers, floors, strict=False) if one.own]
    many = sum(_numbered_above(every, one.line, floor)[2] > 0 for one, floor in own)
    return many * 2 > len(own)


__all__ = [
    "BRACKET",
    "Item",
    "Named",
    "closed",
    "in_cell",
    "items",
    "shared",
]
