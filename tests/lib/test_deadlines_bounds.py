"""The grammar on any text at all: quick, orderly, never an error."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.lib.deadlines import KINDS, find, read_cell, scorer_kind
from luoshi.lib.deadlines.find import RULES
from luoshi.lib.recurrence import describe, next_due

WRITTEN = date(2024, 5, 15)
PIECES = (
    "2024年", "今年", "次年", "二〇二五年", "12月", "13月", "元月", "底", "上旬", "31日", "30", "二十日",
    "一", "十", "半", "前", "内", "起", "至", "—", "-", "到", "截至", "从", "每", "周一", "本周五", "下周",
    "季度", "上半年", "年底", "“十四五”", "末", "春节", "汛期", "3个", "工作日", "小时", "月", "年", "日",
    "18时", "：30", "下午", "收到", "后", "，", "。", "、", " ", "《", "》", "完成", "长期坚持", "及时",
    "2024.1.31", "20241231", "45657", "提前", "定期", "一月一调度", "十点", "全年", "的", "要", "已",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(SENTENCES, st.sampled_from([None, WRITTEN, date(2000, 2, 29)]))
@settings(max_examples=600, deadline=None)
def test_any_mixture_of_its_words_is_read_in_order(text: str, anchor: date | None) -> None:
    reached = 0
    for one in find(text, anchor=anchor):
        assert one.start >= reached
        assert one.text == text[one.start : one.end]
        assert one.kind in KINDS
        assert one.rule
        assert one.due is None or one.begin is None or one.begin <= one.due
        assert scorer_kind(one) in ("none", "date", "period", "relative", "recurring")
        if one.rrule is not None:
            assert describe(one.rrule)
            assert next_due(one.rrule, WRITTEN) > WRITTEN
        reached = one.end


@given(SENTENCES)
@settings(max_examples=300, deadline=None)
def test_any_cell_is_read_or_said_to_be_unread(text: str) -> None:
    read = read_cell(text, anchor=WRITTEN, year=2024)
    assert read.kind in KINDS
    assert read.rule
    assert read.due or read.rrule or read.note


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    find(text, anchor=WRITTEN)
    read_cell(text)


@pytest.mark.parametrize("piece", ["一", "1", "十", "年", "《", "，", "每", "前"])
def test_a_hundred_thousand_of_one_sign_do_not_hang_the_grammar(piece: str) -> None:
    # Not a speed test: a pattern that backtracks would need hours here, never twenty seconds.
    started = time.process_time()
    assert find(piece * 100_000, anchor=WRITTEN) == []
    assert time.process_time() - started < 20


def test_the_work_grows_with_the_text_only() -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        find("12月底前，每月5日、从1月一日起3日内，" * times, anchor=WRITTEN)
        return time.process_time() - started

    seconds(10)
    # Eight times the text; sixty-four times the work would mean a square.
    assert seconds(1600) < 32 * seconds(200)


def test_every_rule_has_its_own_name_and_no_open_repeat_of_a_group() -> None:
    names = [rule.id for rule in RULES]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert not re.search(r"\)[*+]", rule.pattern.pattern), rule.id
