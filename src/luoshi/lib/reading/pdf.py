"""PDF files: the text layer where there is one, else what the extra `ocr` recognises; runs apart.

The parser is PDFium. A page without words but with a picture is a scan.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from luoshi.lib.reading import ocr, pdf_fonts, pdf_page, pictures, scan
from luoshi.lib.reading.layout import Flow, Line, whole
from luoshi.lib.reading.model import Limits, Progress, Reading, Told
from luoshi.lib.reading.refusals import unreadable

# A page of a scan may still carry a stamp or a page number as text.
_FEWEST_ON_A_PAGE = 8


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The text of a PDF, paragraph by paragraph. Raises Unreadable for damage, passwords, too
    many pages, and for scans that cannot be recognised here."""
    pdf_fonts.install()
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as problem:
        raise unreadable("password" if "assword" in str(problem) else "damaged") from None
    try:
        if len(document) > limits.pages:
            raise unreadable("too_many_pages", pages=len(document), limit=limits.pages)
        if not len(document):
            raise unreadable("damaged")
        return _read(document, limits, told)
    except PdfiumError:
        raise unreadable("damaged") from None
    finally:
        document.close()


def _read(document: PdfDocument, limits: Limits, told: Told | None) -> Reading:
    pages, scans = _layers(document, limits, told)
    worded = sum(_letters(page) >= _FEWEST_ON_A_PAGE for page in pages)
    if not worded:
        if not scans:
            raise unreadable("scanned")
        scan.allow(len(scans), "这份 PDF 是扫描件，", limits)
    if not scans or not ocr.installed() or len(scans) > limits.ocr_pages:
        return _reading(whole(pages), _unread(len(scans)))
    flow = _recognised(document, pages, scans, told)
    if not flow.text.strip():
        raise unreadable("nothing_recognised")
    return _reading(flow, (scan.NOTE,))


def _reading(flow: Flow, notes: tuple[str, ...]) -> Reading:
    return Reading(
        flow.text,
        "pdf",
        pages=tuple(flow.starts),
        notes=notes,
        margin=flow.margin,
        regions=tuple(flow.regions),
    )


def _unread(scans: int) -> tuple[str, ...]:
    return (f"有 {scans} 页没有文字（是图片），没有读到内容。",) if scans else ()


def _letters(page: list[Line]) -> int:
    return sum(len("".join(line.text.split())) for line in page)


def _layers(
    document: PdfDocument, limits: Limits, told: Told | None
) -> tuple[list[list[Line]], list[int]]:
    """The lines of every page's text layer, and which pages are pictures instead."""
    pages: list[list[Line]] = []
    scans: list[int] = []
    room = limits.characters
    for index in range(len(document)):
        page = document[index]
        lines = pdf_page.lines(page)
        if _letters(lines) < _FEWEST_ON_A_PAGE and _has_picture(page):
            scans.append(index)
        page.close()
        room -= sum(len(line.text) for line in lines)
        if room < 0:
            raise unreadable("too_long", limit=limits.characters)
        pages.append(lines)
        if told and len(pages) > len(scans):
            told(Progress(len(pages) - len(scans), len(document), ""))
    return pages, scans


def _has_picture(page: PdfPage) -> bool:
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE]
    return next(iter(page.get_objects(filter=kinds, max_depth=4)), None) is not None


def _recognised(
    document: PdfDocument, pages: list[list[Line]], scans: list[int], told: Told | None
) -> Flow:
    """All pages in order, the scanned ones recognised; what is told grows page by page."""
    flow = Flow()
    waiting = set(scans)
    for index, lines in enumerate(pages):
        if index in waiting:
            waiting.remove(index)
            page = document[index]
            lines = ocr.lines_on(pictures.of_page(page, ocr.LONG_SIDE, ocr.LONG_SIDE))
            page.close()
        flow.add(lines)
        if told:
            told(Progress(len(pages) - len(waiting), len(pages), flow.text))
    return flow
