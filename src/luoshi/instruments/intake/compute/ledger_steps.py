"""The steps in the cell of a ledger, each with the months that open it: 3月：… 4—6月：…."""

from __future__ import annotations

import re

from luoshi.lib.text import Span, trimmed

Step = tuple[Span, Span]  # the step and the months in it
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
    before = text[head.start() - 1] in " \n；;。：:\u3000"
    return before or _start(text, cell, head) < head.start()
