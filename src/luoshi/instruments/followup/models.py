"""Who follows which units, and the day's notes of those who do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.matters.models import Matter
from luoshi.org.models import Line, Person, Unit


class Watch(models.Model):
    """This officer follows this unit, or all units of this line. Without a row one follows all."""

    officer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    line = models.ForeignKey(Line, models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, line__isnull=True)
                | Q(unit__isnull=True, line__isnull=False),
                name="watch_is_a_unit_or_a_line",
            ),
            models.UniqueConstraint(fields=["officer", "unit"], name="watch_unit_once"),
            models.UniqueConstraint(fields=["officer", "line"], name="watch_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer} → {self.line or self.unit}"


class FollowNote(models.Model):
    """What an officer noted about a matter on a day: no act on it, only that it was followed."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    officer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    noted_at = models.DateTimeField()
    words = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["matter", "noted_at"], name="follow_note_by_matter")]

    def __str__(self) -> str:
        return f"{self.officer} {self.matter}"
