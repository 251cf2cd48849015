"""Attachments: always handed out as a download, never shown as a page of ours."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from luoshi.matters import files, queries
from luoshi.web.guard import involved
from luoshi.web.request import Request


@involved
@require_safe
def file(request: Request, file_id: int) -> HttpResponse:
    """The bytes under their name, for whoever may see the matter they belong to."""
    found = queries.attachment(request.user, file_id, request.now)
    response = HttpResponse(files.content(found.digest), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
