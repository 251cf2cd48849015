"""A document being read through: its proposals, and what the clerk has decided of each so far."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models import Document, Matter
from luoshi.org.models import Person


class Reading(models.Model):
    """One document under review. Progress lives in its proposals: a closed browser loses none."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    type_key = models.SlugField(max_length=40)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.document)


class Proposal(models.Model):
    """One proposed matter with its sentence; `decision` says what became of it."""

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", "一次性交办"
        STANDING_RULE = "standing_rule", "常规制度"
        TARGET = "target", "目标"
        EXHORTATION = "exhortation", "号召性表述"

    class Decision(models.TextChoices):
        OPEN = "open", "待定"
        ACCEPTED = "accepted", "已立项"
        MERGED = "merged", "已并入"
        DROPPED = "dropped", "不立项"

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="proposals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    action = models.CharField(max_length=200)
    units = models.JSONField(default=list)
    lead_code = models.CharField(max_length=20, blank=True)
    co_codes = models.JSONField(default=list)
    due = models.DateField(null=True)
    rrule = models.CharField(max_length=120, blank=True)
    deadline = models.JSONField(default=dict)
    target = models.CharField(max_length=300, blank=True)
    confidence = models.FloatField(default=0)
    why = models.JSONField(default=list)
    similar = models.JSONField(default=list)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start", "id"]

    def __str__(self) -> str:
        return self.action
