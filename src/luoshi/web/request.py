"""A request as every page receives it: with the moment, the scope and the counts of its person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from luoshi.org.models import Person
from luoshi.org.scope import Scope

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """What `middleware.Present` and the guards make of a request; only for type checking."""

    user: Person
    now: datetime
    scope: Scope
    counts: dict[str, int]
    htmx: HtmxDetails
