"""The one door for files: size first, then the kind, then the adapter, then a last look.

It stores nothing and decides nothing about secrecy: `luoshi.lib.secrecy` is asked by the caller,
with `text` and `margin`, before anything is kept.
"""

from __future__ import annotations

from collections.abc import Callable

from luoshi.lib.reading import docx, pdf, plain
from luoshi.lib.reading.kinds import NAMES, OLE, check_name, kind_of, refuse_unsupported
from luoshi.lib.reading.model import MEGABYTE, Limits, Reading, Told
from luoshi.lib.reading.refusals import unreadable

_ADAPTERS: dict[str, Callable[[bytes, Limits], Reading]] = {
    "txt": plain.read,
    "docx": docx.read,
    "pdf": pdf.read,
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(
    data: bytes,
    name: str,
    *,
    limits: Limits = Limits(),  # noqa: B008
    on_progress: Told | None = None,
) -> Reading:
    """The text of the file `name` with content `data`. Raises Unreadable, with its own code and
    a sentence, for whatever cannot be read; nothing is left behind either way."""
    if len(data) > limits.bytes:
        size, limit = -(-len(data) // MEGABYTE), limits.bytes // MEGABYTE
        raise unreadable("too_large", size=size, limit=limit)
    if not data.strip():
        raise unreadable("empty_text")
    kind = kind_of(data)
    if data.startswith(OLE) and _ENCRYPTED in data:
        raise unreadable("password")  # Office and WPS wrap a protected .docx in an OLE container
    check_name(name, kind)
    refuse_unsupported(kind)
    return _checked(_ADAPTERS[kind](data, limits), limits)


def picture(data: bytes, name: str, page: int, *, width: int = 1000) -> bytes:
    """The picture of a page as PNG; no adapter here draws one."""
    raise unreadable("unsupported", found=NAMES[kind_of(data)], advice=".docx")


def read_pasted(text: str, *, limits: Limits = Limits()) -> Reading:  # noqa: B008
    """Text that a person pasted, line ends made plain. Raises Unreadable when it is empty."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return _checked(Reading(lines, "pasted"), limits)


def _checked(reading: Reading, limits: Limits) -> Reading:
    if not reading.text.strip("\ufeff \t\r\n\u3000\u00a0\u200b"):
        raise unreadable("scanned" if reading.kind == "pdf" else "empty_text")
    if len(reading.text) > limits.characters:
        raise unreadable("too_long", limit=limits.characters)
    return reading
