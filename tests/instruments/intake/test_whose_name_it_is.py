"""Which unit a name means: a table of names as papers write them, and what stays open and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from luoshi.instruments.intake.compute.issuer import issuer_of
from luoshi.instruments.intake.compute.model import DirectoryView, Former, Mention
from luoshi.instruments.intake.compute.resolve import Resolver

TOWNS = ("liuxi", "qinghe")
VIEW = DirectoryView(
    units=(
        ("gov", ("安澜县人民政府", "县政府")),
        ("office", ("安澜县人民政府办公室", "县政府办", "县府办")),
        ("water", ("安澜县水利局", "县水利局")),
        ("housing", ("安澜县住房和城乡建设局", "县住建局")),
        ("reform", ("安澜县发展和改革局", "县发改局")),
        ("labour", ("安澜县人力资源和社会保障局", "县人社局")),
        ("health", ("安澜县卫生健康委员会", "县卫健委")),
        ("market", ("安澜县市场监督管理局", "县市监局", "县市场监管局")),
        ("land", ("安澜县自然资源和规划局", "县资规局", "县自然资源局")),
        ("city", ("安澜县城市管理局", "县城管局")),
        ("transport", ("安澜县交通运输局", "县交通局")),
        ("civil", ("安澜县民政局", "县民政局")),
        ("affairs", ("安澜县政务服务管理局", "县政务服务局")),
        ("zone", ("安澜经济开发区管理委员会", "县经开区", "经开区管委会")),
        ("tax", ("国家税务总局安澜县税务局", "县税务局")),
        ("citywater", ("江州市水利局", "市水利局")),
        ("citygov", ("江州市人民政府", "市政府")),
        ("liuxi", ("柳溪镇人民政府", "柳溪镇")),
        ("qinghe", ("青禾镇人民政府", "青禾镇")),
        ("ligezhuang", ("李各庄镇人民政府", "李各庄镇")),
        ("donghu", ("东湖街道办事处", "东湖街道")),
        ("east", ("安澜县第一水利工程队", "工程队")),
        ("west", ("安澜县第二水利工程队", "工程队")),
        ("waterworks", ("安澜水务集团有限公司", "县水务集团")),
    ),
    groups=(
        (("各乡镇（街道）", "各镇街"), (*TOWNS, "donghu")),
        (("各乡镇",), TOWNS),
        (("县直各部门", "县直有关部门"), ("water", "housing")),
        (("农业口各单位", "涉农部门"), ("water",)),
    ),
    former=(
        Former("县经信委", "reform", "县经信委2019年2月28日前使用，今县发改局。"),
        Former("县粮食局", "reform", "县粮食局2019年机构改革后并入县发改局。", then=True),
        Former("县农机局", "", "县农机局2015年撤销，没有登记承接单位。"),
        Former("县规划局", "land", "县规划局2019年后并入县资规局。"),
        Former("县规划局", "housing", "县规划局2010年前的职能在县住建局。"),
    ),
    seat="安澜县",
    government="gov",
    office="office",
)
FOUND = (
    ("安澜县水利局", "water", "exact"),
    ("县水利局", "water", "alias"),
    ("水利局", "water", "suffix"),
    (" 县水利局 ", "water", "alias"),
    ("安澜县水 利局", "water", "exact"),
    ("安澜县住房城乡建设局", "housing", "spelling"),
    ("县住房和城乡建设局", "housing", "spelling"),
    ("住房和城乡建设局", "housing", "suffix"),
    ("住建局", "housing", "suffix"),
    ("安澜县住建局", "housing", "spelling"),
    ("县发展改革局", "reform", "spelling"),
    ("县人力资源社会保障局", "labour", "spelling"),
    ("人社局", "labour", "suffix"),
    ("县卫生健康委", "health", "spelling"),
    ("卫健委", "health", "suffix"),
    ("市场监管局", "market", "suffix"),
    ("市场监督管理局", "market", "suffix"),
    ("县市场监督管理局", "market", "spelling"),
    ("安澜县市场监管局", "market", "spelling"),
    ("县自然资源规划局", "land", "spelling"),
    ("县自然资源局", "land", "alias"),
    ("自规局", "land", "suffix"),
    ("县城市管理局", "city", "spelling"),
    ("县交通运输局", "transport", "spelling"),
    ("民政局", "civil", "suffix"),
    ("县政务服务管理局", "affairs", "spelling"),
    ("县政府办公室", "office", "spelling"),
    ("县人民政府办公室", "office", "spelling"),
    ("政府办", "office", "suffix"),
    ("县人民政府", "gov", "spelling"),
    ("经开区管委会", "zone", "alias"),
    ("经济开发区管委会", "zone", "suffix"),
    ("县经开区管委会", "zone", "spelling"),
    ("县税务局", "tax", "alias"),
    ("市水利局", "citywater", "alias"),
    ("江州市水利局", "citywater", "exact"),
    ("市人民政府", "citygov", "spelling"),
    ("柳溪镇", "liuxi", "alias"),
    ("柳溪镇政府", "liuxi", "spelling|suffix"),
    ("柳溪镇党委、政府", "liuxi", "suffix"),
    ("李各庄镇政府", "ligezhuang", "suffix"),
    ("东湖街道办", "donghu", "suffix"),
    ("水务集团", "waterworks", "suffix"),
    ("我办", "office", "ours"),
    ("本办公室", "office", "ours"),
    ("我县", "gov", "ours"),
    ("本县政府", "gov", "ours"),
    ("本单位", "office", "ours"),
    ("县水利局局长", "water", "post"),
    ("水利局长", "water", "post"),
    ("县住建局主要负责人", "housing", "post"),
    ("柳溪镇镇长", "liuxi", "post"),
    ("县水利局等有关部门", "water", "alias"),
    ("县住建局（牵头）", "housing", "alias"),
    ("县住建局（住房和城乡建设局）", "housing", "alias"),
    ("县经信委", "reform", "former"),
    ("县粮食局", "reform", "former"),
    ("粮食局", "reform", "former"),
)
OPEN = (
    ("市住建局", ""),
    ("省水利厅", ""),
    ("省水利局", ""),
    ("区水利局", ""),
    ("市发展和改革局", ""),
    ("市政府办公室", ""),
    ("江州市住建局", ""),
    ("云陂县水利局", ""),
    ("安澜市水利局", ""),
    ("县教育局", ""),
    ("县水利局水政科", "内设机构"),
    ("县委", ""),
    ("柳溪镇党委", "内设机构|"),
    ("工程队", "安澜县第一水利工程队，也可能是安澜县第二水利工程队"),
    ("我局", "自称"),
    ("我镇", "自称"),
    ("我市", "自称"),
    ("贵单位", "收文单位"),
    ("你局", "收文单位"),
    ("有关部门", "没有写明"),
    ("县直有关部门", "没有写明"),
    ("各责任单位", "没有写明"),
    ("各分管副县长", "没有写明"),
    ("各分管主任", "没有写明"),
    ("两办", "没有写明"),
    ("各科室", "统称"),
    ("全县上下", "统称"),
    ("县农机局", "没有登记承接单位"),
    ("县规划局", "曾是几个单位"),
    ("县水利局（县住建局）", "一个还是两个"),
)
GROUPS = (
    ("各乡镇（街道）", 3),
    ("各乡镇、街道", 3),
    ("全县各乡镇街道", 3),
    ("各乡（镇）", 2),
    ("我县各乡镇人民政府", 2),
    ("县直各部门", 2),
    ("涉农部门", 1),
)


def read(words: str, view: DirectoryView = VIEW) -> Mention:
    return Resolver(view).resolved(Mention(words, 0, len(words)))


@pytest.mark.parametrize(("words", "code", "how"), FOUND)
def test_a_name_is_found_and_says_how(words: str, code: str, how: str) -> None:
    found = read(words)
    assert found.code == code
    assert found.how in how.split("|")


@pytest.mark.parametrize(("words", "why"), OPEN)
def test_a_name_that_is_not_certain_stays_open_and_says_why(words: str, why: str) -> None:
    found = read(words)
    assert (found.code, found.name, found.codes) == (None, "", ())
    assert found.how in ("unresolved", "collective")
    assert any(part in found.note for part in why.split("|"))


@pytest.mark.parametrize(("words", "members"), GROUPS)
def test_a_collective_name_of_the_directory_is_its_members(words: str, members: int) -> None:
    found = read(words)
    assert (found.code, found.how, len(found.codes)) == (None, "group", members)
    assert f"共 {members} 个" in found.note


def test_a_former_name_says_what_became_of_the_unit() -> None:
    assert "并入县发改局" in read("县粮食局").note


def test_a_name_right_on_that_day_wins_over_one_that_was_right_another_day() -> None:
    view = replace(
        VIEW,
        former=(
            Former("县招商局", "reform", "今日另有其主。", then=False),
            Former("县招商局", "zone", "当时是县经开区。", then=True),
        ),
    )
    assert read("县招商局", view).code == "zone"


@pytest.mark.parametrize(
    "words", ["水利局", "县水利局", "住建局", "柳溪镇", "我县", "各乡镇", "粮食局"]
)
def test_a_paper_of_another_place_does_not_mean_our_units(words: str) -> None:
    found = read(words, replace(VIEW, office="", foreign=True))
    assert (found.code, found.codes) == (None, ())
    assert found.note


@pytest.mark.parametrize(
    ("words", "code"),
    [("安澜县水利局", "water"), ("市水利局", "citywater"), ("柳溪镇人民政府", "liuxi")],
)
def test_a_paper_of_the_city_may_name_ours_in_full_and_its_own(words: str, code: str) -> None:
    assert read(words, replace(VIEW, office="citygov", foreign=True)).code == code


def test_a_name_without_rank_in_a_paper_of_unknown_origin_may_be_the_citys() -> None:
    found = read("水利局", replace(VIEW, office=""))
    assert found.code is None
    assert "江州市水利局" in found.note


def test_our_side_is_the_issuer_when_the_word_fits_it() -> None:
    assert read("我局", replace(VIEW, office="water")).code == "water"
    assert read("我局", replace(VIEW, office="gov")).code is None
    assert read("我委", replace(VIEW, office="health")).code == "health"
    assert read("我镇", replace(VIEW, office="liuxi")).code == "liuxi"


def test_without_a_seat_ranks_are_still_never_mixed() -> None:
    view = DirectoryView(units=(("water", ("县水利局",)), ("city", ("市水利局",))))
    assert read("县水利局", view).code == "water"
    assert read("区水利局", view).code is None
    assert "也可能是" in read("水利局", view).note


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "安澜县人民政府办公室文件\n安政办发〔2026〕3号\n\n关于做好防汛工作的通知\n",
            "安澜县人民政府办公室",
        ),
        ("安澜县人民政府关于印发《工作规则》的通知\n各乡镇：\n", "安澜县人民政府"),
        ("安澜县人民政府常务会议纪要\n\n会议议定事项如下：\n", "安澜县人民政府"),
        ("县政府第22次常务会议纪要\n（2026年11月16日）\n", "县政府"),
        ("安澜县人民政府办公室\n关于开展督查的通知\n正文。\n", "安澜县人民政府办公室"),
        (
            "关于开展检查的通知\n各单位：\n请认真落实。\n  江州市水利局\n2026年3月5日\n",
            "江州市水利局",
        ),
        (
            "关于请示的复函\n同意。\n县发展和改革委员会\n二〇二六年三月五日\n附件：略\n",
            "县发展和改革委员会",
        ),
        ("在全县大会上的讲话\n同志们：\n今天开会。\n", ""),
        ("县水利局要在年底前完成河道清淤。\n", ""),
        ("", ""),
    ],
)
def test_the_issuer_is_told_by_the_form_of_the_paper(text: str, issuer: str) -> None:
    assert issuer_of(text) == issuer
