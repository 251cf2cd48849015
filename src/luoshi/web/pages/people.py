"""人员: one person's posts and matters, and the security administrator's page of posts."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import queries
from luoshi.org import people
from luoshi.org.appointments import appoint, dismiss
from luoshi.org.directory import unit_by_code
from luoshi.org.roles import Role
from luoshi.org.scope import current_units
from luoshi.web import typed
from luoshi.web.guard import role, staff
from luoshi.web.request import Request
from luoshi.web.rows import rows_of

SHOWN = 30


@staff
def person(request: Request, person_id: int) -> HttpResponse:
    """Posts for everybody; matters handled only as far as the viewer may see them."""
    found = people.person(person_id)
    handled = queries.visible_to(request.user, request.now).filter(events__actor=found)
    matters = handled.distinct().order_by("-opened_at")[:SHOWN]
    context = {
        "person": found,
        "posts": [
            (p, p.get_role_display()) for p in people.posts_of(found, local_date(request.now))
        ],
        "rows": [] if request.scope.administers else rows_of(matters, request.now),
        "business": not request.scope.administers,
    }
    return render(request, "luoshi/person.html", context)


@role(Role.SECADMIN)
def posts(request: Request) -> HttpResponse:
    """Who holds what; appointing keeps the three administrators apart."""
    problem = _appointed(request) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        return redirect("web:posts")
    day = local_date(request.now)
    context = {
        "posts": [(p, p.get_role_display()) for p in people.all_posts(day)],
        "people": people.active_people(),
        "units": current_units(day),
        "roles": Role.choices,
        "problem": problem,
        "typed": request.POST,
    }
    return render(request, "luoshi/posts.html", context, status=problem.status if problem else 200)


def _appointed(request: Request) -> Problem | None:
    """Carries out the posted appointment; returns why it could not be done."""
    day = local_date(request.now)
    try:
        chosen = request.POST.get("role", "")
        if chosen not in Role.values:
            raise Invalid("请选择岗位。", fields={"role": "请选择岗位。"})
        who = people.person(typed.number(request.POST.get("person", ""), "person", "人员"))
        unit = unit_by_code(request.POST.get("unit", ""), day)
        post = appoint(who, unit, chosen, day)
    except Problem as problem:
        return problem
    messages.success(
        request, f"{who.name}任{unit.short_name}{post.get_role_display()}，今天起生效。"
    )
    return None


@role(Role.SECADMIN)
@require_POST
def end_post(request: Request, post_id: int) -> HttpResponse:
    """The post is no longer held from this moment on, and stays on record."""
    post = people.post(post_id)
    # A post's last day still counts: ending it at once means that yesterday was the last.
    dismiss(post, local_date(request.now) - timedelta(days=1))
    messages.success(request, f"{post.person.name}的{post.get_role_display()}岗位即刻结束。")
    return redirect("web:posts")
