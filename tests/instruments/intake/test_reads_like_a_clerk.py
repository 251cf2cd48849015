"""What a clerk sees of each proposal: title, units, kind, reasons. All samples are fictional."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import Proposal, propose

DAY = date(2026, 11, 16)
HEAD = "安澜县人民政府常务会议纪要\n\n会议议定事项如下：\n"
SPEECH = "在全县督查工作会议上的讲话\n同志们：\n"


def read(sentence: str, head: str = HEAD) -> list[Proposal]:
    """The proposals of one sentence in its paper, without the heading's own."""
    return [p for p in propose(head + sentence + "\n", date=DAY) if p.start >= len(head)]


def roles(proposal: Proposal) -> list[tuple[str, str]]:
    """The units with their roles, as written."""
    return [(mention.text, mention.role) for mention in proposal.units]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "一、由县水利局牵头，2026年12月20日前完成全县46条河道巡查，建立一河一档，各乡镇配合。",
            "完成全县46条河道巡查，建立一河一档",
        ),
        (
            "县城管局要在2027年1月底前完成12条背街小巷的路面修补和路灯安装。",
            "完成12条背街小巷的路面修补和路灯安装",
        ),
        ("三、县水利局每月25日前将保洁考核结果报县政府办。", "将保洁考核结果报县政府办"),
        (
            "五、请县教育局会同县公安局在开学前完成校园周边交通隐患排查，县交通局协助。",
            "完成校园周边交通隐患排查",
        ),
        ("县住建局必须于12月10日前完成危房加固。", "完成危房加固"),
        ("严禁任何单位擅自占用河道堆放物料。", "严禁任何单位擅自占用河道堆放物料"),
    ],
)
def test_the_title_is_verb_and_object(sentence: str, wanted: str):
    assert read(sentence)[0].action == wanted


def test_a_long_title_ends_where_a_clause_ends():
    found = read(
        "县发展改革局要梳理全县在建项目清单，逐个明确开工和竣工节点，建立周调度台账，"
        "对进度滞后的项目实行挂牌督办，并将结果报县政府。"
    )
    assert found[0].action == "梳理全县在建项目清单，逐个明确开工和竣工节点，建立周调度台账"


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "由县水利局牵头，12月20日前完成河道巡查，各乡镇配合。",
            [("县水利局", "lead"), ("各乡镇", "co")],
        ),
        (
            "县财政局要在12月底前完成专项检查，县审计局、县司法局按职责分工配合。",
            [("县财政局", "lead"), ("县审计局", "co"), ("县司法局", "co")],
        ),
        ("县水利局每月25日前将保洁考核结果报县政府办。", [("县水利局", "lead")]),
        ("县水利局要在12月底前向县政府报告清淤情况。", [("县水利局", "lead")]),
    ],
)
def test_who_leads_who_helps_and_who_only_receives(sentence: str, wanted: list[tuple[str, str]]):
    assert roles(read(sentence)[0]) == wanted


@pytest.mark.parametrize("word", ["各分管主任", "各单位", "各科室", "办公室全体同志"])
def test_those_a_speaker_names_are_its_units(word: str):
    found = read(f"{word}要在每周五前把督查台账交到督查室。", SPEECH)
    assert roles(found[0]) == [(word, "lead")]


def test_pep_talk_is_an_exhortation_and_says_so():
    found = read("同志们，时间不等人，我们一定要拿出冲刺的劲头来。")
    assert [one.kind for one in found] == ["exhortation"]
    assert "看不出可以督办的具体要求" in "".join(reason.sentence for reason in found[0].why)


def test_pep_talk_with_a_unit_and_a_day_still_obliges():
    found = read("县住建局要拿出攻坚的劲头，12月底前完成危房改造。")
    assert found[0].kind != "exhortation"


def test_a_monthly_duty_of_a_named_unit_keeps_its_rhythm():
    found = read("县水利局每月25日前将保洁考核结果报县政府办。")[0]
    assert found.kind in ("assignment", "standing_rule")
    assert found.deadline is not None
    assert found.deadline.rrule == "FREQ=MONTHLY;BYMONTHDAY=25"


def test_a_sentence_of_four_parties_is_four_matters():
    sentence = (
        "县住建局负责老旧小区改造，县财政局负责资金筹措，各街道办事处负责群众动员，"
        "县审计局要全程跟踪审计。"
    )
    found = read(sentence)
    assert [roles(one) for one in found] == [
        [("县住建局", "lead")], [("县财政局", "lead")], [("各街道办事处", "lead")],
        [("县审计局", "lead")],
    ]  # fmt: skip
    assert "，".join(one.text for one in found) == sentence


def test_a_condition_stays_with_what_it_conditions():
    found = read("各单位要在每月5日前上报台账，逾期不报的，县督查室要通报批评。")
    assert [one.text for one in found][1] == "逾期不报的，县督查室要通报批评。"


def test_helpers_begin_no_matter_of_their_own():
    assert len(read("县教育局要在12月底前完成校园排查，县公安局积极配合。")) == 1


def test_a_reason_quotes_the_words_it_stands_on():
    found = read("由县水利局牵头，2026年12月20日前完成全县46条河道巡查。")[0]
    said = "".join(reason.sentence for reason in found.why)
    assert "时限“2026年12月20日前”" in said
    assert "“由县水利局牵头”" in said
