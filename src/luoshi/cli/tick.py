"""`luoshi tick`: let time do its part once, or every minute with --loop."""

from __future__ import annotations

import argparse
import time
from datetime import datetime
from typing import Any

from luoshi.cli.ready import django_ready, progress
from luoshi.lib import clock
from luoshi.lib.errors import Invalid

EVERY = 60  # seconds


def add_parser(subparsers: Any) -> None:
    """Adds `tick` to the command line."""
    parser = subparsers.add_parser("tick", help="处理到点的提醒、升级和例行事项")
    parser.add_argument(
        "--now", metavar="ISO", default="", help="按这个时刻计算，如 2026-11-23T09:00"
    )
    parser.add_argument("--loop", action="store_true", help="每分钟一次，直到停止")


def moment(text: str) -> datetime:
    """The moment asked for, on the office's wall clock when it names no zone; else the present."""
    if not text:
        return clock.now()
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid("--now 请写成 2026-11-23T09:00 这样的时刻。", code="bad_moment") from None
    return given if given.tzinfo else given.replace(tzinfo=clock.CHINA)


def run(args: argparse.Namespace) -> int:
    """Everything due by then is in the journal; prints how many acts it took."""
    django_ready()
    from luoshi.cli.jobs import run_jobs

    while True:
        with progress("到点处理") as advance:
            done = run_jobs(moment(args.now), lambda _: advance(0))
        if not args.loop:
            print(f"处理了 {done} 项。")
            return 0
        time.sleep(EVERY)
