"""What the office keeps beside the matters: the days of the monthly session, sensitive periods."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.org.models import Person


class Session(models.Model):
    """遗留问题例会: one a month (S46), on a working day."""

    month = models.DateField(unique=True)  # its first day
    day = models.DateField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.day}"


class SensitivePeriod(models.Model):
    """敏感时段: days in which risks that lie together are looked at together (S54)."""

    name = models.CharField(max_length=60)
    begins = models.DateField()
    ends = models.DateField()
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["begins", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="sensitive_period_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name
