"""Making Django ready inside a command, once, and only for commands that need it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def django_ready() -> None:
    """The apps are loaded and the catalogue's faults, if any, are said before anything runs."""
    import django

    django.setup()


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Any]:
    """A progress bar on a terminal, silence in a pipe; yields a function taking an advance."""
    if not sys.stderr.isatty():
        yield lambda advance=1: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda advance=1: bar.advance(task, advance)
