"""Pictures of paper, with the optional extra `ocr` and without it."""

from __future__ import annotations

import difflib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, Progress, picture, read
from luoshi.lib.reading.layout import Flow, Line, Part
from luoshi.lib.reading.ocr import installed
from tests.lib.paper_files import pdf

MINUTES = (Path(__file__).with_name("files") / "minutes.png").read_bytes()
WORDS = """安澜县人民政府专题会议纪要
一、防汛备汛。县水利局要会同县应急局在2026年5月底前完成37座病险水库安全检查，\
逐库明确巡查责任人，发现险情立即上报县防汛抗旱指挥部。
二、粮食生产。县农业农村局牵头，各乡镇配合，6月20日前完成夏播面积12.6万亩，\
新建高标准农田2.3万亩。
三、资金管理。县财政局每月5日前通报专项资金支付进度，\
县审计局于9月底前完成专项审计并报县政府。
任务\t责任单位\t完成时限
水库检查\t县水利局\t5月底前
专项审计\t县审计局\t9月底前"""
ocr = pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")


def scanned(pages: Sequence[bytes]) -> bytes:
    """A PDF that holds pictures only."""
    image = pytest.importorskip("PIL.Image")
    first, *rest = [image.open(io.BytesIO(page)).convert("L") for page in pages]
    out = io.BytesIO()
    first.save(out, "PDF", resolution=150, save_all=True, append_images=rest)
    return out.getvalue()


def blank() -> bytes:
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.new("L", (600, 800), 255).save(out, "PNG")
    return out.getvalue()


def refused(data: bytes, name: str, **limits: Any) -> Unreadable:
    with pytest.raises(Unreadable) as problem:
        read(data, name, limits=Limits(**limits))
    return problem.value


def share_right(text: str) -> float:
    matcher = difflib.SequenceMatcher(None, WORDS, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(WORDS)


@ocr
def test_a_clean_page_is_read_with_its_places() -> None:
    reading = read(MINUTES, "纪要.png")
    assert share_right(reading.text) >= 0.99
    assert "任务\t责任单位\t完成时限" in reading.text
    assert "对照原件" in reading.notes[0]
    for region in reading.regions:
        left, top, right, bottom = region.box
        assert region.page == 1
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
    named = {reading.text[r.start : r.end]: r.box for r in reading.regions}
    assert named["责任单位"][0] == pytest.approx(520 / 1240, abs=0.02)
    assert named["责任单位"][1] < named["县审计局"][1]


@ocr
def test_a_scanned_pdf_grows_page_by_page() -> None:
    told: list[Progress] = []
    reading = read(scanned([MINUTES, MINUTES]), "纪要.pdf", on_progress=told.append)
    assert [(step.done, step.total) for step in told] == [(1, 2), (2, 2)]
    assert share_right(told[0].text) >= 0.99
    assert told[1].text.startswith(told[0].text)
    assert reading.text == told[1].text
    assert {region.page for region in reading.regions} == {1, 2}
    assert reading.text[reading.pages[1] :].count("防汛备汛") == 1


@ocr
def test_a_scanned_page_between_pages_with_words_stands_in_its_place() -> None:
    pages = pypdf.PdfWriter()
    for part in (
        pdf([["第一页有文字，要上报。"]]),
        scanned([MINUTES]),
        pdf([["最后一页也有文字。"]]),
    ):
        pages.append(io.BytesIO(part))
    out = io.BytesIO()
    pages.write(out)
    told: list[Progress] = []
    text = read(out.getvalue(), "a.pdf", on_progress=told.append).text
    assert text.index("第一页") < text.index("防汛备汛") < text.index("最后一页")
    assert [step.done for step in told] == sorted(step.done for step in told)


@ocr
def test_a_picture_without_words_says_so() -> None:
    assert refused(blank(), "a.png").stable_code == "nothing_recognised"


@ocr
def test_a_picture_is_shown_as_a_picture() -> None:
    assert picture(MINUTES, "纪要.png", 1, width=200)[16:20] == (200).to_bytes(4, "big")
    with pytest.raises(Unreadable):
        picture(MINUTES, "纪要.png", 2)


@ocr
def test_a_picture_that_unfolds_beyond_measure_is_not_unfolded() -> None:
    assert refused(MINUTES, "a.png", pixels=100_000).stable_code == "archive_bomb"


def test_more_scanned_pages_than_allowed_are_refused() -> None:
    data = scanned([MINUTES, MINUTES])
    assert refused(data, "a.pdf", ocr_pages=0).stable_code == "scanned"
    if installed():
        assert refused(data, "a.pdf", ocr_pages=1).stable_code == "too_many_scans"


def test_without_the_extra_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hide = "import sys\nfor name in ('rapidocr', 'PIL'): sys.modules[name] = None\n"
    (tmp_path / "sitecustomize.py").write_text(hide)
    data = scanned([MINUTES]) if installed() else None
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    for paper, name in ((MINUTES, "纪要.png"), (data, "纪要.pdf")):
        if paper:
            problem = refused(paper, name)
            assert problem.stable_code == "ocr_missing"
            assert "luoshi[ocr]" in problem.sentence


def test_a_pdf_with_words_needs_no_extra() -> None:
    reading = read(pdf([["要按时上报进展情况。"], []]), "a.pdf", limits=Limits(ocr_pages=0))
    assert reading.regions == ()


def test_what_has_been_told_never_changes_when_pages_follow() -> None:
    flow = Flow()
    text = ""
    for number in range(1, 5):
        head = Line("安澜县督查简报", (Part(0, 7, (0.1, 0.1, 0.5, 0.2)),))
        body = Line("\u3000\u3000各乡镇要上报", (Part(2, 8, (0.2, 0.3, 0.9, 0.4)),))
        flow.add([head, Line(f"第{number}条"), body, Line("完。"), Line(f"- {number} -")])
        assert flow.text.startswith(text)
        text = flow.text
    assert text.count("安澜县督查简报") == 2
    found = [text[region.start : region.end] for region in flow.regions]
    assert found == ["安澜县督查简报", "各乡镇要上报"] * 2 + ["各乡镇要上报"] * 2
