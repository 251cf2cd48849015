"""Tickets and receptions of an office's own types, for the tests of the pages."""

from __future__ import annotations

from typing import Any

from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County


def ticket(county: County, **typed: Any) -> Matter:
    """A ticket about a call of Thursday, taken on Monday."""
    said = {"title": "路灯不亮", "lead": "city", "called_on": "2026-11-12", "district": "east"}
    return engine.open_matter("hotline_ticket", county["clerk"], county.now, **(said | typed))


def working(county: County, **typed: Any) -> Matter:
    """A ticket that its unit has acknowledged."""
    matter = ticket(county, **typed)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    return matter


def visit(county: County, by: str = "clerk", **typed: Any) -> Matter:
    """A reception asked for on Monday at nine."""
    said = {
        "title": "河道治理调研",
        "from_unit": "某市水利局",
        "letter": "市水函〔2026〕18号",
        "arrives_at": "2026-11-19 14:30",
        "guests": "8",
        "escort": "clerk",
    }
    return engine.open_matter("reception", county[by], county.now, **(said | typed))
