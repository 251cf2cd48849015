"""The papers behind matters: source documents with their text, and files attached to acts."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person


class Document(models.Model):
    """A text that matters were read from. Spans point into it: it grows at its end while it is read
    from its file, and never changes once `text_digest` is there."""

    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    dated = models.DateField(null=True, blank=True)
    text = models.TextField()
    text_digest = models.CharField(max_length=64, db_index=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file handed in with an act. Stored by its digest; seen by whoever sees the matter."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="attachments")
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["seq", "id"]

    def __str__(self) -> str:
        return self.name
