"""Pages saved from a browser: their words and tables, without menus and scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import read

FILES = Path(__file__).with_name("files")
NOTICE = (
    "<html><head><title>通知</title><style>p{}</style></head><body><nav>首页 | 政务公开</nav>"
    "<script>document.write('要立即')</script><h1>关于防汛的通知</h1>"
    "<p>县水利局要在<b>6月底</b>前<br>完成检查。</p><p style='display:none'>看不见</p>"
    "<select><option>某县</option></select><div>特此<span>通知</span>。<p>安澜县</p>完</div>"
    "</body></html>"
)
WORDS = "关于防汛的通知\n县水利局要在6月底前\n完成检查。\n特此通知。\n安澜县\n完"


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "data",
    [
        NOTICE.encode(),
        NOTICE.replace("<head>", '<head><meta charset="gb2312">').encode("gb18030"),
        NOTICE.encode("gb18030"),
        NOTICE.replace("<head>", '<head><meta charset="utf-8">').encode("gb18030"),
        b"\xef\xbb\xbf" + NOTICE.encode(),
    ],
)
def test_only_the_words_that_are_seen_are_kept(data: bytes) -> None:
    reading = read(data, "通知.html")
    assert (reading.text, reading.kind) == (WORDS, "html")


def test_a_page_of_an_office_program_keeps_its_table() -> None:
    text = read((FILES / "plan.html").read_bytes(), "plan.html").text
    assert "工作任务\t责任单位\t完成时限\n修订防汛预案\t县应急局\t5月底前\n" in text
    assert "修订防汛预案\t县气象局\t6月底前\n" in text


def test_cells_that_span_rows_and_columns_keep_their_columns() -> None:
    table = (
        "<table><tr><th rowspan=2>任务</th><th colspan=2>单位</th></tr>"
        "<tr><th>牵头</th><th>配合</th></tr>"
        "<tr><td>修<br>堤</td><td>县水利局</td><td>临江镇</td></tr></table>"
    )
    assert read(page(table), "a.html").text == (
        "任务\t单位\n任务\t牵头\t配合\n修 堤\t县水利局\t临江镇"
    )


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    inner = "<p>一、各乡镇要上报。</p>" * 9
    table = f"<table><tr><td>首页</td><td>{inner}</td></tr><tr><td></td><td>完</td></tr></table>"
    assert "\t" not in read(page(table), "a.html").text


def test_a_ledger_exported_as_a_page_under_the_name_of_a_spreadsheet_is_read() -> None:
    data = page(
        "<table><tr><td>任务</td><td>单位</td></tr><tr><td>修堤</td><td>甲</td></tr></table>"
    )
    assert read(data, "台账.xls").text == "任务\t单位\n修堤\t甲"


def test_a_web_archive_is_read() -> None:
    data = (
        (
            b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
            b'------B\r\nContent-Type: text/html; charset="gbk"\r\n'
            b"Content-Transfer-Encoding: 8bit\r\n\r\n"
        )
        + NOTICE.encode("gb18030")
        + b"\r\n------B--\r\n"
    )
    reading = read(data, "通知.mht")
    assert (reading.text, reading.kind) == (WORDS, "mht")


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td"])
def test_nesting_without_end_does_no_harm(tag: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(page(f"<{tag}>" * 50_000 + "县林业局负责。"), "a.html")
    assert problem.value.stable_code in ("damaged", "empty_text")


def test_a_cell_that_claims_a_million_columns_does_no_harm() -> None:
    rows = "<tr>" + "<td colspan=9999999 rowspan=9999999>一</td>" * 50 + "</tr>"
    with pytest.raises(Unreadable):
        read(page(f"<table>{rows * 3}</table>"), "a.html")


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("口令")
    data = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body>&x;'
        f"<iframe src='file://{secret}'></iframe>要上报。</body></html>"
    )
    assert "口令" not in read(data.encode(), "a.html").text
