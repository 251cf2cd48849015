"""The one NinjaAPI instance: title, version, routers; whatever goes wrong is problem+json.

No rule of business lives here. There is no documentation page: the schema at /api/v1/openapi.json
needs no script, and the reference page is generated from it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from luoshi.api import errors
from luoshi.api.auth import AnyToken
from luoshi.api.routers import matters, stats, types, units

View = Callable[..., HttpResponse]


class Readable(JSONRenderer):
    """JSON with Chinese as Chinese."""

    json_dumps_params = {"ensure_ascii": False}


def _told(view: View) -> View:
    """Wrong method and wrong address answered as problem+json too, not as Django's pages."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return errors.no_such_address(request)
        if response.status_code == 405:
            return errors.wrong_method(response["Allow"])
        return response

    inner.csrf_exempt = True  # type: ignore[attr-defined]  # tokens, no cookies: nothing to forge
    return inner


class Api(NinjaAPI):
    """NinjaAPI whose every answer is JSON, whatever was asked."""

    @property
    def urls(self) -> Any:
        """Its routes, then one for every address it does not have."""
        found, app, namespace = super().urls
        for pattern in found:
            if pattern.callback is not None:
                pattern.callback = _told(pattern.callback)
        return [*found, re_path(r"", _told(errors.no_such_address))], app, namespace

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The schema with errors under the media type they are sent with (RFC 9457)."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        response["content"] = {errors.MEDIA: content["application/json"]}
        return schema


api = Api(
    title="落实",
    version="1",
    description="督查督办平台接口。令牌由 luoshi token 签发；权限与持有人在页面上的完全相同。",
    docs_url=None,
    auth=AnyToken(),
    renderer=Readable(),
)
errors.install(api)
api.add_router("/matters", matters.router)
api.add_router("/units", units.router)
api.add_router("/stats", stats.router)
api.add_router("/types", types.router)
