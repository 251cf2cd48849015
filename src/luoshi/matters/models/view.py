"""A way of looking at the ledger that somebody wants to come back to."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person


class SavedView(models.Model):
    """A named address of the ledger: its query string holds the whole view."""

    owner = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return self.name
