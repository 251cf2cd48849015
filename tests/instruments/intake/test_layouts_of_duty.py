"""However a paper writes down whose an item is, each item comes out once with its units, its lead
and its limit. All samples are fictional."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import Proposal, propose

DAY = date(2026, 3, 10)
Row = tuple[str, list[str], str | None, str | None]  # how it begins, units, lead, limit

LAYOUTS: dict[str, tuple[str, list[Row]]] = {
    "labelled lines, two labels on one": (
        """一、供水工程
1.完成城东片区管网改造12公里。
牵头单位：县水利局　　完成时限：2026年9月底
配合单位：县住建局、各乡镇（街道）
2.新建水质检测室一处。建成后对外开放。
责任单位：县水利局　责任人：李某某
完成时限：2026年12月
3.改造县道8公里。
责任单位：县交通运输局
责任领导：王某某
完成时限：长期坚持
""",
        [
            ("1.完成", ["县水利局", "县住建局", "各乡镇（街道）"], "县水利局", "2026-09-30"),
            ("2.新建", ["县水利局"], "县水利局", "2026-12-31"),
            ("3.改造", ["县交通运输局"], "县交通运输局", None),
        ],
    ),
    "labels in boxes": (
        """（一）压减审批环节。将施工许可办理时间压缩到7个工作日。
【责任部门】县住建局、县行政审批局 【时限】2026年6月底前
（二）推行一窗受理。设立综合窗口。
【牵头单位】县政务服务中心【配合单位】县税务局、县人社局【完成时限】2026年8月31日
""",
        [
            ("（一）", ["县住建局", "县行政审批局"], None, "2026-06-30"),
            ("（二）", ["县政务服务中心", "县税务局", "县人社局"], "县政务服务中心", "2026-08-31"),
        ],
    ),
    "labels behind the last stop of a line": (
        """1.开展河道清理行动，拆除非法构筑物。责任单位：县水利局、各乡镇；完成时限：6月底前。
2.修订一河一策方案。牵头单位：县河长办；配合单位：县生态环境局。完成时限：9月底。
3.做强园区。责任单位为经开区管委会，配合单位为县自然资源局。
""",
        [
            ("1.开展", ["县水利局", "各乡镇"], None, "2026-06-30"),
            ("2.修订", ["县河长办", "县生态环境局"], "县河长办", "2026-09-30"),
            ("3.做强", ["经开区管委会", "县自然资源局"], "经开区管委会", None),
        ],
    ),
    "one run of labels under several numbered items": (
        """一、优化布局
1.新建县第三小学。
2.改造寄宿制学校宿舍。
责任单位：县教育体育局、县住建局
二、建强队伍
3.招聘教师80名。
4.开展全员培训。
牵头单位：县教育体育局
配合单位：县委编办
""",
        [
            ("1.新建", ["县教育体育局", "县住建局"], None, None),
            ("2.改造", ["县教育体育局", "县住建局"], None, None),
            ("3.招聘", ["县教育体育局", "县委编办"], "县教育体育局", None),
            ("4.开展", ["县教育体育局", "县委编办"], "县教育体育局", None),
        ],
    ),
    "records of a problem, its measures and a limit": (
        """1.问题：部分乡镇农田水利设施管护不到位，群众意见大。
责任单位：县水利局、县农业农村局
整改目标：完善管护机制。
整改措施：（1）对小型水利设施逐一登记造册；（2）出台管护办法。
整改时限：2026年8月31日
2.问题：惠民资金发放不及时。
整改措施：清理历年结转资金，每月公示发放情况。
责任单位：县财政局
整改时限：2026年5月15日前，并长期坚持
""",
        [
            ("1.问题", ["县水利局", "县农业农村局"], None, "2026-08-31"),
            ("2.问题", ["县财政局"], "县财政局", "2026-05-15"),
        ],
    ),
    "a heading whose bracket holds for what stands under it": (
        """（一）推进厕所革命（县农业农村局牵头，各乡镇配合）
1.摸清户厕底数，5月底前建立台账。
2.新改建卫生厕所1200户。
（二）治理生活污水（县生态环境分局负责）
对人口集中的32个村建设污水收集管网，年底前完工。
""",
        [
            ("1.摸清", ["县农业农村局", "各乡镇"], "县农业农村局", "2026-05-31"),
            ("2.新改建", ["县农业农村局", "各乡镇"], "县农业农村局", None),
            ("（二）", ["县生态环境分局"], "县生态环境分局", "2026-12-31"),
        ],
    ),
    "a note below that gives its items away": (
        """1.打造古镇夜游线路2条。
