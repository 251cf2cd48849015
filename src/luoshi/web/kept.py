"""What a person typed, carried over an expired session, an outdated page or a refused act.

The fields travel through the browser, sealed with the installation's key, so nobody can slip in
others; they are posted again only when the person presses the button. Passwords never travel.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest

LONG_ENOUGH_TO_SHOW = 4
_NEVER = ("csrfmiddlewaretoken", "password", "old", "new", "again", "kept")
_SALT = "luoshi.kept"
_HOURS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the fields were going and what they hold. Files cannot be kept: `had_files` says so."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def shown(self) -> tuple[str, ...]:
        """The passages worth showing: what somebody wrote, not switches and keys."""
        return tuple(v for _, v in self.fields if len(v.strip()) >= LONG_ENOUGH_TO_SHOW)

    def sealed(self) -> str:
        """As one field of a form."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)


def keep(request: HttpRequest) -> Kept | None:
    """The typed fields of a POST from our own pages; nothing for any other request."""
    origin = request.headers.get("Origin", "")
    if request.method != "POST" or (origin and urlsplit(origin).netloc != request.get_host()):
        return None
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NEVER
        for value in values
        if isinstance(value, str)
    )
    return Kept(request.get_full_path(), fields, bool(request.FILES)) if fields else None


def unsealed(text: str) -> Kept | None:
    """The fields back, or None when the seal is broken or older than half a day."""
    if not text:
        return None
    try:
        raw = signing.loads(text, salt=_SALT, max_age=_HOURS * 3600)
    except signing.BadSignature:
        return None
    return Kept(raw["path"], tuple((n, v) for n, v in raw["fields"]), raw["had_files"])
