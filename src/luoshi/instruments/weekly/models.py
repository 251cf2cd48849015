"""Reports to leaders: the text as edited beside the text as generated, and earlier wordings."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person


class WeeklyReport(models.Model):
    """One report to one leader over one period. `taken` is the generated text that the body started
    from, `generated` the newest one: while they differ the office decides what to take over."""

    class Status(models.TextChoices):
        DRAFT = "draft", "草稿"
        SENT = "sent", "已呈送"

    audience = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField()
    body = models.TextField()
    generated = models.TextField()
    taken = models.TextField()
    rev = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=5, choices=Status, default=Status.DRAFT)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-ends", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "begins", "ends"], name="weekly_once_per_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.begins}—{self.ends}"


class WeeklyVersion(models.Model):
    """A wording that another one has replaced. Nothing typed is ever lost."""

    report = models.ForeignKey(WeeklyReport, models.CASCADE, related_name="versions")
    rev = models.PositiveIntegerField()
    body = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-rev"]
        constraints = [
            models.UniqueConstraint(fields=["report", "rev"], name="weekly_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} rev {self.rev}"


class WeeklyCycle(models.Model):
    """How often a draft for this leader is prepared by itself (S87)."""

    class Every(models.TextChoices):
        WEEK = "week", "每周"
        FORTNIGHT = "fortnight", "每两周"
        MONTH = "month", "每月"

    audience = models.OneToOneField(Person, models.CASCADE, related_name="+")
    every = models.CharField(max_length=9, choices=Every)

    def __str__(self) -> str:
        return f"{self.audience} {self.every}"
