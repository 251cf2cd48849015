"""Two versions of a text: every sentence has its fate, and the work stays linear."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from luoshi.lib import recognise
from luoshi.lib.revision import Kind, compare
from luoshi.lib.wording import marked

OLD = """一、县水利局要在12月底前完成46条河道巡查。
二、柳溪镇要修好进村公路。
三、县城管局负责保洁，每月检查一次。
要核查低保对象，做到应保尽保。
四、各单位每周五报送进展。
同志们要再接再厉。
"""
NEW = """一、各单位每周五报送进展。
二、县水利局要在11月底前完成48条河道巡查。
三、县城管局负责保洁，每月检查一次。
要核查低保对象，做到应保尽保。
四、县教育局要排查校车隐患。
同志们要再接再厉。
"""


def told(old: str, new: str) -> list[tuple[Kind, str, str]]:
    found = compare(old, new)
    return [
        (c.kind, c.old.of(old) if c.old else "", c.new.of(new) if c.new else "")
        for c in found.changes
    ]


def test_every_sentence_is_changed_moved_removed_added_or_the_same() -> None:
    assert told(OLD, NEW) == [
        (Kind.MOVED, "四、各单位每周五报送进展。", "一、各单位每周五报送进展。"),
        (
            Kind.CHANGED,
            "一、县水利局要在12月底前完成46条河道巡查。",
            "二、县水利局要在11月底前完成48条河道巡查。",
        ),
        (Kind.REMOVED, "二、柳溪镇要修好进村公路。", ""),
        (Kind.SAME, "三、县城管局负责保洁，每月检查一次。", "三、县城管局负责保洁，每月检查一次。"),
        (Kind.SAME, "要核查低保对象，做到应保尽保。", "要核查低保对象，做到应保尽保。"),
        (Kind.ADDED, "", "四、县教育局要排查校车隐患。"),
        (Kind.SAME, "同志们要再接再厉。", "同志们要再接再厉。"),
    ]


def test_a_new_number_before_a_sentence_is_no_change() -> None:
    assert [k for k, _, _ in told("（二）县水利局要巡河。", "（三）县水利局要巡河。")] == [
        Kind.SAME
    ]


def test_a_figure_changes_as_a_whole_and_the_runs_are_the_text() -> None:
    old, new = marked("12月底前完成46条河道巡查。", "11月底前完成48条河道巡查和清淤。")
    assert [run.text for run in old if run.changed] == ["12", "46"]
    assert [run.text for run in new if run.changed] == ["11", "48", "和清淤"]
    assert "".join(run.text for run in new) == "11月底前完成48条河道巡查和清淤。"


def test_another_number_in_the_list_is_not_marked() -> None:
    old, new = marked("（二）县水利局要巡河。", "三、县水利局要巡查河道。")
    assert [run.text for run in old if run.changed] == ["河"]
    assert [run.text for run in new if run.changed] == ["查河道"]


def test_a_part_of_a_sentence_is_untouched_when_another_part_changes() -> None:
    old = "县水利局要巡查河道，县财政局要保障经费五十万元。"
    new = "县水利局要巡查河道，县财政局要保障经费八十万元。"
    found = compare(old, new)
    assert found.fate(0, 9).kind == Kind.SAME
    assert found.fate(10, len(old)).kind == Kind.CHANGED


def test_a_stretch_that_is_gone_has_no_place_in_the_new_text() -> None:
    start = OLD.index("二、柳溪镇")
    fate = compare(OLD, NEW).fate(start, start + 12)
    assert (fate.kind, fate.new) == (Kind.REMOVED, None)


def test_five_thousand_sentences_take_no_quadratic_time() -> None:
    dice = random.Random(7)
    letters = "县水利局完成河道巡查建立一档各乡镇配合城管背街小巷路面修补灯安装学校食堂检查结果报送"
    old = ["".join(dice.choice(letters) for _ in range(30)) + "。" for _ in range(5000)]
    new = [line if dice.random() > 0.2 else line[:5] + "改" + line[9:] for line in old]
    worst = (old, dice.sample(old, 5000), ["同一句话。"] * 5000, ["别的话。", "同一句话。"] * 2500)
    began = time.perf_counter()
    assert compare("\n".join(old), "\n".join(new)).counts()[Kind.CHANGED] > 800
    for one in worst:
        compare("\n".join(old), "\n".join(one))
    compare("\n".join(worst[2]), "\n".join(worst[3]))
    assert time.perf_counter() - began < 6


def test_marks_stand_for_sentences_without_their_words() -> None:
    shared = set(recognise.marks(OLD)) & set(recognise.marks(NEW))
    assert len(shared) >= 2
    assert all(0 <= mark < 2**63 for mark in recognise.marks(OLD))


TEXTS = st.lists(st.sampled_from("甲乙丙丁戊己"), max_size=30).map(lambda s: "。".join(s) + "。")


@given(TEXTS, TEXTS)
def test_each_sentence_of_both_texts_stands_in_the_comparison_once(old: str, new: str) -> None:
    found = compare(old, new).changes
    assert sorted((c.old.start, c.old.end) for c in found if c.old) == [
        (s.start, s.end) for s in recognise.split(old)
    ]
    assert [c.new for c in found if c.new] == recognise.split(new)


@given(st.text("甲乙丙12，。", max_size=40), st.text("甲乙丙12，。", max_size=40))
def test_marked_runs_are_always_the_whole_sentences(old: str, new: str) -> None:
    left, right = marked(old, new)
    assert "".join(run.text for run in left) == old
    assert "".join(run.text for run in right) == new


@given(TEXTS)
def test_a_text_compared_with_itself_has_not_changed(text: str) -> None:
    assert set(compare(text, text).counts()) <= {Kind.SAME}
