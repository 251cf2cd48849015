"""Who may open a page. Every view wears exactly one of these; a structural test looks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from luoshi.lib.errors import NotAllowed
from luoshi.org.roles import Role
from luoshi.org.scope import Scope
from luoshi.web.faults import expired_page
from luoshi.web.kept import keep
from luoshi.web.request import Request

View = Callable[..., HttpResponseBase]
_ADMINISTRATOR = "管理员账号不参与业务（三员分立），看不到事项内容。请使用业务账号登录。"
_OUTSIDE = "外聘成员只看本人所在专班的事项，请从“今天”打开。需要其他材料的，请向政府办提出。"
_OTHERS = "这一页只对{roles}开放。如工作需要，请联系安全管理员调整岗位。"


def open_to_all(view: View) -> View:
    """Anybody, signed in or not. Said aloud so that no page is open by oversight."""
    view.guard = "open"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Any active person."""
    return _guarded(view, "signed_in", lambda _: None)


def business(view: View) -> View:
    """Everybody but the three administrators, who see no business content (B9), and the members
    from outside, for whom there are only the matters of their task forces (S40)."""
    return _guarded(view, "business", _check_business)


def staff(view: View) -> View:
    """Everybody who works for the office or a unit: not the members from outside."""
    return _guarded(view, "staff", _check_staff)


def involved(view: View) -> View:
    """Whoever may do business, and members from outside: pages that show what is the person's own,
    or one matter that was found among what the person may see."""
    return _guarded(view, "involved", _check_involved)


def _check_staff(scope: Scope) -> None:
    if scope.outside:
        raise NotAllowed(_OUTSIDE, code="outside_member")


def _check_involved(scope: Scope) -> None:
    if scope.administers:
        raise NotAllowed(_ADMINISTRATOR, code="administrators_do_no_business")


def _check_business(scope: Scope) -> None:
    _check_involved(scope)
    _check_staff(scope)


def role(*roles: Role) -> Callable[[View], View]:
    """Holders of one of these roles only."""
    names = "、".join(str(r.label) for r in roles)

    def check(scope: Scope) -> None:
        if not scope.roles & set(roles):
            raise NotAllowed(_OTHERS.format(roles=names))

    return lambda view: _guarded(view, "+".join(roles), check)


def _guarded(view: View, name: str, check: Callable[[Scope], None]) -> View:
    @wraps(view)
    def inner(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        check(request.scope)
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", "no-store")
        return response

    inner.guard = name  # type: ignore[attr-defined]
    return inner


def _to_sign_in(request: Request) -> HttpResponse:
    kept = keep(request)
    if kept is not None:
        return expired_page(request, kept)
    here = request.get_full_path()
    if request.htmx:
        parts = urlsplit(request.htmx.current_url or "/")
        here = f"{parts.path}?{parts.query}" if parts.query else parts.path
    address = f"{reverse('web:sign_in')}?{urlencode({'next': here})}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
