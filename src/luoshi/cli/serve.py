"""`luoshi serve`: the server, two workers and one for slow files, until told to stop."""

from __future__ import annotations

import argparse
from typing import Any

from luoshi.cli import work
from luoshi.cli.ready import django_ready


def add_parser(subparsers: Any) -> None:
    """Adds `serve` to the command line."""
    parser = subparsers.add_parser("serve", help="启动服务")
    add_address(parser)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Where to listen: shared with `demo`."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址")
    parser.add_argument("--port", type=int, default=8000, help="监听端口")
    parser.add_argument("--workers", type=int, default=2, help="工作进程数")


def run(args: argparse.Namespace) -> int:
    """Serves until interrupted. A fault in the catalogue or a channel without its
    settings is said and nothing is served."""
    django_ready()
    from django.core.management import call_command

    call_command("check", "--tag", "catalogue", "--tag", "notices")
    listen(args.host, args.port, args.workers)
    return 0


def listen(host: str, port: int, workers: int) -> None:
    """granian on this address, WSGI, with a worker for slow files beside it, until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "luoshi.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    )
    with work.beside():
        server.serve()
