"""Tables that came as text: lines taken apart into cells, whatever stands between the cells.

Tabs, commas (a cell with line breaks or commas stands in quotes), pipes and box strokes, columns
aligned by several blanks. It knows lines and cells, not what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.lib.text import Span, trimmed

TABS, PIPES, BLANKS, COMMAS = "tabs", "pipes", "blanks", "commas"
_QUOTED = re.compile(r'(?:^|[\t,])"[^"\t]*(?:\n[^"\t]*)+"(?=[\t,\n]|$)', re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|｜:+=\-─━┄┌┐└┘├┤┬┴┼│┃╋]+")
_BARS = "|｜│┃"
_GAP = re.compile(r"[ \u3000]{2,}")
_COMMA = re.compile(r',(?=(?:[^"]*"[^"]*")*[^"]*$)')
_FEWEST_COMMAS = 2
_EDGES = " \t\u3000\u00a0\ufeff\r\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells (none for a line that is no row), blanks and quotes at their edges off.

    `style` says what stands between the cells.
    """

    span: Span
    cells: tuple[Span, ...] = ()
    style: str = ""

    def words(self, text: str) -> list[str]:
        """What the cells say."""
        return [cell.of(text) for cell in self.cells]


def lines(text: str) -> list[Line]:
    """Every line that is not blank and no mere rule between rows."""
    found: list[Line] = []
    for span in _logical(text):
        words = span.of(text)
        if not words or (words[0] in "|｜:+=-─━┌└├" and _RULE.fullmatch(words)):
            continue
        style = _style(words)
        found.append(Line(span, tuple(_cells(text, span, style)) if style else (), style))
    return found


def placed(text: str, line: Line, heading: Line) -> Line:
    """`line` with its cells under those of `heading`, told by where they stand on the screen.

    Only columns kept apart by blanks need it: there an empty cell leaves no trace."""
    if line.style != BLANKS or len(line.cells) == len(heading.cells):
        return line
    starts = [_column(text, heading, cell) for cell in heading.cells]
    places = [Span(line.span.end, line.span.end)] * len(starts)
    for cell in line.cells:
        at = _column(text, line, cell)
        near = min(range(len(starts)), key=lambda one: abs(starts[one] - at))
        places[near] = cell
    return Line(line.span, tuple(places), line.style)


def _column(text: str, line: Line, cell: Span) -> int:
    begin = text.rfind("\n", 0, line.span.start) + 1
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[begin : cell.start]
    )


def _logical(text: str) -> Iterator[Span]:
    """Lines without the white space around them; a quoted cell may hold line breaks."""
    quoting = '"' in text and ("\t" in text or ',"' in text or '",' in text)
    quoted = iter(_QUOTED.finditer(text) if quoting else ())
    held, start = next(quoted, None), -1
    for match in _LINE.finditer(text):
        begin = match.start() if start < 0 else start
        while held is not None and held.end() <= match.start():
            held = next(quoted, None)
        if held is not None and held.start() <= match.end() < held.end():
            start = begin
            continue
        start = -1
        yield _without_blanks(text, begin, match.end())


def _without_blanks(text: str, start: int, end: int) -> Span:
    """The line without white space at its edges; a tab at its front is an empty cell and stays."""
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES and text[start] != "\t":
        start += 1
    return Span(start, end)


def _style(words: str) -> str:
    if "\t" in words:
        return TABS
    if any(words.count(bar) >= 2 for bar in _BARS):
        return PIPES
    if ("  " in words or "\u3000" in words) and _GAP.search(words):
        return BLANKS
    return COMMAS if words.count(",") >= _FEWEST_COMMAS else ""


def _cells(text: str, line: Span, style: str) -> Iterator[Span]:
    words = line.of(text)
    if style == PIPES:
        mark = max(_BARS, key=words.count)
        cuts = [(at, at + 1) for at, char in enumerate(words) if char == mark]
        found = list(_between(text, line, cuts))
        found = found[1:] if words.startswith(mark) else found
        yield from found[:-1] if words.endswith(mark) else found
        return
    if style == TABS:
        cuts = [(at, at + 1) for at, char in enumerate(words) if char == "\t"]
    else:
        rule = _GAP if style == BLANKS else _COMMA
        cuts = [match.span() for match in rule.finditer(words)]
    yield from _between(text, line, cuts)


def _between(text: str, line: Span, cuts: list[tuple[int, int]]) -> Iterator[Span]:
    at = line.start
    for begin, end in [*cuts, (len(line), len(line))]:
        cell = _without_line_ends(text, at, line.start + begin)
        inner = cell.of(text)
        if len(inner) > 1 and inner[0] == inner[-1] == '"':
            cell = _without_line_ends(text, cell.start + 1, cell.end - 1)
        yield cell
        at = line.start + end


def _without_line_ends(text: str, start: int, end: int) -> Span:
    span = trimmed(text, start, end)
    while len(span) and (text[span.start] == "\n" or text[span.end - 1] == "\n"):
        span = trimmed(
            text, span.start + (text[span.start] == "\n"), span.end - (text[span.end - 1] == "\n")
        )
    return span
