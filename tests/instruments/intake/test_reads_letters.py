"""Letters and their answers in the layouts offices use. All samples are fictional."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import DirectoryView, Proposal, propose
from luoshi.instruments.intake.compute import answerers, genres, letters, promises, structure
from luoshi.instruments.intake.compute.limits import limits
from luoshi.lib.deadlines import mentioned

PUBLISHED = date(2024, 12, 31)
FIELDS = """来信人：王某
来信时间：2024-03-02
来信内容：青石路坏了半年，请你们3月底前必须修好。
村里几百口人天天走这条路，希望4月份就能动工！
回复单位：安澜县住建局
回复时间：2024-03-08
回复内容：王先生您好，来信收悉。3月5日已完成勘察。
下一步，我局将于5月底前完成青石路修复。

来信人：李某
来信时间：2024-03-04
来信内容：请县里年底前把南门小学的操场硬化。
回复单位：安澜县教育局
回复时间：2024-03-11
回复内容：经研究，我局计划暑假期间施工，8月25日前完工。
"""
QUESTIONS = """安澜县2024年第一季度网上咨询问答
问：什么时候能通燃气？要求6月底前开通！
答：燃气工程已列入计划，县住建局将于9月底前完成主管铺设。
问：医保什么时候能异地结算？
答：您好，目前系统正在调试，预计5月中旬上线。
"""
HOTLINE = """工单编号：AL2024030500123
诉求人：张女士
来电时间：2024-03-05 09:12
诉求内容：市民反映南门菜市场门口积水，要求一周内解决。
承办单位：县城管局
办理结果：经现场核实，已于3月6日清掏。我局将于3月20日前更换破损雨水篦子12个
回访情况：市民表示满意，希望以后每月都要清一次。
办结时间：2024-03-07
"""
TABLE = """序号\t来电内容\t承办单位\t办理结果\t办结时间
1\t南门菜市场积水，要求一周内解决。\t县城管局\t我局将于3月20日前更换雨水篦子12个。\t2024-03-07
2\t路灯不亮，月底前必须修好\t县供电公司\t经查系电缆被挖断，3月15日前修复\t2024-03-08
"""
MOTION = """安澜县交通运输局
关于县十七届人大三次会议第45号建议的答复

陈××代表：
您提出的关于修建北岭公路的建议收悉，现将办理情况答复如下：
一、基本情况。北岭公路全长12公里，2023年已完成路基。
二、下一步工作。我局将于10月底前完成路面铺设，县公路站每月检查一次。
安澜县交通运输局
2024年6月3日
"""
JOINED = """尊敬的县长：
您好！我是北岭村村民。村口的桥冲毁了，请政府在今年汛期前必须修好。
村民 赵某
2024年3月1日
尊敬的赵先生：
您好！您的来信收悉。县水利局已完成设计，我局将于5月31日前完成便桥修复。
安澜县水利局
2024年3月9日
尊敬的王局长：
我是北岭小学家长，要求下周就把校车开通。
家长 钱某
2024年3月10日
钱女士：
您好！来信收悉。现答复如下：我局下周与客运公司商定线路，4月1日起开通校车。
安澜县教育局
2024年3月15日
"""
TALK = """安澜县“局长在线”访谈实录
时间：2024年4月12日
主持人：各位网友大家好，请问今年中考有什么变化？
局长：谢谢主持人。我们将在5月10日前公布体育考试方案。
网友“小树”：希望把城区校车问题解决了，9月份必须开通！
局长：这个问题提得好。我们正在规划线路，8月底前在城区开通两条试点线路。
"""
BOARD = """标题：建议增加公交班次
网友：青山依旧
发布时间：2024-05-06 10:21:33
请增加3路车早高峰班次，最好下周就加。

回复单位：县交通运输局
回复时间：2024-05-13 16:02:11
网友您好！经与公交公司协商，5月20日起早高峰发车间隔缩短为10分钟。

标题：投诉噪音
网友：夜不能寐
发布时间：2024-05-08 23:11:02
工地半夜施工，必须马上停工！

