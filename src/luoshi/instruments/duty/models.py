"""A roster of duty with its shifts, as the office keeps it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from luoshi.org.models import Person


class Roster(models.Model):
    """值班表: the duty of some days, filed with the next higher government before a holiday."""

    first_day = models.DateField()
    last_day = models.DateField()
    phone = models.CharField(max_length=40)  # 24 hours a day (S112)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    filed_with = models.CharField(max_length=60, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="roster_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}—{self.last_day}"


class Shift(models.Model):
    """一班: from a moment to a moment, by these people, under this leader where one is needed."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="shifts")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    officers = models.ManyToManyField(Person, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="shift_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at}"
