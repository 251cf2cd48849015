"""One thing that is asked of somebody, as the page 向我要的 shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from luoshi.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: the next act, why, by whom and when it was asked, until when."""

    matter: Matter
    verb: str  # the act that answers it; empty: only to be read
    unit: str
    why: str
    who: str
    at: datetime
    until: date | None = None
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Asks that are answered the same way."""

    key: str
    heading: str
    asks: tuple[Ask, ...]
