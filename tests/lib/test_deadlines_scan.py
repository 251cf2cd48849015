"""A whole document read at once: the same readings as sentence by sentence, in linear work."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from luoshi.lib.deadlines import Deadline, find, scan, within
from luoshi.lib.deadlines.find import GATE, RULES
from luoshi.lib.text import paragraphs, sentences
from luoshi.lib.zhnum import fold_digits

WRITTEN = date(2024, 5, 15)
PIECES = (
    "2025年", "今年", "次年", "二〇二五年", "12月", "元月", "底", "上旬", "31日", "30", "二十日", "一",
    "十", "半", "前", "之内", "内", "起", "至", "—", "-", "到", "截至", "从", "每", "各", "周一", "本周五",
    "下周", "季度", "上半年", "年底", "“十四五”", "末", "春节", "“五一”", "国庆", "汛期", "3个", "工作日",
    "小时", "月", "年", "日", "18时", "：30", "下午", "晚八点", "收到", "会后", "会议结束后", "，", "、", " ",
    "完成", "长期坚持", "及时", "抓紧", "第一时间", "2024.1.31", "20241231", "615日", "提前", "定期", "逐月",
    "一月一调度", "十点", "全年", "的", "要", "已", "（略）", "“好”", "《2025年底前要点》", "月底前", "当日",
    "半个月", "按照上级", "时限", "第三季度", "前三季度", "分别在", "、6个月", "随时", "报", "两会", "三夏",
    "全天24小时", "值班", "即日起", "大后天", "马上就", "滚动", "编制", "周计划", "、月计划", "日报",
)  # fmt: skip
SENTENCE = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
STOPS = st.sampled_from(
    ["。", "；", "！", "？", "\n", ";", "。”", "。\n　　", "！）", "\r\n", "\u2028"]
)


def alone(text: str, start: int, end: int) -> list[Deadline]:
    return [
        replace(one, start=one.start + start, end=one.end + start)
        for one in find(text[start:end], anchor=WRITTEN)
    ]


@given(st.lists(st.tuples(SENTENCE, STOPS), max_size=6))
@example([("6月底前开工", "；"), ("12月底前竣工", "。")])
@example([("要及时", "\n"), ("会后一周内拿出方案", "！")])
@example([("略", "。”"), ("会后一周内拿出方案", "。")])
@example([("请抓紧", "；"), ("长期坚持", "。")])
@settings(max_examples=400, deadline=None)
def test_a_sentence_reads_the_same_alone_and_in_its_document(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(sentence + stop for sentence, stop in pieces)
    found = scan(text, anchor=WRITTEN)
    for paragraph in paragraphs(text):
        for whole in sentences(text, paragraph.start, paragraph.end, stops="。！？!?"):
            assert within(found, whole.start, whole.end) == alone(text, whole.start, whole.end)
            for span in sentences(text, whole.start, whole.end):
                # A semicolon ends a sentence too, but a date before it lends its year.
                if not within(found, whole.start, span.start):
                    here = within(found, span.start, span.end)
                    assert here == alone(text, span.start, span.end)


def test_a_semicolon_keeps_the_year_and_nothing_else() -> None:
    found = scan("2026年3月底前开工；6月底前封顶。9月底前清欠。", anchor=WRITTEN)
    assert [one.normalized for one in found] == ["2026-03-31", "2026-06-30", "2024-09-30"]
    assert "前文" in found[1].note


def test_a_slice_holds_what_lies_wholly_inside() -> None:
    text = "6月底前开工。每月5日前报送，12月底前竣工。"
    found = scan(text, anchor=WRITTEN)
    cut = text.index("每")
    assert [one.text for one in within(found, 0, cut)] == ["6月底前"]
    assert [one.text for one in within(found, cut, len(text))] == ["每月5日前", "12月底前"]
    assert [one.text for one in within(found, cut + 1, len(text))] == ["12月底前"]
    assert within(found, 3, 3) == []


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_the_gate_lets_every_match_of_every_rule_through(text: str) -> None:
    folded = fold_digits(text)
    every = [
        (match.start(), -match.end(), order)
        for order, rule in enumerate(RULES)
        for start in range(len(folded))
        if (match := rule.pattern.match(folded, start)) is not None
    ]
    expected, reached = [], 0
    for start, end, order in sorted(every):
        if start >= reached:
            reached = -end
            expected.append((start, reached, RULES[order].id))
    passed = [(match.start(), match.end(), rule.id) for rule, match in GATE.matches(folded)]
    assert passed == expected


def test_no_rule_reads_across_the_end_of_a_sentence() -> None:
    for rule in RULES:
        for kept in re.findall(r"\[\^([^\]]*)\]", rule.pattern.pattern):
            assert not re.search(f"[^{kept}]", "。！？!?；;\n\u2028"), rule.id


@pytest.mark.parametrize(
    "piece",
    ["1", "一", "年", "月", "日", "年月日", "每", "每每月", "前", "《", "》", "（", "）", "。", "\n", "2024年",
     "周一至", "3个月、", "20241231", "12月底前，", "1月至", "会后", "每月5日、", "从1月起", "第三季度", "一两个",
     "2024年5月1日）", "的的之后3日内"],
)  # fmt: skip
def test_hostile_text_costs_in_proportion_to_its_length(piece: str) -> None:
    short, long = (calls(piece * (size // len(piece))) for size in (1_000, 10_000))
    assert long <= 12 * short + 60


def calls(text: str) -> int:
    """How many functions, Python's and C's, are called to read `text`; each does bounded work."""
    count = 0

    def told(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(told)
    try:
        find(text, anchor=WRITTEN)
    finally:
        sys.setprofile(None)
    return count


def test_no_pattern_of_a_rule_repeats_without_bound() -> None:
    # Together with the counted calls this bounds the work: no single match can run away.
    for pattern in (*(rule.pattern for rule in RULES), GATE.pattern):
        bare = re.sub(r"\[[^\]]*\]|\\.", "", pattern.pattern)
        assert not re.search(r"[*+]|\{\d+,\}", bare), pattern.pattern
