"""What a reading is, and the limits that keep a hostile file harmless."""

from __future__ import annotations

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
class Reading:
    """The text of one file. `pages` are the offsets in `text` where its pages begin (.pdf only).

    `margin` is what stands around the text (page headers and footers, text boxes): it is no part
    of `text`, but a secrecy marking may stand there. `notes` are sentences for the person.
    """

    text: str
    kind: str
    pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    margin: str = ""
