"""The one family of errors that a person may read.

A `Problem` carries a stable code for programs and a Chinese sentence for people that says what
to do next. Web and API turn it into a page or problem+json; it is never a 500.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """A request that cannot be carried out, said so that a clerk knows what to do next."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 422

    def __init__(self, sentence: str, *, code: str = "", **details: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.stable_code = code or self.code
        self.details = details


class Refused(Problem):
    """The rule of the office or of the law does not allow this act now."""

    code = "refused"
    status = 409


class NotAllowed(Problem):
    """This person has no such right here."""

    code = "not_allowed"
    status = 403


class NotFound(Problem):
    """There is no such thing, or this person may not know of it: both sound the same."""

    code = "not_found"
    status = 404


class Invalid(Problem):
    """What was typed does not fit; `fields` says where."""

    code = "invalid"
    status = 422

    def __init__(
        self, sentence: str, *, code: str = "", fields: dict[str, str] | None = None, **details: Any
    ) -> None:
        super().__init__(sentence, code=code, fields=fields or {}, **details)
        self.fields = fields or {}


class Stale(Problem):
    """Somebody else acted in between; both versions are shown and nothing typed is lost."""

    code = "stale"
    status = 409


class Unreadable(Problem):
    """A file or text that cannot be taken in; nothing of it was stored."""

    code = "unreadable"
    status = 422
