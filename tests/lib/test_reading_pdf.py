"""PDF files: running text, page offsets, and the ones that cannot be read."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, Progress, picture, read
from tests.lib.paper_files import pdf

FULL = "县财政局要会同县审计局对全县专项资金使用情况开展一次全面清理检查工作并按照规定程序"


def ruled(rows: list[list[str]], spans: list[tuple[object, ...]], *around: str) -> bytes:
    """A PDF with a ruled table between two paragraphs, its cells broken into lines."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("a", fontName="STSong-Light", fontSize=11, leading=16, wordWrap="CJK")
    table = Table([[Paragraph(words, style) for words in row] for row in rows], [90, 120, 90])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
    out = io.BytesIO()
    paragraphs = [Paragraph(words, style) for words in around]
    SimpleDocTemplate(out).build([paragraphs[0], table, *paragraphs[1:]])
    return out.getvalue()


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(Unreadable) as problem:
        read(data, "a.pdf", limits=Limits(**limits))
    return problem.value.stable_code


def test_wrapped_lines_are_joined_and_headings_stay_apart() -> None:
    page = ["一、资金管理", FULL, "报县人民政府审定。", "二、工程管理", FULL, "按期完成。"]
    assert read(pdf([page]), "a.pdf").text == (
        f"一、资金管理\n{FULL}报县人民政府审定。\n二、工程管理\n{FULL}按期完成。"
    )


def test_running_heads_and_page_numbers_are_dropped_and_pages_keep_their_offsets() -> None:
    pages = [
        ["安澜县人民政府文件", f"{FULL}第{word}条", "逐项上报。", f"— {number} —"]
        for number, word in enumerate("一二三四", 1)
    ]
    reading = read(pdf(pages), "a.pdf")
    assert "— 1 —" not in reading.text
    assert reading.text.count("安澜县人民政府文件") == 0
    assert "安澜县人民政府文件" in reading.margin
    assert len(reading.pages) == 4
    assert reading.text[reading.pages[2] :].lstrip().endswith(f"{FULL}第四条逐项上报。")
    assert reading.text[reading.pages[2] :].lstrip().startswith(f"{FULL}第三条")


def test_a_password_protected_pdf_says_so() -> None:
    assert refused(pdf([["要按时上报。"]], password="anlan")) == "password"


def test_a_scan_without_text_is_told_from_an_empty_file() -> None:
    assert refused(pdf([[], []])) == "scanned"


def test_a_damaged_pdf_says_so() -> None:
    assert refused(b"%PDF-1.7\n" + b"garbage " * 200) == "damaged"


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf([["要按时上报进展情况。"]] * 6), pages=5) == "too_many_pages"


def test_a_ruled_table_comes_out_as_rows_with_its_merged_cells() -> None:
    rows = [
        ["工作任务", "责任单位", "时限"],
        ["修订防汛预案并组织一次演练", "县应急局", "2026年5月底前"],
        ["", "县气象局和各乡镇人民政府、园区管委会", "6月"],
    ]
    data = ruled(rows, [("SPAN", (0, 1), (0, 2))], "任务分解如下：", "特此通知。")
    assert read(data, "a.pdf").text == (
        "任务分解如下：\n工作任务\t责任单位\t时限\n"
        "修订防汛预案并组织一次演练\t县应急局\t2026年5月底前\n"
        "修订防汛预案并组织一次演练\t县气象局和各乡镇人民政府、园区管委会\t6月\n特此通知。"
    )


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    pages = [["要按时上报进展情况。"]]
    framed = pdf(pages).replace(b"BT /F1", b"50 700 400 90 re S BT /F1")
    assert read(framed, "a.pdf").text == "要按时上报进展情况。"


def test_the_head_of_a_table_is_no_running_head() -> None:
    rows = [["任务", "单位", "时限"], *([f"修堤{n}", "县水利局", "6月"] for n in range(150))]
    reading = read(ruled(rows, [], "分解表"), "a.pdf")
    assert len(reading.pages) > 3
    assert reading.text.startswith("分解表\n任务\t单位\t时限\n修堤0\t")
    assert all(f"修堤{n}\t县水利局\t6月" in reading.text for n in range(150))


def test_progress_is_told_page_by_page() -> None:
    told: list[Progress] = []
    read(pdf([["要按时上报进展情况。"]] * 3), "a.pdf", on_progress=told.append)
    assert [(step.done, step.total) for step in told] == [(1, 3), (2, 3), (3, 3)]


_WITHOUT_FONTS = """
import sys
from pypdfium2 import PdfSysfontBase
from luoshi.lib.reading import pdf, pdf_fonts
from luoshi.lib.reading.model import Limits

class Bare(PdfSysfontBase):
    def EnumFonts(self, *_):
        return None
    def MapFont(self, *_):
        return None
    def GetFont(self, *_):
        return None

pdf_fonts.BoxFont(Bare()).setup()
sys.stdout.buffer.write(pdf.read(sys.stdin.buffer.read(), Limits(), None).text.encode())
"""


def test_a_line_that_comes_twice_is_kept_on_a_machine_without_chinese_fonts() -> None:
    page = ["一、资金管理", FULL, "报县人民政府审定。", "二、工程管理", FULL, "按期完成。"]
    command = [sys.executable, "-c", _WITHOUT_FONTS]
    done = subprocess.run(command, input=pdf([page]), capture_output=True, check=True)
    assert done.stdout.decode().count(FULL) == 2


def test_a_page_is_shown_as_a_picture() -> None:
    pytest.importorskip("PIL")
    data = picture(pdf([["要按时上报进展情况。"]] * 2), "a.pdf", 2, width=300)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 300


@pytest.mark.parametrize(("name", "page"), [("a.pdf", 3), ("a.pdf", 0), ("a.txt", 1)])
def test_what_has_no_such_page_has_no_picture(name: str, page: int) -> None:
    data = pdf([["要按时上报进展情况。"]] * 2) if name == "a.pdf" else "要上报。".encode()
    with pytest.raises(Unreadable) as problem:
        picture(data, name, page)
    assert problem.value.stable_code == "no_picture"
