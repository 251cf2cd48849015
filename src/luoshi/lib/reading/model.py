"""What a reading is, and the limits that keep a hostile file harmless."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops. Every number can be set by the caller; these suit one office paper."""

    bytes: int = 50 * MEGABYTE
    characters: int = 5_000_000
    pages: int = 1_000
    members: int = 5_000  # files inside a container (.docx, .xlsx, .ofd, …)
    unpacked: int = 200 * MEGABYTE  # of all parts of a container together
    ratio: int = 200  # unpacked to packed, for any part above one megabyte
    rows: int = 50_000  # paragraphs and table rows that hold something
    columns: int = 500  # of one sheet
    cells: int = 20_000_000  # that one sheet spans, most of them empty
    pixels: int = 80_000_000  # of one picture
    ocr_pages: int = 300  # pages that may have to be recognised; 0: none is
    seconds: int = 60  # without any progress, for formats that are read in a process apart
    memory: int = 2_048 * MEGABYTE  # of such a process


@dataclass(frozen=True, slots=True)
class Region:
    """Where the stretch `start:end` of the text stands on the picture of its page.

    `page` counts from 1; `box` is left, top, right, bottom as fractions 0..1 of the page.
    """

    start: int
    end: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a slow file has been read: `done` of `total` pages, and the text so far.

    The final text begins with `text`; it is "" as long as it is not known.
    """

    done: int
    total: int
    text: str


Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file. `pages` are the offsets in `text` where its pages begin (.pdf, .ofd
    and pictures only).

    `margin` is what stands around the text (page headers and footers, text boxes): it is no part
    of `text`, but a secrecy marking may stand there. `notes` are sentences for the person.
    `regions` say where recognised text stands; what was not read by OCR has none.
    """

    text: str
    kind: str
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    margin: str = ""
    regions: tuple[Region, ...] = ()
