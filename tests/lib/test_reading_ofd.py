"""OFD files: words placed on a page come out as running text."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read
from luoshi.lib.secrecy import marking
from tests.lib.ofd_files import ofd
from tests.lib.paper_files import container

PAGE = [
    (40, 20, "关于做好防汛工作的通知"),
    (35, 30, "县水利局要会同县气象局在汛期前对全县水库开展"),
    (25, 38, "一次全面检查，六月底前报告。"),
    (25, 60, "任务"), (70, 60, "责任单位"), (120, 60, "时限"),
    (120, 70, "5月底前"), (25, 70, "修预案"), (70, 70, "县应急局"),
]  # fmt: skip


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(Unreadable) as problem:
        read(data, "a.ofd", limits=Limits(**limits))
    return problem.value.stable_code


def test_lines_are_joined_and_columns_kept_apart() -> None:
    assert read(ofd([PAGE]), "通知.ofd").text == (
        "关于做好防汛工作的通知\n"
        "县水利局要会同县气象局在汛期前对全县水库开展一次全面检查，六月底前报告。\n"
        "任务\t责任单位\t时限\n修预案\t县应急局\t5月底前"
    )


def test_page_numbers_are_dropped_and_pages_keep_their_offsets() -> None:
    pages = [[(25, 20, f"第{n}件事要按时办结。"), (100, 285, f"— {n} —")] for n in (1, 2, 3)]
    reading = read(ofd(pages), "a.ofd")
    assert "—" not in reading.text
    assert reading.text[reading.pages[2] :].strip() == "第3件事要按时办结。"


def test_a_marking_in_the_page_template_is_handed_over() -> None:
    reading = read(ofd([PAGE], template=[(20, 10, "秘密★1年")]), "a.ofd")
    assert "秘密" not in reading.text
    assert marking(reading.margin) is not None


def test_entities_are_refused_before_they_can_begin() -> None:
    declaration = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    assert refused(ofd([PAGE], declaration=declaration)) == "hostile_markup"


def test_a_container_without_its_document_is_damaged() -> None:
    assert refused(container(OFD_xml="<a><DocRoot>Doc_0/none.xml</DocRoot></a>")) == "damaged"


def test_too_many_pages_are_refused() -> None:
    assert refused(ofd([PAGE] * 6), pages=5) == "too_many_pages"


def test_an_empty_file_is_told_from_one_of_pictures_only() -> None:
    assert refused(ofd([[]])) == "empty_text"
    scanned = container(
        OFD_xml="<a><DocRoot>Doc.xml</DocRoot></a>", Doc_xml="<a/>", image_jpg=b"\xff\xd8\xff"
    )
    assert refused(scanned) == "scanned_ofd"
