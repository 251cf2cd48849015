"""The notices floor as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Tables of notices, digests, deliveries and preferences."""

    name = "luoshi.notices"
    label = "notices"
    verbose_name = "提醒"

    def ready(self) -> None:
        from luoshi.notices import checks  # noqa: F401  registers the check
