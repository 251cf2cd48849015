"""Every error as problem+json (RFC 9457): status, stable code, one Chinese sentence, fields."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from luoshi.lib.errors import Problem

MEDIA = "application/problem+json"
TITLES = {
    400: "请求读不懂",
    401: "没有登录",
    403: "没有权限",
    404: "没有找到",
    405: "方法不对",
    409: "现在不能这样做",
    413: "请求过大",
    422: "填写的内容需要调整",
    500: "系统出了问题",
}
_WRONG = {
    "missing": "请填写这一项。",
    "extra_forbidden": "没有这一项。",
    "int_parsing": "请填整数。",
    "literal_error": "请从这些里选：{expected}。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "string_type": "请填文字。",
    "date_from_datetime_parsing": "请写成 2026-12-31 这样的日期。",
    "date_parsing": "请写成 2026-12-31 这样的日期。",
    "list_type": "请填一个列表。",
    "string_pattern_mismatch": "里面有不可见的控制字符，请删去后重填。",
}
_UNFIT = "填写的内容不符合要求，请对照接口说明修改。"
log = logging.getLogger(__name__)


class ProblemOut(Schema):
    """What went wrong, for programs (`code`) and for people (`detail`)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    fields: dict[str, str] = {}
    rev: int | None = None


def answer(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """The problem as a response; `more` may hold `fields` and the present `rev`."""
    body = {
        "type": f"urn:luoshi:problem:{code}",
        "title": TITLES.get(status, TITLES[422]),
        "status": status,
        "code": code,
        "detail": detail,
        "fields": more.get("fields") or {},
    } | ({"rev": more["rev"]} if more.get("rev") is not None else {})
    response = HttpResponse(json.dumps(body, ensure_ascii=False), MEDIA, status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def no_such_address(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """There is no such route."""
    return answer(404, "no_such_address", "接口没有这个地址，请对照接口说明检查。")


def wrong_method(allowed: str) -> HttpResponse:
    """The route exists, but not for this method."""
    response = answer(405, "wrong_method", f"这个地址只接受 {allowed}。")
    response["Allow"] = allowed
    return response


def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    details = problem.details
    return answer(
        problem.status,
        problem.stable_code,
        problem.sentence,
        fields=details.get("fields"),
        rev=details.get("rev"),
    )


def _sentence(error: dict[str, Any]) -> str:
    given = {k: v for k, v in error.get("ctx", {}).items() if isinstance(v, str | int)}
    return _WRONG.get(error["type"], _UNFIT).format_map(given)


def _invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    fields: dict[str, str] = {}
    for error in invalid.errors:
        # ('body', 'payload', 'title') → 'title'; the body as a whole has no name of its own.
        path = [str(part) for part in error["loc"][1:] if part not in ("typed", "asked")]
        fields.setdefault(".".join(path) or "body", _sentence(error))
    sentence = "；".join(f"{name}：{words}" for name, words in fields.items())
    return answer(422, "invalid", sentence, fields=fields)


def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return answer(
        401, "no_token", "请带上有效的令牌（Authorization: Bearer …）；令牌由系统管理员签发。"
    )


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:
        return answer(400, "unreadable", "请求内容不是有效的 JSON，请检查后重发。")
    return answer(error.status_code, "http_error", str(error))


def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return answer(413, "too_large", "请求超过 5 MB。大文件请在页面上传。")


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("api: %s", request.path, exc_info=error)
    return answer(500, "broken", "这是系统的问题，刚才的操作没有写入一半。请稍后再试。")


def install(api: NinjaAPI) -> None:
    """From now on `api` answers every error this way."""
    handlers: tuple[tuple[type[Exception], Any], ...] = (
        (Problem, _problem),
        (ValidationError, _invalid),
        (AuthenticationError, _unknown),
        (HttpError, _http),
        (RequestDataTooBig, _too_big),
        (Http404, no_such_address),
        (Exception, _broken),
    )
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)
