"""A paper by its number alone, and every place and keeper it has had."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person


class HeldPaper(models.Model):
    """机要件: the serial number of the paper register. No title, no issuer, no level."""

    number = models.CharField(max_length=20, unique=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number


class Keeping(models.Model):
    """Where the paper lies from a moment on, and who answers for it. Only ever added."""

    paper = models.ForeignKey(HeldPaper, models.CASCADE, related_name="keepings")
    place = models.CharField(max_length=24)
    keeper = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.paper} {self.place}"
