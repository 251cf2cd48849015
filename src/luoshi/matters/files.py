"""Files by content: stored once under their digest, never overwritten, never rendered."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

from luoshi.lib.digest import sm3
from luoshi.lib.errors import Invalid, NotFound, Unreadable
from luoshi.lib.reading import Limits, read
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.matters.models import Attachment, Document

_WITHOUT_OCR = Limits(ocr_pages=0)


def _path(digest: str) -> Path:
    return Path(settings.HOME) / "files" / digest[:2] / digest


def _refuse_if_marked(data: bytes, name: str) -> None:
    """`SecretMarked` when the name, or the text of a file that can be read, carries a marking."""
    refuse_if_marked(name)
    try:
        paper = read(data, name, limits=_WITHOUT_OCR)
    except Unreadable:
        return  # a photograph or a scan: nothing here to read while a person waits
    refuse_if_marked(paper.text)
    refuse_if_marked(paper.margin)


def keep(data: bytes, name: str) -> dict[str, Any]:
    """The file is on disk; returns what an act's `files` takes: name, digest, size.

    Raises `Invalid` for an empty or too large file, `SecretMarked` for a marking
    in its name or, where it can be read, its text (B8). Nothing is stored then.
    """
    name = PurePosixPath(name.replace("\\", "/")).name.strip()[:200] or "附件"
    if not data:
        raise Invalid(f"“{name}”是空文件，请重新选择。", code="empty_file")
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024 // 1024
        raise Invalid(f"“{name}”超过 {limit} MB，请压缩或分开上传。", code="too_large")
    _refuse_if_marked(data, name)
    return {"name": name, "digest": put(data), "size": len(data)}


def put(data: bytes) -> str:
    """The bytes are on disk under the digest that is returned. Whoever calls this has looked for a
    secrecy marking, or will before anybody sees anything of it."""
    digest = sm3(data)
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(path)
    return digest


def destroy(digest: str) -> None:
    """The file is gone unless an act of a matter or another document still needs it."""
    needed = Attachment.objects.filter(digest=digest).exists()
    if not needed and not Document.objects.filter(file_digest=digest).exists():
        _path(digest).unlink(missing_ok=True)


def content(digest: str) -> bytes:
    """The bytes under that digest; `NotFound` when the store has lost them."""
    path = _path(digest)
    if not path.exists():
        raise NotFound("附件存储中找不到这个文件，请联系系统管理员。", code="file_lost")
    return path.read_bytes()
