"""The papers behind matters: source documents with their text, and files attached to acts."""

from __future__ import annotations

from django.db import models

from luoshi.org.models import Person


class Document(models.Model):
    """A text that matters were read from. Spans point into it: it grows at its end while it is read
    from its file, and never changes once `text_digest` is there. A newer version is a document of
    its own that names the former one as `previous`. `sensitive`: not to leave
    the system (S185); `restricted`: read by named recipients of numbered copies alone (S186)."""

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
    sensitive = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")

    def __str__(self) -> str:
        return self.title


class DocumentMark(models.Model):
    """A sentence, title or number a document is recognised by, as a number: no text (`documents`).

    Two versions of one paper share many of them; looking for those is one query, however many
    documents there are.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="marks")
    mark = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["mark", "document"], name="document_by_mark")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.mark}"


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
