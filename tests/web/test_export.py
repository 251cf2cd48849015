"""导出: the workbook holds what the page shows, in its order, and runs no formula."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.test import Client

from luoshi.instruments.ledgers import Column, write
from luoshi.lib import clock
from tests.cast import County

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture(autouse=True)
def present(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    if "county" in request.fixturenames:
        county = request.getfixturevalue("county")
        monkeypatch.setattr(clock, "now", lambda: county.now)


def rows(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as text."""
    sheet = ElementTree.fromstring(ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    return [
        ["".join(t.text or "" for t in cell.iterfind(".//m:t", NS)) for cell in row]
        for row in sheet.iterfind(".//m:row", NS)
    ]


def fetched(client: Client, query: str = "") -> tuple[str, list[list[str]]]:
    response = client.get(f"/ledger/export.xlsx{query}")
    assert response.status_code == 200
    return response["Content-Disposition"], rows(b"".join(response.streaming_content))


def test_the_workbook_follows_filters_and_order(county: County, client: Client) -> None:
    county.handling(title="晚的", due="2026-12-30")
    county.handling(title="早的", due="2026-11-20", co=["city"])
    county.closed(title="完的")
    client.force_login(county["clerk"])
    name, cells = fetched(client)
    assert "20261116.xlsx" in name
    assert [row[1] for row in cells] == ["事项", "早的", "晚的"]
    assert cells[1][3:8] == ["县水利局", "县城管局", "leader某", "11月20日", ""]
    assert cells[2][9] == "● 正常"
    _, cells = fetched(client, "?order=-due&tab=all")
    assert [row[1] for row in cells][1] == "晚的"


def test_an_outsider_exports_an_empty_ledger(county: County, client: Client) -> None:
    county.handling()
    client.force_login(county["outsider"])
    _, cells = fetched(client, "?tab=all")
    assert len(cells) == 1


def test_an_administrator_exports_nothing(county: County, client: Client) -> None:
    client.force_login(county["auditor"])
    assert client.get("/ledger/export.xlsx").status_code == 403


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    target = BytesIO()
    typed = ["=1+1", "+86", "-x", "@sum", "普通"]
    assert write(target, "安澜县 & 督办", [Column("x", 9)] * 5, [typed]) == 1
    data = target.getvalue()
    assert rows(data)[1] == ["'=1+1", "'+86", "'-x", "'@sum", "普通"]
    sheet = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 'orientation="landscape"' in sheet
    assert "pane" in sheet
