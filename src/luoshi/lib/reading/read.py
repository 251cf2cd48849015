"""The one door for files: size first, then the kind, then the adapter, then a last look.

It stores nothing and decides nothing about secrecy: `luoshi.lib.secrecy` is asked by the caller,
with `text` and `margin`, before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from luoshi.lib.reading import apart, delimited, docx, plain
from luoshi.lib.reading.kinds import OLE, check_name, kind_of, refuse_unsupported
from luoshi.lib.reading.model import MEGABYTE, Limits, Progress, Reading
from luoshi.lib.reading.refusals import unreadable

Here = Callable[[bytes, Limits], Reading]


def _here(adapter: Here) -> apart.Adapter:
    return lambda data, limits, told: adapter(data, limits)


_ADAPTERS: dict[str, apart.Adapter] = {
    "txt": _here(plain.read),
    "csv": _here(delimited.read),
    "docx": _here(docx.read),
    "html": apart.adapter("webpage"),
    "mht": apart.adapter("webpage"),
    "rtf": apart.adapter("rtf"),
    "doc": apart.adapter("doc"),
    "pdf": apart.adapter("pdf"),
    "ofd": apart.adapter("ofd"),
    "xlsx": apart.adapter("sheets"),
    "xls": apart.adapter("sheets"),
    "ods": apart.adapter("sheets"),
    "image": apart.adapter("scan"),
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def read(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008
    on_progress: Callable[[Progress], None] | None = None,
) -> Reading:
    """The text of the file `name` with content `data`. Raises Unreadable, with its own code and
    a sentence, for whatever cannot be read; nothing is left behind either way.

    `on_progress` is told after every page of what takes long; what it is told only grows."""
    kind = _known_kind(data, name, limits)
    return _checked(_ADAPTERS[kind](data, limits, on_progress), limits)


def picture(data: bytes, name: str, page: int, *, width: int = 1000) -> bytes:
    """One page of a PDF or an image as a PNG of that width; pages count from 1. Raises Unreadable
    when there is no such page or the file has no pages to show."""
    limits = Limits()
    kind = _known_kind(data, name, limits)
    if kind not in ("pdf", "image") or page < 1:
        raise unreadable("no_picture")
    return apart.picture(data, kind, page, max(1, min(width, 4_000)), limits)


def read_pasted(text: str, *, limits: Limits = Limits()) -> Reading:  # noqa: B008
    """Text that a person pasted, line ends made plain. Raises Unreadable when it is empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return _checked(Reading(lines, "pasted"), limits)


def _known_kind(data: bytes, name: str, limits: Limits) -> str:
    """The kind of a file that is neither too large nor empty, misnamed, locked or unsupported."""
    if len(data) > limits.bytes:
        size, limit = -(-len(data) // MEGABYTE), limits.bytes // MEGABYTE
        raise unreadable("too_large", size=size, limit=limit)
    if not data.strip():
        raise unreadable("empty_text")
    if data.startswith(OLE) and _ENCRYPTED in data:
        raise unreadable("password")  # Office and WPS wrap a protected .docx in an OLE container
    kind = kind_of(data, name)
    check_name(name, kind)
    refuse_unsupported(kind, frozenset(_ADAPTERS))
    return kind


def _checked(reading: Reading, limits: Limits) -> Reading:
    if _NO_CHARACTER.search(reading.text):
        reading = replace(reading, text=_NO_CHARACTER.sub("\ufffd", reading.text))
    if not reading.text.strip("\ufeff \t\r\n\u3000\u00a0\u200b"):
        raise unreadable("scanned" if reading.kind == "pdf" else "empty_text")
    if len(reading.text) > limits.characters:
        raise unreadable("too_long", limit=limits.characters)
    return reading
