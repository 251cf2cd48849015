"""Pictures of paper (.png .jpg .tif …): recognised page by page by the extra `ocr`; apart."""

from __future__ import annotations

from luoshi.lib.reading import ocr, pictures
from luoshi.lib.reading.layout import Flow
from luoshi.lib.reading.model import Limits, Progress, Reading, Told
from luoshi.lib.reading.refusals import unreadable

NOTE = "文字是从图片上识别的，请对照原件核对。"


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """What stands on the picture, with the place of every line."""
    allow(1, "图片", limits)
    flow = Flow()
    with pictures.frames(data, limits) as pages:
        for done, page in enumerate(pages, 1):
            if done > limits.ocr_pages:
                raise unreadable("too_many_scans", pages=done, limit=limits.ocr_pages)
            flow.add(ocr.lines_on(page))
            if told:
                told(Progress(done, done, flow.text))
    if not flow.text.strip():
        raise unreadable("nothing_recognised")
    return Reading(
        flow.text,
        "image",
        pages=tuple(flow.starts),
        notes=(NOTE,),
        margin=flow.margin,
        regions=tuple(flow.regions),
    )


def allow(pages: int, found: str, limits: Limits) -> None:
    """Raises unless so many pages of `found` may and can be recognised here."""
    if not limits.ocr_pages:
        raise unreadable("scanned")
    if not ocr.installed():
        raise unreadable("ocr_missing", found=found)
    if pages > limits.ocr_pages:
        raise unreadable("too_many_scans", pages=pages, limit=limits.ocr_pages)