回复单位：县住建局
回复时间：2024-05-14 09:00:00
您好，我局已约谈施工单位。要求施工单位于5月25日前加装隔音屏障。
"""
PETITION = """安澜县信访事项处理意见书
安信处字〔2024〕8号
信访人：孙某
一、信访人反映的问题和诉求。要求补发2023年度补助，并在年底前一次性付清。
二、调查核实情况。经查，孙某2023年度应得补助1260元，因账号有误退回。
三、处理意见。由县林业局于2024年7月15日前将补助1260元补发到位。
如不服本意见，可自收到之日起30日内向安澜县人民政府申请复查。
安澜县林业局
2024年6月20日
"""
BARE = """留言内容
青石路坏了，请6月底前修好。
答复内容
您好！青石路已列入大修计划，预计9月底完工。
答复单位
安澜县公路站
答复时间
2024-05-20
"""
ONE_LINE = (
    "【来信】青石路坏了，必须6月底前修好。【回复】您好，县公路站将于9月底前完成修复。"
    "【回复单位】安澜县公路站【回复日期】2024年5月20日"
)
BRACKETS = """#1
网友 北岭山人 2024/2/26 23:14
路口那个充电桩坏了，要求明天就修好。
〔县发改局 2024/3/2 09:40〕您反映的情况属实，运营商3月9日前更换主板。
〔网友追问 3/10 20:02〕说好的今天都10号了还是坏的，必须马上修。
〔县发改局 2024/3/11 10:15〕对不起，主板型号不对，运营商3月14日前修好。

#2
网友 ab_0176 2024/2/28 10:00
步道路灯要延长到11点。
〔县城管局 2024/3/9 11:00〕我局4月1日起试行延长到22:30。
"""
SPOKEN = """●鱼塘污染谁来管？
北岭镇养鱼户来信：造纸厂排黑水，要求月底前关掉。
县环保局答：已封堵暗管，该厂要在12月20日前建成处理设施。（10月23日）

