"""Start-up check: a channel that is switched on must exist and have its settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from luoshi.notices.channels import CHANNELS


@register("notices")
def channels_are_ready(**_: Any) -> list[CheckMessage]:
    """Each fault with its id and what to set."""
    found: list[CheckMessage] = []
    for key in settings.NOTICE_CHANNELS:
        if key not in CHANNELS:
            known = "、".join(CHANNELS)
            found.append(
                Error(f"没有名为“{key}”的提醒渠道；可用的有：{known}。", id="notices.E001")
            )
            continue
        channel = CHANNELS[key]
        if missing := [name for name in channel.settings if not getattr(settings, name)]:
            names = "、".join(missing)
            found.append(Error(f"提醒渠道“{channel.label}”还缺设置：{names}。", id="notices.E002"))
    return found
