"""Attachments leave the house as downloads only, and only to whoever sees their matter."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import files
from luoshi.matters.models import Attachment
from tests.cast import County


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def address(county: County) -> str:
    matter = county.handling()
    kept = files.keep(b"<script>alert(1)</script>", "进度表.html")
    county.act(
        matter, "report_progress", "water", progress="见附件", next_step="继续", files=[kept]
    )
    return f"/files/{Attachment.objects.get().pk}/"


def test_a_file_is_handed_out_as_a_download(county: County, client: Client, address: str) -> None:
    client.force_login(county["water"])
    response = client.get(address)
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_nobody_else_gets_it(county: County, client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(county["outsider"])
    hidden, unknown = client.get(address), client.get("/files/999/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.context["sentence"] == unknown.context["sentence"]
    client.force_login(county["auditor"])
    assert client.get(address).status_code == 403


def test_a_file_cannot_be_posted_to(county: County, client: Client, address: str) -> None:
    client.force_login(county["water"])
    assert client.post(address).status_code == 405
