"""Word documents: paragraphs with their automatic numbers, tables as lines of tab-parted cells.

Reads the XML itself, so nothing embedded is run or fetched. Deleted and moved-away text is left
out; a vertically merged cell repeats its value in every row it covers (and only there).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from luoshi.lib.reading.archive import Parts, opened
from luoshi.lib.reading.grid import line
from luoshi.lib.reading.model import Limits, Reading
from luoshi.lib.reading.numbering import Numbering, W, numbering
from luoshi.lib.reading.refusals import unreadable

_SKIPPED = {
    f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOX = f"{W}txbxContent"
_DEEPEST = 24


def read(data: bytes, limits: Limits) -> Reading:
    """The text of a .docx. Raises Unreadable for damage, passwords, bombs and entity tricks."""
    with opened(data, limits) as parts:
        root = parts.xml("word/document.xml")
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise unreadable("damaged")
        lines = _Lines(numbering(parts), limits)
        lines.blocks(body)
        margin = [*lines.boxes, *_margins(parts)]
        notes = ("文件有未接受的修订，按接受修订后的文字读取。",) if _revised(body) else ()
        return Reading("\n".join(lines.done), "docx", notes=notes, margin="\n".join(margin))


def _revised(body: Element) -> bool:
    return any(body.find(f".//{W}{tag}") is not None for tag in ("del", "moveFrom"))


def _margins(parts: Parts) -> Iterator[str]:
    for name in sorted(parts.names):
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
            root = parts.xml(name)
            if root is not None:
                for paragraph in root.iter(f"{W}p"):
                    yield "".join(_pieces(paragraph))


class _Lines:
    """The lines of the document as they are found."""

    def __init__(self, numbers: Numbering, limits: Limits) -> None:
        self.done: list[str] = []
        self.boxes: list[str] = []
        self._numbers = numbers
        self._limits = limits

    def blocks(self, parent: Element, depth: int = 0) -> None:
        """Paragraphs, tables and wrapped content of `parent`, in order."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{W}p":
                self._add(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _SKIPPED:
                self.blocks(child, depth + 1)

    def _add(self, line: str) -> None:
        if len(self.done) >= self._limits.rows:
            raise unreadable("too_long", limit=self._limits.characters)
        self.done.append(line)

    def _paragraph(self, paragraph: Element) -> str:
        text = "".join(_pieces(paragraph))
        for box in paragraph.iter(_BOX):
            self.boxes.extend("".join(_pieces(inner)) for inner in box.iter(f"{W}p"))
        label = self._numbers.label(paragraph) if text.strip() else ""
        return label + text

    def _table(self, table: Element) -> None:
        above: dict[int, str] = {}
        for row in table.iter(f"{W}tr"):
            cells: list[str] = []
            column = 0
            for cell in row.findall(f"{W}tc"):
                value, width = self._cell(cell, above.get(column, ""))
                above[column] = value
                cells += [value, *[""] * (width - 1)]
                column += width
            if any(cells):
                self._add(line(cells))

    def _cell(self, cell: Element, above: str) -> tuple[str, int]:
        properties = cell.find(f"{W}tcPr")
        span = merge = None
        if properties is not None:
            span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
        value = span.get(f"{W}val", "1") if span is not None else "1"
        width = int(value) if value.isdigit() and len(value) < 4 else 1
        if merge is not None and merge.get(f"{W}val", "continue") == "continue":
            return above, width
        inner = (self._paragraph(paragraph) for paragraph in cell.iter(f"{W}p"))
        return " ".join(" ".join(inner).split()), width


def _pieces(paragraph: Element) -> Iterator[str]:
    stack = [iter(paragraph)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in _SIGNS:
            yield _SIGNS[node.tag]
        elif node.tag not in _SKIPPED and node.tag != _BOX:
            stack.append(iter(node))
