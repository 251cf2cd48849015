"""Plain text in whatever encoding an office computer wrote it."""

from __future__ import annotations

import codecs

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, read, read_pasted

SENTENCE = "县财政局要在2024年6月底前完成清理。\n各乡镇要及时上报。"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (SENTENCE.encode(), False),
        (codecs.BOM_UTF8 + SENTENCE.encode(), False),
        (SENTENCE.encode("gb18030"), True),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), True),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), True),
        (SENTENCE.encode("utf-16-le"), True),
    ],
)
def test_every_usual_encoding_gives_the_same_text(data: bytes, note: bool) -> None:
    reading = read(data, "讲话.txt")
    assert reading.text == SENTENCE
    assert reading.kind == "txt"
    assert bool(reading.notes) is note


def test_line_ends_of_every_system_become_one() -> None:
    assert read("一。\r\n二。\r三。\n".encode(), "a.txt").text == "一。\n二。\n三。\n"


def test_a_file_without_an_extension_is_read_by_its_content() -> None:
    assert read(SENTENCE.encode(), "讲话").text == SENTENCE


@pytest.mark.parametrize("data", [b"", b" \n\r\n\t ", "\u3000\u3000\n".encode()])
def test_an_empty_text_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        read(data, "a.txt")
    assert problem.value.stable_code == "empty_text"


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00" * 500, b"\x01\x02\x03\x05" * 99])
def test_binary_junk_is_told_from_text(data: bytes) -> None:
    with pytest.raises(Unreadable) as problem:
        read(data, "a.txt")
    assert problem.value.stable_code == "binary"


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Unreadable) as problem:
        read(b"%PDF-" + b"x" * 3_000_000, "a.pdf", limits=Limits(bytes=2_000_000))
    assert problem.value.stable_code == "too_large"
    assert "3 MB" in problem.value.sentence


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable) as problem:
        read("要".encode() * 100, "a.txt", limits=Limits(characters=50))
    assert problem.value.stable_code == "too_long"


def test_pasted_text_keeps_its_words_and_loses_foreign_line_ends() -> None:
    reading = read_pasted("一。\r\n二。")
    assert (reading.text, reading.kind) == ("一。\n二。", "pasted")


def test_pasting_nothing_says_so() -> None:
    with pytest.raises(Unreadable, match="没有文字"):
        read_pasted(" \n ")
