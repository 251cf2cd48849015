"""How much two short texts say the same: pairs of characters in common, in percent.

Plain and explicable on purpose: somebody has to be told why two petitions were held to be one.
Width, case, marks, and the polite words that every petition begins with do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOTHING = re.compile(r"[\W_]+")
_POLITE = re.compile(
    r"(?:群众|村民|居民|业主|职工)?(?:来信|来访|来电|网上)?(?:反映|请求|要求|投诉|咨询)"
)


def folded(words: str) -> str:
    """A text as it is compared."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return _NOTHING.sub("", _POLITE.sub("", plain)) or _NOTHING.sub("", plain)


@lru_cache(maxsize=20_000)
def pairs(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; of a single character that one."""
    plain = folded(words)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset(plain)


def alike(one: str, other: str) -> int:
    """0 (nothing in common) to 100 (the same): twice the common pairs to all pairs (Dice)."""
    a, b = pairs(one), pairs(other)
    return round(200 * len(a & b) / (len(a) + len(b))) if a and b else 0
