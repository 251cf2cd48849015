"""Who is asking: the holder of a bearer token, with exactly the rights they have on the pages."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja.security import HttpBearer

from luoshi.lib import clock
from luoshi.lib.errors import NotAllowed
from luoshi.org import tokens
from luoshi.org.models import Person
from luoshi.org.scope import scope_of


class Asked(HttpRequest):
    """A request after authentication: `auth` is the person, `now` one moment for all of it."""

    auth: Person
    now: datetime


class AnyToken(HttpBearer):
    """Any active person's token."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The holder, or None: then the answer is 401."""
        now = clock.now()
        request.now = now  # type: ignore[attr-defined]
        return tokens.holder(token, now)


class BusinessToken(AnyToken):
    """The token of somebody who does business: not one of the three administrators (B9)
    and no member from outside."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The holder; raises `NotAllowed` for an administrator."""
        person = super().authenticate(request, token)
        now: datetime = request.now  # type: ignore[attr-defined]
        scope = scope_of(person, now) if person is not None else None
        if scope is not None and scope.outside:
            raise NotAllowed(
                "外聘成员只在网页上看本人所在专班的事项，不使用接口。", code="outside_member"
            )
        if scope is not None and scope.administers:
            raise NotAllowed(
                "管理员账号不参与业务（三员分立），看不到事项内容。请使用业务账号的令牌。",
                code="administrators_do_no_business",
            )
        return person
