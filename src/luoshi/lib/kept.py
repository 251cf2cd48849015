"""Values worked out once for each key and kept, up to a bound; a hit costs one look in a dict."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Kept(dict[Key, Value]):
    """What `work` gives for each key: `kept[key]` works it out the first time only.

    No more than `most` are kept, so that memory does not grow with what is read; beyond them each
    is worked out anew. Quicker than `lru_cache` where keys are asked for by the thousand.
    """

    def __init__(self, work: Callable[[Key], Value], most: int) -> None:
        super().__init__()
        self._work, self._most = work, most

    def __missing__(self, key: Key) -> Value:
        value = self._work(key)
        if len(self) < self._most:
            self[key] = value
        return value


Thing = TypeVar("Thing")


class KeptOf(Generic[Thing, Value]):
    """What `work` gives for each thing, by the thing's identity: for what is slow to hash, and
    lives long. The thing is kept beside it, so that its identity cannot become another's; beyond
    `most` all are forgotten."""

    def __init__(self, work: Callable[[Thing], Value], most: int = 2_000) -> None:
        self._work, self._most = work, most
        self._kept: dict[int, tuple[Thing, Value]] = {}

    def __call__(self, thing: Thing) -> Value:
        """The value for this very thing, worked out the first time."""
        known = self._kept.get(id(thing))
        if known is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            known = self._kept[id(thing)] = (thing, self._work(thing))
        return known[1]
