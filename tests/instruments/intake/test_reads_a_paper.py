"""A paper goes in, proposals come out, each tied to its words. All samples are fictional."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.instruments.intake import DirectoryView, Proposal, propose

DAY = date(2026, 3, 5)
NOTICE = """安澜县人民政府办公室关于做好防汛工作的通知
安政办发〔2026〕12号
各乡镇人民政府，县直各部门：
为做好今年防汛工作，现将有关事项通知如下：
一、压实工作责任
县水利局要在4月底前完成水库隐患排查，建立问题台账。要督促产权单位限期整改。各乡镇要高度重视，充分认识防汛工作的重要意义，切实增强责任感。
二、强化应急准备
请县应急管理局会同县财政局于2026年5月10日前完成防汛物资采购。严禁擅自离岗，每天上午8点前报送水情。
安澜县人民政府办公室
2026年3月5日
"""
ITEMS = """安澜县优化营商环境实施方案
一、重点任务
（一）压缩办理时限。6月底前将企业开办时间压缩到1个工作日。（责任单位：县市场监管局、县税务局〔列第一位的为牵头单位，下同〕）
（二）建设服务专区。年底前在县政务服务中心设立企业服务专区。（责任单位：县行政审批局、县发展改革局，各乡镇）
（三）清理收费。全面清理涉企收费项目。（牵头单位：县财政局，配合单位：县审计局、县司法局）
（四）畅通诉求渠道。办好热线。（县政府办会同有关部门负责）
"""
LETTER = """【留言编号】1001
【留言详情】我们要求3月底前必须修好青石路，路灯也应当装上。
【答复意见】网友您好！您的留言已收悉。经查，青石路破损情况属实，县住建局已完成勘察。下一步，县住建局将于5月底前完成青石路修复。感谢您的监督。2025年4月2日
【答复时间】2025/4/3 9:00:00
"""
LEDGER = """【工作表】教务处
工作任务\t时序进度\t考核要点
修订教学制度\t3月：征求意见；4-5月：形成定稿；\t制度印发
序号\t重点工作\t牵头单位\t配合单位\t完成时限
1\t建设乡村公路20公里\t县交通局\t县财政局、各乡镇\t10月底前
2\t改造老旧小区\t县住建局\t\t2026年12月
"""


def claims(text: str, day: date | None = DAY) -> list[Proposal]:
    """The proposals that ask for something."""
    return [one for one in propose(text, date=day) if one.kind != "exhortation"]


def names(proposal: Proposal) -> list[str]:
    """The units as written."""
    return [mention.text for mention in proposal.units]


def the_one(found: list[Proposal], words: str) -> Proposal:
    """The proposal whose text holds `words`."""
    return next(one for one in found if words in one.text)


def test_a_subject_with_a_day_is_an_assignment_of_that_unit():
    found = the_one(claims(NOTICE), "水库隐患排查")
    assert names(found) == ["县水利局"]
    assert found.lead == "县水利局"
    assert found.deadline is not None
    assert found.deadline.normalized == "2026-04-30"


def test_a_sentence_without_subject_takes_the_one_before_it_and_says_so():
    found = the_one(claims(NOTICE), "督促产权单位")
    assert names(found) == ["县水利局"]
    assert found.units[0].inferred
    assert any(reason.rule == "units.inherited" for reason in found.why)


def test_who_is_asked_leads_and_who_joins_is_a_co_unit():
    found = the_one(claims(NOTICE), "物资采购")
    assert names(found) == ["县应急管理局", "县财政局"]
    assert found.lead == "县应急管理局"


def test_raising_awareness_is_no_claim():
    assert not [one for one in claims(NOTICE) if "充分认识" in one.text]


def test_the_preamble_and_headings_are_no_claims():
    assert not [one for one in propose(NOTICE, date=DAY) if "通知如下" in one.text]
    assert not [one for one in propose(NOTICE, date=DAY) if one.text.startswith("一、")]


def test_one_bracket_is_one_matter_and_the_first_leads_from_there_on():
    found = claims(ITEMS)
    assert len(found) == 4
    assert names(found[0]) == ["县市场监管局", "县税务局"]
    assert [one.lead for one in found] == ["县市场监管局", "县行政审批局", "县财政局", "县政府办"]
    assert names(found[1]) == ["县行政审批局", "县发展改革局", "各乡镇"]
    assert names(found[2]) == ["县财政局", "县审计局", "县司法局"]


def test_only_the_answer_of_a_letter_binds_and_its_year_is_the_answers():
    found = claims(LETTER)
    assert [one.text for one in found] == ["下一步，县住建局将于5月底前完成青石路修复。"]
    assert names(found[0]) == ["县住建局"]
    assert found[0].deadline is not None
    assert found[0].deadline.normalized == "2025-05-31"


def test_a_ledger_gives_one_matter_a_row_and_one_a_step():
    found = claims(LEDGER)
    assert [names(one) for one in found] == [
        ["教务处"], ["教务处"], ["县交通局", "县财政局", "各乡镇"], ["县住建局"],
    ]  # fmt: skip
    assert [one.deadline.normalized if one.deadline else None for one in found] == [
        "2026-03-31", "2026-04-01/2026-05-31", "2026-10-31", "2026-12-31",
    ]  # fmt: skip
    assert found[2].lead == "县交通局"


def test_titles_are_short_and_carry_no_number():
    for found in (*claims(NOTICE), *claims(ITEMS), *claims(LEDGER)):
        assert 0 < len(found.action) <= 40
        assert not found.action.startswith(("一、", "（", "1"))


def test_a_name_that_fits_two_units_stays_unresolved():
    view = DirectoryView(
        units=(("A1", ("安澜县水利局", "县水利局")), ("A2", ("安澜县财政局", "财政局")),
               ("A3", ("安澜县应急管理局", "县应急管理局")), ("A4", ("临江县财政局", "财政局")),),
        groups=((("各乡镇",), ("T1", "T2")),),
    )  # fmt: skip
    found = propose(
        "各乡镇和县水利局要在4月底前完成排查。财政局要在5月底前拨付资金。", date=DAY, directory=view
    )
    mentions = {mention.text: mention for one in found for mention in one.units}
    assert mentions["各乡镇"].codes == ("T1", "T2")
    assert mentions["县水利局"].code == "A1"
    assert mentions["财政局"].code is None
    assert mentions["财政局"].how == "unresolved"


def test_every_proposal_says_why():
    assert all(
        one.why for text in (NOTICE, ITEMS, LETTER, LEDGER) for one in propose(text, date=DAY)
    )


PIECES = st.sampled_from(
    ["县水利局", "各乡镇", "要", "必须", "由", "请", "牵头", "负责", "（责任单位：", "）", "，", "。", "；", "\n", "\t",
     "4月底前", "每周", "【工作表】", "【答复意见】", "一、", "（一）", "1.", "完成", "《办法》",
     "“", "”", "如下：", "列第一位为牵头", "　", "\r", "〔"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=60).map("".join))
def test_offsets_always_match_the_text(text: str):
    for found in propose(text, date=DAY):
        assert found.text == text[found.start : found.end]
        for mention in found.units:
            assert mention.text == text[mention.start : mention.end]
        if found.deadline is not None:
            assert found.deadline.text == text[found.deadline.start : found.deadline.end]


def test_the_same_text_gives_the_same_answer():
    assert propose(NOTICE, date=DAY) == propose(NOTICE, date=DAY)
