"""Versions of a document: recognised by title, number and sentences, linked one behind the other.

A document is recognised by marks: numbers made from its title, its number and some of its
sentences. They hold no text, and a search for shared ones is one query. A link is made by a person;
nothing here links by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from luoshi.lib import recognise
from luoshi.lib.errors import Invalid, Refused
from luoshi.lib.text import fold
from luoshi.matters.models import Document, DocumentMark

_HEAD = 30  # lines in which a paper says its number
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s*[〔\[【(]\s*(?:19|20)\d\d\s*[〕\]】)]\s*\d{1,4}\s*号"
)
_EDITION = re.compile(
    r"\([^()]*(?:稿|版|修订|修改|送审|定稿)[^()]*\)|第?[一二三四五六七八九\d]{1,2}次?(?:稿|版)|[vV]\d+(?:\.\d+)?"
    r"|(?:征求意见|送审|修订|修改|最终|正式|讨论|初)(?:稿|版)|[-_ ]?(?:副本|copy)\s*\(?\d*\)?",
    re.IGNORECASE,
)
_LOOKED_AT = 8  # documents that share most marks
_SHARED = 4  # sentences' marks (of 64) from which a document is looked at
_ENOUGH = 5  # common sentences that speak for themselves
_NAMED = 2  # common sentences that are needed beside the same title: one may be a formula
BY_NUMBER, BY_TITLE, BY_TEXT = 0.1, 0.3, 0.5  # share of unchanged sentences that is needed


@dataclass(frozen=True, slots=True)
class Likely:
    """A document that may be the former version: how much of the shorter text stands unchanged."""

    document: Document
    share: float
    same_number: bool
    same_title: bool


def number_in(text: str) -> str:
    """The number of a paper (安政办〔2026〕12号) that stands on a line of its own in its head."""
    for line in text.split("\n", _HEAD)[:_HEAD]:
        told = "".join(line.split())
        if len(told) < 40 and _NUMBER.fullmatch(fold(told)):
            return told
    return ""


def base_title(title: str) -> str:
    """The title without what only says which version it is: 修订稿, 第二稿, v3."""
    told = _EDITION.sub("", fold(title))
    return "".join(c for c in told.lower() if c.isalnum())


def _named(title: str, number: str) -> dict[str, int]:
    named = {"number": "".join(c for c in fold(number) if c.isalnum()), "title": base_title(title)}
    return {kind: recognise.mark(f"{kind}:{words}") for kind, words in named.items() if words}


def marks_of(title: str, number: str, text: str) -> list[int]:
    """The numbers a document is recognised by."""
    return sorted({*_named(title, number).values(), *recognise.marks(text)})


def keep_marks(document: Document) -> None:
    """The document can be recognised by its title, number and sentences."""
    found = marks_of(document.title, document.number, document.text)
    document.marks.all().delete()
    DocumentMark.objects.bulk_create(DocumentMark(document=document, mark=mark) for mark in found)


def likely_previous(document: Document) -> Likely | None:
    """The newest state of an older document of which this may be a new version, if any."""
    named = _named(document.title, document.number)
    names = set(named.values())
    shared: dict[int, set[int]] = {}
    for other, mark in _marked_alike(document):
        shared.setdefault(other, set()).add(mark)
    worth = Counter({pk: len(m) for pk, m in shared.items() if m & names or len(m) >= _SHARED})
    asked = Document.objects.in_bulk([pk for pk, _ in worth.most_common(_LOOKED_AT)])
    own = recognise.telling(document.text) if asked else set()
    looked = [_looked(own, one, named, shared[pk]) for pk, one in asked.items()]
    fit = [one for one in looked if one is not None]
    return max(fit, key=lambda one: (one.share, one.document.pk), default=None)


def _marked_alike(document: Document) -> Iterable[tuple[int, int]]:
    """Older documents without a newer version, the latest first, with each mark they share."""
    own = document.marks.values("mark")
    rows = DocumentMark.objects.filter(mark__in=own, document_id__lt=document.pk)
    rows = rows.filter(document__next=None).order_by("-document_id")
    return rows.values_list("document_id", "mark")


def _looked(
    new: set[str], other: Document, named: dict[str, int], shared: set[int]
) -> Likely | None:
    old = recognise.telling(other.text)
    common = len(new & old)
    share = common / (min(len(new), len(old)) or 1)
    found = Likely(other, share, named.get("number") in shared, named.get("title") in shared)
    if found.same_number:
        needed, least = BY_NUMBER, 1
    elif found.same_title:
        needed, least = BY_TITLE, _NAMED
    else:
        needed, least = BY_TEXT, _ENOUGH
    return found if share >= needed and common >= least else None


def named(document_id: int | None) -> Document | None:
    """The document without its text, which may be long; None for None."""
    return Document.objects.defer("text").filter(pk=document_id or 0).first()


def newest(document: Document) -> Document:
    """The last of the versions that follow this one; itself when there is none."""
    rows = Document.objects.defer("text")
    while (following := rows.filter(previous_id=document.pk).first()) is not None:
        document = following
    return document


def versions(document: Document) -> list[Document]:
    """Every version of the paper, the newest first; their texts come when they are asked for."""
    found = [newest(document)]
    rows = Document.objects.defer("text")
    while found[-1].previous_id is not None:
        found.append(rows.get(pk=found[-1].previous_id))
    return found


def link(document: Document, previous: Document) -> None:
    """`document` is the newer version of `previous`. The same again changes nothing.

    Raises `Invalid` for a former version that came later, is the same or has not been read whole;
    `Refused` when either is linked to another one already.
    """
    if document.previous_id == previous.pk:
        return
    if previous.pk >= document.pk or not previous.text_digest:
        raise Invalid("旧版本应当是先收到、已经读完的另一份文件，请重新选择。", code="not_older")
    linked = "这份文件已经接在另一个旧版本之后，请先取消原来的关联。"
    if document.previous_id is not None:
        raise Refused(linked, code="has_previous")
    taken = f"《{previous.title}》已经有更新的版本，请选最新的那一份。"
    if Document.objects.filter(previous=previous).exists():
        raise Refused(taken, code="has_next")
    try:
        with transaction.atomic():
            Document.objects.filter(pk=document.pk, previous=None).update(previous=previous)
    except IntegrityError:  # a colleague linked another one in this moment
        raise Refused(taken, code="has_next") from None
    document.refresh_from_db(fields=["previous"])
    if document.previous_id != previous.pk:  # or linked this one to another
        raise Refused(linked, code="has_previous")


def unlink(document: Document) -> None:
    """`document` stands by itself again."""
    Document.objects.filter(pk=document.pk).update(previous=None)
    document.previous = None
