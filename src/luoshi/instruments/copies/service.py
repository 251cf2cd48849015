"""Handing out numbered copies, opening one's own, and the record for the auditor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from luoshi.instruments.copies.compute import watermark
from luoshi.instruments.copies.models import Copy, CopyLook
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Refused
from luoshi.matters import documents
from luoshi.matters.models import Document
from luoshi.org.models import Person
from luoshi.org.scope import scope_of

_NOT_YOURS = (
    "限发文件只有份号上的本人能打开，不能转发、不能代看；这次打开已记入阅看记录。"
    "确需知悉的，请政府办另发一份。"
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy as its recipient sees it: the text's document under the line that names the reader."""

    copy: Copy
    document: Document
    watermark: str


def _office(person: Person, now: datetime) -> None:
    if not scope_of(person, now).in_office:
        raise NotAllowed("限发文件由政府办发放；收件人不能转发。", code="no_sharing")


@transaction.atomic
def issue(person: Person, now: datetime, document_id: int, usernames: Iterable[str]) -> list[Copy]:
    """The document is restricted from now on; each named person has a numbered copy.

    Whoever holds one already keeps it. The office hands out; recipients cannot (S186).
    """
    _office(person, now)
    wanted = list(Person.objects.filter(username__in=list(usernames), is_active=True))
    if not wanted:
        sentence = "请至少选择一位收件人。"
        raise Invalid(sentence, code="nobody_named", fields={"recipients": sentence})
    if any(scope_of(one, now).administers for one in wanted):
        raise Refused("管理员账号不参与业务，不能列为收件人。", code="administrators_read_nothing")
    document = documents.restrict(document_id)
    holders = set(_standing(document).values_list("recipient_id", flat=True))
    last = Copy.objects.filter(document=document).aggregate(n=Max("number"))["n"] or 0
    fresh = [one for one in wanted if one.pk not in holders]
    return [
        Copy.objects.create(
            document=document, number=number, recipient=one, issued_by=person, issued_at=now
        )
        for number, one in enumerate(fresh, last + 1)
    ]


def _standing(document: Document) -> QuerySet[Copy]:
    return Copy.objects.filter(document=document, recalled_at__isnull=True)


def recall(person: Person, now: datetime, copy_id: int) -> Copy:
    """The copy opens no more; its number and its looks stay on record."""
    _office(person, now)
    copy = Copy.objects.filter(pk=copy_id).first()
    if copy is None:
        raise NotFound("没有这一份。")
    Copy.objects.filter(pk=copy_id, recalled_at__isnull=True).update(recalled_at=now)
    return copy


def open_copy(person: Person, now: datetime, copy_id: int, *, printing: bool = False) -> Opened:
    """The copy for its own recipient, with the look on record; for anybody else a refusal, on
    record too. An unknown copy and somebody else's sound different only to the auditor."""
    copy = Copy.objects.select_related("document", "recipient").filter(pk=copy_id).first()
    if copy is None or scope_of(person, now).administers:
        raise NotAllowed(_NOT_YOURS, code="not_your_copy")
    if copy.recipient_id != person.pk or copy.recalled_at is not None:
        CopyLook.objects.create(copy=copy, person=person, how=CopyLook.How.REFUSED, at=now)
        raise NotAllowed(_NOT_YOURS, code="not_your_copy")
    how = CopyLook.How.PRINT if printing else CopyLook.How.SCREEN
    CopyLook.objects.create(copy=copy, person=person, how=how, at=now)
    return Opened(copy, copy.document, watermark(person.name, copy.number, now))


def own_copies(person: Person) -> list[Copy]:
    """The copies this person may open, latest first."""
    rows = Copy.objects.filter(recipient=person, recalled_at__isnull=True)
    return list(rows.select_related("document", "issued_by").order_by("-id"))


def given_out(person: Person, now: datetime) -> list[Copy]:
    """Every copy ever handed out with its document's title, for the office."""
    _office(person, now)
    rows = Copy.objects.select_related("document", "recipient").prefetch_related("looks")
    return list(rows.order_by("-document", "number"))


def copies_of(document: Document) -> list[Copy]:
    """The copies of one document, in the order of their numbers."""
    return list(Copy.objects.filter(document=document).select_related("recipient"))


def log_of_looks() -> QuerySet[CopyLook]:
    """Every look, latest first, for the auditor: pages show numbers and names, no title."""
    return CopyLook.objects.select_related("copy", "person", "copy__recipient")
