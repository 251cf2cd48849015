"""What the words of a ledger say beside its columns: whose a row is, its steps, its rhythm."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledgers import found, rows

CLOSED = [
    ("疏浚城北河道（县水利局牵头，各乡镇）", "县水利局", "县水利局、各乡镇", "2026-06-30"),
    ("疏浚城北河道（县水利局负责，各乡镇配合）。", "县水利局", "县水利局、各乡镇", "2026-06-30"),
    (
        "疏浚城北河道(河湖股牵头；财务股、工管站配合)",
        "河湖股",
        "河湖股、财务股、工管站",
        "2026-06-30",
    ),
    ("疏浚城北河道 牵头：县水利局 配合：县财政局", "县水利局", "县水利局、县财政局", "2026-06-30"),
    ("疏浚城北河道。责任单位：县水利局", "县水利局", "县水利局", "2026-06-30"),
    ("疏浚城北河道（县水利局）", "县水利局", "县水利局", "2026-06-30"),
    ("疏浚城北河道（东支）", None, "", "2026-06-30"),
    ("疏浚城北河道（含东支、西支）", None, "", "2026-06-30"),
    ("疏浚城北河道（城东水厂）", None, "", "2026-06-30"),
]


@pytest.mark.parametrize(("cell", "lead", "units", "day"), CLOSED)
@pytest.mark.parametrize("style", ["\t", "|", ","])
def test_without_a_column_of_units_the_task_may_end_with_them(
    cell: str, lead: str | None, units: str, day: str, style: str
) -> None:
    quoted = f'"{cell}"' if style == "," else cell
    lines = (["序号", "任务及分工", "标准", "时间"], ["1", quoted, "3条", "6月底"])
    text = "".join(
        style.join(["", *cells, ""] if style == "|" else cells) + "\n" for cells in lines
    )
    assert rows(text) == [("疏浚城北河道", lead, units, day)]


def test_bare_names_at_the_end_count_where_other_rows_say_who() -> None:
    text = (
        "序号\t任务\t标准\n1\t疏浚河道（河湖股牵头，工管站）\t3条\n2\t评选节水单位（宣教室）\t6家\n"
        "3\t整治采砂（执法队负责，河湖股配合）\t4处\n"
    )
    assert [row[:3] for row in rows(text)] == [
        ("疏浚河道", "河湖股", "河湖股、工管站"),
        ("评选节水单位", "宣教室", "宣教室"),
        ("整治采砂", "执法队", "执法队、河湖股"),
    ]


def test_units_in_the_task_go_before_those_of_the_title_and_say_where_they_stand() -> None:
    text = (
        "安澜县水利局工作清单\n序号\t任务\t标准\n"
        "1\t疏浚河道（河湖股牵头，6月底前）\t3条\n2\t修堤\t2处\n"
    )
    first, second = found(text)
    assert (first.lead, first.why[0].rule) == ("河湖股", "ledger.words")
    assert first.deadline is not None
    assert first.deadline.due == date(2026, 6, 30)
    assert (second.lead, second.why[0].rule) == ("安澜县水利局", "ledger.sheet")


def test_a_quoted_cell_may_hold_commas_and_line_breaks_between_commas_too() -> None:
    text = (
        "序号,任务,责任单位,时限\n"
        '1,"疏浚河道,含支流\n并修复护坡","县水利局,县财政局",5月底\n2,修堤,县水利局,6月底\n'
    )
    first, second = rows(text)
    assert first[1:] == (None, "县水利局、县财政局", "2026-05-31")
    assert second == ("修堤", "县水利局", "县水利局", "2026-06-30")


@pytest.mark.parametrize("style", ["\t", "|", ","])
def test_a_number_in_words_with_a_title_opens_a_group(style: str) -> None:
    lines = ("序号,任务,责任单位,时限", "一,河道治理,,", "1,疏浚河道,县水利局,5月底", "二,校园安全,,",
             "2,修缮校舍,县教育局,6月底")  # fmt: skip
    bar = style if style == "|" else ""
    text = "".join(f"{bar}{line.replace(',', style)}{bar}\n" for line in lines)
    assert [row[0] for row in rows(text)] == ["疏浚河道", "修缮校舍"]


def test_a_number_in_words_is_a_row_where_all_are_numbered_so() -> None:
    text = "序号\t任务\t责任单位\t时限\n一\t疏浚河道\t县水利局\t5月底\n二\t修复泵站\t\t\n"
    assert [row[:2] for row in rows(text)] == [("疏浚河道", "县水利局"), ("修复泵站", "县水利局")]


def test_a_stroke_says_that_there_is_no_unit_and_an_empty_cell_repeats_it() -> None:
    text = (
        "序号\t任务\t责任单位\t时限\n1\t疏浚河道\t县水利局\t5月底\n2\t修复泵站\t\t6月底\n"
        "3\t信访积案\t—\t—\n"
    )
    assert [row[1] for row in rows(text)] == ["县水利局", "县水利局", None]


OWN_DAYS = [
    (
        "①2026年4月底前完成排口溯源；②6月底前补齐管网3公里；③12月底前委托评估。",
        ["2026-04-30", "2026-06-30", "2026-12-31"],
    ),
    (
        "（1）4月底，公布首批名单；（2）加强巡查；（3）9月底，完成搬迁。",
        ["2026-04-30", "2026-12-31", "2026-09-30"],
    ),
    (
        "1.检修曝气设备，5月15日前恢复运行；2.扩建4.5万吨处理能力；3.每月抽测出水水质。",
        ["2026-05-15", "2026-12-31", "FREQ=MONTHLY"],
    ),
    ("4月底前拆除栈道；9月底前恢复植被。", ["2026-04-30", "2026-09-30"]),
    ("①编制方案；②4月底前开工", ["2026-12-31"]),
    ("拆除栈道，4月底前清运；加强巡查，9月底前恢复植被", ["2026-12-31"]),
]


@pytest.mark.parametrize(("cell", "days"), OWN_DAYS)
def test_steps_of_a_measure_keep_their_own_days(cell: str, days: list[str]) -> None:
    text = f"问题\t整改措施\t责任单位\t整改时限\n河道黑臭\t{cell}\t县水利局\t2026年底前\n"
    assert [row[3] for row in rows(text)] == days


@pytest.mark.parametrize(
    ("step", "units"),
    [
        ("②6月底前，县水务公司完成管网改造", "县水务公司"),
        ("②由县环保局每月抽测水质", "县环保局"),
        ("②6月底前县环保局、县水务公司联合验收", "县环保局、县水务公司"),
        ("②6月底前搬迁企业全部投产", "县水利局、县水务公司"),
        ("②6月底前各乡镇全部完成治理", "县水利局、县水务公司"),
        ("②6月底前完成治理（各类台账报县政府）", "县水利局、县水务公司"),
        ("②6月底前完成治理，业主灭失的由乡政府兜底", "县水利局、县水务公司"),
    ],
)
def test_a_step_may_name_its_own_unit(step: str, units: str) -> None:
    text = (
        "问题\t整改措施\t责任单位\t时限\n"
        f"河道黑臭\t①4月底前完成溯源；{step}\t县水利局、县水务公司\t年底\n"
    )
    assert [row[2] for row in rows(text)] == ["县水利局、县水务公司", units]


RHYTHMS = [
    ("每月5日前推送企业名单", "每月", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("每周五通报进度", "每周", "FREQ=WEEKLY;BYDAY=FR"),
    ("每季度首月10日前报送", "每季度", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每周五通报进度", "每月", "FREQ=MONTHLY"),
    ("每月5日前推送企业名单", "每月10日前", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("常务会议每季度研究一次", "长期坚持", "FREQ=MONTHLY;INTERVAL=3"),
    ("每月5日前推送企业名单", "6月底前", "2026-06-30"),
    ("每月5日前推送企业名单", "全年", "2026-01-01/2026-12-31"),
    ("推送企业名单", "长期坚持", None),
]


@pytest.mark.parametrize(("words", "cell", "normal"), RHYTHMS)
def test_a_rhythm_in_the_words_says_more_than_a_bare_one_in_the_cell(
    words: str, cell: str, normal: str | None
) -> None:
    text = f"事项\t具体举措\t责任单位\t时限\n首贷培育\t{words}\t县金融中心\t{cell}\n"
    assert rows(text)[0][3] == normal


@pytest.mark.parametrize(
    "note", ["注：", "注二：", "注2.", "备注：", "表注：", "使用说明：", "说明二："]
)
def test_a_note_under_a_table_is_read_as_prose_with_its_units(note: str) -> None:
    text = (
        "序号,任务,责任股室,时限\n1,疏浚河道,河湖股,5月底\n2,修堤,工管股,6月底\n"
        f"{note}各股室每周五下班前把进度填到共享表格；\n"
    )
    last = found(text)[-1]
    assert (last.lead, last.deadline and last.deadline.rrule) == ("各股室", "FREQ=WEEKLY;BYDAY=FR")


@pytest.mark.parametrize("unit", ["优抚股", "河湖股", "财务室", "双拥办", "工会"])
@pytest.mark.parametrize("style", ["\t", ",", "   "])
def test_the_short_name_in_the_row_goes_before_the_unit_of_the_title(unit: str, style: str) -> None:
    text = f"安澜县水利局\n常规工作清单\n事项,承办股室,时间\n水情月报,{unit},6月底\n".replace(
        ",", style
    )
    assert rows(text) == [("水情月报", unit, unit, "2026-06-30")]
