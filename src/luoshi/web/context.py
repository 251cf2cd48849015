"""What the frame around every page needs: office, menu, who is here, what day it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from luoshi.lib.secrecy import NOTICE
from luoshi.org.people import post_words
from luoshi.web.nav import menu_for
from luoshi.web.words import today_words


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's values. Costs nothing until a template asks; nothing of business in it."""
    frame: dict[str, Any] = {
        "office": settings.OFFICE,
        "notice": NOTICE,
        "demo": settings.DEMO,
    }
    now = getattr(request, "now", None)
    user = getattr(request, "user", None)
    if now is None or user is None or not user.is_authenticated:
        return frame
    here = request.resolver_match
    return frame | {
        "here": here.view_name if here else "",
        "today_words": today_words(now),
        "post_words": SimpleLazyObject(lambda: post_words(user, now)),
        "menu": SimpleLazyObject(lambda: menu_for(request.scope)),  # type: ignore[attr-defined]
    }
