"""`luoshi demo`: a fictional county with a year behind it, ready to be signed in to.

Nothing of it may touch a real installation: it lives in a home of its own. Django is imported
only after that home has been named in the environment.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Any

from luoshi.cli.demo import people, units
from luoshi.cli.ready import django_ready, progress
from luoshi.cli.serve import add_address, listen
from luoshi.lib import clock
from luoshi.lib.errors import Refused

HOME = "~/.luoshi-demo"
PORTS_TRIED = 50


def add_parser(subparsers: Any) -> None:
    """Adds `demo` to the command line."""
    parser = subparsers.add_parser("demo", help="生成一个虚构的县并启动演示")
    add_address(parser)
    parser.add_argument("--home", metavar="DIR", default="", help=f"演示数据的目录，默认 {HOME}")
    parser.add_argument(
        "--scale", type=int, default=1, metavar="N", help="事项数量的倍数，默认 1（约三百项）"
    )
    parser.add_argument("--no-serve", action="store_true", help="只生成，不启动服务")


def run(args: argparse.Namespace) -> int:
    """The county exists, its sign-ins are printed, and it is served until interrupted."""
    home = _own_home(args)
    django_ready()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    now = clock.now()
    made = prepare(home, now, max(0, args.scale))
    from luoshi.cli.jobs import run_jobs

    with progress("到点处理") as advance:
        run_jobs(now, lambda _: advance(0))
    port = args.port if args.no_serve else free_port(args.host, args.port)
    _welcome(home, args.host, port, made, serves=not args.no_serve)
    if not args.no_serve:
        listen(args.host, port, args.workers)
    return 0


def _own_home(args: argparse.Namespace) -> Path:
    """The demonstration's home, named in the environment before Django reads its settings."""
    chosen = args.home or os.environ.get("LUOSHI_HOME") or HOME
    home = Path(chosen).expanduser().resolve()
    os.environ |= {"LUOSHI_HOME": str(home), "LUOSHI_DEMO": "1"}
    hosts = "*" if args.host in ("0.0.0.0", "::") else f"127.0.0.1,localhost,{args.host}"
    os.environ.setdefault("LUOSHI_ALLOWED_HOSTS", hosts)
    return home


def prepare(home: Path, now: datetime, scale: int = 1) -> bool:
    """The county is in the database and its sign-ins in `home`/demo.json.

    A county already there is kept as it is: returns False then. Refuses a database in which
    other people work.
    """
    from django.db import transaction

    from luoshi.cli.demo.year import DAYS, live
    from luoshi.org.models import Person

    accounts = home / "demo.json"
    made = not Person.objects.exists()
    if made:
        # The file before the commit: killed in between, the next start begins afresh.
        with progress("生成安澜县的一年", DAYS) as advance, transaction.atomic():
            live(now, scale, advance)
            accounts.write_text(json.dumps(_shown(), ensure_ascii=False, indent=1), "utf-8")
    elif not accounts.exists():
        raise Refused(
            f"{home} 里已有一套正式数据，演示不会动它。请用 --home 指定另一个目录。",
            code="home_in_use",
        )
    return made


def _shown() -> list[dict[str, str]]:
    """The accounts shown at sign-in, one or more per role."""
    from luoshi.org.models import Post
    from luoshi.org.roles import Role

    posts = Post.objects.filter(person__username__in=people.SHOWN)
    by_name = {p.person.username: p for p in posts.select_related("person", "unit")}
    return [
        {
            "username": username,
            "password": people.PASSWORD,
            "role": Role(post.role).label,
            "name": post.person.name,
            "unit": post.unit.short_name,
        }
        for username in people.SHOWN
        if (post := by_name[username])
    ]


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next port nobody listens on; says so when it had to move."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        if _is_free(host, port):
            if port != wanted:
                print(f"端口 {wanted} 已被占用，改用 {port}。")
            return port
    raise Refused(f"从 {wanted} 起的端口都被占用，请用 --port 另选一个。", code="no_free_port")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Refused(
                f"端口 {port} 须有管理员权限，请改用 1024 以上的端口。", code="port_forbidden"
            ) from None
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise Refused(f"不能在 {host} 上监听：{error.strerror}。", code="bad_host") from None
    return True


def _welcome(home: Path, host: str, port: int, made: bool, *, serves: bool) -> None:
    """The address and the sign-ins, one a line."""
    print(f"{'已生成' if made else '沿用'}安澜县（虚构，{len(units.UNITS)} 个单位）：{home}")
    for row in json.loads((home / "demo.json").read_text("utf-8")):
        print(f"  {row['username']:<18}{row['role']}　{row['unit']}　{row['name']}")
    print(f"  口令均为 {people.PASSWORD}（仅供演示）")
    if serves:
        name = "127.0.0.1" if host in ("0.0.0.0", "::") else host
        print(f"打开 http://{name}:{port}/ 登录；按 Ctrl+C 停止。", flush=True)
