"""A Chinese font for PDFs that bring none, on a machine that has none either.

Without a glyph PDFium takes a line for a flat stroke, and a second line with the same words close
by for the same line drawn twice: it loses it. `box.ttf` (made with fontTools: one glyph, a hollow
box, for every Chinese character by a cmap of format 13) gives every character its size.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Any

from pypdfium2 import PdfSysfontBase

_CHINESE = (128, 129, 134, 136)  # charsets of Windows: Japanese, Korean, simplified, traditional
_SIMPLIFIED = 134
_HANDLE = 0x10_5E
_WHOLE_FILE = 0


@cache
def _file() -> bytes:
    return Path(__file__).with_name("box.ttf").read_bytes()


class BoxFont(PdfSysfontBase):
    """The fonts of the machine, and the box where a Chinese one is asked for in vain."""

    def MapFont(self, own: Any, *wanted: Any) -> Any:  # noqa: N802
        """The font that fits best."""
        found = super().MapFont(own, *wanted)
        return found or (_HANDLE if wanted[2] in _CHINESE else found)

    def GetFontData(  # noqa: N802
        self, own: Any, font: Any, table: int, room: Any, size: int
    ) -> Any:
        """The size of a font's data, copied into `room` when it is large enough."""
        if font != _HANDLE:
            return super().GetFontData(own, font, table, room, size)
        if table != _WHOLE_FILE:
            return 0
        if room and size >= len(_file()):
            ctypes.memmove(room, _file(), len(_file()))
        return len(_file())

    def GetFaceName(self, own: Any, font: Any, room: Any, size: int) -> Any:  # noqa: N802
        """The name of a font; the box has none."""
        return 0 if font == _HANDLE else super().GetFaceName(own, font, room, size)

    def GetFontCharset(self, own: Any, font: Any) -> Any:  # noqa: N802
        """What a font is for."""
        return _SIMPLIFIED if font == _HANDLE else super().GetFontCharset(own, font)

    def DeleteFont(self, own: Any, font: Any) -> Any:  # noqa: N802
        """Nothing is kept of the box."""
        return None if font == _HANDLE else super().DeleteFont(own, font)


def install() -> None:
    """From here on PDFium finds a glyph for every Chinese character."""
    if PdfSysfontBase.SINGLETON is None:
        BoxFont().setup()
