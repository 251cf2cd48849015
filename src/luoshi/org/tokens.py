"""Bearer tokens of the API: shown once, kept only as a digest."""

from __future__ import annotations

import secrets
from datetime import datetime

from luoshi.lib.digest import sm3
from luoshi.org.models import Person, Token


def issue(person: Person, now: datetime, label: str = "", ends_at: datetime | None = None) -> str:
    """A new token of `person`; the plain text is returned here and never again."""
    plain = f"ls_{secrets.token_urlsafe(32)}"
    Token.objects.create(
        person=person, digest=sm3(plain.encode()), label=label, made_at=now, ends_at=ends_at
    )
    return plain


def holder(plain: str, now: datetime) -> Person | None:
    """Whose token this is, or None when unknown, ended, or its holder inactive."""
    token = (
        Token.objects.select_related("person").filter(digest=sm3(plain.encode())).first()
        if plain
        else None
    )
    if token is None or not token.person.is_active:
        return None
    return None if token.ends_at and token.ends_at <= now else token.person
