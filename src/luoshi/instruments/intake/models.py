"""A document being read through: its proposals, and what the clerk has decided of each so far."""

from __future__ import annotations

from django.db import models

from luoshi.matters.models import Document, Matter
from luoshi.org.models import Person


class Reading(models.Model):
    """One document under review, and the job of reading it while that is not done.

    Progress of the review lives in its proposals: a closed browser loses none. While `state` is
    reading, the document's text grows; proposals exist for what stands before `settled`. `worker`
    and `beat_at` say who is at it: both are only ever changed by compare-and-set (`background`).
    `maybe_previous` waits for the clerk to say whether the document is a newer version of it.
    """

    class State(models.TextChoices):
        READING = "reading", "正在读取"
        DONE = "done", "已读完"
        FAILED = "failed", "没有读成"

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    type_key = models.SlugField(max_length=40)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    notes = models.JSONField(default=list)
    version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DONE, db_index=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    worker = models.CharField(max_length=40, blank=True)
    beat_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    scanned = models.BooleanField(default=False)
    maybe_previous = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    maybe_share = models.FloatField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.document)


class ScannedPage(models.Model):
    """One page of a document read by OCR: where its lines of text stand on its picture.

    `regions`: [start, end, left, top, right, bottom], offsets of the document's text and fractions
    of the page. A row a page, so that a page of the review loads no more than it shows.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="scans")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    regions = models.JSONField(default=list)

    class Meta:
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "page"], name="page_scanned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reading} {self.page}"


class Proposal(models.Model):
    """One proposed matter with its sentence; `decision` says what became of it.

    What was proposed stays as it was: what the clerk made of it is `final`, a kind she changed has
    its first value in `first_kind`, and a sentence she marked herself has `by_hand`. `similar` is
    what it may repeat (`known`), `carried` the proposal of the former version whose decision holds.
    """

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
    first_kind = models.CharField(max_length=16, choices=Kind, blank=True)
    by_hand = models.BooleanField(default=False)
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
    final = models.JSONField(default=dict)
    carried = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start", "id"]

    def __str__(self) -> str:
        return self.action
