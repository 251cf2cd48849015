"""Ledgers come out as tables in text, whichever program saved them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from luoshi.instruments.intake.compute import ledger_text
from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read
from luoshi.lib.secrecy import marking

FILES = Path(__file__).with_name("files")
TABLE = """【工作表】县水利局
2026年重点任务分解表
序号\t工作任务\t责任单位\t完成时限
1\t病险水库 除险加固\t县水利局\t2026年6月30日
2\t病险水库 除险加固\t县财政局\t年底前
【工作表】县教育局
工作任务\t完成时限
新建公办幼儿园3所\t12月底前"""


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def plan(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("县水利局")
    sheet.set_header("&C安澜县人民政府督查室&R第 &P 页")
    sheet.merge_range("A1:D1", "2026年重点任务分解表")
    sheet.write_row("A2", ["序号", "工作任务", "责任单位", "完成时限"])
    sheet.write("A3", 1)
    sheet.merge_range("B3:B4", "病险水库\n除险加固")
    sheet.write("C3", "县水利局")
    sheet.write_datetime("D3", date(2026, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.write_row("A4", [2])
    sheet.write_row("C4", ["县财政局", "年底前"])
    other = book.add_worksheet("县教育局")
    other.write_row("A1", ["工作任务", "完成时限"])
    other.write_row("A2", ["新建公办幼儿园3所", "12月底前"])
    hidden = book.add_worksheet("底稿")
    hidden.write("A1", "不看这里")
    hidden.hide()


def one_sheet(name: str, *rows: list[object]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return workbook(fill)


def refused(data: bytes, name: str = "台账.xlsx", **limits: int) -> str:
    with pytest.raises(Unreadable) as problem:
        read(data, name, limits=Limits(**limits))
    return problem.value.stable_code


@pytest.mark.parametrize("name", ["ledger.xls", "ledger.ods"])
def test_what_an_office_program_saved_comes_out_the_same(name: str) -> None:
    reading = read((FILES / name).read_bytes(), name)
    assert reading.text == TABLE
    assert reading.kind == name[-3:]
    assert "安澜县人民政府督查室" in reading.margin


def test_an_xlsx_comes_out_with_sheets_merged_cells_and_dates() -> None:
    reading = read(workbook(plan), "台账.xlsx")
    assert reading.text == TABLE
    assert "安澜县人民政府督查室" in reading.margin


def test_a_wps_ledger_is_read_under_its_own_name() -> None:
    assert read((FILES / "ledger.xls").read_bytes(), "台账.et").text == TABLE
    assert read(workbook(plan), "台账.et").text == TABLE


def test_a_hidden_sheet_is_not_read_but_looked_at_for_markings() -> None:
    reading = read(workbook(plan), "台账.xlsx")
    assert "不看这里" not in reading.text
    assert "不看这里" in reading.margin
    assert "隐藏" in reading.notes[0]


def test_every_row_is_one_matter_of_the_intake() -> None:
    rows = ledger_text.rows(read(workbook(plan), "台账.xlsx").text)
    assert [row.lead for row in rows] == ["县水利局", "县财政局", "县教育局"]


def test_a_secrecy_marking_in_a_page_header_or_a_text_box_is_handed_over() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "一般事项")
        sheet.set_footer("&L第 &P 页&R机密★3年")
        sheet.insert_textbox("C3", "内部材料")

    reading = read(workbook(fill), "a.xlsx")
    assert marking(reading.margin) is not None
    assert "内部材料" in reading.margin


def test_an_only_sheet_that_nobody_named_has_no_heading() -> None:
    assert read(one_sheet("Sheet1", ["任务", "单位"]), "a.xlsx").text == "任务\t单位"


def test_numbers_are_written_as_a_person_would() -> None:
    assert read(one_sheet("Sheet1", [3, 0.95, 1200000, True, "甲"]), "a.xlsx").text == (
        "3\t0.95\t1200000\t是\t甲"
    )


def test_a_heading_over_the_whole_width_stands_once_however_tall() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B2", "分工表")
        sheet.write_row("A3", ["任务", "单位"])

    assert read(workbook(fill), "a.xlsx").text == "分工表\n任务\t单位"


def test_a_million_empty_rows_cost_nothing() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["任务", "单位"])
        sheet.write_row("A1048576", ["修堤", "县水利局"])

    assert read(workbook(fill), "a.xlsx").text == "任务\t单位\n修堤\t县水利局"


def test_cells_a_whole_sheet_apart_are_refused() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "任务")
        sheet.write("XFD1048576", "单位")

    assert refused(workbook(fill)) in ("too_wide", "too_heavy")


def test_too_many_rows_and_columns_are_refused() -> None:
    data = one_sheet("Sheet1", *(["任务", "单位"] for _ in range(30)))
    assert refused(data, rows=20) == "too_many_rows"
    assert refused(one_sheet("Sheet1", ["一"] * 30), columns=20) == "too_wide"


def test_a_locked_workbook_says_so() -> None:
    data = bytearray((FILES / "ledger.xls").read_bytes())
    at = data.index(b"\x5c\x00\x70\x00")  # the record of who wrote it becomes the one of a lock
    data[at] = 0x2F
    assert refused(bytes(data), "a.xls") == "password"


def test_a_locked_ods_says_so() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "ledger.ods") as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "META-INF/manifest.xml":
                content = content.replace(
                    b"</manifest:manifest>",
                    b"<manifest:encryption-data/></manifest:manifest>",
                )
            target.writestr(info, content)
    assert refused(out.getvalue(), "a.ods") == "password"


def test_an_empty_workbook_says_so() -> None:
    assert refused(one_sheet("Sheet1")) == "empty_text"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_of_a_spreadsheet_program_is_a_table(encoding: str) -> None:
    data = '任务,责任单位,时限\r\n"修堤,\n清淤",县水利局,6月底前\r\n,,\r\n'.encode(encoding)
    reading = read(data, "台账.csv")
    assert reading.text == "任务\t责任单位\t时限\n修堤, 清淤\t县水利局\t6月底前"
    assert reading.kind == "csv"


def test_a_csv_with_too_many_rows_is_refused() -> None:
    assert refused("一,二\n".encode() * 30, "a.csv", rows=20) == "too_many_rows"
