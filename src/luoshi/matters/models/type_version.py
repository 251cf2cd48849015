"""The rule a matter was opened under, kept for as long as the matter; and number series."""

from __future__ import annotations

from django.db import models


class TypeVersion(models.Model):
    """One version of one type, normalised. Same key and version with another digest: refused."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    label = models.CharField(max_length=40)
    spec = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="type_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} 第{self.version}版"


class NumberSeries(models.Model):
    """The last number given out in a series such as 会督〔2026〕; gaps never close again."""

    series = models.CharField(max_length=80, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
