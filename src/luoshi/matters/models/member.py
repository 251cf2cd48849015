"""Who is a member of a matter's task force, as an index of `facts["members"]` for looking."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models.matter import Matter
from luoshi.org.models import Person


class Member(models.Model):
    """A person who sees the matter because they work on it. Written by the engine alone."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "person"], name="member_once_per_matter"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.person}"
