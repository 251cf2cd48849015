"""The engine as a Django app; its system checks read the catalogue at start-up."""

from __future__ import annotations

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """Tables of matters, assignments, events and documents."""

    name = "luoshi.matters"
    label = "matters"
    verbose_name = "事项"

    def ready(self) -> None:
        from luoshi.matters import checks  # noqa: F401  registers the checks
        from luoshi.matters.guards import install

        install()
