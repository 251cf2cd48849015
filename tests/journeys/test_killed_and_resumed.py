"""Time's work killed anywhere and started again ends as if nothing had happened.

Two copies of one county are ticked through the same weeks, day by day, each tick a process of its
own. One is left in peace; in the other every tick is killed (SIGKILL) again and again at another
moment before it may end. Both must hold the same events, the same digests for the same people and
the same forecasts.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests import database

MADE = """
import sys; from datetime import datetime; from pathlib import Path
from luoshi.lib.clock import CHINA
from luoshi.cli.ready import django_ready; django_ready()
from django.core.management import call_command; call_command("migrate", verbosity=0)
from luoshi.cli.demo import prepare
prepare(Path(sys.argv[1]), datetime(2026, 11, 13, 10, tzinfo=CHINA), 0)
"""
# Working mornings, New Year's day, and the first working day after it.
DAYS = (
    "2026-11-16T07:30", "2026-11-18T07:30", "2026-11-27T07:30", "2026-12-14T07:30",
    "2027-01-01T09:00", "2027-01-04T07:30",
)  # fmt: skip
# Tables, and the columns of each that only count rows.
TABLES = (
    ("matters_event", {"id"}),
    ("matters_matter", set[str]()),
    ("matters_assignment", {"id"}),
    ("notices_notice", {"id", "event_id", "digest_id"}),
    ("notices_digest", {"id"}),
    ("instruments_forecast", {"id"}),
)


def environment(home: Path) -> dict[str, str]:
    """The surroundings of a process that works in `home` and nowhere else."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LUOSHI_", "PYTEST_"))}
    return {**kept, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.config.settings"}


def ticking(home: Path, moment: str) -> subprocess.Popen[bytes]:
    """`luoshi tick --now MOMENT`, begun."""
    command = [sys.executable, "-m", "luoshi.cli.main", "tick", "--now", moment]
    return subprocess.Popen(
        command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def count(home: Path) -> int:
    """How many events there are."""
    with closing(sqlite3.connect(home / "luoshi.sqlite3")) as connection:
        return int(connection.execute("SELECT count(*) FROM matters_event").fetchone()[0])


def killed_at_work(home: Path, moment: str) -> None:
    """The tick is killed as soon as it has written something, or when it had nothing to write."""
    before, process = count(home), ticking(home, moment)
    while process.poll() is None and count(home) == before:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


def killed_some_time(home: Path, moment: str, after: float) -> None:
    """The tick is killed so many seconds after it was begun."""
    process = ticking(home, moment)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def finished(home: Path, moment: str) -> None:
    """The tick has run to its end."""
    process = ticking(home, moment)
    _, said = process.communicate()
    assert process.returncode == 0, said.decode()[-800:]


def rows(home: Path) -> dict[str, list[Any]]:
    """Everything that the tables hold. The running numbers of events are left out: which matter's
    turn comes first after a kill is nobody's business, what is written of it is."""
    found = {}
    with closing(sqlite3.connect(home / "luoshi.sqlite3")) as connection:
        for table, counted in TABLES:
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            kept = [at for at, name in enumerate(names) if name not in counted]
            found[table] = sorted(
                (tuple(row[at] for at in kept) for row in cursor.fetchall()), key=repr
            )
    return found


@pytest.mark.skipif(database.ON_POSTGRES, reason="brings its own database, once is enough")
def test_killing_a_tick_at_any_point_changes_nothing(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    subprocess.run(
        [sys.executable, "-c", MADE, str(first)], env=environment(first), check=True, timeout=300
    )
    second = tmp_path / "second"
    shutil.copytree(first, second)
    before = count(first)
    chance, halfway = random.Random(13), 0
    for moment in DAYS:
        finished(first, moment)
        killed_at_work(second, moment)
        killed_some_time(second, moment, chance.uniform(0.2, 1.2))
        left = count(second)
        finished(second, moment)
        halfway += left < count(second)
    assert halfway, "no tick was killed before its end"
    assert count(first) > before + 20
    assert rows(second) == rows(first)
