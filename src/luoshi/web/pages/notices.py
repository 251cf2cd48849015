"""提醒: the person's digests, the way from a line to its matter, and how they want to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from luoshi.lib.errors import Invalid, Problem
from luoshi.notices import channels, inbox, outbox
from luoshi.notices.preferences import Wish, choose, next_slot, wish_of
from luoshi.notices.times import QUIET_FROMS, QUIET_TOS, SCHEMES
from luoshi.web.guard import involved
from luoshi.web.request import Request


@involved
@require_GET
def notices(request: Request) -> HttpResponse:
    """The digests, unread ones first; looking at the list marks nothing."""
    typed = request.GET.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    boxes, more = inbox.boxes(request.user, request.now, page)
    context = {
        "boxes": boxes,
        "more": more,
        "page": max(page, 1),
        "count": request.counts["notices"],
        "drawn": request.now.isoformat(),
        "next_slot": next_slot(request.user, request.now),
    }
    return render(request, "luoshi/notices.html", context)


@involved
@require_GET
def open_notice(request: Request, notice_id: int) -> HttpResponse:
    """What was said of this matter is read, and here is the matter."""
    return redirect("web:matter", inbox.opened(request.user, notice_id, request.now))


@involved
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Everything that stood on the page is read; what came since is not."""
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
        until = min(until, request.now)
    except (ValueError, TypeError):
        raise Invalid("页面上的时间不对，请回到“提醒”页重新点一次。", code="bad_moment") from None
    inbox.read_all(request.user, until, request.now)
    messages.success(request, "已全部标为已读。")
    return redirect("web:notices")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A channel as the page offers it."""

    key: str
    label: str
    note: str


_MISSING = {
    "email": "还没有您的邮箱，请联系系统管理员登记",
    "phone": "还没有您的手机号，请联系系统管理员登记",
}


def _choices(request: Request) -> list[_Choice]:
    found = []
    for channel in channels.enabled():
        note = "" if channels.reaches(channel, request.user) else _MISSING[channel.needs]
        if channel.key == "inbox":
            note = "关闭后，不急的直接按已读存放；即时的仍会出现"
        found.append(_Choice(channel.key, channel.label, note))
    return found


def _typed(wish: Wish) -> dict[str, Any]:
    return {
        "scheme": wish.habit.scheme,
        "quiet_from": f"{wish.habit.quiet_from:%H:%M}",
        "quiet_to": f"{wish.habit.quiet_to:%H:%M}",
        "channels": [c.key for c in channels.enabled() if c.key not in wish.off],
    }


def _page(
    request: Request, typed: Mapping[str, Any], problem: Problem | None = None
) -> HttpResponse:
    context = {
        "typed": typed,
        "problem": problem,
        "schemes": [(key, scheme.label) for key, scheme in SCHEMES.items()],
        "quiet_froms": [f"{hour:%H:%M}" for hour in QUIET_FROMS],
        "quiet_tos": [f"{hour:%H:%M}" for hour in QUIET_TOS],
        "channels": _choices(request),
        "undelivered": outbox.failures(request.user),
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/notice_preferences.html", context, status=status)


@involved
def preferences(request: Request) -> HttpResponse:
    """How I want to be told, from now on."""
    if request.method != "POST":
        return _page(request, _typed(wish_of(request.user, request.now)))
    typed: dict[str, Any] = {
        "scheme": request.POST.get("scheme", ""),
        "quiet_from": request.POST.get("quiet_from", ""),
        "quiet_to": request.POST.get("quiet_to", ""),
        "channels": request.POST.getlist("channels"),
    }
    try:
        choose(request.user, request.now, **typed)
    except Problem as problem:
        return _page(request, typed, problem)
    messages.success(request, "提醒设置已保存，从现在起生效。")
    return redirect("web:notice_preferences")
