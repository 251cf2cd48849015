"""A letter file cut into pieces, each with the label that stands before it or over its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.instruments.intake.compute import letter_labels as labels
from luoshi.instruments.intake.compute.letter_labels import Label, Says
from luoshi.lib.text import Span, paragraphs, trimmed

_FIELD = re.compile(r"【[^【】\n]{1,12}】")
_HEADER = re.compile(r"^[^\n]*\t[^\n]*$", re.MULTILINE)
_ASKS = re.compile(
    r"来信|来电|来访|留言|诉求|信访|网民|网友|投诉|咨询|工单|群众反映|市民|提问|建议(?:内容|标题|名称)"
)
_ANSWERS = re.compile(
    r"答复(?:内容|意见|情况)?(?:\t|$)|回复(?:内容|意见|情况)?(?:\t|$)|(?:办理|处理|处置)(?:结果|情况|意见)"
)
_OWES = re.compile(r"时限|期限|完成时间|牵头|责任")
_HEAD = 4000  # characters in which a table's heading is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file and its label."""

    span: Span
    label: Label | None


def tabled(text: str) -> bool:
    """Whether the file is a table of letters and answers, not a ledger of tasks."""
    if "\t" not in text:
        return False
    for found in _HEADER.finditer(text, 0, _HEAD):
        words = found.group()
        if _ASKS.search(words) and _ANSWERS.search(words) and not _OWES.search(words):
            return True
    return False


def pieces(text: str) -> Iterator[Piece]:
    """The lines of the text, cut at the cells of a table and before 【…】, with their labels."""
    columns: list[Says] = []
    for line in paragraphs(text):
        cells = list(_cells(text, line))
        if len(cells) < 2:
            columns = columns if _bare(text, line) else []
        elif heading := _heading(text, cells):
            columns = heading
            continue
        elif columns:
            yield from _row(text, cells, columns)
            continue
        for cell in cells:
            edges = [cell.start, *(m.start() for m in _FIELD.finditer(text, cell.start, cell.end))]
            for start, end in zip(edges, [*edges[1:], cell.end], strict=True):
                span = trimmed(text, start, end)
                if len(span):
                    yield Piece(span, labels.label(text, span.start, span.end))


def _bare(text: str, line: Span) -> bool:
    return len(line) <= 3 and line.of(text).isdigit()


def _cells(text: str, line: Span) -> Iterator[Span]:
    at = line.start
    for cell in line.of(text).split("\t"):
        yield trimmed(text, at, at + len(cell))
        at += len(cell) + 1


def _heading(text: str, cells: list[Span]) -> list[Says]:
    """What the columns hold, where the row is a heading with both sides in it."""
    found = [labels.label(text, cell.start, cell.end) for cell in cells]
    says = [
        one.says if one and one.end >= cell.end else Says.FIELD
        for one, cell in zip(found, cells, strict=True)
    ]
    return says if {Says.DEMAND, Says.ANSWER} <= set(says) else []


def _row(text: str, cells: list[Span], columns: list[Says]) -> Iterator[Piece]:
    """The cells of one record: the demand first, then what belongs to the answer, then itself."""
    order = (Says.DEMAND, Says.UNIT, Says.DAY, Says.ANSWER)
    for says in order:
        for cell, column in zip(cells, columns, strict=False):
            if column is says and len(cell):
                yield Piece(cell, Label(says, "", cell.start))
