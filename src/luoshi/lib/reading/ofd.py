"""OFD pages (GB/T 33190): text objects put back into lines by where they stand; runs apart.

Reads the XML itself, so no script, attachment or signature in the file is looked at. What a page
takes from its template is margin.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from luoshi.lib.reading import layout
from luoshi.lib.reading.archive import Parts, opened
from luoshi.lib.reading.model import Limits, Reading, Told
from luoshi.lib.reading.refusals import unreadable
from luoshi.lib.text import fold_radicals

_SAME_LINE = 0.5  # of the type size, between two baselines
_COLUMN_GAP, _WORD_GAP, _INDENT = 1.6, 0.4, 1.5
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".jb2", ".gbig2")
_SIZE = 4.2  # millimetres, when a text object does not say


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    left: float
    right: float
    base: float
    size: float


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The text of every document in the container, page by page."""
    with opened(data, limits) as parts:
        root = parts.xml("OFD.xml")
        if root is None:
            raise unreadable("damaged")
        if any(name.endswith("Encryptions.xml") for name in parts.names):
            raise unreadable("password")
        pages: list[list[layout.Line]] = []
        margin: list[str] = []
        for start in _all(root, "DocRoot"):
            for page in _pages(parts, _path("", start.text), limits, margin):
                pages.append(page)
                if len(pages) > limits.pages:
                    raise unreadable("too_many_pages", pages=len(pages), limit=limits.pages)
        if not any(pages) and any(name.lower().endswith(_PICTURES) for name in parts.names):
            raise unreadable("scanned_ofd")
    flow = layout.whole(pages)
    around = "\n".join([flow.margin, *dict.fromkeys(margin)])
    return Reading(flow.text, "ofd", pages=tuple(flow.starts), margin=around)


def _pages(
    parts: Parts, document: str, limits: Limits, margin: list[str]
) -> Iterator[list[layout.Line]]:
    root = parts.xml(document)
    if root is None:
        raise unreadable("damaged")
    folder = posixpath.dirname(document)
    for template in _all(root, "TemplatePage"):
        content = parts.xml(_path(folder, template.get("BaseLoc")))
        if content is not None:
            margin += [line.text for line in _lines(content)]
    for page in _all(root, "Page"):
        content = parts.xml(_path(folder, page.get("BaseLoc")))
        yield _lines(content) if content is not None else []


def _path(folder: str, location: str | None) -> str:
    place = (location or "").strip()
    joined = place if place.startswith("/") else posixpath.join("/", folder, place)
    return posixpath.normpath(joined).lstrip("/")


def _all(root: Element, name: str) -> Iterator[Element]:
    """Every element of that name; the namespace differs between the editions of the standard."""
    return (node for node in root.iter() if node.tag.rpartition("}")[2] == name)


def _lines(content: Element) -> list[layout.Line]:
    """The lines of one page from the top down, each from the left."""
    runs = sorted(_runs(content), key=lambda run: run.base)
    rows: list[list[_Run]] = []
    for run in runs:
        if rows and run.base - rows[-1][0].base <= _SAME_LINE * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    edge = min((run.left for run in runs), default=0.0)
    return [layout.Line(_joined(sorted(row, key=lambda run: run.left), edge)) for row in rows]


def _joined(row: list[_Run], edge: float) -> str:
    indented = row[0].left - edge > _INDENT * row[0].size
    text = "\u3000\u3000" if indented else ""
    for at, run in enumerate(row):
        gap = run.left - row[at - 1].right if at else 0.0
        if gap > _COLUMN_GAP * run.size:
            text += "\t"
        elif gap > _WORD_GAP * run.size and text[-1:].isascii() and run.text[0].isascii():
            text += " "
        text += run.text
    return text


def _runs(content: Element) -> Iterator[_Run]:
    seen: set[tuple[str, int, int]] = set()  # drawn twice at one place: how bold type is faked
    for node in _all(content, "TextObject"):
        left, top = ([*_numbers(node.get("Boundary")), 0.0, 0.0])[:2]
        scale = (_numbers(node.get("CTM")) + [1.0] * 4)[:4] if node.get("CTM") else [1.0] * 4
        size = (_numbers(node.get("Size")) or [_SIZE])[0] * (abs(scale[3]) or 1.0)
        x = y = 0.0
        for code in _all(node, "TextCode"):
            text = fold_radicals((code.text or "").strip("\r\n"))
            x = (_numbers(code.get("X")) or [x])[0]
            y = (_numbers(code.get("Y")) or [y])[0]
            start = left + x * scale[0]
            key = (text, round(start), round(top + y * scale[3]))
            if text.strip() and key not in seen:
                seen.add(key)
                wide = _advance(code.get("DeltaX"), text, size / (scale[0] or 1.0)) * scale[0]
                yield _Run(text, start, start + wide, top + y * scale[3], size)


def _advance(deltas: str | None, text: str, size: float) -> float:
    """How wide a run is: its steps (`g 3 5.0` is three of 5.0) and its last character."""
    words, steps = (deltas or "").split(), 0.0
    while words:
        if words[0] == "g" and len(words) > 2:
            count, step = _numbers(words[1]), _numbers(words[2])
            steps += (count or [0.0])[0] * (step or [0.0])[0]
            words = words[3:]
        else:
            steps += (_numbers(words[0]) or [0.0])[0]
            words = words[1:]
    if not deltas:
        return sum(size if char > "\u2e80" else size / 2 for char in text)
    return steps + (size if text[-1] > "\u2e80" else size / 2)


def _numbers(words: str | None) -> list[float]:
    try:
        return [float(word) for word in (words or "").split()]
    except ValueError:
        return []
