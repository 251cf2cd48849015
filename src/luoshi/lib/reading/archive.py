"""Opening a zip container without being hurt by it.

The directory is weighed before a single part is unpacked, and a part is unpacked no further than
its declared size: a directory that lies gains nothing.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from luoshi.lib.reading.model import MEGABYTE, Limits
from luoshi.lib.reading.refusals import unreadable

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
# A damaged or hostile container makes the standard library raise any of these.
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError,
    NotImplementedError, RuntimeError, struct.error, OverflowError, IndexError,
)  # fmt: skip


class Parts:
    """The parts of an opened container."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root of the part `name`, or None when there is no such part. No DOCTYPE, no entity
        (an office file never has one): external and exploding entities cannot even begin."""
        if name not in self.names:
            return None
        data = self._bytes(name)
        if any(word in data for word in _DECLARATIONS):
            raise unreadable("hostile_markup")
        try:
            return ElementTree.fromstring(data)
        except ElementTree.ParseError:
            raise unreadable("damaged") from None

    def tail(self, name: str, size: int) -> bytes:
        """The last `size` bytes of a part that is too long to be taken apart."""
        return self._bytes(name)[-size:]

    def _bytes(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.flag_bits & 0x1:
            raise unreadable("password")
        try:
            with self._archive.open(info) as part:
                data = part.read(info.file_size + 1)
        except BROKEN:
            raise unreadable("damaged") from None
        if len(data) > info.file_size:
            raise unreadable("archive_bomb")
        return data


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[Parts]:
    """The parts of the zip container `data`, once its directory has been found harmless."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise unreadable("damaged") from None
    with archive:
        _weigh(archive.infolist(), limits)
        yield Parts(archive)


def _weigh(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members or sum(m.file_size for m in members) > limits.unpacked:
        raise unreadable("archive_bomb")
    for member in members:
        if member.file_size > max(MEGABYTE, member.compress_size * limits.ratio):
            raise unreadable("archive_bomb")
