"""`luoshi token PERSON`: a bearer token of the API, shown once."""

from __future__ import annotations

import argparse
from typing import Any

from luoshi.cli.ready import django_ready
from luoshi.lib import clock
from luoshi.lib.errors import NotFound


def add_parser(subparsers: Any) -> None:
    """Adds `token` to the command line."""
    parser = subparsers.add_parser("token", help="为某人签发接口令牌")
    parser.add_argument("person", metavar="PERSON", help="登录名")
    parser.add_argument("--label", default="", help="用途说明")


def run(args: argparse.Namespace) -> int:
    """Prints the token alone on its line; only its digest is kept."""
    django_ready()
    from luoshi.org import directory, tokens

    person = directory.person_by_username(args.person)
    if person is None:
        raise NotFound(f"没有登录名为“{args.person}”的人。")
    print(tokens.issue(person, clock.now(), args.label))
    return 0
