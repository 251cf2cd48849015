"""Numbered copies of a restricted document, and the record of every look at one."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models import Document
from luoshi.org.models import Person


class Copy(models.Model):
    """份: one recipient's numbered copy. Recalled, it opens no more; its number is never reused."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    recipient = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="copy_number_once"),
            models.UniqueConstraint(
                fields=["document", "recipient"],
                condition=models.Q(recalled_at__isnull=True),
                name="one_copy_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}-{self.number}"


class CopyLook(models.Model):
    """One look at a copy, or one that was refused: who, when, how. Only ever added."""

    class How(models.TextChoices):
        SCREEN = "screen", "阅看"
        PRINT = "print", "打印"
        REFUSED = "refused", "被拒"

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="looks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.copy} {self.person} {self.how}"
