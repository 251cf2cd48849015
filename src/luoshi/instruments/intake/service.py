"""A document comes in and is read: at once when that is quick, in the background when it is not.

`decisions` says what becomes of its proposals, `background` does the slow reading.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from luoshi.instruments.intake import carry, compute, found
from luoshi.instruments.intake.compute.issuer import issuer_of
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.instruments.intake.units import view_of
from luoshi.lib.errors import NotAllowed, NotFound
from luoshi.lib.reading import Reading as Paper
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.matters import documents, files
from luoshi.matters.types import current
from luoshi.org.models import Person
from luoshi.org.scope import scope_of


def may(by: Person, now: datetime) -> None:
    """Returns only for the office."""
    if not scope_of(by, now).in_office:
        raise NotAllowed("拆解立项由督查科来做。", code="not_your_act")


@transaction.atomic
def begin(
    text: str,
    by: Person,
    now: datetime,
    *,
    title: str,
    type_key: str,
    dated: date | None = None,
    issuer: str = "",
    paper: Paper | None = None,
    file_name: str = "",
) -> Reading:
    """The document is kept and read; its proposals wait for decisions. The same text given again
    opens the reading that is already there. Refused when it carries a secrecy marking (B8)."""
    may(by, now)
    current(type_key)
    if paper is not None:
        refuse_if_marked(paper.margin)
    known = documents.same_text(text)
    earlier = Reading.objects.filter(document=known).first() if known else None
    if earlier is not None:
        return earlier
    document = documents.add(
        text,
        by,
        now,
        title=title,
        issuer=issuer.strip() or issuer_of(text),
        dated=dated,
        file_name=file_name,
    )
    reading = Reading.objects.create(
        document=document,
        type_key=type_key,
        started_by=by,
        started_at=now,
        notes=list(paper.notes) if paper else [],
        version=found.version(),
        settled=len(text),
    )
    proposed = compute.propose(text, date=dated, directory=view_of(document, now), name=title)
    found.save(reading, proposed, by, now)
    carry.settle(reading, now)
    return reading


@transaction.atomic
def begin_slowly(
    data: bytes,
    by: Person,
    now: datetime,
    *,
    title: str,
    type_key: str,
    file_name: str,
    dated: date | None = None,
    issuer: str = "",
) -> Reading:
    """The file is kept and waits to be read in the background (`background`). The same file given
    again opens the reading that is there, unless that one failed."""
    may(by, now)
    current(type_key)
    digest = files.put(data)
    running = Reading.objects.exclude(state=Reading.State.FAILED)
    earlier = running.filter(document__file_digest=digest).first()
    if earlier is not None:
        return earlier
    document = documents.await_text(
        by,
        now,
        title=title,
        issuer=issuer.strip(),
        dated=dated,
        file_name=file_name,
        file_digest=digest,
    )
    return Reading.objects.create(
        document=document,
        type_key=type_key,
        started_by=by,
        started_at=now,
        version=found.version(),
        state=Reading.State.READING,
    )


def readings(by: Person, now: datetime) -> QuerySet[Reading]:
    """Documents under review, newest first, with how many proposals are open and in all."""
    may(by, now)
    real = ~Q(proposals__kind=Proposal.Kind.EXHORTATION)
    return Reading.objects.select_related("document", "started_by").annotate(
        total=Count("proposals", filter=real),
        waiting=Count("proposals", filter=real & Q(proposals__decision="open")),
    )


def reading(by: Person, reading_id: int, now: datetime) -> Reading:
    """One reading; `NotFound` when there is none, `NotAllowed` outside the office."""
    may(by, now)
    asked = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if asked is None:
        raise NotFound("没有这份拆解记录。")
    documents.refuse_if_restricted(asked.document)
    return asked


def scanned_pages(reading: Reading, start: int, end: int) -> QuerySet[ScannedPage]:
    """The pages of a scanned document on which the stretch of its text stands."""
    return reading.scans.filter(start__lt=end, end__gt=start)
