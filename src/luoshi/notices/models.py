"""The tables of the notices floor. What a notice says is never stored: it is read from the journal.

A notice belongs to one person and one event; a digest to one person and the moment it goes out; a
delivery is a digest's way out through one channel outside.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.matters.models import Event, Matter
from luoshi.org.models import Person, Unit


class Position(models.Model):
    """How far the journal has been read. `gaps` are the ids below it that were not there yet:
    on PostgreSQL an act with a smaller id may be committed after one with a greater."""

    name = models.CharField(max_length=20, unique=True)
    event_id = models.BigIntegerField(default=0)
    gaps = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.name} {self.event_id}"


class Preference(models.Model):
    """How a person wants to be told, from `since` on. A change adds a row: what was due under the
    old wish still goes out under it, so that it does not matter when the job runs."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    scheme = models.CharField(max_length=12)
    quiet_from = models.TimeField()
    quiet_to = models.TimeField()
    off = models.JSONField(default=list)  # channels switched off

    class Meta:
        ordering = ["person_id", "since"]
        constraints = [
            models.UniqueConstraint(fields=["person", "since"], name="preference_once_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.scheme}"


class Digest(models.Model):
    """What reaches a person at one moment; `urgent` ones hold what could not wait for the slot."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    out_at = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)

    class Meta:
        ordering = ["-out_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "urgent", "out_at"], name="digest_once_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.out_at}"


class Notice(models.Model):
    """One person is to hear of one event: through which unit, for whom, and from when on."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    behalf_of = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    urgent = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    moment = models.DateTimeField()
    out_at = models.DateTimeField()
    digest = models.ForeignKey(Digest, models.PROTECT, null=True, related_name="notices")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["moment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="notice_once_a_person"),
        ]
        indexes = [
            models.Index(
                fields=["out_at"], name="notice_waiting", condition=Q(digest__isnull=True)
            ),
            models.Index(
                fields=["person", "matter"], name="notice_unread", condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.event}"


class Delivery(models.Model):
    """A digest on its way through one channel. `key` is the same at every try."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待发送"
        SENT = "sent", "已发送"
        SPARED = "spared", "不必再发"
        FAILED = "failed", "没有送达"

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12)
    key = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["next_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "channel"], name="delivery_once_a_channel"),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="delivery_due", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
