"""A second lock on the journal: database triggers that refuse to change or delete an event.

The models refuse already; this stops a stray SQL statement. Django's table rebuilds on SQLite
drop triggers silently, so they are put back after every migrate. Whoever owns the database can
still drop them: the proof is the chain (`verify`), not the trigger.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS journal_no_{act} BEFORE {act} ON matters_event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION journal_sealed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
DROP TRIGGER IF EXISTS journal_sealed_row ON matters_event;
CREATE TRIGGER journal_sealed_row BEFORE UPDATE OR DELETE ON matters_event
FOR EACH ROW EXECUTE FUNCTION journal_sealed();
"""


def seal(using: str = "default", **_: Any) -> None:
    """The triggers are in place on the database `using`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for act in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE.format(act=act))
        else:
            cursor.execute(_POSTGRES)


def unseal(using: str = "default") -> None:
    """The triggers are gone: for `luoshi`'s own drills and for tests that empty tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for act in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS journal_no_{act}")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS journal_sealed_row ON matters_event")


def _after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    if sender.label == "matters" and kwargs.get("plan") is not None:
        seal(using)


def install() -> None:
    """From now on every migrate ends with the triggers in place."""
    post_migrate.connect(_after_migrate, dispatch_uid="matters.guards")