●老街路灯
退休教师：老街晚上黑灯瞎火,必须马上装灯。
县路灯管理处答：我处七天以内装好36盏。（11月13日）
"""
# layout: text, who answers and when, what stands in demands and asides.
LAYOUTS = {
    "fields": (
        FIELDS,
        [("安澜县住建局", date(2024, 3, 8)), ("安澜县教育局", date(2024, 3, 11))],
        ["3月底前必须修好", "4月份就能动工", "年底前把南门小学"],
    ),
    "questions": (QUESTIONS, [("", PUBLISHED), ("", PUBLISHED)], ["要求6月底前开通"]),
    "hotline": (HOTLINE, [("县城管局", date(2024, 3, 7))], ["要求一周内解决", "每月都要清"]),
    "table": (
        TABLE,
        [("县城管局", date(2024, 3, 7)), ("县供电公司", date(2024, 3, 8))],
        ["要求一周内解决", "月底前必须修好"],
    ),
    "motion": (MOTION, [("安澜县交通运输局", date(2024, 6, 3))], []),
    "joined": (
        JOINED,
        [("安澜县水利局", date(2024, 3, 9)), ("安澜县教育局", date(2024, 3, 15))],
        ["今年汛期前必须修好", "下周就把校车开通"],
    ),
    "talk": (TALK, [("", date(2024, 4, 12))] * 2, ["9月份必须开通", "请问今年中考"]),
    "board": (
        BOARD,
        [("县交通运输局", date(2024, 5, 13)), ("县住建局", date(2024, 5, 14))],
        ["最好下周就加", "必须马上停工"],
    ),
    "petition": (PETITION, [("安澜县林业局", date(2024, 6, 20))], ["年底前一次性付清"]),
    "bare labels": (BARE, [("安澜县公路站", date(2024, 5, 20))], ["请6月底前修好"]),
    "one line": (ONE_LINE, [("安澜县公路站", date(2024, 5, 20))], ["必须6月底前修好"]),
    "brackets": (
        BRACKETS,
        [
            ("县发改局", date(2024, 3, 2)),
            ("县发改局", date(2024, 3, 11)),
            ("县城管局", date(2024, 3, 9)),
        ],
        ["要求明天就修好", "必须马上修", "要延长到11点"],
    ),
    "spoken": (
        SPOKEN,
        [("县环保局", date(2024, 10, 23)), ("县路灯管理处", date(2024, 11, 13))],
        ["要求月底前关掉", "必须马上装灯"],
    ),
}


def answered(text: str) -> list[letters.Answer]:
    """The answers of a paper published at the end of 2024."""
    return letters.answers(text, PUBLISHED)


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_answer_of_each_layout_has_its_own_unit_and_day(name: str):
    text, expected, _ = LAYOUTS[name]
    assert [(one.unit, one.day) for one in answered(text)] == expected


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_is_known_for_letters(name: str):
    text = LAYOUTS[name][0]
    assert genres.genre(text, structure.lines(text)) == genres.REPLIES


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_is_proposed_out_of_a_demand(name: str):
    text, _, demands = LAYOUTS[name]
    spans = [(text.index(words), text.index(words) + len(words)) for words in demands]
    found = propose(text, date=PUBLISHED)
    assert not [one for one in found for a, b in spans if one.start < b and a < one.end]


def test_a_notice_about_handling_motions_is_no_letter():
    text = (
        "安澜县人民政府办公室关于做好建议提案办理工作的通知\n各乡镇人民政府，县直各部门：\n"
        "县住建局要在6月底前完成第45号建议的答复工作。各承办单位要按时办理信访事项，及时答复。\n"
    )
    assert genres.genre(text, structure.lines(text)) != genres.REPLIES


def test_a_meeting_whose_host_only_gives_the_word_is_no_letter():
    text = (
        "安澜县防汛工作会议记录\n主持人：请各单位发言。\n县水利局：水库检查已完成，"
        "4月底前备足物资。\n主持人：请县应急管理局发言。\n县应急管理局：我们要在5月10日前完成演练。\n"
    )
    assert genres.genre(text, structure.lines(text)) != genres.REPLIES


def test_a_word_of_the_answer_before_a_colon_is_no_citizen():
    text = (
        "来信内容：请问困难学生有什么帮扶？\n答复单位：安澜县教育局\n答复内容：您好，答复如下。\n"
        "困难学生：我局将于9月底前发放助学金。\n办理时间：工作日全天。\n答复时间：2024-05-20\n"
    )
    (answer,) = answered(text)
    assert (answer.unit, answer.day) == ("安澜县教育局", date(2024, 5, 20))
    assert "9月底前发放助学金" in text[answer.start : answer.end]


def test_a_ledger_with_a_limit_for_each_row_stays_a_ledger():
    text = (
        "序号\t反映问题\t整改措施\t责任单位\t完成时限\n1\t道路积水\t改造管网\t县住建局\t6月底前\n"
    )
    assert genres.genre(text, structure.lines(text)) == genres.LEDGER


def the_one(found: list[Proposal], words: str) -> Proposal:
    """The proposal whose text holds `words`."""
    return next(one for one in found if words in one.text)


def test_our_side_is_the_unit_of_that_answer_and_no_other():
    view = DirectoryView(
        units=(("zj", ("安澜县住建局",)), ("jy", ("安澜县教育局",))), office="zj", seat="安澜县"
    )
    found = propose(FIELDS, date=PUBLISHED, directory=view)
    codes = [the_one(found, words).units[0].code for words in ("5月底前", "8月25日前")]
    assert codes == ["zj", "jy"]


def test_our_side_stays_open_where_the_answering_unit_is_not_in_the_directory():
    view = DirectoryView(units=(("zj", ("安澜县住建局",)),), office="zj", seat="安澜县")
    found = propose(FIELDS, date=PUBLISHED, directory=view)
    assert the_one(found, "8月25日前").units[0].code is None


def test_a_year_that_is_not_written_is_that_of_the_answer():
    found = the_one(propose(FIELDS, date=date(2026, 1, 5)), "5月底前")
    assert found.deadline is not None
    assert found.deadline.normalized == "2024-05-31"


def test_half_width_stops_end_a_sentence():
    text = FIELDS.replace("，", ",").replace("。", ".")
    found = the_one(propose(text, date=PUBLISHED), "5月底前")
    assert found.text == "下一步,我局将于5月底前完成青石路修复."


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("我局已通知各街道于11月底前重新张榜。", ["各街道"]),
        ("已责成该乡收到通知后20日内将滞留资金用于路面修复。", ["该乡"]),
        ("我厅已请当地生态环境分局一周内派专家免费指导。", ["当地生态环境分局"]),
        ("社区已要求物业公司拿出方案，物业公司已承诺在6月底前解决。", ["物业公司"]),
        ("搬迁前，我局每晚18点至23点定人值守。", ["我局"]),
        ("12月份我局将组织抽查。", ["我局"]),
        ("该酒店按我局的要求停业整改，预计10日前完成。", ["该酒店"]),
        ("协商期间，被申请人不得改变现状。", ["被申请人"]),
        ("全县37家网吧上半年装上系统，由我局负责验收。", ["我局"]),
        ("县规划局自收到申请之日起10个工作日内出具意见。", ["县规划局"]),
        ("运营商把时间改到3月14日。", ["运营商"]),
        ("目前镇政府领导已到实地查看，预计年底前完成修复。", ["镇政府"]),
        ("8月起由村干部和中心小学教师每周日护送。", ["村干部", "中心小学教师"]),
        ("请业主备齐购房合同，以免往返。", []),
        ("每年由社区上门认证，不得要求老人到大厅来。", ["社区"]),
        ("到期不履行，我局将申请法院强制执行。", ["我局"]),
    ],
)
def test_who_is_to_act_by_an_answer(words: str, units: list[str]):
    assert [one.text for one in answerers.actors(words, 0, len(words)).named] == units


@pytest.mark.parametrize(
    ("words", "goes_on"),
    [
        ("同时将车站列为固定候客点。", True),
        ("9月底前完成审核。", True),
        ("检查结果7月上旬向社会公布。", True),
        ("其宿舍楼计划改建成44间教室。", False),
        ("3号楼争取国庆节前交付。", False),
    ],
)
def test_a_sentence_without_subject_goes_on_with_the_act_before_it(words: str, goes_on: bool):
    assert answerers.goes_on(words) is goes_on


@pytest.mark.parametrize(
    ("words", "there", "absent"),
    [
        ("12月4日，我局责令该店停业。", "day_gone", "day_ahead"),
        ("12月20日前我局完成复查。", "limit_ahead", "day_gone"),
        ("已于11月底清掏，12月25日前更换。", "day_ahead", "no_limit"),
        ("如不服本意见，可自收到之日起30日内申请复查。", "remedy", "will"),
        ("我局将进一步加大力度。", "vague", "limit_ahead"),
    ],
)
def test_days_are_weighed_against_the_day_of_the_answer(words: str, there: str, absent: str):
    day = date(2024, 12, 13)
    seen = promises.marks(words, limits(words, day).found, day)
    assert f"reply_{there}" in seen
    assert f"reply_{absent}" not in seen


def test_the_rows_of_a_table_in_a_letter_file_are_read_once():
    rows = (
        "序号\t工作任务\t责任单位\t完成时限\n1\t县水利局要在5月底前清淤北岭渠道。\t县水利局\t5月底前\n"
        "2\t县住建局要在6月底前修复青石路。\t县住建局\t6月底前\n"
    )
    found = propose(FIELDS + rows, date=PUBLISHED)
    assert len([one for one in found if "清淤" in one.text]) == 1


def test_where_to_appeal_is_never_proposed():
    assert not [one for one in propose(PETITION, date=PUBLISHED) if "申请复查" in one.text]


@pytest.mark.parametrize(
    ("words", "normalized"),
    [
        ("三季度，我局将摊点全部纳入平台。", "2024-09-30"),
        ("我局会同县人社局7月中旬发布公告。", "2024-07-20"),
        ("我局打算4月1日—6月30日先试行。", "2024-04-01/2024-06-30"),
        ("元月10日前已完成。", "2024-01-10"),
    ],
)
def test_every_day_a_sentence_names_can_be_asked_for(words: str, normalized: str):
    assert [one.normalized for one in mentioned(words, anchor=date(2024, 3, 1))] == [normalized]
