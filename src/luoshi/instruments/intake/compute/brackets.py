"""Items of a paper that are closed by the words that say whose they are.

A closer is a bracket, （责任单位：…） or （X牵头，Y配合）, or a run of labelled lines (责任单位：…,
完成时限：…). A bracket governs its paragraph since the closer before it; where several stand in one
paragraph and inside their sentences (…650公里（市交通局负责）；), each governs its sentence. A closer
on a line of its own governs the paragraphs above, back to the number that opens the item. What
leads a whole section (a heading with a bracket, 以上各项由…牵头) is told by `governed`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import roles
from luoshi.instruments.intake.compute.labels import WHO_KINDS, Label, after_stops, labels, opening
from luoshi.instruments.intake.compute.roles import Assigned, Named
from luoshi.instruments.intake.compute.structure import PART_OF_ITEM, Line, level
from luoshi.lib.text import Span, trimmed

_INNER = r"[（(〔\[【][^（()）〔〕\[\]【】\n]{0,80}[）)〕\]】]"
_BROKEN = (
    r"\n(?:[ \t]*[-—－–]?[ \t]*\d{1,3}[ \t]*[-—－–]?[ \t]*\n)?"
    r"(?!\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]))"
)
# One bracket with brackets inside; a line or page may end in it.
BRACKET = re.compile(
    rf"[（(〔\[【](?:[^（()）〔〕\[\]【】\n]|{_INNER}|{_BROKEN}){{2,400}}[）)〕\]】]"
)
_SAYS_WHO = re.compile(r"负责|责任|牵头|承办|主办|落实单位|配合|会同|组织实施|实施单位|协办")
_NO_CLOSER = re.compile(r"^.(?:以下|下称|简称|原|含|包括|即|如|详见|见|附|注|截至|不含|除)")
_RANKED = re.compile(
    r"^(?:[省市县区州旗]|各|国家|国务院|中央|团[省市县]|驻)|.{3,}(?:局|委|办|部|厅)$"
)
_FEW = 3  # closers from which a paper is one of brackets
_ENDS = "。；;！.，,"
_TASK_LEVEL = 3  # （1） and lines without a number may be listed under a task
_LISTED = 12  # lines
_LOOK_BACK = 300  # characters before a remark in which its bracket may open
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


@dataclass(frozen=True, slots=True)
class Closer:
    """Words that assign: where, on which line, whether lines of their own, and what they say."""

    start: int
    end: int
    line: int
    own: bool
    said: Assigned
    bracket: bool
    task: Span | None = None


def items(text: str, every: list[Line]) -> list[Item]:
    """All items that a bracket or labelled lines close, in order."""
    return [item for item, _ in closed(text, every)]


def closed(text: str, every: list[Line]) -> list[tuple[Item, Closer]]:
    """The items, each with its closer."""
    closers = _closers(text, every)
    on_line = Counter(one.line for one in closers)
    grouped = _grouped(every, closers)
    found: list[tuple[Item, Closer]] = []
    floor = 0
    for one in closers:
        start = reach = _start(text, every, one, floor, alone=on_line[one.line] == 1)
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


def _closers(text: str, every: list[Line]) -> list[Closer]:
    """Every closer of the paper. Brackets that hold nothing but names count in papers that have
    several closers."""
    starts = [line.start for line in every]
    first_leads = _told_before(text)
    found: list[Closer] = []
    bare: list[Closer] = []
    spans = [
        *((one, True) for one in _brackets(text)),
        *((one, False) for one in _runs(text, every)),
    ]
    for one, bracket in sorted(spans, key=lambda pair: pair[0].start):
        at = bisect_right(starts, one.start) - 1
        if at < 0 or (found and one.start < found[-1].end):
            continue
        own = not text[every[at].start : one.start].strip()
        if bracket:
            said = roles.read_bracket(text, one.start + 1, one.end - 1, first_leads=first_leads)
        else:
            said = roles.read(text, one.start, one.end, first_leads=first_leads)
        first_leads = first_leads or said.first_leads
        if not said.named or not _closes(text, every[at], one, said):
            continue
        task = None if bracket else _task(text, one)
        closer = Closer(one.start, one.end, at, own, said, bracket, task)
        if _SAYS_WHO.search(text, one.start, one.end):
            found.append(closer)
        elif said.sure and all(map(is_ranked, said.named)):
            bare.append(closer)
    if len(found) + len(bare) >= _FEW and len(bare) * 4 >= len(found):
        found += bare
    return sorted(found, key=lambda one: one.start)


def is_ranked(name: Named) -> bool:
    """Whether the name begins with a rank or ends as a bureau does: a unit even standing alone."""
    return _RANKED.search(name.text) is not None


def _told_before(text: str) -> bool:
    """Whether the paper says outside the words that close an item that who stands first leads."""
    for told in roles.FIRST_LEADS.finditer(text):
        line = max(text.rfind("\n", 0, told.start()) + 1, told.start() - _LOOK_BACK)
        label = opening(text, line, told.end())
        if label and label.kind in WHO_KINDS:
            continue
        opened: list[int] = []
        for at in range(line, told.start()):
            if text[at] in "（(〔[【":
                opened.append(at)
            elif text[at] in "）)〕]】" and opened:
                opened.pop()
        ahead = text[opened[0] + 1 : told.start()] if opened else ""
        if not re.search(r"[、：:，]|负责", ahead):
            return True
    return False


def _brackets(text: str) -> Iterator[Span]:
    for match in BRACKET.finditer(text):
        words = match.group()
        label = opening(text, match.start(), match.end()) if words[0] in "【[〔" else None
        if words.count("\n") <= 3 and not _NO_CLOSER.match(words) and not label:
            yield Span(match.start(), match.end())


def _runs(text: str, every: list[Line]) -> Iterator[Span]:
    """Runs of labelled lines that name somebody, and labels behind the last stop of a line. What
    is listed under 整改措施： belongs to its run where a label follows."""
    run: list[tuple[Line, Label]] = []
    listed = 0
    for line in every:
        label = opening(text, line.start, line.end)
        if label:
            run.append((line, label))
            listed = 0
            continue
        if (
            run
            and run[-1][1].kind == "task"
            and level(line.number) > _TASK_LEVEL
            and listed < _LISTED
        ):
            listed += 1
            continue
        yield from _run(run)
        run = []
        for one in after_stops(text, line.start, line.end):
            if one.kind in WHO_KINDS and text[one.start] not in "（(〔[":
                yield Span(one.start, line.end)
                break
    yield from _run(run)


def _run(run: list[tuple[Line, Label]]) -> Iterator[Span]:
    """The run cut where a label comes back: 责任单位 … 责任单位 are two items."""
    begin = 0
    for at in range(1, len(run) + 1):
        part = run[begin:at]
        if at == len(run) or run[at][1].words in {label.words for _, label in part}:
            if any(label.kind in WHO_KINDS for _, label in part):
                yield Span(part[0][1].start, part[-1][0].end)
            begin = at


def _task(text: str, span: Span) -> Span | None:
    """What 整改措施：… in a run of labelled lines says is to be done."""
    found = labels(text, span.start, span.end)
    edges = [*(one.start for one in found[1:]), span.end]
    for one, edge in zip(found, edges, strict=False):
        if one.kind == "task":
            return Span(one.end, one.end + len(text[one.end : edge].rstrip()))
    return None


def _closes(text: str, line: Line, one: Span, said: Assigned) -> bool:
    """Whether the words stand where an item ends, not inside a sentence that goes on."""
    before = text[line.start : one.start].rstrip()
    after = text[one.end : line.end].lstrip()
    return said.labelled or not before or before[-1] in _ENDS or not after or after[0] in _ENDS


def _start(text: str, every: list[Line], one: Closer, floor: int, *, alone: bool) -> int:
    """Where the item begins that a closer behind its text governs."""
    line = every[one.line]
    start = max(line.start, floor)
    if not alone and text[one.end : one.end + 1] in _ENDS and text[one.start - 1] not in _ENDS:
        stops = list(_STOPS.finditer(text, start, one.start))
        return stops[-1].end() if stops else start
    return _unwrapped(text, every, one.line, floor) if start == line.start else start


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


__all__ = ["BRACKET", "Closer", "Item", "Named", "closed", "is_ranked", "items", "shared"]
