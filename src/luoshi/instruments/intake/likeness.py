"""How alike two short titles are: shared character pairs over all pairs (Dice). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from luoshi.lib.text import fold

WORTH_SHOWING = 0.45


def pairs(title: str) -> Counter[str]:
    """The character pairs of a title, punctuation and case aside."""
    plain = "".join(c for c in fold(title).lower() if c.isalnum())
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))


def likeness(a: Counter[str], b: Counter[str]) -> float:
    """0 for nothing in common, 1 for the same pairs."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def likest(
    title: str, known: Iterable[tuple[str, Counter[str]]], most: int = 3
) -> list[tuple[str, float]]:
    """The keys of the titles most like `title`, best first, only those worth showing."""
    own = pairs(title)
    scored = ((key, likeness(own, other)) for key, other in known)
    found = sorted((s for s in scored if s[1] >= WORTH_SHOWING), key=lambda s: -s[1])
    return [(key, round(score, 2)) for key, score in found[:most]]
