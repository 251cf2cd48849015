"""Ledgers of many habits: one row is one matter, whoever drew the table and however it is ruled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ledgers import found, rows

SLUICE = ("检修城北水闸", "县水利局", "县水利局、县财政局", "2026-05-31")
SCHOOL = ("完成校舍安全排查", "县教育局", "县教育局", "2026-08-31")
STYLES = {
    "tabs": (
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t检修城北水闸\t县水利局\t县财政局\t5月底前\n2\t完成校舍安全排查\t县教育局\t\t8月底前\n"
    ),
    "Markdown": (
        "| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|:---:|---|---|\n"
        "| 1 | 检修城北水闸 | 县水利局 | 县财政局 | 5月底前 |\n"
        "| 2 | 完成校舍安全排查 | 县教育局 |  | 8月底前 |\n"
    ),
    "aligned by blanks": (
        "序号  工作任务          牵头单位   配合单位   完成时限\n"
        "1     检修城北水闸      县水利局   县财政局   5月底前\n"
        "2     完成校舍安全排查  县教育局              8月底前\n"
    ),
    "commas": (
        "序号,工作任务,牵头单位,配合单位,完成时限\n"
        "1,检修城北水闸,县水利局,县财政局,5月底前\n2,完成校舍安全排查,县教育局,,8月底前\n"
    ),
    "drawn lines": (
        "┌─┬────┬────┬────┬───┐\n│序号│工作任务│牵头单位│配合单位│完成时限│\n├─┼────┼────┼────┼───┤\n"
        "│1│检修城北水闸│县水利局│县财政局│5月底前│\n│2│完成校舍安全排查│县教育局││8月底前│\n└─┴────┴────┴────┴───┘\n"
    ),
    "columns in another order": (
        "完成时限\t配合单位\t牵头单位\t工作任务\n"
        "5月底前\t县财政局\t县水利局\t检修城北水闸\n8月底前\t\t县教育局\t完成校舍安全排查\n"
    ),
    "plain words for headings": (
        "干什么\t谁牵头\t谁配合\t什么时候完成时间\n"
        "检修城北水闸\t县水利局\t县财政局\t5月底前\n完成校舍安全排查\t县教育局\t\t8月底前\n"
    ),
    "a heading nobody foresaw": (
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\t难易系数\n"
        "1\t检修城北水闸\t县水利局\t县财政局\t5月底前\t1.2\n2\t完成校舍安全排查\t县教育局\t\t8月底前\t1.0\n"
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_whatever_stands_between_the_cells_they_say_the_same(style: str) -> None:
    assert rows(STYLES[style]) == [SLUICE, SCHOOL]


@pytest.mark.parametrize("style", STYLES)
def test_a_matter_is_the_stretch_from_its_first_cell_to_its_last(style: str) -> None:
    text = STYLES[style]
    first, second = found(text)
    assert "检修城北水闸" in first.text
    assert "校舍" not in first.text
    assert text[second.start : second.end] == second.text


def test_titles_forms_groups_sums_and_signatures_are_no_matters() -> None:
    text = (
        "安澜县2026年重点工作任务分解表\n填报单位：县政府督查室\t\t\t\t更新时间：2026年2月10日\n"
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n一、水利工程（1项）\n"
        "1\t检修城北水闸\t县水利局\t县财政局\t5月底前\n小计\t1项\n二、校园安全\t\t\t\t\n"
        "2\t完成校舍安全排查\t县教育局\t\t8月底前\n合计\t2项\n填表人：\t\t审核人：\n"
    )
    assert rows(text) == [SLUICE, SCHOOL]


def test_two_heading_rows_are_read_as_one() -> None:
    text = (
        "序号\t工作任务\t责任\t\t完成时限\n\t\t牵头\t配合\t\n"
        "1\t检修城北水闸\t县水利局\t县财政局\t5月底前\n2\t完成校舍安全排查\t县教育局\t\t8月底前\n"
    )
    assert rows(text) == [SLUICE, SCHOOL]


def test_headings_that_come_again_on_every_page_are_no_matters() -> None:
    head = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n"
    text = (
        f"{head}1\t检修城北水闸\t县水利局\t县财政局\t5月底前\n— 1 —\n"
        f"{head}2\t完成校舍安全排查\t县教育局\t\t8月底前\n第 2 页\n"
    )
    assert rows(text) == [SLUICE, SCHOOL]


def test_a_table_whose_headings_were_cut_off_is_read_by_what_stands_in_it() -> None:
    text = (
        "1\t检修城北水闸\t县水利局\t5月底前\n2\t完成校舍安全排查\t县教育局\t8月底前\n"
        "3\t发布招商手册\t县投促局\t年底前\n"
    )
    assert [row[:2] for row in rows(text)] == [
        ("检修城北水闸", "县水利局"),
        ("完成校舍安全排查", "县教育局"),
        ("发布招商手册", "县投促局"),
    ]


def test_a_table_of_figures_is_no_ledger() -> None:
    text = (
        "各乡镇一季度情况\n乡镇\t工业增加值\t固定资产投资\t排名\n"
        "城关镇\t1200\t3400\t1\n河口镇\t1100\t3000\t2\n"
    )
    assert not found(text)


UNITS = [
    ("县水利局", "县水利局", "县水利局"),
    ("县水利局、县公安局", None, "县水利局、县公安局"),
    ("县水利局，县公安局；县财政局", None, "县水利局、县公安局、县财政局"),
    ("县水利局/县公安局", None, "县水利局、县公安局"),
    ("县水利局<br>县公安局", None, "县水利局、县公安局"),
    ("县水利局 县公安局", None, "县水利局、县公安局"),
    ("县水利局县公安局", None, "县水利局、县公安局"),
    ("县住房和城 乡建设局", "县住房和城乡建设局", "县住房和城乡建设局"),
    ("县水利局（牵头），各乡镇", "县水利局", "县水利局、各乡镇"),
    ("县水利局牵头，县公安局配合", "县水利局", "县水利局、县公安局"),
    ("县水利局会同县公安局", "县水利局", "县水利局、县公安局"),
    (
        "牵头：县水利局；配合：县公安局、县财政局",
        "县水利局",
        "县水利局、县公安局、县财政局",
    ),
    ("各县（市、区）政府、县直各单位", None, "各县（市、区）政府、县直各单位"),
    ("各乡镇（街道）", "各乡镇（街道）", "各乡镇（街道）"),
    ("县投促局等部门", "县投促局", "县投促局"),
    ("县财政局和县审计局", None, "县财政局、县审计局"),
    ("1.县水利局 2.县公安局", None, "县水利局、县公安局"),
]


@pytest.mark.parametrize(("cell", "lead", "units"), UNITS)
def test_a_cell_of_units_is_taken_apart(cell: str, lead: str | None, units: str) -> None:
    (row,) = rows(f"工作任务\t责任单位\t完成时限\n整治河道采砂\t{cell}\t6月底前\n")
    assert row[1:3] == (lead, units)


def test_a_cell_with_line_breaks_in_quotes_is_one_cell() -> None:
    text = '工作任务\t责任单位\t完成时限\n整治河道采砂\t"县水利局\n县公安局"\t6月底前\n'
    assert rows(text) == [("整治河道采砂", None, "县水利局、县公安局", "2026-06-30")]


@pytest.mark.parametrize(
    ("headings", "lead"),
    [
        ("责任单位\t配合单位", "县水利局"),
        ("牵头单位\t责任单位", "县水利局"),
        ("主办单位\t会办单位", "县水利局"),
        ("承办科室\t协办科室", "县水利局"),
        ("报送单位\t协助单位", "县水利局"),
    ],
)
def test_who_leads_is_said_by_the_heading(headings: str, lead: str) -> None:
    text = f"事项\t{headings}\t期限\n整治河道采砂\t县水利局\t县公安局\t6月底\n"
    (one,) = found(text)
    assert one.lead == lead
    assert [(unit.text, unit.role) for unit in one.units] == [
        ("县水利局", "lead"),
        ("县公安局", "co"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "分管领导",
        "责任领导",
        "责任人",
        "联系人",
        "验收人",
        "考核科室",
        "接收科室",
        "督办单位",
        "备注",
    ],
)
def test_persons_and_those_who_only_look_on_are_no_units(heading: str) -> None:
    text = f"事项\t{heading}\t责任单位\t期限\n整治河道采砂\t县政府办公室\t县水利局\t6月底\n"
    assert rows(text) == [("整治河道采砂", "县水利局", "县水利局", "2026-06-30")]


def test_a_person_in_the_cell_of_a_unit_is_cut_off() -> None:
    text = (
        "事项\t责任单位及责任人\t期限\n修桥\t县交通局 王五\t5月底\n修渠\t县水利局（赵六）\t6月底\n"
    )
    assert [row[2] for row in rows(text)] == ["县交通局", "县水利局"]


def test_a_remark_that_the_first_leads_holds_for_the_whole_table() -> None:
    text = (
        "任务清单（责任单位列第一位的为牵头单位）\n任务\t责任单位\t时限\n"
        "整治河道采砂\t县水利局、县公安局\t6月底\n"
    )
    assert rows(text)[0][1] == "县水利局"


def test_an_empty_unit_is_that_of_the_row_above_and_says_so() -> None:
    text = (
        "序号\t任务\t责任单位\t配合单位\t时限\n1\t清淤河道\t县水利局\t县财政局\t5月底\n"
        "2\t修复泵站\t\t\t6月底\n\t更换闸门\t\t\t\n"
    )
    first, second, third = found(text)
    assert [unit.text for unit in second.units] == ["县水利局"]
    assert second.units[0].inferred
    assert second.why[0].rule == "ledger.above"
    assert first.why[0].rule == "ledger.column"
    # The third has no number of its own: it goes on with the second, with its limit as well.
    assert third.lead == "县水利局"
    assert third.deadline is not None
    assert third.deadline.due == date(2026, 6, 30)


def test_a_missing_limit_is_not_filled_in_where_the_row_has_its_own_number() -> None:
    text = "序号\t任务\t责任单位\t时限\n1\t清淤河道\t县水利局\t5月底\n2\t修复泵站\t县水利局\t\n"
    assert [row[3] for row in rows(text)] == ["2026-05-31", None]


def test_units_do_not_cross_the_row_of_a_new_group() -> None:
    text = (
        "序号\t任务\t责任单位\t时限\n1\t清淤河道\t县水利局\t5月底\n二、教育\n2\t修缮校舍\t\t6月底\n"
    )
    assert [row[1] for row in rows(text)] == ["县水利局", None]


MARKS = ["【工作表】县水利局", "【工作表1】县水利局", "工作表：县水利局", "Sheet1 县水利局", "【县水利局】",
         "■ 县水利局", "=== 县水利局 ===", "**县水利局**", "# 县水利局", "#1 县水利局（河湖股）", "表1：县水利局",
         "附表1 县水利局重点工作清单", "安澜县水利局2026年工作台账"]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_the_name_of_a_sheet_is_the_unit_where_no_column_is(mark: str) -> None:
    (one,) = found(f"{mark}\n工作内容\t完成时间\n清淤河道\t5月底\n")
    assert one.lead is not None
    assert one.lead.endswith("县水利局")
    assert one.units[0].how in ("sheet", "unresolved")


@pytest.mark.parametrize("mark", ["【工作表】", "【工作表】重点项目", "Sheet2", "表2：城建类"])
def test_a_mark_that_names_nobody_ends_the_unit_before_it(mark: str) -> None:
    text = f"【工作表】县水利局\n任务\t时限\n清淤河道\t5月底\n{mark}\n任务\t时限\n修缮校舍\t6月底\n"
    assert [row[1] for row in rows(text)] == ["县水利局", None]


def test_a_unit_in_the_row_goes_before_the_name_of_the_sheet() -> None:
    text = "【工作表】县水利局\n任务\t责任单位\t时限\n修缮校舍\t县教育局\t6月底\n"
    assert rows(text) == [("修缮校舍", "县教育局", "县教育局", "2026-06-30")]


def test_a_group_that_names_a_unit_or_a_day_governs_its_rows() -> None:
    text = (
        "2026年重点任务清单\n序号\t任务\t完成标准\n一、县水利局（1项）\n1\t清淤河道\t3条\n"
        "二、6月底前完成\n2\t公布权责清单\t上网\n"
    )
    assert rows(text) == [
        ("清淤河道", "县水利局", "县水利局", None),
        ("公布权责清单", None, "", "2026-06-30"),
    ]


DUES = [
    ("5月底前", "date", "2026-05-31"),
    ("2026.12.31", "date", "2026-12-31"),
    ("46203", "date", "2026-06-30"),
    ("长期坚持", "ongoing", None),
    ("全年", "ongoing", "2026-01-01/2026-12-31"),
    ("每月25日前", "recurring", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("按月", "recurring", "FREQ=MONTHLY"),
    ("3月底前，并长期坚持", "date", "2026-03-31"),
]


@pytest.mark.parametrize(("cell", "kind", "normal"), DUES)
def test_the_cell_of_the_limit_is_read_as_a_cell(cell: str, kind: str, normal: str | None) -> None:
    text = f"任务\t责任单位\t时限\n清淤河道\t县水利局\t{cell}\n"
    (one,) = found(text)
    assert one.deadline is not None
    assert (one.deadline.kind, one.deadline.normalized) == (kind, normal)
    assert text[one.deadline.start : one.deadline.end] == one.deadline.text


def test_a_column_of_what_is_due_in_between_gives_the_second_limit() -> None:
    text = (
        "案由\t主办\t会办\t面商期限\t答复期限\n增加公交班次\t县交通局\t县财政局\t4月20日\t6月10日\n"
    )
    (one,) = found(text)
    assert one.deadline is not None
    assert one.deadline2 is not None
    assert (one.deadline.due, one.deadline2.due) == (date(2026, 6, 10), date(2026, 4, 20))


def test_one_cell_may_set_two_days() -> None:
    (one,) = found("任务\t责任单位\t时限\n报送播种面积\t各乡镇\t6月20日、12月20日\n")
    assert one.deadline is not None
    assert one.deadline2 is not None
    assert (one.deadline.due, one.deadline2.due) == (date(2026, 6, 20), date(2026, 12, 20))


def test_the_year_of_the_title_goes_before_that_of_an_earlier_paper() -> None:
    text = "安澜县2027年重点工作台账\n任务\t责任单位\t时限\n清淤河道\t县水利局\t5月底\n"
    assert rows(text)[0][3] == "2027-05-31"


def test_without_a_column_of_limits_the_words_of_the_task_may_set_one() -> None:
    text = "工作任务\t责任单位\n于9月底前完成河道清淤\t县水利局\n"
    assert rows(text)[0][3] == "2026-09-30"


def test_steps_with_their_own_months_are_a_matter_each() -> None:
    text = "任务\t责任单位\t时序进度\n清淤河道\t县水利局\t3月：完成招标 4—6月：完成施工\n"
    assert rows(text) == [
        ("清淤河道：完成招标", "县水利局", "县水利局", "2026-03-31"),
        ("清淤河道：完成施工", "县水利局", "县水利局", "2026-04-01/2026-06-30"),
    ]


def test_columns_of_quarters_are_a_matter_each_where_nothing_says_when_the_whole_is_due() -> None:
    head = "项目\t责任单位\t一季度\t二季度\t三季度\t四季度"
    row = "城东水厂\t县水利局\t完成立项\t—\t主体完工\t通水"
    assert rows(f"{head}\n{row}\n") == [
        ("城东水厂：完成立项", "县水利局", "县水利局", "2026-03-31"),
        ("城东水厂：主体完工", "县水利局", "县水利局", "2026-09-30"),
        ("城东水厂：通水", "县水利局", "县水利局", "2026-12-31"),
    ]
    assert rows(f"{head}\t完成时限\n{row}\t年底前\n") == [
        ("城东水厂", "县水利局", "县水利局", "2026-12-31")
    ]


def test_a_task_that_several_rows_share_is_named_by_its_measures() -> None:
    text = (
        "序号\t工作任务\t具体措施\t责任单位\t时限\n1\t推进园区建设\t建成标准厂房\t县工信局\t6月底\n"
        "\t\t引进企业12家\t\t12月底\n2\t建设口袋公园\t选址3处\t县城管局\t9月底\n"
    )
    assert [row[0] for row in rows(text)] == ["建成标准厂房", "引进企业12家", "建设口袋公园"]


def test_what_is_to_be_reached_comes_from_the_goal_and_not_from_the_problem() -> None:
    text = "反馈问题\t整改措施\t责任单位\t时限\n河道垃圾堆放12处\t清理岸线并建成收集点6个\t县水利局\t6月底\n"
    (one,) = found(text)
    assert one.action == "清理岸线并建成收集点6个"
    assert one.target == "6个"


NOTICE = (
    "关于分解民生实事任务的通知\n各乡镇人民政府，县直有关部门：\n"
    "各责任单位要于每月25日前将进展情况报县政府督查室。\n附件\n安澜县民生实事任务分解表\n"
    "序号\t项目\t建设内容\t责任单位\t完成时限\n1\t农村饮水\t新建管网40公里\t县水利局\t10月底前\n"
    "2\t学位扩容\t新建小学2所\t县教育局\t8月底前\n注：县水利局要于3月底前完成管网设计。\n"
)


def test_a_notice_with_a_table_gives_its_prose_and_its_rows() -> None:
    leads = [(one.lead, one.deadline.normalized) for one in found(NOTICE) if one.deadline]
    assert leads == [
        ("各责任单位", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("县水利局", "2026-10-31"),
        ("县教育局", "2026-08-31"),
        ("县水利局", "2026-03-31"),
    ]


def test_minutes_with_a_table_read_what_was_decided_before_it() -> None:
    text = (
        "安澜县人民政府常务会议纪要\n会议要求，县水利局要在5月底前完成山洪监测设备检修。\n附件：任务分解表\n"
        "序号\t议定事项\t主办单位\t协办单位\t办理时限\n1\t储备防汛物资\t县应急管理局\t县财政局\t5月20日\n"
    )
    assert [(one.lead, one.action) for one in found(text)] == [
        ("县水利局", "完成山洪监测设备检修"),
        ("县应急管理局", "储备防汛物资"),
    ]


HEADINGS = [
    "截至2月10日进展情况",
    "需要县委、县政府协调解决的困难和问题以及下一步打算",
    "计量单位",
    "实际完成时间",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_long_or_odd_heading_beside_the_others_does_no_harm(heading: str) -> None:
    text = f"事项\t责任单位\t时限\t{heading}\n整治河道采砂\t县水利局\t6月底\t已开展\n"
    assert rows(text) == [("整治河道采砂", "县水利局", "县水利局", "2026-06-30")]


def test_a_bare_unit_is_the_measure_where_figures_are_counted_in_it() -> None:
    text = "指标\t单位\t目标值\t责任部门\n新增就业\t人\t4200\t县人社局\n造林\t亩\t300\t县林业局\n"
    assert [row[2] for row in rows(text)] == ["县人社局", "县林业局"]
    text = "任务\t单位\t时限\n清淤河道\t县水利局\t5月底\n修缮校舍\t县教育局\t6月底\n"
    assert [row[1] for row in rows(text)] == ["县水利局", "县教育局"]


def test_prose_with_half_width_commas_is_no_table() -> None:
    text = "各乡镇要细化工作任务,明确责任单位,规定完成时限。\n各乡镇要在5月底前完成河道清淤,逐级压实责任,按时报送。\n"
    assert all(one.why[0].rule.startswith("cues") for one in found(text))


STEPS = [
    "3月：完成招标 4—6月：完成施工",
    "3月：完成招标；4-6月：完成施工。",
    "①3月完成招标；②4—6月完成施工",
    "（1）3月完成招标。（2）4月至6月完成施工",
    "1.3月完成招标；2.4—6月完成施工",
    "第一阶段（3月）：完成招标；第二阶段（4—6月）：完成施工",
    '"3月：完成招标\n4—6月：完成施工"',
]


@pytest.mark.parametrize("cell", STEPS)
@pytest.mark.parametrize("due", ["", "年底前"])
def test_steps_are_told_by_their_months_however_they_are_numbered(cell: str, due: str) -> None:
    text = f"任务\t责任单位\t进度安排\t完成时限\n清淤河道\t县水利局\t{cell}\t{due}\n"
    assert [row[3] for row in rows(text)] == ["2026-03-31", "2026-04-01/2026-06-30"]


def test_labelled_steps_count_under_another_heading_too() -> None:
    text = "任务\t责任单位\t时间节点\n清淤河道\t县水利局\t3月：完成招标；6月：完成施工\n"
    assert [row[3] for row in rows(text)] == ["2026-03-31", "2026-06-30"]


@pytest.mark.parametrize("name", ["水利", "城管", "党政办", "后勤"])
def test_a_sheet_may_carry_the_short_name_of_a_unit(name: str) -> None:
    assert rows(f"【工作表】{name}\n工作内容\t完成时间\n清淤河道\t5月底\n")[0][1] == name


@pytest.mark.parametrize(
    "text",
    [
        "月份\t工作内容\t责任科室\n3月\t完成招标\t河湖科\n\t报批方案\t规划科\n6月\t完成施工\t河湖科\n",
        "月份\t工作内容\t责任科室\n3月\t完成招标\t河湖科\n3月\t报批方案\t规划科\n6月\t完成施工\t河湖科\n",
        "工作内容\t责任科室\n3月份\n完成招标\t河湖科\n报批方案\t规划科\n6月份（1项）\n完成施工\t河湖科\n",
        "工作内容\t责任科室\n一、一季度\n完成招标\t河湖科\n报批方案\t规划科\n二、上半年\n完成施工\t河湖科\n",
    ],
)
def test_months_before_the_tasks_govern_the_rows_below(text: str) -> None:
    assert [(row[0], row[3]) for row in rows(text)] == [
        ("完成招标", "2026-03-31"),
        ("报批方案", "2026-03-31"),
        ("完成施工", "2026-06-30"),
    ]


@pytest.mark.parametrize(
    ("sheet", "lead"),
    [("人事科", "人事科"), ("人事科（老干部科）", "人事科（老干部科）"), ("水利", "安澜县水利局")],
)
def test_the_sheet_is_nearer_than_the_title_in_it(sheet: str, lead: str) -> None:
    text = f"【工作表】{sheet}\n安澜县水利局2026年工作台账\n工作内容\t时间\n完成培训\t5月底\n"
    assert rows(text)[0][1] == lead


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("2026年县水利局重点工作台账", "县水利局"),
        ("2026年度县直单位重点工作台账", None),
        ("责任单位：县水利局", "县水利局"),
        ("单位：县水利局\t\t填表时间：2月10日", "县水利局"),
        ("单位：万元", None),
        ("（三）县水利局：", "县水利局"),
        ("第一部分 县水利局（2项）", "县水利局"),
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_a_line_over_the_rows_may_say_whose_they_are(
    line: str, lead: str | None, *, inside: bool
) -> None:
    head = "工作内容\t完成时间\n"
    text = f"{head}{line}\n" if inside else f"{line}\n{head}"
    assert rows(f"{text}清淤河道\t5月底\n") == [("清淤河道", lead, lead or "", "2026-05-31")]
