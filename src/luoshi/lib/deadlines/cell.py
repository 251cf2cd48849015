"""Reading one whole ledger cell."""

from __future__ import annotations

from datetime import date

from luoshi.lib.deadlines.model import Deadline


def read_cell(text: str, *, anchor: date | None = None, year: int | None = None) -> Deadline:
    """The deadline a whole cell states."""
    return Deadline(0, len(text), text, "unknown", note="看不懂这个时限，请人工填写。")
