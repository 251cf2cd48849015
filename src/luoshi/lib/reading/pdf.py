"""PDF files with a text layer. A scan has none and is told apart from an empty file by `read`.

The parser is PDFium; it is not safe to enter twice at once, hence the lock.
"""

from __future__ import annotations

from threading import Lock

import pypdfium2
from pypdfium2 import PdfiumError

from luoshi.lib.reading.layout import flowed
from luoshi.lib.reading.model import Limits, Reading
from luoshi.lib.reading.refusals import unreadable
from luoshi.lib.text import fold_radicals

_ONE_AT_A_TIME = Lock()
# A page of a scan may still carry a stamp or a page number as text.
_FEWEST_PER_PAGE = 8


def read(data: bytes, limits: Limits) -> Reading:
    """The text of a PDF, paragraph by paragraph. Raises Unreadable for damage, passwords, scans
    and too many pages."""
    with _ONE_AT_A_TIME:
        pages = _pages(data, limits)
    letters = sum(len("".join(page.split())) for page in pages)
    if letters < _FEWEST_PER_PAGE * len(pages):
        raise unreadable("scanned")
    text, starts, margin = flowed(pages)
    bare = sum(not page.strip() for page in pages)
    notes = (f"有 {bare} 页没有文字（可能是图片），没有读到内容。",) if bare else ()
    return Reading(text, "pdf", pages=starts, notes=notes, margin=margin)


def _pages(data: bytes, limits: Limits) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as problem:
        raise unreadable("password" if "assword" in str(problem) else "damaged") from None
    try:
        if len(document) > limits.pages:
            raise unreadable("too_many_pages", pages=len(document), limit=limits.pages)
        if not len(document):
            raise unreadable("damaged")
        return _texts(document, limits)
    except PdfiumError:
        raise unreadable("damaged") from None
    finally:
        document.close()


def _texts(document: pypdfium2.PdfDocument, limits: Limits) -> list[str]:
    pages: list[str] = []
    room = limits.characters
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        text = textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        textpage.close()
        page.close()
        room -= len(text)
        if room < 0:
            raise unreadable("too_long", limit=limits.characters)
        pages.append(fold_radicals(text).replace("\x00", "").replace("\ufffe", "-"))
    return pages
