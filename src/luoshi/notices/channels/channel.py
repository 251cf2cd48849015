"""What a way out of the house is, and the only words that may take it (B8).

A message says how many matters wait and where to sign in: no title, no number, no name of a matter.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from luoshi.lib.secrecy import NOTICE

TIMEOUT = 10  # seconds


class Undelivered(Exception):
    """The other side did not take the message; the words say why, for whoever keeps the system."""


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves the house: to whom, how many matters wait, where to sign in; `key` is the same
    at every try of the same message."""

    key: str
    username: str
    email: str
    phone: str
    count: int
    address: str

    @property
    def text(self) -> str:
        """The whole of what is said outside."""
        return f"您有 {self.count} 件待办提醒，请登录查看：{self.address}\n（{NOTICE}）"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people. `settings` must be filled in for it, `needs` is what it must know of
    the person; `at_once` bounds how many messages one run sends, for robots have their limits."""

    key: str
    label: str
    send: Callable[[Message, datetime], None]
    settings: tuple[str, ...] = ()
    needs: str = ""
    at_once: int = 200


class _NoRedirect(HTTPRedirectHandler):
    """A message goes where it was addressed or nowhere."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def post(url: str, body: bytes, headers: dict[str, str] | None = None) -> bytes:
    """`body` is with the other side, which answered with success; returns its answer."""
    kind = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "luoshi"}
    request = Request(url, data=body, headers=kind | (headers or {}), method="POST")
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            return bytes(answer.read(65536))
    except HTTPError as error:
        raise Undelivered(f"对方回复 {error.code}") from None
    except (URLError, OSError, ValueError) as error:
        # The reason alone: an address may carry the robot's secret.
        reason = getattr(error, "reason", error)
        raise Undelivered(f"连不上对方：{type(reason).__name__}") from None


def post_to_robot(url: str, content: dict[str, Any]) -> None:
    """A robot has taken the message: it answers 200 to everything and says so in `errcode`."""
    answer = post(url, json.dumps(content, ensure_ascii=False).encode())
    try:
        code = json.loads(answer)["errcode"]
    except (ValueError, KeyError, TypeError):
        raise Undelivered("对方的回复读不懂") from None
    if code != 0:
        raise Undelivered(f"对方回复 errcode {code}")
