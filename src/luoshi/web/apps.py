"""The web floor as a Django app: templates, static files and tags, no tables."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages of 落实."""

    name = "luoshi.web"
    label = "web"
    verbose_name = "页面"
