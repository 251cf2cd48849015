"""站内: the page of digests itself. Nothing is sent; what is in a digest lies there."""

from __future__ import annotations

from datetime import datetime

from luoshi.notices.channels.channel import Channel, Message


def _send(_message: Message, _now: datetime) -> None:
    """The digest is the message."""


CHANNEL = Channel("inbox", "站内", _send)
