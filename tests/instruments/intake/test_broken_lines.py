"""Text whose lines were broken at a fixed width is read as if they were not."""

from __future__ import annotations

import textwrap
from datetime import date

from luoshi.instruments.intake.compute import propose
from luoshi.instruments.intake.compute.wraps import joined

DAY = date(2026, 3, 12)
PARAGRAPHS = (
    "　　一、由县水利局牵头，县财政局配合，6月30日前完成全县四十六条河道的巡查，逐条建立档案，发现的问题分类交办、限期整改。",
    "　　二、县住房和城乡建设局要在4月20日前完成城区背街小巷排水管网的疏通，易涝点逐一落实值守人员，雨前逐点检查一遍。",
    "　　三、县教育局要组织各学校在开学前完成校舍、食堂和校车的安全检查，检查结果于9月5日前报县政府办公室，漏报的通报批评。",
)


def broken(width: int) -> str:
    lines = [
        line for one in PARAGRAPHS for line in textwrap.wrap(one, width, drop_whitespace=False)
    ]
    return "\n".join([*lines[:4], "— 1 —", *lines[4:]]) + "\n"


def test_the_same_matters_are_found_however_wide_the_page_was() -> None:
    whole = propose("\n".join(PARAGRAPHS) + "\n", date=DAY)
    for width in (20, 28, 34):
        found = propose(broken(width), date=DAY)
        assert [one.action for one in found] == [one.action for one in whole]
        assert [one.lead for one in found] == [one.lead for one in whole]
        assert [one.deadline.due for one in found if one.deadline] == [
            one.deadline.due for one in whole if one.deadline
        ]


def test_what_is_found_keeps_its_place_in_the_text_as_given() -> None:
    text = broken(20)
    for one in propose(text, date=DAY):
        assert text[one.start : one.end] == one.text
        for unit in one.units:
            assert text[unit.start : unit.end].replace("\n", "").replace("— 1 —", "") == unit.text
            assert "\n" not in unit.text


def test_lines_that_end_where_their_sentences_do_are_left_alone() -> None:
    assert joined("\n".join(PARAGRAPHS * 4)) is None
    assert joined("县水利局要巡查河道。\n" * 20) is None
    assert joined("序号\t任务\n" * 20) is None
    assert joined("") is None


def test_a_table_aligned_by_blanks_is_no_broken_text() -> None:
    row = "检修城北水闸并清理上下游淤泥      县水利局      6月底前\n"
    assert joined(row * 12) is None
