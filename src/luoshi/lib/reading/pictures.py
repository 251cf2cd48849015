"""Pages as pictures: to be recognised, and to be shown beside their text; runs apart.

Needs the imaging library of the extra `ocr`. A picture is measured before it is unpacked.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from luoshi.lib.reading import pdf_fonts
from luoshi.lib.reading.model import Limits
from luoshi.lib.reading.refusals import unreadable

_TALLEST = 4  # a page drawn taller than so many times its width is cut


def draw(data: bytes, kind: str, page: int, width: int, limits: Limits) -> bytes:
    """Page `page` (from 1) of a PDF or an image as a PNG of that width."""
    try:
        import PIL  # noqa: F401
    except ImportError:
        raise unreadable("no_picture") from None
    if kind == "pdf":
        picture = _drawn(data, page, width)
    else:
        with frames(data, limits) as pages:
            picture = next((shown for at, shown in enumerate(pages, 1) if at == page), None)
            if picture is None:
                raise unreadable("no_picture")
            picture.thumbnail((width, width * _TALLEST))
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG")
    return out.getvalue()


def _drawn(data: bytes, page: int, width: int) -> Any:
    pdf_fonts.install()
    try:
        document = pypdfium2.PdfDocument(data)
        if page > len(document):
            raise unreadable("no_picture")
        return of_page(document[page - 1], width, width * _TALLEST)
    except pypdfium2.PdfiumError:
        raise unreadable("no_picture") from None


def of_page(page: pypdfium2.PdfPage, width: float, height: float) -> Any:
    """A page of a PDF, drawn as large as fits into `width` by `height` pixels."""
    wide, tall = page.get_size()
    scale = min(width / max(wide, 1.0), height / max(tall, 1.0))
    return page.render(scale=scale).to_pil()


@contextmanager
def frames(data: bytes, limits: Limits) -> Iterator[Iterator[Any]]:
    """The pages of an image file, upright, one at a time. Raises Unreadable for damage."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = limits.pixels // 2  # Pillow itself refuses twice that
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > limits.pixels:
                raise unreadable("archive_bomb")
            yield _upright(image)
    except Image.DecompressionBombError:
        raise unreadable("archive_bomb") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise unreadable("damaged") from None


def _upright(image: Any) -> Iterator[Any]:
    from PIL import ImageOps, ImageSequence

    for frame in ImageSequence.Iterator(image):
        yield ImageOps.exif_transpose(frame.convert("RGB"))
