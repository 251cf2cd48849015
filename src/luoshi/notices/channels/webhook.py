"""通用 webhook: JSON, signed with HMAC-SHA256 over timestamp and body (docs/reference/notices.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime

from django.conf import settings

from luoshi.notices.channels.channel import Channel, Message, post


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What the receiver computes to know that the message is ours and unchanged."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _send(message: Message, now: datetime) -> None:
    content = {
        "key": message.key,
        "person": message.username,
        "count": message.count,
        "text": message.text,
        "address": message.address,
    }
    body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    stamp = str(int(now.timestamp()))
    headers = {
        "Idempotency-Key": message.key,
        "X-Luoshi-Timestamp": stamp,
        "X-Luoshi-Signature": f"sha256={signature(settings.WEBHOOK_SECRET, stamp, body)}",
    }
    post(settings.WEBHOOK_URL, body, headers)


CHANNEL = Channel("webhook", "通用接口", _send, settings=("WEBHOOK_URL", "WEBHOOK_SECRET"))
