"""Signing in and out, and what a person may settle about themselves: password, delegation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Problem
from luoshi.org import delegations, passwords, people
from luoshi.web import typed
from luoshi.web.faults import HEADINGS
from luoshi.web.guard import open_to_all, signed_in
from luoshi.web.kept import unsealed
from luoshi.web.request import Request

_WRONG = "用户名或密码不对。连续五次输错会暂停登录半小时；忘记密码请联系系统管理员重置。"
_LOCKED = "连续五次输错，此账号的登录已暂停半小时。请稍后再试，或请系统管理员解除。"


def _safe(address: str) -> str:
    """An address of our own, or the start page: no redirect leads elsewhere."""
    good = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if good else "/"


def _demo_people() -> list[dict[str, str]]:
    path = Path(settings.HOME) / "demo.json"
    if not settings.DEMO or not path.is_file():
        return []
    people_listed: list[dict[str, str]] = json.loads(path.read_text("utf-8"))
    return people_listed


@open_to_all
@never_cache
def sign_in(request: Request) -> HttpResponse:
    """Lets a person in; what was typed before the session ended is offered for sending again."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect("web:today")
        context = {"next": _safe(request.GET.get("next", "/")), "people": _demo_people()}
        return render(request, "luoshi/sign_in.html", context)
    username = request.POST.get("username", "").strip()[:40]
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    sealed = request.POST.get("kept", "")
    kept = unsealed(sealed)
    if user is None:
        context = {
            "username": username,
            "next": _safe(request.POST.get("next", "/")),
            "sentence": _WRONG,
            "people": _demo_people(),
            "kept": kept,
            "kept_sealed": sealed if kept else "",
        }
        return render(request, "luoshi/sign_in.html", context, status=422)
    login(request, user)
    if kept is not None:
        return render(request, "luoshi/resume.html", {"kept": kept})
    return redirect(_safe(request.POST.get("next", "/")))


def locked_out(request: HttpRequest, credentials: Mapping[str, Any], *_: Any) -> HttpResponse:
    """Five wrong passwords: axes sends the person here."""
    context = {"status": 429, "heading": HEADINGS[429], "sentence": _LOCKED}
    return render(request, "luoshi/error.html", context, status=429)


@open_to_all
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """The session is over on this machine."""
    logout(request)
    return redirect("web:sign_in")


def _account(
    request: Request, problem: Problem | None = None, form: str = "", status: int = 200
) -> HttpResponse:
    today = local_date(request.now)
    context = {
        "posts": people.posts_of(request.user, today),
        "given": delegations.given_by(request.user),
        "held": delegations.held_by(request.user, request.now),
        "deputies": people.active_people(but=request.user),
        "may_delegate": not request.scope.administers and bool(request.scope.roles),
        "problem": problem,
        "form": form,
        "fields": getattr(problem, "fields", {}),
        "typed": request.POST if form == "delegation" else {},
    }
    return render(request, "luoshi/account.html", context, status=status)


@signed_in
def account(request: Request) -> HttpResponse:
    """My posts, my password, who acts for me."""
    return _account(request)


@signed_in
@require_POST
def password(request: Request) -> HttpResponse:
    """The new password holds and this session goes on."""
    try:
        passwords.change(
            request.user,
            request.POST.get("old", ""),
            request.POST.get("new", ""),
            request.POST.get("again", ""),
        )
    except Problem as problem:
        return _account(request, problem, "password", problem.status)
    update_session_auth_hash(request, request.user)
    messages.success(request, "密码已修改。下次登录请用新密码。")
    return redirect("web:account")


@signed_in
@require_POST
def delegate(request: Request) -> HttpResponse:
    """Somebody acts for me between two moments."""
    try:
        delegations.delegate(
            request.user,
            people.person(typed.number(request.POST.get("deputy", ""), "deputy", "受托人")),
            typed.moment(request.POST.get("begins", ""), "begins", "开始时间"),
            typed.moment(request.POST.get("ends", ""), "ends", "结束时间"),
            request.POST.get("reason", ""),
            request.now,
        )
    except Problem as problem:
        return _account(request, problem, "delegation", problem.status)
    messages.success(request, "委托已登记，到时自动生效，到期自动结束。")
    return redirect("web:account")


@signed_in
@require_POST
def end_delegation(request: Request, delegation_id: int) -> HttpResponse:
    """My delegation ends now."""
    delegations.end(request.user, delegation_id, request.now)
    messages.success(request, "委托已结束。")
    return redirect("web:account")
