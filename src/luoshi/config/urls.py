"""Where the two faces of the product hang: pages at the root, the API under /api/v1."""

from __future__ import annotations

from django.urls import include, path

from luoshi.api.api import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("luoshi.web.routes")),
]
handler400 = "luoshi.web.pages.errors.bad_request"
handler403 = "luoshi.web.pages.errors.forbidden"
handler404 = "luoshi.web.pages.errors.not_found"
handler500 = "luoshi.web.pages.errors.broken"
