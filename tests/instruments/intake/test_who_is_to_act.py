"""Who is to act in a sentence that calls for something, and who of them leads."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake.compute import actors, chain, parties, propose, units
from luoshi.instruments.intake.compute.limits import met_on
from luoshi.lib.text import Span, full_marks

WRITTEN = date(2026, 3, 12)


def read(sentence: str) -> tuple[list[str], str | None]:
    span = Span(0, len(sentence))
    found = actors.actors(sentence, span, units.actors(sentence, 0, len(sentence)))
    return [name.text for name in found.named], found.lead


# sentence, units, lead
SENTENCES = (
    ("县大数据局3月18日将备案系统上线。", ["县大数据局"], "县大数据局"),
    ("由县工信局牵头，县商务局配合，3月底前拿出方案。", ["县工信局", "县商务局"], "县工信局"),
    ("县水利局会同县财政局4月底前完成摸底。", ["县水利局", "县财政局"], "县水利局"),
    ("（二）县教育局5月底前公布名单。", ["县教育局"], "县教育局"),
    ("县住建局、县城管局要在4月15日前完成排查。", ["县住建局", "县城管局"], None),
    ("殡葬管理所5月31日前在大厅公示全部收费项目。", ["殡葬管理所"], "殡葬管理所"),
    ("各乡镇每周五下班前向县督查室报送进度。", ["各乡镇"], "各乡镇"),
    ("各股室每周五下班前把进度填到共享表格；", ["各股室"], "各股室"),
    ("河湖股要在4月底前完成摸底。", ["河湖股"], "河湖股"),
    (
        "水口镇政府作为主体，县自然资源局、县环保局联合执法配合，6月10日前拆除。",
        ["水口镇政府", "县自然资源局", "县环保局"],
        "水口镇政府",
    ),
    ("连续两次排名末位的，提请市政府约谈。", [], None),
)


@pytest.mark.parametrize(("sentence", "named", "lead"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_the_units_and_the_lead_are_read(sentence: str, named: list[str], lead: str) -> None:
    assert read(sentence) == (named, lead)


@pytest.mark.parametrize(
    "words", ["全县要拧成一股", "拧成一股", "国有企业控股", "农户入股", "参股"]
)
def test_a_share_is_no_office(words: str) -> None:
    assert not units.ends_like_unit(words)
    assert units.ends_like_unit("河湖股")


def test_nobody_is_named_where_nobody_is_told() -> None:
    assert read("全年新建高标准农田两万亩。") == ([], None)


def test_the_chain_tags_every_character_once_and_never_goes_on_without_a_begin() -> None:
    words = "县水利局、县财政局要在4月底前拿出方案"
    tags = chain.best(words, actors.places(words, ["O"] * len(words), units.endings(words)))
    assert len(tags) == len(words)
    for before, tag in zip([chain.OUTSIDE, *tags], tags, strict=False):
        assert not (tag == chain.INSIDE and before == chain.OUTSIDE)


def test_what_a_unit_is_called_stays_as_written() -> None:
    sentence = "县水利局（河长办）３月底前完成巡查。"
    for proposal in propose(sentence, date=WRITTEN):
        for unit in proposal.units:
            assert sentence[unit.start : unit.end] == unit.text


def test_who_only_joins_the_subject_before_is_added_to_it() -> None:
    text = "县农业农村局要抓好春耕备耕，4月底前完成农资检查。要会同有关部门建立农资价格监测制度，每周通报一次。"
    found = propose(
        f"关于做好春耕的通知\n各乡镇：\n现就有关事项通知如下：\n一、{text}\n", date=WRITTEN
    )
    last = found[-1]
    assert {unit.text for unit in last.units} >= {"县农业农村局", "有关部门"}
    assert last.lead == "县农业农村局"


def test_minutes_count_from_their_meeting() -> None:
    head = "安澜县人民政府专题会议纪要\n3月9日上午，副县长主持召开会议，研究城中村改造工作。现纪要如下：\n"
    assert met_on(head, WRITTEN) == date(2026, 3, 9)
    found = propose(f"{head}由县住建局会后三天内拿出方案。\n", date=WRITTEN)
    assert [one.deadline.normalized for one in found if one.deadline] == ["2026-03-12"]


@pytest.mark.parametrize("head", ["没有日期的纪要", "12月30日召开会议", "2026年13月40日召开会议"])
def test_minutes_without_a_likely_meeting_count_from_their_issue(head: str) -> None:
    assert met_on(head, WRITTEN) == WRITTEN


def test_half_width_marks_part_sentences_as_full_ones_do() -> None:
    text = "县工信局2月20日前报清单.县商务局配合,逾期通报.面积3.5亩,比例10.5%."
    plain = full_marks(text)
    assert len(plain) == len(text)
    assert plain == "县工信局2月20日前报清单。县商务局配合，逾期通报。面积3.5亩，比例10.5%。"


def test_a_rules_limit_counts_in_each_case() -> None:
    text = "今后外出考察的，回来一律十天之内交报告，不准拖。"
    found = [one for one in propose(text, date=WRITTEN) if one.kind == "standing_rule"]
    assert [one.deadline.normalized for one in found if one.deadline] == ["P10D"]


def test_the_chapter_on_the_coming_year_is_read_from_that_year() -> None:
    text = (
        "县交通运输局2025年工作总结和2026年工作安排\n一、2025年工作情况\n完成大修38公里。\n"
        "二、2026年工作安排\n县公路站6月底前完成东环路大修。县运管所年底前启用客运站。\n"
    )
    found = propose(text, date=date(2025, 12, 29))
    assert {one.deadline.normalized for one in found if one.deadline} == {
        "2026-06-30",
        "2026-12-31",
    }


# What a speaker says in one breath, and the first words of each demand in it.
BREATHS = (
    (
        "水源地的事由分管县长牵头，每月召开一次碰头会，只谈没办成的。",
        ["水源地的事", "每月召开一次碰头会"],
    ),
    (
        "要把值班表排到人，夜里不准换岗，特别是遇到塌方断电，必须先打电话给县应急局。",
        ["要把值班表排到人", "特别是遇到塌方断电"],
    ),
    ("各科室每周要报一条信息，每半年写一篇调研报告。", ["各科室每周要报", "每半年写一篇"]),
    ("要把材料写短，把会开短，把话讲短，一次讲一件事。", ["要把材料写短"]),
)


@pytest.mark.parametrize(("sentence", "begins"), BREATHS, ids=[one[0] for one in BREATHS])
def test_a_breath_with_two_demands_is_two(sentence: str, begins: list[str]) -> None:
    found = parties.spoken_parts(sentence, Span(0, len(sentence)))
    assert [
        part.of(sentence)[: len(one)] for part, one in zip(found, begins, strict=True)
    ] == begins
    assert "，".join(part.of(sentence) for part in found) == sentence
