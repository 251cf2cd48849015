"""Values worked out once for each key and kept, up to a bound; a hit costs one look in a dict."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

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
