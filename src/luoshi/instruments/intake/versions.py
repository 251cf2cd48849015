"""A newer version of a document under review: confirmed or not, and what it changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from luoshi.instruments.intake.carry import carry, uncarry
from luoshi.instruments.intake.comparing import compared
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.instruments.intake.service import may, reading
from luoshi.lib.errors import NotFound, Stale
from luoshi.lib.revision import Comparison, Fate, Kind
from luoshi.matters import editions
from luoshi.matters.models import Document
from luoshi.org.models import Person

_FRESH = (Kind.ADDED, Kind.CHANGED)


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
    return uncarry(newer)


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