2.举办文化节1场。
以上1至2项由县文旅局牵头，县财政局、青溪镇配合。
3.编制旅游规划，10月底前报批。
4.建设停车场3处。
第三、四项任务由县自然资源局会同县住建局负责。
""",
        [
            ("1.打造", ["县文旅局", "县财政局", "青溪镇"], "县文旅局", None),
            ("2.举办", ["县文旅局", "县财政局", "青溪镇"], "县文旅局", None),
            ("3.编制", ["县自然资源局", "县住建局"], "县自然资源局", "2026-10-31"),
            ("4.建设", ["县自然资源局", "县住建局"], "县自然资源局", None),
        ],
    ),
    "brackets broken by a line and by a page": (
        """（一）开展隐患排查，对企业逐一检查。（责任单位：县应急管理局、县工
信局，各乡镇）
（二）强化执法检查。（牵头单位：县应急管理局；配合单
- 3 -
位：县公安局；完成时限：2026年11月底）
（三）备足防汛物资。县级储备编织袋10万条，乡镇按标准储备，建立出入库
台账，与供应商签订代储协议。（县应急管理局牵头，县财政局、县粮食和物资储备中心
配合）
""",
        [
            ("（一）", ["县应急管理局", "县工信局", "各乡镇"], None, None),
            ("（二）", ["县应急管理局", "县公安局"], "县应急管理局", "2026-11-30"),
            ("（三）", ["县应急管理局", "县财政局", "县粮食和物资储备中心"], "县应急管理局", None),
        ],
    ),
    "brackets with nothing but names and a day": (
        """1.改扩建幼儿园3所（责任单位：县教育体育局；完成时限：2026年8月底前）
2.新增停车位500个（县住建局，10月底前）
3.开通城乡公交2条（县交通局、县公交公司，6月底前）
4.发放创业贷款2000万元（县人社局）
""",
        [
            ("1.改", ["县教育体育局"], "县教育体育局", "2026-08-31"),
            ("2.新增", ["县住建局"], "县住建局", "2026-10-31"),
            ("3.开通", ["县交通局", "县公交公司"], None, "2026-06-30"),
            ("4.发放", ["县人社局"], "县人社局", None),
        ],
    ),
    "several brackets in one paragraph, each in its sentence": (
        """一、加快产业升级。新增规上企业12家（县工信局负责）。推进标准厂房建设，6月底前竣工（园区管委会牵头，县住建局配合）；盘活闲置土地300亩（县自然资源局负责）。
""",
        [
            ("新增", ["县工信局"], "县工信局", None),
            ("推进", ["园区管委会", "县住建局"], "园区管委会", "2026-06-30"),
            ("盘活", ["县自然资源局"], "县自然资源局", None),
        ],
    ),
    "a note in front that the first one leads": (
        """说明：各项任务责任单位中，排名第一的为牵头单位。
1.主导制定地方标准3项（责任单位：县市场监管局、县工信局）。
2.培育质量标杆企业5家（责任单位：县工信局、县科技局）。
""",
        [
            ("1.主导", ["县市场监管局", "县工信局"], "县市场监管局", None),
            ("2.培育", ["县工信局", "县科技局"], "县工信局", None),
        ],
    ),
    "the limit of all that set none": (
        """1.修订采购办法。（责任单位：县财政局）
2.建设系统。（责任单位：县数据局；完成时限：2026年第三季度）
3.清理档案。（责任单位：县档案馆）
以上各项凡没有写明时间的，一律按2026年11月30日办结。
""",
        [
            ("1.修订", ["县财政局"], "县财政局", "2026-11-30"),
            ("2.建设", ["县数据局"], "县数据局", "2026-09-30"),
            ("3.清理", ["县档案馆"], "县档案馆", "2026-11-30"),
        ],
    ),
    "brackets side by side, and a limit under one": (
        """1.加强监管。（牵头单位：县发改局）（配合单位：县财政局）
2.推进试点。（县教育局负责）（6月底前完成）
3.落实补助。（责任单位：县民政局）
（完成时限：9月底前）
4.排查隐患。（8月底前）（县应急管理局负责）
除已注明时限外，其余均于2026年12月20日前完成。
""",
        [
            ("1.", ["县发改局", "县财政局"], "县发改局", "2026-12-20"),
            ("2.", ["县教育局"], "县教育局", "2026-06-30"),
            ("3.", ["县民政局"], "县民政局", "2026-09-30"),
            ("4.", ["县应急管理局"], "县应急管理局", "2026-08-31"),
        ],
    ),
    "the unit at the head of its line": (
        """一、职责分工
县生态环境局：负责牵头抓总，每周通报一次。6月15日前制定应急预案。
县公安局、县应急管理局：负责依法查处焚烧行为。
二、联系方式
县水利局：李某某，电话略
""",
        [
            ("县生态环境局：", ["县生态环境局"], "县生态环境局", "FREQ=WEEKLY"),
            ("6月15日前", ["县生态环境局"], "县生态环境局", "2026-06-15"),
            ("县公安局、", ["县公安局", "县应急管理局"], None, None),
        ],
    ),
    "numbered lines that are labels": (
        """一、城东供水项目
