"""The org floor as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Tables of units and people; AUTH_USER_MODEL lives here."""

    name = "luoshi.org"
    label = "org"
    verbose_name = "单位与人员"
