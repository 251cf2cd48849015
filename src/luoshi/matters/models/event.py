"""The past: one row per act, appended and never changed, each chained to the one before it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from luoshi.lib.errors import Refused
from luoshi.matters.models.matter import Matter
from luoshi.org.models import Person, Unit

_SEALED = "办理过程只增不改。"


class Journal(models.QuerySet["Event"]):
    """A queryset that can be read and added to, and nothing else."""

    def update(self, **_: Any) -> NoReturn:
        raise Refused(_SEALED, code="journal_sealed")

    def delete(self) -> NoReturn:
        raise Refused(_SEALED, code="journal_sealed")


class Event(models.Model):
    """办理过程: who did what when, what they wrote (`said`) and what it changed (`changed`).

    `at` is when it happened on paper, `recorded_at` when it was keyed in.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=24)
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    said = models.JSONField(default=dict)
    changed = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects = Journal.as_manager()

    class Meta:
        ordering = ["matter_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="event_once_per_seq"),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="event_by_time")]

    def __str__(self) -> str:
        return f"{self.matter_id}#{self.seq} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(_SEALED, code="journal_sealed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused(_SEALED, code="journal_sealed")
