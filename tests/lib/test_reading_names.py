"""A file is what its content is; a name that says otherwise is answered with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import read
from luoshi.lib.reading.refusals import SENTENCES
from tests.lib.paper_files import container, pdf, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (word("要上报。"), "讲话.txt"),
        (pdf([["要按时上报进展。"]]), "讲话.docx"),
        ("要上报。".encode(), "讲话.pdf"),
        ("要上报。".encode(), "讲话.docx"),
        (OLE, "讲话.docx"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "讲话.pdf"),
        (word("要上报。"), "C:\\桌面\\讲话.doc"),
    ],
)
def test_a_name_that_lies_is_answered_with_a_sentence(data: bytes, name: str) -> None:
    with pytest.raises(Unreadable) as problem:
        read(data, name)
    assert problem.value.stable_code == "name_lies"
    assert "扩展名" in problem.value.sentence


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (container(ppt__presentation_xml="<a/>"), "汇报.pptx", ".pdf"),
        (container(content_xml="<a/>", mimetype="application/vnd.oasis…text"), "a.odt", ".docx"),
        (container(a_txt="要上报。"), "材料.zip", "解压"),
        (b"ID3" + b"\x00" * 99, "讲话.mp3", ".docx"),
    ],
)
def test_a_kind_without_a_reader_says_what_to_save_it_as(
    data: bytes, name: str, advice: str
) -> None:
    with pytest.raises(Unreadable) as problem:
        read(data, name)
    assert problem.value.stable_code == "unsupported"
    assert advice in problem.value.sentence


def test_every_refusal_is_one_chinese_sentence_that_ends() -> None:
    for sentence in SENTENCES.values():
        assert sentence.endswith("。")


def test_reading_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read(word("要上报。"), "a.docx")
    read(pdf([["要按时上报进展情况。"]]), "a.pdf")
    assert list(tmp_path.iterdir()) == []
