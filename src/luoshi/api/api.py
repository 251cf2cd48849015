"""The one NinjaAPI instance: title, version, routers. No rule of business lives here."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="落实", version="1", docs_url=None)
