"""钉钉群机器人: a text that mentions the person by phone number, signed when the robot asks for it.

加签: the key signs "timestamp\\nkey" with HMAC-SHA256; both go into the address. 20 a minute.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings

from luoshi.notices.channels.channel import Channel, Message, post_to_robot


def signed(url: str, secret: str, now: datetime) -> str:
    """The robot's address with the moment in milliseconds and its signature."""
    stamp = str(int(now.timestamp() * 1000))
    mac = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256)
    query = urlencode({"timestamp": stamp, "sign": base64.b64encode(mac.digest()).decode()})
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _send(message: Message, now: datetime) -> None:
    url, secret = settings.DINGTALK_ROBOT, settings.DINGTALK_SECRET
    content = {
        "msgtype": "text",
        # The phone number stands in the text as well, or the mention is not shown.
        "text": {"content": f"{message.text}\n@{message.phone}"},
        "at": {"atMobiles": [message.phone], "isAtAll": False},
    }
    post_to_robot(signed(url, secret, now) if secret else url, content)


CHANNEL = Channel(
    "dingtalk", "钉钉", _send, settings=("DINGTALK_ROBOT",), needs="phone", at_once=15
)
