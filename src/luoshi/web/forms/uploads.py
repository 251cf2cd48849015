"""Files handed in with a form, and the sealed receipts that carry them through a refused one.

A receipt names a file by its digest; it is sealed, or anybody could ask for any file by guessing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from luoshi.lib.errors import Invalid
from luoshi.matters import files

_SALT = "luoshi.upload"
_HOURS = 24


def sealed(ref: dict[str, Any]) -> str:
    """The receipt of a kept file as one hidden field."""
    return signing.dumps(ref, salt=_SALT)


def kept(receipts: Iterable[str]) -> list[dict[str, Any]]:
    """The files behind the receipts; a forged or outdated receipt is asked to be chosen again."""
    try:
        return [signing.loads(r, salt=_SALT, max_age=_HOURS * 3600) for r in receipts]
    except signing.BadSignature:
        raise Invalid("先前选好的附件已过期，请重新选择。", code="receipt_expired") from None


def taken(upload: UploadedFile) -> dict[str, Any]:
    """The upload is in the file store; returns its reference. Never reads beyond the limit."""
    return files.keep(upload.read(settings.UPLOAD_LIMIT + 1), upload.name or "")
