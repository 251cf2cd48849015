"""`luoshi migrate`: bring the database to this version's shape."""

from __future__ import annotations

import argparse
from typing import Any

from luoshi.cli.ready import django_ready


def add_parser(subparsers: Any) -> None:
    """Adds `migrate` to the command line."""
    subparsers.add_parser("migrate", help="把数据库升级到当前版本")


def run(args: argparse.Namespace) -> int:
    """The database fits this version; running it twice changes nothing."""
    django_ready()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    print("数据库已是最新。")
    return 0
