"""The main story over HTTP, on both databases: document, units, close-out, export, proof."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

import openpyxl
import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import verify
from luoshi.matters.models import Matter
from luoshi.org import tokens
from tests.cast import PASSWORD, County

SignIn = Callable[[str], Client]


@pytest.fixture
def sign_in(county: County) -> SignIn:
    """A browser of that person."""

    def signed(who: str) -> Client:
        client = Client()
        assert client.post("/sign-in/", {"username": who, "password": PASSWORD}).status_code == 302
        return client

    return signed


def due() -> date:
    """A date the real clock has not reached."""
    return clock.local_date(clock.now()) + timedelta(days=40)


def do(client: Client, matter: Matter, verb: str, **typed: str) -> None:
    """One act through its page."""
    matter.refresh_from_db()
    answer = client.post(
        f"/matters/{matter.number}/act/{verb}/", {"rev": str(matter.rev), "unit": "", **typed}
    )
    assert answer.status_code == 303, answer.content.decode()


def whole_life(sign_in: SignIn) -> Matter:
    """A matter from registration to close-out, each step on its page."""
    clerk, chief, water = sign_in("clerk"), sign_in("chief"), sign_in("water")
    answer = clerk.post(
        "/register/?type=meeting_resolution",
        {
            "type": "meeting_resolution",
            "title": "完成河道巡查并建档",
            "lead": "water",
            "due": due().isoformat(),
            "meeting": "县政府第21次常务会议",
        },
    )
    assert answer.status_code == 303, answer.content.decode()
    matter = Matter.objects.get()
    do(chief, matter, "docket")
    do(clerk, matter, "dispatch")
    do(water, matter, "acknowledge")
    do(
        water,
        matter,
        "report_progress",
        progress="已巡查30条",
        next_step="两周内完成",
        percent="65",
    )
    do(water, matter, "complete", result="全部完成", evidence="见附表")
    do(clerk, matter, "verify", finding="抽查属实")
    do(chief, matter, "close_out", reply="均已建档")
    matter.refresh_from_db()
    return matter


def test_a_matter_goes_its_whole_way_on_the_pages(sign_in: SignIn) -> None:
    matter = whole_life(sign_in)
    assert matter.stage == "closed"
    assert list(verify.breaches()) == []


def test_the_ledger_exports_what_it_shows_and_nothing_else(sign_in: SignIn) -> None:
    matter = whole_life(sign_in)
    answer = sign_in("clerk").get("/ledger/export.xlsx?tab=done")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [str(c) for row in sheet.iter_rows(values_only=True) for c in row if c]
    assert matter.number in cells
    assert any("已销号" in c for c in cells)
    empty = sign_in("outsider").get("/ledger/export.xlsx?tab=all")
    content = b"".join(empty.streaming_content) if empty.streaming else empty.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert all(
        matter.number != str(c) for row in sheet.iter_rows(values_only=True) for c in row if c
    )


def test_an_outsider_sees_nothing_by_page_search_export_api_or_guess(
    county: County, sign_in: SignIn
) -> None:
    matter = whole_life(sign_in)
    outsider = sign_in("outsider")
    for path in ("/", "/ledger/?tab=all", "/ledger/?tab=all&q=河道", "/units/water/"):
        assert matter.number not in outsider.get(path).content.decode(), path
    assert outsider.get(f"/matters/{matter.number}/").status_code == 404
    assert outsider.get(f"/matters/{matter.number}/act/urge/").status_code == 404
    bearer = {"Authorization": f"Bearer {tokens.issue(county['outsider'], clock.now())}"}
    listed = outsider.get("/api/v1/matters", headers=bearer)
    assert json.loads(listed.content)["items"] == []
    for tail in ("", "/events"):
        path = f"/api/v1/matters/{quote(matter.number)}{tail}"
        assert outsider.get(path, headers=bearer).status_code == 404


def test_a_leader_sees_on_one_page_what_is_late_and_whose(county: County, sign_in: SignIn) -> None:
    late = county.handling(due="2026-11-18", title="逾期的河道巡查")
    page = sign_in("head").get("/").content.decode()
    assert late.title in page
    assert "县水利局" in page
