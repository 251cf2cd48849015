"""One place reads the clock; below the pages everything is handed `now`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.structure.source import Module, dotted, modules, parsed, told

CLOCK = "src/luoshi/lib/clock.py"
READINGS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
SOURCES = {"django.utils.timezone": {"now", "localdate"}, "time": {"time", "time_ns", "localtime"}}
DATABASE_CLOCK = "django.db.models.functions"
TOLD_THE_TIME = tuple(
    f"src/luoshi/{floor}/"
    for floor in ("lib", "catalogue", "org", "matters", "notices", "instruments")
)


def clock_readings(module: Module) -> Iterator[str]:
    """Every reading of the machine's or the database's clock, called or handed on as a default."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            if ".".join(dotted(node).split(".")[-2:]) in READINGS:
                yield f"{module.at(node)}: {dotted(node)}; only lib/clock.py reads the clock"
        elif isinstance(node, ast.ImportFrom):
            taken = {name.name for name in node.names}
            bad = taken & SOURCES.get(node.module or "", set())
            bad |= taken & {"Now"} if (node.module or "").startswith(DATABASE_CLOCK) else set()
            if bad:
                yield f"{module.at(node)}: imports {sorted(bad)}; only lib/clock.py reads the clock"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{module.at(node.value)}: {node.arg} reads the clock behind everybody's back"


def uninvited_readings(module: Module) -> Iterator[str]:
    """A rule below the pages that asks for the time instead of being told it."""
    for node in ast.walk(module.tree):
        imported = isinstance(node, ast.ImportFrom) and node.module == "luoshi.lib.clock"
        if (imported and "now" in {name.name for name in node.names}) or (
            isinstance(node, ast.Attribute) and dotted(node) == "clock.now"
        ):
            yield f"{module.at(node)}: take `now` as an argument"


def test_only_the_clock_reads_the_clock() -> None:
    """Otherwise yesterday's state could not be shown as it was."""
    found = [v for m in modules("src/") if m.path != CLOCK for v in clock_readings(m)]
    assert not found, told(found)


def test_rules_are_told_the_time() -> None:
    """Only pages, API and command line ask lib.clock; every rule takes `now`."""
    found = [v for m in modules(*TOLD_THE_TIME) for v in uninvited_readings(m)]
    assert not found, told(found)


def test_hidden_readings_are_found() -> None:
    """The checks can fail."""
    for bad in (
        "import datetime\nx = datetime.datetime.now()",
        "from datetime import date\nx = date.today()",
        "from django.utils import timezone\nf = Field(default=timezone.now)",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
        "f = Field(auto_now_add=True)",
        "import time\nx = time.time()",
    ):
        assert list(clock_readings(parsed(bad))), bad
    assert not list(clock_readings(parsed("import time\nx = time.perf_counter()")))
    assert list(uninvited_readings(parsed("from luoshi.lib import clock\nx = clock.now()")))
    assert list(uninvited_readings(parsed("from luoshi.lib.clock import now")))
