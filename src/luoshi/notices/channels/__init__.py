"""The ways to reach people: one file each, one line here. The installation chooses among them."""

from __future__ import annotations

from django.conf import settings

from luoshi.notices.channels import dingtalk, email, inbox, webhook, wecom
from luoshi.notices.channels.channel import Channel
from luoshi.org.models import Person

CHANNELS = {
    module.CHANNEL.key: module.CHANNEL for module in (inbox, email, wecom, dingtalk, webhook)
}


def enabled() -> list[Channel]:
    """The channels of this installation; the inbox is always one of them."""
    chosen = [CHANNELS[key] for key in settings.NOTICE_CHANNELS if key in CHANNELS]
    return [inbox.CHANNEL, *(c for c in dict.fromkeys(chosen) if c is not inbox.CHANNEL)]


def outside() -> list[Channel]:
    """The channels that leave the house. A demonstration sends nothing to anybody."""
    return [] if settings.DEMO else enabled()[1:]


def reaches(channel: Channel, person: Person) -> bool:
    """Whether what the channel must know of the person is known."""
    return not channel.needs or bool(getattr(person, channel.needs))
