"""One task in other words is found; another task in the same words is not taken for it."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.likeness_pairs import measures, pairs
from luoshi.instruments.intake.likeness import Index, Scorer, Task, meaning, repeats

RIVERS = Task(
    "完成全县46条河道巡查，建立一河一档",
    "由县水利局牵头，12月20日前完成全县46条河道巡查，建立一河一档。",
    "water",
    frozenset({"water"}),
    date(2026, 12, 20),
)


def scored(extra: meaning.Meaning | None) -> tuple[float, ...]:
    """Precision, recall and F1 on the pairs that were not used to choose anything."""
    index = Index()
    for key, pair in enumerate(pairs()):
        index.add(key, pair.known)
    scorer = Scorer(index.frequencies, extra)
    told = [pair for pair in pairs() if pair.group % 2]
    scores = [scorer.score(pair.new, pair.known) for pair in told]
    return measures(scores, [pair.same for pair in told], scorer.shown)


def test_the_labelled_pairs_are_told_apart_without_the_extra() -> None:
    precision, recall, _ = scored(None)
    assert precision >= 0.8
    assert recall >= 0.8


def test_meaning_is_no_worse_than_characters_alone() -> None:
    extra = meaning.installed()
    if extra is None:
        pytest.skip("the extra `semantic` is not installed")
    assert scored(extra)[2] >= scored(None)[2]


def test_the_reasons_name_the_words_the_unit_and_the_day() -> None:
    new = Task("开展46条河道巡查，一河一档", "", "water", frozenset({"water"}), date(2026, 12, 20))
    index = Index()
    index.add(0, RIVERS)
    scorer = Scorer(index.frequencies)
    found = scorer.explain(new, RIVERS, scorer.score(new, RIVERS))
    assert found.score >= scorer.shown
    assert "46条河道巡查" in found.words
    assert found.lead
    assert found.due
    assert not found.differs


@pytest.mark.parametrize(
    "other",
    [
        "完成石门镇险工险段除险加固",
        "完成柳溪镇农村公路路面修复",
        "编制柳溪镇防汛物资储备预案",
    ],
)
def test_the_same_frame_around_another_thing_is_another_task(other: str) -> None:
    known = Task("完成柳溪镇险工险段除险加固", "", "water", frozenset({"water"}), date(2027, 3, 31))
    new = Task(other, "", "water", frozenset({"water"}), date(2027, 3, 31))
    scorer = Scorer(Index().frequencies)
    assert scorer.score(new, known) < scorer.shown


def test_the_index_finds_the_one_among_many_in_any_order_of_words() -> None:
    index = Index()
    towns = ["柳溪", "石门", "青垸", "云岭", "白沙", "东湖", "清江", "文昌"]
    things = ["水库", "渡口", "校车", "公厕", "泵站", "粮库", "桥梁", "路灯", "食堂", "工地"]
    tasks = [Task(f"完成{town}镇{thing}隐患排查") for town in towns for thing in things]
    for key, task in enumerate([*tasks, RIVERS]):
        index.add(key, task)
    assert index.candidates(Task("建立一河一档，巡查河道46条"))[0] == len(tasks)
    assert len(index.candidates(Task("隐患排查"))) <= 40


def test_a_word_for_word_repetition_is_one_whatever_its_number_and_marks() -> None:
    again = Task("完成巡查", "（三）由县水利局牵头,12月20日前完成全县46条河道巡查,建立一河一档")
    first = Task("别的标题", "（三）由县水利局牵头，12月20日前完成全县46条河道巡查，建立一河一档。")
    found = repeats([first, RIVERS, again])
    assert found[2].of == 0
    assert found[2].likeness.same


def test_a_speech_given_twice_is_found_sentence_by_sentence() -> None:
    said = [
        "县水利局要在12月底前完成全县46条河道的巡查，建立一河一档。",
        "东湖路雨污分流改造由县城市管理局牵头，12月20日前完成主管网铺设。",
        "县教育局要对全县学校食堂开展一次拉网式检查，结果报县政府。",
        "县民政局要核查城乡低保对象，做到应保尽保、应退尽退。",
    ]
    again = [*said[:2], said[2].replace("要对", "要抓紧对"), "县林业局要排查山林火灾隐患。"]
    tasks = [Task(words[:30], words) for words in [*said, *again]]
    found = repeats(tasks)
    assert {at: repeat.of for at, repeat in found.items()} == {4: 0, 5: 1, 6: 2}
    assert [found[at].likeness.same for at in (4, 5, 6)] == [True, True, False]


def test_a_third_time_points_to_the_first() -> None:
    task = Task("完成全县河道巡查建档", "县水利局要在年底前完成全县河道巡查建档。")
    assert {at: r.of for at, r in repeats([task, task, task]).items()} == {1: 0, 2: 0}


def test_only_what_is_asked_is_judged_and_what_was_known_to_repeat_stays_no_first() -> None:
    task = Task("完成全县河道巡查建档", "县水利局要在年底前完成全县河道巡查建档。")
    other = Task("修好进村公路", "柳溪镇要在年底前修好进村公路。")
    found = repeats([other, task, task, other, task], asked={4}, known={2: 1})
    assert {at: r.of for at, r in found.items()} == {4: 1}
    assert repeats([task, task], asked=set()) == {}


def test_sentences_that_were_cut_off_are_never_called_the_same_word_for_word() -> None:
    long = "县水利局要在年底前完成全县河道巡查建档，" * 20
    a, b = Task("完成河道巡查", long[:300]), Task("完成河道巡查", long[:300])
    score = Scorer(Index().frequencies).score(a, b)
    assert 0.9 < score < 1.0


def test_what_shares_too_little_is_not_weighed_whatever_its_day_and_figures() -> None:
    day = date(2026, 12, 31)
    a = Task("新建公厕6座", "", "city", frozenset({"city"}), day)
    b = Task("完成6个项目手续补办", "", "city", frozenset({"city"}), day)
    assert Scorer(Index().frequencies).score(a, b) == 0.0


def test_vectors_are_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    numpy = pytest.importorskip("numpy")
    asked: list[int] = []

    def embed(texts: list[str]) -> object:
        asked.append(len(texts))
        return numpy.ones((len(texts), 4), dtype="float32") / 2

    monkeypatch.setattr(meaning, "KEPT", 10)
    held = meaning.Meaning(embed)
    held.prepare([f"事项{n}" for n in range(9)])
    held.prepare([f"事项{n}" for n in range(5)])
    assert sum(asked) == 9
    held.prepare([f"新事项{n}" for n in range(6)])
    assert held.near("事项1", "新事项1") == pytest.approx(2.0)
