"""What has been forecast of open matters, and what finished ones took. Neither is ever edited by
hand: `service.refresh` makes both from the journal, and could make them again from nothing."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models import Matter
from luoshi.org.models import Unit


class Forecast(models.Model):
    """预测: one row per open matter that has a due date. `rev` is the version of the matter and
    `made_on` the day it was made for; with either moved on, it is made anew."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+")
    rev = models.PositiveIntegerField()
    made_on = models.DateField()
    made_at = models.DateTimeField()
    expected_on = models.DateField(null=True)
    low_on = models.DateField(null=True)
    high_on = models.DateField(null=True)
    p_late = models.FloatField(null=True)
    verdict = models.CharField(max_length=12)
    why = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["verdict"], name="forecast_by_verdict")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.verdict}"


class Outcome(models.Model):
    """办结用时: how a finished matter went, in net working days since its hand-over. `points` are
    its reports: day, percentage (or nothing), and what else had been heard, as flags."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+")
    rev = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    planned = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    took = models.PositiveIntegerField()
    points = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.took}/{self.planned}"
