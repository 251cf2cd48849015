"""What a reading is, and the limits that keep a hostile file harmless."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops. Every number can be set by the caller; these suit one office paper."""

    bytes: int = 50 * MEGABYTE
    characters: int = 5_000_000
    pages: int = 1_000
    members: int = 5_000  # files inside a .docx
    unpacked: int = 200 * MEGABYTE  # of all parts of a .docx together
    ratio: int = 200  # unpacked to packed, for any part above one megabyte
    rows: int = 50_000  # paragraphs and table rows


@dataclass(frozen=True, slots=True)
class Region:
    """Where the stretch `start:end` of the text stands on the picture of its page.

    `page` counts from 1; `box` is left, top, right, bottom as fractions 0..1 of the page.
    """

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


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
    """The text of one file. `pages` are the offsets in `text` where its pages begin (.pdf only).

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
