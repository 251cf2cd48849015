"""`luoshi verify`: prove that nobody changed the history; name the events that were changed."""

from __future__ import annotations

import argparse
from typing import Any

from luoshi.cli.ready import django_ready, progress


def add_parser(subparsers: Any) -> None:
    """Adds `verify` to the command line."""
    subparsers.add_parser("verify", help="验证全部办理过程未被改动")


def run(args: argparse.Namespace) -> int:
    """0 when every digest follows and every row is the fold of its journal; else 1."""
    django_ready()
    from luoshi.matters import verify

    matters, events = verify.totals()
    with progress("验证", matters) as advance:
        found = list(verify.breaches(advance))
    for breach in found:
        print(f"{breach.number} 第 {breach.seq} 条：{breach.sentence}")
    if found:
        print(f"发现 {len(found)} 处不符。")
        return 1
    print(f"{matters} 个事项、{events} 条办理记录，校验链完整。")
    return 0
