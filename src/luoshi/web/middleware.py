"""Gives every request its moment and its person's scope, and turns a `Problem` into a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from luoshi.lib import clock
from luoshi.lib.errors import Problem
from luoshi.matters import queries
from luoshi.notices import inbox
from luoshi.org.models import Person
from luoshi.org.scope import scope_of
from luoshi.web.faults import problem_page


class Present:
    """After this, `request.now` is one moment for the whole request; scope and counts are lazy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        request.now = now  # type: ignore[attr-defined]
        request.scope = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: scope_of(request.user, now)  # type: ignore[arg-type]
        )
        request.counts = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: _counts(request.user, now)  # type: ignore[arg-type]
        )
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A broken rule is answered with its sentence and status, never as a 500."""
        return problem_page(request, exception) if isinstance(exception, Problem) else None


def _counts(person: Person, now: datetime) -> dict[str, int]:
    """The figures of the menu: the ledger's tabs, and what the person has not read."""
    tabs = queries.tab_counts(person, queries.LedgerFilter.parse({}), now)
    return tabs | {"notices": inbox.unread_count(person)}
