"""Word documents: their text, their automatic numbers, their tables, and the hostile ones."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read
from tests.lib.paper_files import WORD, container, saved, word, word_xml


def refused(data: bytes, name: str = "a.docx", **limits: int) -> Unreadable:
    with pytest.raises(Unreadable) as problem:
        read(data, name, limits=Limits(**limits))
    return problem.value


def test_paragraphs_come_out_line_by_line() -> None:
    assert read(word("一、总体要求", "各乡镇要及时上报。"), "通知.docx").text == (
        "一、总体要求\n各乡镇要及时上报。"
    )


def test_a_table_becomes_lines_of_tab_parted_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for cell, value in zip(table.rows[0].cells, ("任务", "责任单位", "时限"), strict=True):
        cell.text = value
    table.cell(1, 0).merge(table.cell(2, 0)).text = "修订\n办法"
    table.cell(1, 1).text, table.cell(2, 1).text = "县财政局", "县审计局"
    assert read(saved(document), "a.docx").text == (
        "任务\t责任单位\t时限\n修订 办法\t县财政局\n修订 办法\t县审计局"
    )


def test_a_cell_over_several_columns_leaves_the_others_in_their_place() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "责任"
    table.cell(0, 2).text = "时限"
    for cell, value in zip(table.rows[1].cells, ("县水利局", "各乡镇", "6月底"), strict=True):
        cell.text = value
    assert read(saved(document), "a.docx").text == "责任\t\t时限\n县水利局\t各乡镇\t6月底"


def numbered(depth: int, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_automatic_numbers_are_written_out_and_start_again_below_a_new_heading() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2."/></w:lvl>'
    )
    body = "".join(
        numbered(depth, text)
        for depth, text in ((0, "组织"), (1, "甲"), (1, "乙"), (0, "保障"), (1, "丙"))
    )
    data = container(
        word__document_xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        word__numbering_xml=f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="7">'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        "</w:numbering>",
    )
    assert read(data, "a.docx").text == "一、组织\n1.甲\n2.乙\n二、保障\n1.丙"


def test_deleted_text_is_left_out_and_the_reader_is_told() -> None:
    reading = read(
        word_xml(
            "<w:p><w:r><w:t>县水利局</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>要巡查</w:t></w:r></w:ins></w:p>"
        ),
        "a.docx",
    )
    assert reading.text == "县水利局要巡查"
    assert "修订" in reading.notes[0]


def test_a_header_is_no_text_but_is_handed_over_for_the_secrecy_check() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "秘密★1年"
    document.add_paragraph("各乡镇要及时上报。")
    reading = read(saved(document), "a.docx")
    assert reading.text == "各乡镇要及时上报。"
    assert "秘密★1年" in reading.margin


def test_a_document_cut_off_in_transit_is_damaged() -> None:
    assert refused(word("各乡镇要及时上报。")[:700]).stable_code == "damaged"


def test_a_document_with_broken_markup_is_damaged() -> None:
    assert refused(container(word__document_xml="<w:document>")).stable_code == "damaged"


def test_a_document_with_a_flipped_byte_is_damaged() -> None:
    data = bytearray(container(word__document_xml="<a/>" * 900))
    data[60] ^= 0xFF
    assert refused(bytes(data)).stable_code == "damaged"


def test_a_password_protected_document_says_so() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    assert refused(ole + "EncryptedPackage".encode("utf-16-le")).stable_code == "password"


def test_a_zip_bomb_is_weighed_and_not_unpacked() -> None:
    bomb = container(word__document_xml=b"0" * 40_000_000)
    assert len(bomb) < 100_000
    assert refused(bomb).stable_code == "archive_bomb"


def test_a_bomb_whose_directory_lies_about_its_size_is_caught() -> None:
    data = bytearray(container(word__document_xml=b"0" * 3_000_000))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (900_000).to_bytes(4, "little")
    assert refused(bytes(data)).stable_code in ("archive_bomb", "damaged")


def test_too_many_parts_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for index in range(30):
            archive.writestr(f"word/{index}.xml", "<a/>")
        archive.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue(), members=20).stable_code == "archive_bomb"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused_before_they_can_begin(declaration: str) -> None:
    data = word_xml("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", declaration=declaration)
    assert refused(data).stable_code == "hostile_markup"


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    text = read(word_xml(deep + "<w:p><w:r><w:t>县林业局负责。</w:t></w:r></w:p>"), "a.docx").text
    assert text == "县林业局负责。"


def test_too_many_rows_are_refused() -> None:
    assert refused(word(*["一。"] * 30), rows=20).stable_code == "too_long"


def test_a_document_without_words_says_so() -> None:
    assert refused(word("", " ")).stable_code == "empty_text"
