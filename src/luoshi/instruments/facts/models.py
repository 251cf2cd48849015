"""Figures and texts of units. Rows are only added: the latest counts, the rest is history."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person, Unit


class UnitFigure(models.Model):
    """One value of one indicator of a unit, as of a day, with where it comes from."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    measure = models.CharField(max_length=20, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["unit__position", "indicator", "-as_of", "-id"]
        indexes = [models.Index(fields=["unit", "indicator", "-as_of"], name="figure_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.value}{self.measure}"


class UnitText(models.Model):
    """What a unit says of itself: its situation, its problems, its suggestions."""

    class Kind(models.TextChoices):
        SITUATION = "situation", "基本情况"
        PROBLEMS = "problems", "存在问题"
        SUGGESTIONS = "suggestions", "工作建议"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField()
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_kind_display()}"
