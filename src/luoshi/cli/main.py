"""`luoshi`: one parser, one module a command. Django is set up only for commands that need it."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

# In the order in which a new keeper meets them.
COMMANDS = (
    "demo",
    "serve",
    "migrate",
    "work",
    "tick",
    "verify",
    "token",
    "types",
    "intake",
    "corrections",
    "docs_reference",
)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(prog="luoshi", description="落实：督查督办平台")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for name in COMMANDS:
        module = import_module(f"luoshi.cli.{name}")
        module.add_parser(subparsers)
        added = list(subparsers.choices)[-1]
        subparsers.choices[added].set_defaults(module=f"luoshi.cli.{name}")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; a `Problem` is one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    args = build_parser().parse_args(argv)
    from luoshi.lib.errors import Problem

    try:
        return int(import_module(args.module).run(args) or 0)
    except Problem as problem:
        print(f"{problem.sentence}（{problem.stable_code}）", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
