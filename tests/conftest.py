"""What every test shares: the database it runs on and, below, the cast of people."""

from __future__ import annotations

import os

import django
import pytest

from tests import database

database.prepare()
django.setup()
# A worker process must choose its own home before Django reads the settings, as this one did.
del os.environ["DJANGO_SETTINGS_MODULE"]

from luoshi.instruments.intake import known  # noqa: E402  the tables must be known first
from luoshi.matters.types import pinned  # noqa: E402
from tests.cast import county  # noqa: E402, F401


@pytest.fixture(autouse=True)
def _no_rule_of_another_test() -> None:
    """A rolled-back test leaves its type versions' ids to the next: nothing may be remembered."""
    pinned.cache_clear()
    known.forget()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only the tests that touch the database run: the rest ran on SQLite."""
    if database.ON_POSTGRES:
        pure = [item for item in items if not database.touches_database(item)]
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if database.touches_database(item)]
