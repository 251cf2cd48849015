"""Brackets that govern more than one item, and remarks that change who leads. All samples are
fictional."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import Proposal, propose

DAY = date(2026, 3, 10)


def owed(text: str) -> list[Proposal]:
    return [one for one in propose(text, date=DAY) if one.kind != "exhortation"]


def units(one: Proposal) -> list[str]:
    return [unit.text for unit in one.units]


@pytest.mark.parametrize(
    "remark",
    [
        "列首位的为牵头单位，下同",
        "列首位的为牵头单位，本文件其他条款同此",
        "写在最前面的牵头，下同",
        "排第一的单位总牵头，下同",
        "首列单位牵头，下同",
        "第一个单位为牵头单位，下同",
        "前面的单位牵头，下同",
        "排在前头的牵头，下同",
        "居首者牵头，其他各项照此",
        "在前的为牵头单位，后同",
        "牵头单位放在第一位，下同",
        "牵头单位为第一个，以此类推",
    ],
)
def test_who_stands_first_leads_from_the_remark_on(remark: str) -> None:
    found = owed(
        "安澜县重点工作分工\n"
        f"一、保供水。建成水质检测室（责任单位：县水利局、县卫健局，{remark}）。\n"
        "二、修好路。改造县道8公里（责任单位：县交通运输局、县财政局）。\n"
        "三、办好学。新建小学一所（责任单位：县教育局、县住建局）。\n"
    )
    assert [(one.lead, units(one)) for one in found] == [
        ("县水利局", ["县水利局", "县卫健局"]),
        ("县交通运输局", ["县交通运输局", "县财政局"]),
        ("县教育局", ["县教育局", "县住建局"]),
    ]


def test_a_school_called_the_first_is_no_remark() -> None:
    found = owed("1.建成心理辅导室一处。（县第一小学牵头，县教育局配合）\n")
    assert [(one.lead, units(one)) for one in found] == [("县第一小学", ["县第一小学", "县教育局"])]


@pytest.mark.parametrize(
    ("heading", "named", "lead"),
    [
        ("以下由县水利局牵头，县财政局参与", ["县水利局", "县财政局"], "县水利局"),
        ("以下各项由县水利局牵头，县财政局按职责参与", ["县水利局", "县财政局"], "县水利局"),
        ("本部分由县水利局牵头，县财政局配合", ["县水利局", "县财政局"], "县水利局"),
        ("下列任务由县水利局负责", ["县水利局"], "县水利局"),
        ("县水利局、县财政局按“谁主管谁负责”原则分工", ["县水利局", "县财政局"], None),
    ],
)
def test_a_bracket_in_a_heading_governs_what_stands_under_it(
    heading: str, named: list[str], lead: str | None
) -> None:
    found = owed(
        f"安澜县重点工作分工\n一、管好水（{heading}）\n"
        "1.建成水质检测室一处，6月底前投用。\n"
        "2.改造管网8公里，8月底前完工。\n（此项改由县住建局牵头）\n"
        "3.“节水家庭”评比：去年办过一次，今年暂不开展。\n"
        "二、修好路\n4.改造县道8公里。（县交通运输局负责）\n"
    )
    assert [(one.lead, units(one)) for one in found] == [
        (lead, named),
        ("县住建局", [*named, "县住建局"]),
        ("县交通运输局", ["县交通运输局"]),
    ]
    assert [one.deadline and one.deadline.normalized for one in found] == [
        "2026-06-30",
        "2026-08-31",
        None,
    ]


def test_a_remark_that_stands_in_no_heading_gives_the_item_its_lead() -> None:
    found = owed("1.改造管网8公里。（该任务由县住建局牵头）\n2.建堤防。（县水利局负责）\n")
    assert [(one.lead, units(one)) for one in found] == [
        ("县住建局", ["县住建局"]),
        ("县水利局", ["县水利局"]),
    ]


@pytest.mark.parametrize(
    ("bracket", "named"),
    [
        ("(县文旅局,旅游公司)", ["县文旅局", "旅游公司"]),
        ("(县文旅局/县摄影家协会)", ["县文旅局", "县摄影家协会"]),
        ("(县委宣传部.县文旅局", ["县委宣传部", "县文旅局"]),  # never closed
    ],
)
def test_brackets_of_half_width(bracket: str, named: list[str]) -> None:
    found = owed(
        f"1.办摄影大赛,8月中旬颁奖{bracket}\n2.补种行道树300棵.(县林业局)\n"
        "3.修停车场一处.(县住建局)\n4.改厕所9座.(县城管局)\n"
    )
    assert units(found[0]) == named
    assert len(found) == 4


def test_a_bracket_in_a_sentence_leaves_the_sentence_before_it_alone() -> None:
    found = owed(
        "一、强基础。建成数据目录，6月底前上线（责任单位：县数据局、县财政局）。"
        "归集数据30类（责任单位：县数据局）。\n"
        "二、守底线。各数据提供单位、使用单位要落实分级保护，未经同意不得外传。"
        "每年开展演练2次（责任单位：县委网信办）。发生泄露的，1小时内报告。\n"
    )
    assert [units(one) for one in found[:4]] == [
        ["县数据局", "县财政局"],
        ["县数据局"],
        ["各数据提供单位", "使用单位"],
        ["县委网信办"],
    ]


@pytest.mark.parametrize(
    ("words", "normalized"),
    [
        ("扩建停车场,5.1前投用", "2026-05-01"),
        ("茶苗5月20前下种", "2026-05-20"),
        ("补贴按月发放", "FREQ=MONTHLY"),
        ("每双月调度一次", "FREQ=MONTHLY;INTERVAL=2"),
        ("开展封闭试点（2026年7月至2027年6月），数据不出域", "2026-07-01/2027-06-30"),
    ],
)
def test_the_limit_in_the_words_of_an_item(words: str, normalized: str) -> None:
    (found,) = owed(f"1.{words}。（责任单位：县水利局）\n")
    assert found.deadline is not None
    assert found.deadline.normalized == normalized


def test_a_unit_with_a_rhythm_of_its_own_is_a_task_of_its_own() -> None:
    found = owed(
        "安澜县养老工作分工\n1.建助餐点。（县民政局负责）\n2.建护理床位。（县民政局负责）\n"
        "3.办培训。（县人社局负责）\n二、抓落实\n"
        "各镇（街道）每月28日前向县民政局报送进度，县民政局每季度向县政府专题报告一次。\n"
    )
    assert [(units(one), one.deadline and one.deadline.rrule) for one in found[3:]] == [
        (["各镇（街道）"], "FREQ=MONTHLY;BYMONTHDAY=28"),
        (["县民政局"], "FREQ=MONTHLY;INTERVAL=3"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "为落实县“两会”目标（全县老年人7.9万，占24.3%），制定本分工方案。",
        "群众互助的做法，在去年试点中行之有效。",
        "各乡镇贯彻情况，作为年度考核评价的重要内容。",
    ],
)
def test_what_only_tells_beside_the_items_is_not_owed(words: str) -> None:
    items = "1.建助餐点。（县民政局负责）\n2.建床位。（县民政局负责）\n3.办培训。（县人社局负责）\n"
    paper = f"安澜县养老工作分工\n{words}\n{items}" if "制定" in words else f"{items}{words}\n"
    assert len(owed(paper)) == 3
