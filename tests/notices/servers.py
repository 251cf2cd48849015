"""Real receivers on this machine: an HTTP server that keeps what it got, and an SMTP server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller


@dataclass
class Hook:
    """What came in, and what is answered: a status and, for robots, an `errcode`."""

    url: str = ""
    status: int = 200
    errcode: int = 0
    got: list[tuple[dict[str, str], dict[str, list[str]], bytes]] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        """The JSON that came in, oldest first."""
        return [json.loads(body) for _, _, body in self.got]


@contextmanager
def hook() -> Iterator[Hook]:
    """An HTTP server on a free port as long as the block runs."""
    held = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            held.got.append((dict(self.headers), parse_qs(urlsplit(self.path).query), body))
            answer = json.dumps({"errcode": held.errcode, "errmsg": "-"}).encode()
            self.send_response(held.status)
            if held.status == 302:
                self.send_header("Location", held.url + "/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Mailbox:
    """Keeps the mails that an SMTP server was handed."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.port = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


class _Server(Controller):
    """Takes the port that the system chose before it looks whether the server answers."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """An SMTP server on a free port as long as the block runs."""
    box = Mailbox()
    controller = _Server(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()
