"""一口清: a unit's key figures with their day and source, situation, problems and suggestions (S7).

Nothing is overwritten: a new value stands before the older ones. Kept by the unit itself, read by
everybody in business.
"""

from luoshi.instruments.facts.compute import STALE_MONTHS, is_stale
from luoshi.instruments.facts.service import (
    Card,
    Figure,
    Found,
    card_of,
    keeps,
    record_figure,
    record_text,
    search,
)

__all__ = [
    "STALE_MONTHS",
    "Card",
    "Figure",
    "Found",
    "card_of",
    "is_stale",
    "keeps",
    "record_figure",
    "record_text",
    "search",
]
