"""Source documents: kept with their text, number and digest, so that spans hold for ever."""

from __future__ import annotations

from datetime import date, datetime

from luoshi.lib.digest import sm3
from luoshi.lib.errors import Invalid
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.matters.models import Document
from luoshi.org.models import Person


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
    return Document.objects.create(
        title=title.strip()[:200] or "未命名文件",
        number=number[:80],
        issuer=issuer[:120],
        dated=dated,
        text=text,
        text_digest=sm3(text.encode()),
        file_name=file_name[:200],
        file_digest=file_digest,
        added_by=by,
        added_at=now,
    )


def same_text(text: str) -> Document | None:
    """A document already kept with exactly this text, if any."""
    return Document.objects.filter(text_digest=sm3(text.encode())).order_by("id").first()


def quotation(document: Document, start: int, end: int, around: int = 60) -> tuple[str, str, str]:
    """The sentence in its surroundings: before, the sentence, after."""
    text = document.text
    return text[max(0, start - around) : start], text[start:end], text[end : end + around]
