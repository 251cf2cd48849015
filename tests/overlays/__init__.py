"""Types that an office adds for itself, and the way to put them into force in a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import pytest
from django.conf import settings

from luoshi.matters import types

HERE = Path(__file__).parent


@contextmanager
def _in_force(key: str) -> Iterator[str]:
    folder = Path(settings.HOME) / "catalogue"
    folder.mkdir(parents=True, exist_ok=True)
    put = Path(copy(HERE / f"{key}.toml", folder))
    types.catalogue.cache_clear()
    yield key
    put.unlink()
    types.catalogue.cache_clear()


@pytest.fixture
def hotline() -> Iterator[str]:
    """The hotline ticket is a type of this office; gives its key."""
    with _in_force("hotline_ticket") as key:
        yield key


@pytest.fixture
def reception() -> Iterator[str]:
    """The official reception, which no unit handles, is a type of this office; gives its key."""
    with _in_force("reception") as key:
        yield key
