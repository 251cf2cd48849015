"""Eight people press at once: one act is done, seven are told, nothing is half-written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from luoshi.lib.errors import Stale
from luoshi.matters import engine, guards, verify
from tests import database
from tests.cast import build


@pytest.mark.skipif(
    not database.ON_POSTGRES, reason="SQLite in memory has one writer; PostgreSQL runs this"
)
def test_of_eight_acts_on_one_version_exactly_one_is_done(transactional_db: None) -> None:
    guards.unseal()
    county = build()
    matter = county.handling()

    def press(n: int) -> bool:
        try:
            engine.act(
                matter,
                "urge",
                county["clerk"],
                county.now,
                rev=matter.rev,
                channel="phone",
                note=f"第{n}遍",
            )
        except Stale:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(press, range(8)))
    matter.refresh_from_db()
    assert sum(done) == 1
    assert matter.urged == 1
    assert list(verify.breaches()) == []
