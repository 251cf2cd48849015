"""Source documents: kept with their text, number and digest, so that spans hold for ever."""

from __future__ import annotations

from datetime import date, datetime

from luoshi.lib.digest import sm3
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Refused
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.matters import editions
from luoshi.matters.models import Document
from luoshi.org.models import Person

RESTRICTED = "这份文件按份号发放：请从“限发文件”打开发给您本人的那一份；没有的，请政府办发给。"


def add(
    text: str,
    by: Person,
    now: datetime,
    *,
    title: str,
    number: str = "",
    issuer: str = "",
    dated: date | None = None,
    file_name: str = "",
    file_digest: str = "",
) -> Document:
    """The document is kept. Refused, and not stored, when it carries a secrecy marking (B8)."""
    if not text.strip():
        raise Invalid("文件里没有文字，请检查后重新上传或粘贴。", code="empty_text")
    refuse_if_marked(text)
    refuse_if_marked(title)
    document = Document.objects.create(
        title=title.strip()[:200] or "未命名文件",
        number=(number.strip() or editions.number_in(text))[:80],
        issuer=issuer[:120],
        dated=dated,
        text=text,
        text_digest=sm3(text.encode()),
        file_name=file_name[:200],
        file_digest=file_digest,
        added_by=by,
        added_at=now,
    )
    editions.keep_marks(document)
    return document


def await_text(
    by: Person,
    now: datetime,
    *,
    title: str,
    issuer: str = "",
    dated: date | None = None,
    file_name: str = "",
    file_digest: str = "",
) -> Document:
    """A document whose text is still to be read from its file: it has none, and no digest of it,
    until `seal`."""
    refuse_if_marked(title)
    refuse_if_marked(file_name)
    return Document.objects.create(
        title=title.strip()[:200] or "未命名文件",
        issuer=issuer[:120],
        dated=dated,
        file_name=file_name[:200],
        file_digest=file_digest,
        added_by=by,
        added_at=now,
    )


def grow(document: Document, text: str) -> None:
    """The document's text is `text`, which begins with what it was: spans stay true.

    Raises `Refused` when it does not, or when the text is sealed; `SecretMarked` for a marking in
    what is new (B8). Nothing of it is kept then.
    """
    if document.text_digest or not text.startswith(document.text):
        raise Refused("文件前面的文字变了，已经立项的句子对不上，请重新上传。", code="text_changed")
    # A marking is a line of its own: look from the line on in which the new text begins.
    refuse_if_marked(text[document.text.rfind("\n") + 1 :])
    if text != document.text:
        Document.objects.filter(pk=document.pk, text_digest="").update(text=text)
        document.text = text


def issued_by(document: Document, issuer: str) -> None:
    """The document names its issuer, unless somebody has said who it is."""
    if issuer and not document.issuer:
        document.issuer = issuer[:120]
        document.save(update_fields=["issuer"])


def seal(document: Document) -> None:
    """The text is whole: its digest is kept and it never changes again."""
    document.text_digest = sm3(document.text.encode())
    document.number = document.number or editions.number_in(document.text)[:80]
    document.save(update_fields=["text_digest", "number"])
    editions.keep_marks(document)


def empty(document: Document) -> None:
    """Nothing of the text remains: for a paper that turned out to carry a secrecy marking."""
    document.title, document.file_name, document.text = "（已拒收的材料）", "", ""
    document.file_digest = document.text_digest = ""
    document.marks.all().delete()
    document.save(update_fields=["title", "file_name", "text", "file_digest", "text_digest"])


def restrict(document_id: int) -> Document:
    """The document is read by the holders of its numbered copies alone, and leaves by no network
    (S185, S186). `NotFound` when there is none."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotFound("没有这份文件。")
    if not document.restricted:
        document.restricted = document.sensitive = True
        document.save(update_fields=["restricted", "sensitive"])
    return document


def refuse_if_restricted(document: Document) -> None:
    """Returns only for a document that is not handed out by numbered copies."""
    if document.restricted:
        raise NotAllowed(RESTRICTED, code="by_copies_only")


def same_text(text: str) -> Document | None:
    """A document already kept with exactly this text, if any."""
    return Document.objects.filter(text_digest=sm3(text.encode())).order_by("id").first()


def quotation(document: Document, start: int, end: int, around: int = 60) -> tuple[str, str, str]:
    """The sentence in its surroundings: before, the sentence, after."""
    text = document.text
    return text[max(0, start - around) : start], text[start:end], text[end : end + around]
