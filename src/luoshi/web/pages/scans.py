"""The pictures of a scanned paper beside its text, with the lines of one proposal outlined."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from luoshi.instruments.intake import service
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.lib import reading as papers
from luoshi.lib.errors import NotFound
from luoshi.matters import files
from luoshi.web.pages.intake import office
from luoshi.web.request import Request

WIDTH = 1000  # pixels: a line of 16 point type stays readable
_KEPT = 24 * 3600  # seconds: the bytes under an address never change


@dataclass(frozen=True, slots=True)
class Box:
    """An outlined line, in hundredths of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ScanShown:
    """One page of the paper on which the proposal stands."""

    page: int
    url: str
    boxes: tuple[Box, ...]


def shown_page(reading: Reading, proposal: Proposal) -> tuple[ScanShown, ...]:
    """The pages on which the proposal's sentence stands; empty for what was not read by OCR."""
    if not reading.scanned:
        return ()
    pages = service.scanned_pages(reading, proposal.start, proposal.end)
    return tuple(_shown(reading, page, proposal) for page in pages)


def _shown(reading: Reading, page: ScannedPage, proposal: Proposal) -> ScanShown:
    boxes = tuple(
        Box(*(round(side * 100, 2) for side in (left, top, right - left, bottom - top)))
        for start, end, left, top, right, bottom in page.regions
        if start < proposal.end and proposal.start < end
    )
    return ScanShown(page.page, reverse("web:scan", args=[reading.pk, page.page]), boxes)


@office
@require_safe
def scan(request: Request, reading_id: int, page: int) -> HttpResponse:
    """One page of the paper as a picture, for the office alone."""
    reading = service.reading(request.user, reading_id, request.now)
    document = reading.document
    if not reading.scanned or not document.file_digest:
        raise NotFound("这份文件没有图像。")
    data = files.content(document.file_digest)
    drawn = papers.picture(data, document.file_name, page, width=WIDTH)
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = f"private, max-age={_KEPT}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
