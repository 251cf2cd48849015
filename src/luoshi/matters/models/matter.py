"""The present: a matter and each unit's part of it. Written by the engine alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.catalogue.schema import Phase
from luoshi.matters.models.document import Document
from luoshi.matters.models.type_version import TypeVersion
from luoshi.org.models import Person, Unit

PHASES = [(p.value, p.name.lower()) for p in Phase]


class Matter(models.Model):
    """事项: what is owed, by whom, until when, and where it stands. `rev` counts its events."""

    type_version = models.ForeignKey(TypeVersion, models.PROTECT, related_name="+")
    type_key = models.SlugField(max_length=40)
    number = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    stage = models.CharField(max_length=20)
    phase = models.PositiveSmallIntegerField(choices=PHASES)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="matters")
    span_start = models.PositiveIntegerField(null=True)
    span_end = models.PositiveIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    due_text = models.CharField(max_length=120, blank=True)
    warn_at = models.DateTimeField(null=True)
    wake_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    asked_due_at = models.DateTimeField(null=True)
    asked_late = models.BooleanField(default=False)
    extended = models.PositiveSmallIntegerField(default=0)
    urged = models.PositiveSmallIntegerField(default=0)
    returned = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    rrule = models.CharField(max_length=120, blank=True)
    next_due_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    dispatched_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    late_at = models.DateTimeField(null=True)
    opener = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opener_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    private = models.BooleanField(default=False)
    quadrant = models.CharField(max_length=2, blank=True)
    standing_item = models.BooleanField(default=False)
    led_urges = models.PositiveSmallIntegerField(default=0)
    started_urged = models.BooleanField(default=False)
    difficulty_at = models.DateTimeField(null=True)
    consulted = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    source_kind = models.CharField(max_length=20, blank=True)
    sensitive = models.BooleanField(default=False)
    facts = models.JSONField(default=dict)
    extra = models.JSONField(default=dict)
    request_key = models.CharField(max_length=64, null=True, unique=True)
    rev = models.PositiveIntegerField(default=0)
    head_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["phase", "due_at", "id"], name="matter_by_phase_due"),
            models.Index(fields=["lead_unit", "phase", "due_at", "id"], name="matter_by_unit_due"),
            models.Index(
                fields=["wake_at"], name="matter_wakes", condition=Q(wake_at__isnull=False)
            ),
            models.Index(fields=["type_key", "phase"], name="matter_by_type"),
            models.Index(fields=["source_kind", "phase"], name="matter_by_source"),
        ]

    def __str__(self) -> str:
        return self.number


class Assignment(models.Model):
    """承办: one unit's part of a matter. Exactly one of them leads."""

    class Role(models.TextChoices):
        LEAD = "lead", "牵头"
        CO = "co", "协办"

    class State(models.TextChoices):
        PENDING = "pending", "待签收"
        OBJECTING = "objecting", "已提异议"
        HANDLING = "handling", "办理中"
        FORWARDING = "forwarding", "转办待接收"
        COMPLETED = "completed", "已办结"
        WITHDRAWN = "withdrawn", "已改派"

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=4, choices=Role)
    state = models.CharField(max_length=12, choices=State)
    progress = models.PositiveSmallIntegerField(default=0)
    handed_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    first_report_at = models.DateTimeField(null=True)
    last_report_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    latest = models.CharField(max_length=300, blank=True)
    forwarded_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "unit"], name="one_part_per_unit"),
        ]
        indexes = [models.Index(fields=["unit", "state", "matter"], name="assignment_by_unit")]

    def __str__(self) -> str:
        return f"{self.matter} {self.unit}"
