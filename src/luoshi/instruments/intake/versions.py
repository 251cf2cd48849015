"""A newer version of a document under review: confirmed or not, and what it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake.carry import carry
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.instruments.intake.service import may, reading
from luoshi.lib import revision
from luoshi.lib.errors import NotFound, Stale
from luoshi.lib.revision import Comparison, Fate, Kind
from luoshi.matters import editions, queries
from luoshi.matters.models import Document, Matter
from luoshi.org.models import Person

MERGED, DROPPED = Proposal.Decision.MERGED, Proposal.Decision.DROPPED
_FRESH = (Kind.ADDED, Kind.CHANGED)
_KEPT = 6  # comparisons kept: a page and the matters that point to it ask for the same ones


@dataclass(frozen=True, slots=True)
class Sourced:
    """A matter with one of its sentences in the older version, and what became of that sentence."""

    matter: Matter
    start: int
    end: int
    fate: Fate


def known(by: Person, now: datetime, most: int = 100) -> list[Document]:
    """Documents a new one may be a version of: the newest states, the latest first."""
    may(by, now)
    rows = Document.objects.filter(next__isnull=True).exclude(text_digest="")
    return list(rows.defer("text").order_by("-id")[:most])


def reading_of(document: Document) -> Reading | None:
    """The review of that document, if it came in by the intake."""
    return Reading.objects.filter(document=document).first()


@transaction.atomic
def confirm(reading_id: int, previous_id: int, by: Person, now: datetime) -> int:
    """The document is a newer version of that one; returns how many decisions were carried over.
    Raises `NotFound`, or what `editions.link` raises."""
    newer = reading(by, reading_id, now)
    older = Document.objects.filter(pk=previous_id).first()
    if older is None:
        raise NotFound("没有这份旧版本，请重新选择。")
    editions.link(newer.document, older)
    Reading.objects.filter(pk=newer.pk).update(maybe_previous=None, maybe_share=0)
    return carry(newer, by, now)


def dismiss(reading_id: int, by: Person, now: datetime) -> None:
    """It is no newer version of the suggested document: not asked again."""
    reading(by, reading_id, now)
    Reading.objects.filter(pk=reading_id).update(maybe_previous=None, maybe_share=0)


@transaction.atomic
def undo(reading_id: int, by: Person, now: datetime) -> int:
    """The document stands by itself again, and what had been carried over is asked again; returns
    how many that are."""
    newer = reading(by, reading_id, now)
    if newer.document.previous_id is None:
        raise Stale("这份文件没有关联旧版本，请刷新。", code="no_previous")
    editions.unlink(newer.document)
    carried = newer.proposals.filter(carried__isnull=False, decision__in=[MERGED, DROPPED])
    return carried.update(
        decision="open", carried=None, matter=None, reason="", decided_by=None, decided_at=None
    )


@lru_cache(maxsize=_KEPT)
def _compared(old_id: int, new_id: int, old_digest: str, new_digest: str) -> Comparison:
    texts = dict(Document.objects.filter(pk__in=[old_id, new_id]).values_list("pk", "text"))
    return revision.compare(texts[old_id], texts[new_id])


def compared(old: Document, new: Document) -> Comparison:
    """What the newer version changed. Sealed texts never change, so the answer is kept a while."""
    if not old.text_digest or not new.text_digest:
        return revision.compare(old.text, new.text)
    return _compared(old.pk, new.pk, old.text_digest, new.text_digest)


def sourced(by: Person, now: datetime, old: Document, comparison: Comparison) -> list[Sourced]:
    """The matters that `by` may see with a sentence in the older version, in its order, and what
    became of the sentence."""
    seen = queries.visible_to(by, now).exclude(phase=Phase.VOID)
    own = seen.filter(document=old, span_start__isnull=False).select_related("lead_unit")
    spans = {(row.span_start or 0, row.span_end or 0, row.pk): row for row in own}
    others = Proposal.objects.filter(reading__document=old, decision=MERGED, matter__in=seen)
    for proposal in others.select_related("matter__lead_unit"):
        if proposal.matter is not None:
            spans.setdefault((proposal.start, proposal.end, proposal.matter.pk), proposal.matter)
    return [
        Sourced(matter, start, end, comparison.fate(start, end))
        for (start, end, _), matter in sorted(spans.items(), key=lambda one: one[0])
    ]


def fresh(new: Document, comparison: Comparison) -> Iterator[Proposal]:
    """The proposals of the newer version that stand in sentences which are new or changed."""
    ends = sorted(c.new.end for c in comparison.changes if c.new and c.kind in _FRESH)
    starts = sorted(c.new.start for c in comparison.changes if c.new and c.kind in _FRESH)
    rows = Proposal.objects.filter(reading__document=new).exclude(kind=Proposal.Kind.EXHORTATION)
    for proposal in rows.select_related("matter", "reading").order_by("start", "id"):
        behind = bisect_right(ends, proposal.start)  # the first that ends in it or after it
        if behind < len(starts) and starts[behind] < proposal.end:
            yield proposal


def now_says(document: Document, start: int, end: int) -> tuple[Document, Fate] | None:
    """What the newest version says instead of this sentence; None when there is no newer version,
    when that is still being read, or when the sentence still stands in it."""
    newest = editions.newest(document)
    if newest.pk == document.pk or not newest.text_digest:
        return None
    fate = compared(document, newest).fate(start, end)
    if fate.kind in (Kind.SAME, Kind.MOVED):
        return None
    return newest, fate
