"""All instruments as one Django app: one line of migrations for the tables of any of them."""

from __future__ import annotations

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Tables of instruments, each declared in its own folder."""

    name = "luoshi.instruments"
    label = "instruments"
    verbose_name = "工具"
