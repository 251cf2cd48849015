"""The tree holds what is done: no promise, no stub, no silenced check without its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.structure.source import ROOT, files, told

# Written with a gap, so that this file does not find itself.
LATER = [word.replace(" ", "").upper() for word in ("to do", "fix me", "xx x")]
STUB = "raise Not" + "ImplementedError"
IGNORED = "# type: " + "ignore"
WAIVED = "# no" + "qa"
PROMISE = re.compile(
    rf"\b(?:{'|'.join(LATER)})\b|{STUB}|{IGNORED}(?!\[)|{WAIVED}(?!: [A-Z]+[0-9]+)"
)
KINDS = {".py", ".html", ".js", ".css", ".toml", ".sh", ""}
PLACES = ("src/", "tests/", "benchmarks/", ".ci/", "Makefile", "pyproject.toml")


def promises(name: str, text: str) -> Iterator[str]:
    """Every unfinished or silenced place of a text."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := PROMISE.search(line):
            yield f"{name}:{number}: {found[0]}"


def test_nothing_is_promised_or_silenced() -> None:
    """What is left for later stands in the issues, not in the code."""
    found = [
        v
        for path in files()
        if path.suffix in KINDS and (name := path.relative_to(ROOT).as_posix()).startswith(PLACES)
        for v in promises(name, path.read_text("utf-8", "ignore"))
    ]
    assert not found, told(found)


def test_promises_and_silenced_checks_are_found() -> None:
    """The check can fail; a silenced check that names its rule is allowed."""
    for bad in (f"# {LATER[0]} later", STUB, f"x = 1  {WAIVED}", f"x = f()  {IGNORED}"):
        assert list(promises("x.py", bad)), bad
    assert not list(promises("x.py", f"x = f()  {IGNORED}[arg-type]"))
    assert not list(promises("x.py", f"x = f()  {WAIVED}: B008"))
