"""`luoshi types list|check|golden`: the matter types of this installation."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from luoshi.cli.ready import django_ready


def add_parser(subparsers: Any) -> None:
    """Adds `types` to the command line."""
    parser = subparsers.add_parser("types", help="事项类型：列出、检查、用文字描述")
    parser.add_argument("what", choices=("list", "check", "golden"))
    parser.add_argument("key", nargs="?", default="", help="只看一种类型")


def run(args: argparse.Namespace) -> int:
    """`check` exits 1 when any declaration is at fault."""
    django_ready()
    from luoshi.catalogue.describe import golden
    from luoshi.matters.checks import faults
    from luoshi.matters.types import catalogue, current
    from luoshi.matters.verbs import VERBS

    loaded = catalogue()
    chosen = [current(args.key)] if args.key else list(loaded.types.values())
    if args.what == "check":
        found = faults()
        for fault in found:
            print(f"{fault.where} {fault.code} {fault.sentence}", file=sys.stderr)
        print(f"{len(loaded.types)} 种类型，{len(found)} 处问题。")
        return 1 if found else 0
    labels = {key: verb.label for key, verb in VERBS.items()}
    for spec in chosen:
        if args.what == "golden":
            print(golden(spec, loaded.parties, labels))
        else:
            print(f"{spec.key}\t第{spec.version}版\t{spec.label}\t{spec.number}")
    return 0
