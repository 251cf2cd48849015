"""企业微信群机器人: a text that mentions the person by phone number; 20 messages a minute."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from luoshi.notices.channels.channel import Channel, Message, post_to_robot


def _send(message: Message, _now: datetime) -> None:
    text = {"content": message.text, "mentioned_mobile_list": [message.phone]}
    post_to_robot(settings.WECOM_ROBOT, {"msgtype": "text", "text": text})


CHANNEL = Channel("wecom", "企业微信", _send, settings=("WECOM_ROBOT",), needs="phone", at_once=15)