1.建设内容：新建水厂一座。
2.责任单位：县水利局
3.完成时限：4月启动，10月底前建成
二、环城路项目
1.建设内容：改造道路5公里。
2.责任单位：县交通局、城关镇
3.完成时限：2026年12月
""",
        [
            ("1.建设", ["县水利局"], "县水利局", "2026-10-31"),
            ("1.建设", ["县交通局", "城关镇"], None, "2026-12-31"),
        ],
    ),
}


def items(text: str) -> list[Proposal]:
    """What the brackets and labelled lines of the paper assign."""
    ruled = {"bracket", "line", "heading", "note", "head"}
    found = propose("安澜县2026年重点工作任务分解\n" + text, date=DAY)
    return [one for one in found if one.why[0].rule in ruled]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_item_has_its_units_its_lead_and_its_limit(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    found = items(text)
    assert [
        (
            [mention.text for mention in one.units],
            one.lead,
            one.deadline.normalized if one.deadline else None,
        )
        for one in found
    ] == [row[1:] for row in expected]
    for one, row in zip(found, expected, strict=True):
        assert one.text.startswith(row[0])


def test_what_leads_the_first_only_in_its_own_bracket_leads_nowhere_else() -> None:
    text = """1.治理有偿补课。（责任单位：县教育局、县市场监管局，列前者为牵头单位）
2.登记留守儿童。（责任单位：县民政局、县教育局）
"""
    assert [one.lead for one in items(text)] == ["县教育局", None]


def test_a_second_limit_beside_the_units_is_kept() -> None:
    text = "1.完成审计。（责任单位：县审计局；整改时限：4月20日前取得初步成果，6月底前全面完成）\n"
    (item,) = items(text)
    assert item.deadline is not None
    assert item.deadline2 is not None
    assert (item.deadline.normalized, item.deadline2.normalized) == ("2026-04-20", "2026-06-30")


@pytest.mark.parametrize(
    ("title", "limit", "due"),
    [
        ("安澜县2027年重点任务分解", "12月底前", "2027-12-31"),
        ("安澜县2027年重点任务分解", "2026年12月底前", "2026-12-31"),
        ("安澜县重点任务分解", "6月底前", "2027-06-30"),
        ("安澜县重点任务分解", "12月底前", "2026-12-31"),
        ("关于2025年督查发现问题的整改任务清单", "12月底前", "2026-12-31"),
    ],
)
def test_a_limit_without_a_year_is_that_of_the_paper_or_the_next(
    title: str, limit: str, due: str
) -> None:
    text = f"{title}\n1.修建水厂。（责任单位：县水利局；完成时限：{limit}）\n"
    (item,) = [p for p in propose(text, date=date(2026, 11, 20)) if p.kind == "assignment"]
    assert item.deadline is not None
    assert item.deadline.normalized == due


def test_a_rhythm_in_the_words_wins_over_a_limit_that_names_no_day() -> None:
    text = "1.县督查室每月通报一次进展。\n责任单位：县督查室\n完成时限：长期坚持\n"
    (item,) = items(text)
    assert item.deadline is not None
    assert item.deadline.normalized == "FREQ=MONTHLY"


def test_a_bracket_inside_a_sentence_of_a_speech_assigns_nothing() -> None:
    text = "刚才，县水利局（牵头单位）作了汇报。谁主管谁负责（这一点大家都清楚）。"
    assert items(text) == []


PAPER = """安澜县农村供水实施意见
我县农村供水工程建成于2006年至2015年间的占六成，去年夏旱中有11个村断水。
一、工作目标
到2026年底，全县自来水普及率达到91%。
二、重点任务
1.改造老旧管网142公里。（县水利局牵头，各乡镇配合）
2.划定水源保护区。（县生态环境分局、县水利局负责）
3.出台指导水价。（县发改局负责）
三、有关要求
有条件的乡镇可结合实际给予补助。各乡镇每月5日前向县水利局报送进度。
本意见自印发之日起施行，由县水利局负责解释。
"""


def test_beside_the_items_only_goals_and_orders_count() -> None:
    found = [one for one in propose(PAPER, date=DAY) if one.kind != "exhortation"]
    beside = [(one.kind, one.text[:6]) for one in found if one.why[0].rule != "bracket"]
    assert beside == [("target", "到2026年底"[:6]), ("assignment", "各乡镇每月5")]


def test_a_call_for_the_right_spirit_after_the_items_is_shown_grey() -> None:
    text = PAPER.replace(
        "有条件的乡镇", "各级各部门要不忘初心，发扬连续作战的优良作风。有条件的乡镇"
    )
    found = propose(text, date=DAY)
    kinds = {one.text[:4]: one.kind for one in found}
    assert kinds.get("各级各部", "exhortation") == "exhortation"
    assert kinds.get("有条件的", "exhortation") == "exhortation"
    assert kinds["各乡镇每"] == "assignment"
