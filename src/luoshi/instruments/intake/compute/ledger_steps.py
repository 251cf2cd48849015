"""The steps in the cell of a ledger: each opened by its months (3月：… 4—6月：…), or numbered, or
parted by stops, with limits of their own (①11月底前完成…；②6月底前…)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from luoshi.lib.deadlines import best, find, mentioned, scorer_kind
from luoshi.lib.text import Span, trimmed

Step = tuple[Span, Span | None]  # the step and the months or the limit in it
_MONTH = r"(?:20\d\d年)?1?\d月(?:份|底|初|[上中下]旬|1?\d日|[23]\d日)?"
_UNTIL = r"\s*[-~～—－–至到]{1,2}\s*"
_STEP = re.compile(
    rf"(?<![\d年第])(?:{_MONTH}?\s*(?:[-~～—－–至到]{{1,2}}\s*{_MONTH})|1?\d{_UNTIL}1?\d月|{_MONTH}"
    rf"|20\d\d[./]1?\d(?:{_UNTIL}(?:20\d\d[./])?1?\d)?(?=[：:])"
    r"|全年|第?[一二三四1-4]季度|[上下]半年|年[初中底])(?:前|底前|末)?"
)
# What may stand before the months of a step: ① （1） 1. 第一阶段（.
_BEFORE = re.compile(
    r"(?:^|(?<=[\s；;。：:]))"
    r"(?:[①-⑳]|[（(]?\d{1,2}[)）]|\d{1,2}[、.．]|[^\s；;。：:，（(]{2,10}阶段)\s*[（(：:]?\s*$"
)
_MARK = re.compile(
    r"(?P<ring>[①-⑳])|[（(](?P<bracket>\d{1,2})[)）]|(?<![\d.])(?P<plain>\d{1,2})(?:[、．]|\.(?!\d))"
)
_STOP = re.compile(r"[；;。\n]")
_TIMES = re.compile(r"[月日号天周年季旬]|立|即")
_OPENS = 3  # characters before the limit that opens a sentence: 于, （1）
_ANY_DAY = date(2000, 1, 1)  # only where a day stands is asked, not which it is
_COLON = re.compile(r"[）)]?[：:]")
_LOOK_BACK = 16
_LEAST = 3  # characters; less is no step


def steps(text: str, cell: Span, *, labelled: bool = False) -> list[Step]:
    """The steps of a cell; `labelled`: only where a colon parts every one from its months."""
    heads = [m for m in _STEP.finditer(text, cell.start, cell.end) if _opens(text, cell, m)]
    if labelled:
        heads = [m for m in heads if _label(text, m)]
    if not heads:
        return []
    starts = [_start(text, cell, head) for head in heads]
    if starts[0] - cell.start > 2 and text[starts[0] - 1] not in "：:":
        return []
    edges = [*starts[1:], cell.end]
    spans = [(trimmed(text, at, end), h) for at, end, h in zip(starts, edges, heads, strict=True)]
    return [(span, Span(h.start(), h.end())) for span, h in spans if len(span) > _LEAST]


def listed(text: str, cell: Span) -> list[Step]:
    """The numbered pieces of a cell, or its sentences, where at least two set a limit of their own;
    every sentence has to begin with one."""
    if not _TIMES.search(text, cell.start, cell.end):
        return []
    for pieces, numbered in ((_numbered(text, cell), True), (_sentences(text, cell), False)):
        found = [(one, _limit(text, one)) for one in pieces]
        dated = [limit for _, limit in found if limit]
        opened = (limit and limit.start - one.start <= _OPENS for one, limit in found)
        if len({one.of(text) for one in dated}) > 1 and (numbered or all(opened)):
            return found
    return []


def _numbered(text: str, cell: Span) -> list[Span]:
    """The pieces of a cell that are numbered from one on, in one manner."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text, cell.start, cell.end):
        kind = mark.lastgroup or ""
        same = not marks or mark.lastgroup == marks[0].lastgroup
        if same and _ordinal(mark[kind]) == len(marks) + 1:
            marks.append(mark)
    if not marks or marks[0].start() != cell.start:
        return []
    return _between(text, [mark.start() for mark in marks], cell.end)


def _ordinal(sign: str) -> int:
    return ord(sign) - ord("①") + 1 if sign > "9" else int(sign)


def _sentences(text: str, cell: Span) -> list[Span]:
    stops = (stop.end() for stop in _STOP.finditer(text, cell.start, cell.end))
    return _between(text, [cell.start, *(at for at in stops if at < cell.end)], cell.end)


def _between(text: str, starts: Sequence[int], end: int) -> list[Span]:
    edges = [*starts[1:], end]
    pieces = (trimmed(text, at, edge) for at, edge in zip(starts, edges, strict=True))
    return [one for one in pieces if len(one) > _LEAST]


def _limit(text: str, piece: Span) -> Span | None:
    """Where the limit stands that binds the piece most, or the day that opens it."""
    words = piece.of(text)
    first = best([one for one in find(words) if scorer_kind(one) != "none"])
    if first is None:
        number = _MARK.match(words)
        opens = (number.end() if number else 0) + _OPENS
        first = next((one for one in mentioned(words, anchor=_ANY_DAY) if one.start <= opens), None)
    return Span(piece.start + first.start, piece.start + first.end) if first else None


def _label(text: str, head: re.Match[str]) -> bool:
    return _COLON.match(text, head.end()) is not None


def _start(text: str, cell: Span, head: re.Match[str]) -> int:
    """Where the step begins: with the number or the name of the stage before its months."""
    floor = max(cell.start, head.start() - _LOOK_BACK)
    before = _BEFORE.search(text[floor : head.start()])
    return floor + before.start() if before else head.start()


def _opens(text: str, cell: Span, head: re.Match[str]) -> bool:
    if head.start() == cell.start or _label(text, head):
        return True
    before = text[head.start() - 1] in " \n；;。：:，,\u3000"
    return before or _start(text, cell, head) < head.start()
