"""Spans point into the text that was given, whatever it looks like."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.lib.text import fold, fold_radicals, paragraphs, sentences

ODD = st.text(
    st.sampled_from("县财政局要上报。！？；;（）()【】〔〕《》“”‘’、，,\n\t\r \u3000⼈⺠ａ１①1."),
    max_size=80,
)


def spoken(text: str, **options: str) -> list[str]:
    return [span.of(text) for span in sentences(text, 0, len(text), **options)]


def test_full_width_forms_and_radicals_become_plain() -> None:
    assert fold("２０２４年（⼈⺠）：Ａ") == "2024年(人民):A"


def test_only_radicals_change_when_only_radicals_are_asked_for() -> None:
    assert fold_radicals("⼈⺠（１）") == "人民（１）"


@given(ODD)
def test_folding_never_moves_an_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(fold_radicals(text)) == len(text)


def test_paragraphs_are_the_lines_that_say_something_without_their_margins() -> None:
    text = "\u3000\u3000一、要求 \n \n\t各乡镇要上报。\r\n"
    assert [span.of(text) for span in paragraphs(text)] == ["一、要求", "各乡镇要上报。"]


def test_a_sentence_keeps_its_closing_marks() -> None:
    assert spoken("县长说：“马上办。”大家都听见了！再见") == [
        "县长说：“马上办。”",
        "大家都听见了！",
        "再见",
    ]


def test_a_stop_inside_brackets_does_not_end_the_sentence() -> None:
    text = "清理账目。（县财政局负责。列第一位者为牵头单位，下同）公开结果。"
    assert spoken(text) == ["清理账目。", "（县财政局负责。列第一位者为牵头单位，下同）公开结果。"]


def test_a_bracket_that_never_closes_does_not_swallow_the_paragraph() -> None:
    assert spoken("先摸底（分乡镇。再整改。") == ["先摸底（分乡镇。", "再整改。"]


def test_semicolons_part_sentences_unless_the_caller_says_otherwise() -> None:
    assert spoken("先摸底；再整改。") == ["先摸底；", "再整改。"]
    assert spoken("先摸底；再整改。", stops="。！？") == ["先摸底；再整改。"]


@given(ODD)
def test_sentences_cover_a_paragraph_in_order_and_lose_nothing_but_space(text: str) -> None:
    for paragraph in paragraphs(text):
        spans = sentences(text, paragraph.start, paragraph.end)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        whole = "".join(span.of(text) for span in spans)
        assert "".join(whole.split()) == "".join(paragraph.of(text).split())


@pytest.mark.parametrize(
    "text", ["（" * 200_000, "（" * 99_999 + "）", "（【" * 99_999 + "）】" * 99_999]
)
def test_a_wall_of_brackets_takes_linear_time(text: str) -> None:
    begun = time.process_time()
    sentences(text, 0, len(text))
    assert time.process_time() - begun < 20
