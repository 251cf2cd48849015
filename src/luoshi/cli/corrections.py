"""`luoshi intake-corrections`: what was proposed and what became of it, as JSON lines."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from luoshi.cli.ready import django_ready
from luoshi.lib import clock
from luoshi.lib.errors import NotFound


def add_parser(subparsers: Any) -> None:
    """Adds `intake-corrections` to the command line."""
    parser = subparsers.add_parser("intake-corrections", help="导出拆解立项的人工修正（JSON 行）")
    parser.add_argument(
        "--as", dest="person", metavar="USERNAME", required=True, help="以哪位督查科人员的身份导出"
    )
    parser.add_argument("--output", metavar="FILE", default="", help="写入文件，默认输出到屏幕")


def run(args: argparse.Namespace) -> int:
    """One line a decided proposal; of matters this person may not see, nothing is told."""
    django_ready()
    from luoshi.instruments.intake import corrections
    from luoshi.org.directory import person_by_username

    person = person_by_username(args.person)
    if person is None:
        raise NotFound(f"没有用户名是“{args.person}”的人员。")
    lines = corrections.lines(person, clock.now())
    if not args.output:
        sys.stdout.writelines(lines)
        return 0
    with Path(args.output).open("w", encoding="utf-8") as target:
        target.writelines(lines)
    return 0
