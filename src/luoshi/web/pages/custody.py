"""机要件登记: number, place and person for the office; never a word of content (S187)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.instruments.custody import enter, papers
from luoshi.instruments.custody import move as move_on
from luoshi.lib.errors import Invalid, Problem
from luoshi.lib.secrecy import SecretMarked
from luoshi.org.people import active_people
from luoshi.org.roles import Role
from luoshi.web.guard import role
from luoshi.web.request import Request

office = role(Role.CLERK, Role.SECTION_CHIEF, Role.OFFICE_DIRECTOR)


def _page(request: Request, problem: Problem | None = None, paper_id: int = 0) -> HttpResponse:
    # What was refused for saying too much is not shown again: it must not stand anywhere.
    context = {
        "papers": papers(request.user, request.now),
        "people": [
            p for p in active_people() if p.unit.kind in ("office", "section", "government")
        ],
        "problem": problem,
        "at": paper_id,
        "keeper": request.POST.get("keeper", ""),
    }
    status = problem.status if problem else 200
    return render(request, "luoshi/custody.html", context, status=status)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def custody(request: Request) -> HttpResponse:
    """GET: the register. POST: one paper more, by its number."""
    if request.method != "POST":
        return _page(request)
    given = request.POST
    try:
        paper = enter(
            request.user,
            request.now,
            number=given.get("number", ""),
            place=given.get("place", ""),
            keeper=given.get("keeper", ""),
        )
    except (Invalid, SecretMarked) as problem:
        return _page(request, problem)
    messages.success(request, f"已登记 {paper.number}。")
    return redirect("web:custody")


@office
@require_POST
def move(request: Request, paper_id: int) -> HttpResponse:
    """The paper's new place and keeper are noted."""
    given = request.POST
    try:
        place, keeper = given.get("place", ""), given.get("keeper", "")
        paper = move_on(request.user, request.now, paper_id, place=place, keeper=keeper)
    except (Invalid, SecretMarked) as problem:
        return _page(request, problem, paper_id)
    messages.success(request, f"已记下 {paper.number} 的新位置。")
    return redirect("web:custody")
