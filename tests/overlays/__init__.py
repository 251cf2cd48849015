"""Types that an office adds for itself, and the way to put them into force in a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from django.conf import settings

from luoshi.matters import types

HERE = Path(__file__).parent


@pytest.fixture
def hotline() -> Iterator[str]:
    """The hotline ticket is a type of this office; gives its key."""
    folder = Path(settings.HOME) / "catalogue"
    folder.mkdir(parents=True, exist_ok=True)
    put = Path(copy(HERE / "hotline_ticket.toml", folder))
    types.catalogue.cache_clear()
    yield "hotline_ticket"
    put.unlink()
    types.catalogue.cache_clear()
