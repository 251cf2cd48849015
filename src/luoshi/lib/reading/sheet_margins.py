"""What is printed around the cells of a workbook: page headers and footers, text boxes.

No part of the text, but a secrecy marking may stand there.
"""

from __future__ import annotations

import html
import io
import re
import struct
from collections.abc import Iterator

import olefile

from luoshi.lib.reading.archive import Parts
from luoshi.lib.reading.refusals import unreadable

_HEADER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)[^>]*>([^<]*)<")
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d+|[A-Z])")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FILEPASS, _HEADER_RECORD, _FOOTER_RECORD, _TEXT_BOX, _CONTINUE = 0x2F, 0x14, 0x15, 0x1B6, 0x3C


def of_xlsx(parts: Parts) -> list[str]:
    """Headers and footers of every sheet and the words of its drawings and comments."""
    found: list[str] = []
    for name in sorted(parts.names):
        if name.startswith("xl/worksheets/sheet"):
            tail = parts.tail(name, 64_000)
            found += [_plain(html.unescape(m.decode("utf-8", "replace"))) for m in
                      _HEADER.findall(tail)]  # fmt: skip
        elif name.startswith(("xl/drawings/drawing", "xl/comments")) and name.endswith(".xml"):
            root = parts.xml(name)
            if root is not None:
                found += ["".join(p.itertext()) for p in root.iter(f"{_DRAWING}p")]
                found += ["".join(c.itertext()) for c in root.iter() if c.tag.endswith("}comment")]
    return [words for words in found if words.strip()]


def of_ods(parts: Parts) -> list[str]:
    """Headers and footers of the page styles. Raises Unreadable for a protected file."""
    manifest = parts.xml("META-INF/manifest.xml")
    if manifest is not None and any(n.tag.endswith("}encryption-data") for n in manifest.iter()):
        raise unreadable("password")
    styles = parts.xml("styles.xml")
    if styles is None:
        return []
    found = (
        "".join(paragraph.itertext())
        for tag in ("header", "footer", "header-left", "footer-left")
        for node in styles.iter(f"{_STYLE}{tag}")
        for paragraph in node.iter(f"{_TEXT}p")
    )
    return [words for words in found if words.strip()]


def of_xls(data: bytes) -> list[str]:
    """Headers, footers and text boxes of a binary workbook. Raises Unreadable when it is locked."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        name = "Workbook" if container.exists("Workbook") else "Book"
        stream = container.openstream(name).read()
    found: list[str] = []
    box = False
    for kind, body in _records(stream):
        if kind == _FILEPASS:
            raise unreadable("password")
        if kind in (_HEADER_RECORD, _FOOTER_RECORD) and len(body) > 3:
            found.append(_plain(_string(body[2:])))
        elif kind == _CONTINUE and box and body:
            found.append(_string(body))
        box = kind == _TEXT_BOX
    return [words for words in found if words.strip()]


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _string(body: bytes) -> str:
    """A flag byte says whether each character takes one byte or two."""
    return body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")


def _plain(words: str) -> str:
    """A header without its layout codes (&L, &"font", &12); its three parts become lines."""
    return _CODE.sub("", re.sub(r"&[LCR]", "\n", words)).strip()
