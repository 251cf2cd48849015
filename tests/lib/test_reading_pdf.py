"""PDF files: running text, page offsets, and the ones that cannot be read."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read
from tests.lib.paper_files import pdf

FULL = "县财政局要会同县审计局对全县专项资金使用情况开展一次全面清理检查工作并按照规定程序"


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
