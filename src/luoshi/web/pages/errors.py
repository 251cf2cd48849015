"""Django's error handlers: what a person sees when a request fails before or outside a view."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi.web.faults import HEADINGS, MISSING, fault_page
from luoshi.web.kept import keep

_OURS = (
    "这是系统的问题，不是您的操作有误；刚才的操作没有写入一半。请稍后再试，仍不行请告诉系统管理员。"
)
_FORBIDDEN = "您的岗位不能做这件事。如工作需要，请联系安全管理员。"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open while its person signed in anew elsewhere: press once more."""
    sentence = "这一页打开之后您重新登录过，为安全起见没有提交。请核对后再提交一次。"
    return fault_page(request, 403, sentence, keep(request))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is broken, or far too large."""
    return fault_page(request, 400, "浏览器发来的请求不完整或过大，没有处理。请返回后重试。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed, without a reason of its own."""
    return fault_page(request, 403, _FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    return fault_page(request, 404, MISSING)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. Uses no database: that may be what is broken."""
    context = {"status": 500, "heading": HEADINGS[500], "sentence": _OURS}
    return render(request, "luoshi/broken.html", context, status=500)
