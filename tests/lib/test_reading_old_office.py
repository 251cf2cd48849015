"""Word 97, WPS and RTF documents made by a real office program."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read
from luoshi.lib.secrecy import marking

FILES = Path(__file__).with_name("files")
DOC = (FILES / "plan.doc").read_bytes()
RTF = (FILES / "plan.rtf").read_bytes()
PLAN = """安澜县防汛工作分工方案
一、县水利局要在2026年6月底前完成病险水库除险加固。
二、各乡镇要按时上报进展。
工作任务\t责任单位\t完成时限
修订防汛预案\t县应急局\t5月底前
修订防汛预案\t县气象局\t6月底前
特此通知。"""


def refused(data: bytes, name: str, **limits: int) -> str:
    with pytest.raises(Unreadable) as problem:
        read(data, name, limits=Limits(**limits))
    return problem.value.stable_code


@pytest.mark.parametrize("name", ["方案.doc", "方案.wps", "方案"])
def test_a_binary_document_keeps_its_numbers_and_its_table(name: str) -> None:
    reading = read(DOC, name)
    assert (reading.text, reading.kind) == (PLAN, "doc")


def test_a_marking_in_the_page_header_is_handed_over() -> None:
    for data, name in ((DOC, "a.doc"), (RTF, "a.rtf")):
        assert marking(read(data, name).margin) is not None


@pytest.mark.parametrize("name", ["方案.rtf", "方案.doc", "方案.wps"])
def test_rich_text_is_read_also_under_the_name_of_word(name: str) -> None:
    reading = read(RTF, name)
    assert reading.text == PLAN.replace("修订防汛预案\t县气象局", "\t县气象局")
    assert reading.kind == "rtf"


def test_a_locked_document_says_so() -> None:
    locked = bytearray(DOC)
    locked[DOC.index(b"\xec\xa5") + 11] |= 0x01  # the flag of encryption
    assert refused(bytes(locked), "a.doc") == "password"


def test_a_document_older_than_word_97_says_how_to_save_it() -> None:
    old = bytearray(DOC)
    at = DOC.index(b"\xec\xa5")
    old[at : at + 4] = b"\xdc\xa5\x65\x00"
    assert refused(bytes(old), "a.doc") in ("old_word", "damaged")


def test_a_document_cut_off_in_transit_is_damaged() -> None:
    assert refused(DOC[:6_000], "a.doc") == "damaged"


def test_an_old_spreadsheet_is_no_document() -> None:
    assert refused((FILES / "ledger.xls").read_bytes(), "a.doc") == "name_lies"
