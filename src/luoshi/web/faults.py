"""What a person sees when something cannot be done: what happened, what next, nothing lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.lib.errors import NotFound, Problem
from luoshi.web.kept import Kept, keep

HEADINGS = {
    400: "请求不完整",
    403: "没有权限",
    404: "没有找到",
    409: "现在不能这样做",
    422: "填写的内容需要调整",
    429: "登录已暂停",
    500: "系统出了问题",
}
MISSING = "没有找到这个页面或事项。编号可能有误，或者它不在您的查看范围内。"


def fault_page(
    request: HttpRequest, status: int, sentence: str, kept: Kept | None = None
) -> HttpResponse:
    """A designed page (or, for htmx, a line) with this status; `kept` offers to send again."""
    partial = bool(getattr(request, "htmx", False))
    template = "luoshi/_problem.html" if partial else "luoshi/error.html"
    heading = HEADINGS.get(status, HEADINGS[422])
    context = {"status": status, "heading": heading, "sentence": sentence, "kept": kept}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A broken rule in its own words. What may not be seen looks exactly like what is not there."""
    if isinstance(problem, NotFound):
        return fault_page(request, 404, MISSING)
    kept = keep(request) if problem.status in {409, 422} else None
    return fault_page(request, problem.status, problem.sentence, kept)


def expired_page(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The session ended while somebody was typing: sign in again, then send what was typed."""
    response = render(
        request, "luoshi/sign_in.html", {"kept": kept, "kept_sealed": kept.sealed()}, status=401
    )
    if getattr(request, "htmx", False):
        response.status_code = 200  # htmx swaps no 4xx
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response
