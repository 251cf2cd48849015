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
_OURS = (
    "这是系统的问题，不是您的操作有误；刚才的操作没有写入一半。请稍后再试，仍不行请告诉系统管理员。"
)
_FORBIDDEN = "您的岗位不能做这件事。如工作需要，请联系安全管理员。"
_MISSING = "没有找到这个页面或事项。编号可能有误，或者它不在您的查看范围内。"


def _page(
    request: HttpRequest, status: int, sentence: str, kept: Kept | None = None
) -> HttpResponse:
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
        return _page(request, 404, _MISSING)
    kept = keep(request) if problem.status in {409, 422} else None
    return _page(request, problem.status, problem.sentence, kept)


def expired_page(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The session ended while somebody was typing: sign in again, then send what was typed."""
    response = render(
        request, "luoshi/sign_in.html", {"kept": kept, "kept_sealed": kept.sealed()}, status=401
    )
    if getattr(request, "htmx", False):
        response.status_code = 200  # htmx swaps no 4xx
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open while its person signed in anew elsewhere: press once more."""
    sentence = "这一页打开之后您重新登录过，为安全起见没有提交。请核对后再提交一次。"
    return _page(request, 403, sentence, keep(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is broken, or far too large."""
    return _page(request, 400, "浏览器发来的请求不完整或过大，没有处理。请返回后重试。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed, without a reason of its own."""
    return _page(request, 403, _FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return _page(request, 404, _MISSING)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Uses no database: that may be what is broken."""
    context = {"status": 500, "heading": HEADINGS[500], "sentence": _OURS}
    return render(request, "luoshi/broken.html", context, status=500)
