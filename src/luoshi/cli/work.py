"""`luoshi work`: read slow files in the background, until told to stop.

`luoshi serve` keeps one such process beside its web workers. More may run, here or on another
machine with the same database and files: they share the work and never do a thing twice.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from luoshi.cli.ready import django_ready
from luoshi.lib import clock

EVERY = 1.0  # seconds between two looks for work
AGAIN = 5.0  # seconds before a worker that died is started again
_log = logging.getLogger(__name__)


def add_parser(subparsers: Any) -> None:
    """Adds `work` to the command line."""
    parser = subparsers.add_parser("work", help="在后台读取较慢的文件（扫描件、大文件）")
    parser.add_argument("--once", action="store_true", help="读完等待中的文件就结束")
    parser.add_argument("--parent", type=int, default=0, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Reads what waits, oldest first; with --once ends when nothing waits any more."""
    django_ready()
    from django.db import close_old_connections

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if args.once:  # a short run: a fault is its caller's, the connection is new
        while _work_once():
            pass
        return 0
    while not args.parent or os.getppid() == args.parent:
        close_old_connections()
        if not _worked():
            time.sleep(EVERY)
    return 0


def _worked() -> bool:
    """Whether there was work. A fault is logged: the next file must not wait for its repair."""
    try:
        return _work_once()
    except Exception:
        _log.exception("后台读取文件时出错")
        time.sleep(EVERY)
        return True


def _work_once() -> bool:
    from luoshi.instruments.intake.background import work_once

    return work_once(clock.now)


@contextmanager
def beside() -> Iterator[None]:
    """A worker process runs as long as the block does; one that dies is started again."""
    over = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-m", "luoshi.cli.main", "work", "--parent", str(os.getpid())]

    def keep() -> None:
        while not over.is_set():
            running[:] = [subprocess.Popen(command)]
            running[0].wait()
            over.wait(AGAIN)

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        for process in running:
            process.terminate()
        keeper.join(timeout=10)
