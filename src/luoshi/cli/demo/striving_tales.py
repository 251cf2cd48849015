"""Tables of the striving stories: who opens what how long ago, and what is done to it then.

Days are counted in working days from the moment of the act they stand in.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.cli.demo.investment_tales import LEADS
from luoshi.cli.demo.tale import Day, Step, Tale

PERIODS = 4


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the city's circulars: who answers for it, its ranks quarter by quarter."""

    name: str
    target: str
    unit: str
    ranks: tuple[int, int, int, int]
    values: tuple[str, ...] = ()
    cause: str = ""
    measure: str = ""
    checked: bool = field(default=True)


INDICATORS = (
    Indicator("规模以上工业增加值增速", "economic", "industry", (4, 3, 3, 2),
              ("6.1%", "6.8%", "7.0%", "7.6%")),
    Indicator("固定资产投资增速", "economic", "reform", (3, 4, 4, 5), ("8.2%", "6.5%", "5.9%", "4.1%"),
              "新开工项目少，两个续建项目年中停工。", "年内新开工六个项目，逐个排开工日期。"),
    Indicator("社会消费品零售总额增速", "economic", "commerce", (5, 4, 4, 4)),
    Indicator("一般公共预算收入增速", "economic", "finance", (2, 2, 1, 1), ("5.0%", "5.6%", "6.4%", "6.6%")),
    Indicator("农村居民人均可支配收入增速", "economic", "agriculture", (3, 3, 2, 3)),
    Indicator("空气质量优良天数比例", "economic", "ecology", (6, 6, 5, 6), (), "", "", checked=False),
    Indicator("实际到账外资", "strive", "investment", (4, 3, 2, 2)),
    Indicator("重点项目开工率", "strive", "reform", (2, 3, 3, 4)),
)  # fmt: skip

_MATERIAL = {
    "background": "三年改厕四千一百户，用得好不好关键在管护。",
    "practice": "一镇一站、一村一员，报修电话贴在门后，二十四小时上门。",
    "cost": "每户每年十八元，村集体和农户各半；一村一员",
    "effect": "全年报修三百一十二次，当日修好九成（镇管护台账）。",
    "limits": "户数少于五百的村宜两村合设。",
}
_PLAN = [
    {"site": "柳溪镇北堤村", "unit": "liuxi", "to_see": "管护站、台账和十户实况"},
    {"site": "青禾镇双桥村", "unit": "qinghe", "to_see": "粪污转运和还田"},
]
_FOUND = {"found_by": "visit", "field": "农村改厕"}
_TOILETS = {"title": "柳溪镇改厕后续管护", "lead": "liuxi", "co": ["housing", "agriculture"],
            "polarity": "advanced", "place": "北堤村等六个村", "why": "报修有人管，一年没有一户弃用。",
            **_FOUND}  # fmt: skip
_GROW = Step(2, "cultivate", "clerk", {"grow_plan": "住建局每月到站一次，帮助完善台账。",
                                       "grow_until": Day(45)})  # fmt: skip
_HELPED = {"grow_plan": "先把停用的逐户修好，再补管护。", "grow_until": Day(60),
           "help": "县住建局派两名技师驻镇一周，配件由县里垫付；找石桥站长取经。",
           "helper": "县住建局村镇股，每周一次"}  # fmt: skip
_AGREE = {"checked_by": "housing", "verdict": "agree"}

EXEMPLARS = (
    Tale("exemplar", "clerk", 180, _TOILETS, (
        _GROW,
        Step(20, "note_growth", "liaison_liuxi", {"seen": "六个村管护员到岗，电话上墙。"}),
        Step(10, "form_material", "liaison_liuxi", _MATERIAL),
        Step(3, "check_material", "liaison_housing", {
            "checked_by": "housing", "verdict": "revise", "correction": "四千一百户应为三千八百户"}),
        Step(2, "form_material", "liaison_liuxi", _MATERIAL),
        Step(2, "check_material", "liaison_housing", _AGREE),
        Step(1, "check_material", "liaison_agriculture", {"checked_by": "agriculture",
                                                          "verdict": "agree"}),
        Step(2, "approve_roll_out", "director", {"naming": "named", "approval_words": "同意在全县推广。"}),
        Step(8, "promote", "clerk", {"promoted_on": Day(0), "way": "meeting",
                                     "reach": ["qinghe", "shiqiao", "bailu"]}),
        Step(40, "record_effect", "clerk", {"where": "qinghe", "outcome": "建站两处，停用户由十六户降到三户。"}),
        Step(20, "sum_up", "clerk", {"summary": "十一个镇照做，三个村合站。", "lasting": "管护经费列入镇预算。"}),
    )),
    Tale("exemplar", "clerk2", 60, {
        **_TOILETS, "title": "县政务大厅帮办代办", "lead": "service", "co": ["market"],
        "field": "政务服务", "place": "县政务服务大厅", "why": "老年人不用排两次队。"}, (
        _GROW,
        Step(15, "form_material", "liaison_service", _MATERIAL | {
            "background": "大厅日均三百人，老年人占四成。", "practice": "导服台先看材料，缺件当场代办。"}),
        Step(3, "check_material", "liaison_market", {"checked_by": "market", "verdict": "agree"}),
        Step(1, "approve_roll_out", "head", {"naming": "named", "approval_words": "同意。"}),
        Step(4, "promote", "clerk2", {"promoted_on": Day(0), "way": "paper",
                                      "reach": ["donghu", "wangjiang"]}),
    )),
    Tale("exemplar", "clerk", 40, {
        **_TOILETS, "title": "沙湾镇改厕停用问题", "lead": "shawan", "co": ["housing"],
        "polarity": "lagging", "place": "下沙村", "why": "一百零六户里四十户停用，冬天冻管没人修。",
        "found_by": "inspection"}, (
        Step(2, "cultivate", "clerk", _HELPED),
        Step(15, "note_growth", "liaison_shawan", {"seen": "修好二十七户，管护员已定。"}),
    )),
    Tale("exemplar", "clerk", 150, {
        **_TOILETS, "title": "松坪乡河道保洁反复反弹", "lead": "songping", "co": ["water"],
        "polarity": "lagging", "field": "河湖保洁", "why": "清了又脏，没有常年保洁员。"}, (
        Step(1, "cultivate", "clerk", _HELPED | {"help": "县水利局帮助定保洁员和路线，第一季经费县里补。"}),
        Step(30, "form_material", "clerk", _MATERIAL | {"practice": "定人、定段、定频次。"}),
        Step(2, "check_material", "liaison_water", {"checked_by": "water", "verdict": "agree"}),
        Step(2, "approve_roll_out", "head", {"naming": "unnamed", "approval_words": "不点名，讲做法。"}),
        Step(3, "promote", "clerk", {"promoted_on": Day(0), "way": "circular"}),
        Step(50, "sum_up", "clerk", {"summary": "连续三个月没有反弹。", "turned": "yes"}),
    )),
    Tale("exemplar", "liaison_zhushan", 3, {
        "title": "竹山乡林下药材合作社", "lead": "zhushan", "polarity": "advanced", "field": "富民产业",
        "why": "带动八十户，户均增收六千元。", "found_by": "report"}),
    Tale("exemplar", "clerk3", 90, {**_TOILETS, "title": "云岭镇校园食堂自办", "lead": "yunling",
                                    "co": ["education"], "field": "教育民生"}, (
        Step(2, "drop", "clerk3", {"reason": "上级另有统一办法，不再单独培树。"}),
    )),
)  # fmt: skip

_BID = {"title": "农村改厕后续管护", "lead": "housing", "co": ["liuxi", "qinghe"], "level": "city",
        "signal_meeting": "市政府第9次常务会议", "signal_words": "年底前要看一看哪个县改厕管得好。",
        "heard_from": "市政府常务会议纪要"}  # fmt: skip
_PLAN_STEP = Step(
    6, "plan_bid", "clerk", {"sites": _PLAN, "plan": "八月建站、十月运转、十一月可看。"}
)
_SHOWN = Step(
    40, "show_effect", "liaison_housing", {"effect": "三十二个村可看，台账齐全。", "sites_ready": 4}
)
_FILED = Step(4, "file_bid", "clerk", {"filed_on": Day(0), "filed_to": "市农业农村局"})

BIDS = (
    Tale("meeting_bid", "clerk", 160, {**_BID, "signal_on": Day(-2)}, (
        _PLAN_STEP, Step(20, "note_progress", "liaison_housing", {"seen": "三十二个村建站完成。"}),
        _SHOWN, _FILED, Step(10, "record_decision", "clerk", {"result": "here"}),
        Step(12, "host", "clerk", {"held_on": Day(0), "attended": 86,
                                   "feedback": "市里要求把村级管护台账做成样式。"}),
    )),
    Tale("meeting_bid", "clerk", 120, {**_BID, "title": "政务服务综合窗口", "lead": "service",
                                       "co": ["market"], "signal_on": Day(-1)}, (
        _PLAN_STEP,
        Step(60, "show_effect", "liaison_service", {"effect": "综窗可受理四百项。", "sites_ready": 2}),
        _FILED,
        Step(6, "record_decision", "clerk", {"result": "elsewhere", "lesson": "数据打通比邻县晚两个月。"}),
    )),
    Tale("meeting_bid", "clerk2", 70, {**_BID, "title": "河湖长效保洁", "lead": "water", "co": ["linhe"],
                                       "signal_on": Day(-1)}, (
        _PLAN_STEP,
        Step(30, "show_effect", "liaison_water", {"effect": "四十六条河道有人有路线。", "sites_ready": 3}),
        _FILED, Step(5, "record_decision", "clerk", {"result": "here"}),
    )),
    Tale("meeting_bid", "clerk2", 95, {**_BID, "title": "人居环境积分超市", "lead": "agriculture",
                                       "co": ["changqu"], "signal_on": Day(-3)}, (
        _PLAN_STEP, Step(12, "note_progress", "liaison_changqu", {"seen": "三个村试点，两个没有开起来。"}),
    )),
    Tale("meeting_bid", "clerk3", 12, {**_BID, "title": "青年创业驿站", "lead": "labour", "co": [],
                                       "signal_on": Day(-2)}),
    Tale("meeting_bid", "clerk3", 60, {**_BID, "title": "智慧停车", "lead": "city", "co": [],
                                       "signal_on": Day(-4)}, (
        Step(8, "drop", "director", {"reason": "一次性投入大，不为办会搞形象工程。"}),
    )),
)  # fmt: skip

_FOUR = {
    "money": "省级补助六成，县级配套三成，农户一成；管护费列镇预算。",
    "people": "村里定一名管护员，镇里一名干事，县里一个专班。",
    "mechanism": "报修二十四小时上门，按次结算，每季公示。",
    "handling": "冬季冻管统一换防冻件，厂家负责到底。",
}
_NOTE = {"title": "学改厕管护", "what": "建了站，没有经费来源。", "standard": "差在经费和人员没有定下来。",
         "lead": "housing", "field": "农村改厕", "studied_on": Day(-3),
         "benchmarks": [
             {"county": "宁川县", "practice": "管护公司包片，政府买服务", "figure": "停用率 0.6%"},
             {"county": "临泽县", "practice": "积分抵管护费", "figure": "群众满意率 98%"},
             {"county": "云屏县", "practice": "两村合设一站", "figure": "户均成本省三成"}], **_FOUR}  # fmt: skip
_WORK = {"standard": "六个村年内建成，台账可查。", "lead": "housing", "due": Day(40)}
_MEASURES = {
    "measures": [
        {"measure": "六个村合设三个管护站", "by_unit": "housing", "by_day": Day(30)},
        {"measure": "管护费列入明年镇预算", "by_unit": "finance", "by_day": Day(40)},
    ]
}

NOTES = (
    Tale("learning_note", "liaison_housing", 50, _NOTE, (
        Step(4, "adopt", "clerk", _MEASURES),
        Step(1, "assign_lesson", "clerk", {"title": "六个村合设三个改厕管护站", **_WORK}),
        Step(20, "note_adoption", "liaison_housing", {"seen": "三个站址已定，预算已报。"}),
    )),
    Tale("learning_note", "clerk2", 130, {**_NOTE, "title": "学政务服务综窗", "lead": "service",
                                          "field": "政务服务", "studied_on": Day(-5)}, (
        Step(5, "adopt", "clerk2", {"measures": [{"measure": "四百项进综窗", "by_unit": "service"}]}),
        Step(60, "report_outcome", "clerk2", {"landed": "yes", "outcome": "四百零六项进综窗，平均少跑一次。"}),
    )),
    Tale("learning_note", "liaison_industry", 5, {**_NOTE, "title": "学工业用地退出", "lead": "industry",
                                                  "field": "工业用地", "studied_on": Day(-2)}),
    Tale("learning_note", "clerk3", 80, {**_NOTE, "title": "学夜间经济", "lead": "commerce",
                                         "field": "消费"}, (
        Step(3, "set_aside", "clerk3", {"reason": "城区体量不够，等老街改造后再定。"}),
    )),
)  # fmt: skip

_VISIT = {"title": "改厕之后好不好用", "co": ["liuxi"], "visit_on": Day(2), "visitors": "分管副县长等三人",
          "places": [{"place": "北堤村", "township": "liuxi"}, {"place": "上埂村", "township": "liuxi"}],
          "questions": [{"question": "冬天冻不冻"}, {"question": "坏了找谁修"}]}  # fmt: skip
_SEEN = {"visited_on": Day(0), "met": 18,
         "findings": [{"question": "冬天冻不冻", "finding": "浅埋的四户冻过", "cause": "管道覆土不够"},
                      {"question": "坏了找谁修", "finding": "报修电话打不通", "cause": "电话绑在个人手机上"}],
         "opinions": [{"who": "种粮大户", "opinion": "抽粪车一周一次不够"}]}  # fmt: skip
_ANSWER = {
    "opinion": "抽粪车一周一次不够",
    "answer": "农忙季改为一周两次，由镇里调度。",
    "taken": "yes",
}
_SETTLED = {"conclusion": "管道和电话两个问题都有人办，抽粪频次已调。"}
_FIX = {
    "title": "浅埋管道更换",
    "standard": "四户全部换到规定深度",
    "lead": "housing",
    "due": Day(30),
}

VISITS = (
    Tale("field_visit", "leader3", 60, _VISIT, (
        Step(2, "record_visit", "leader3", _SEEN),
        Step(1, "assign_finding", "clerk", _FIX),
        Step(3, "answer_opinion", "clerk", _ANSWER),
        Step(4, "settle_visit", "leader3", _SETTLED),
    )),
    Tale("field_visit", "clerk", 14, {**_VISIT, "title": "困难群众过冬准备", "co": ["songping"],
                                      "places": [{"place": "高坪村", "township": "songping"}]}, (
        Step(2, "record_visit", "clerk", _SEEN | {"met": 11}),
        Step(2, "answer_opinion", "clerk", _ANSWER),
    )),
    Tale("field_visit", "head", 2, {**_VISIT, "title": "开发区企业用工难", "co": ["zone"],
                                    "visit_on": Day(5), "visitors": "县长等三人",
                                    "places": [{"place": "经开区三家企业", "township": "zone"}],
                                    "questions": [{"question": "缺什么工、缺多少"}]}),
    Tale("field_visit", "clerk2", 30, {**_VISIT, "title": "秋粮收购", "co": ["fenglin"]}, (
        Step(1, "cancel", "clerk2", {"reason": "与粮储局的调研合并进行。"}),
    )),
)  # fmt: skip

_POLICY = {"title": "农村危房改造补助", "lead": "housing", "co": ["shiqiao", "bailu"],
           "what": "每户补助一万八千元，验收后三十日内到户。", "standard": "钱到户、房能住",
           "policy_number": "安政发〔2025〕31号", "due": Day(20),
           "sample": [{"village": "石门村", "township": "shiqiao"},
                      {"village": "白鹭村", "township": "bailu"}]}  # fmt: skip
_GOT = {"village": "石门村", "township": "shiqiao", "households": 14, "households_reached": 14,
        "reached": "reached"}  # fmt: skip
_HUNG = {"village": "白鹭村", "township": "bailu", "households": 9, "households_reached": 3,
         "reached": "partly", "hangs_at": "township", "why": "镇里名册没有报到县财政"}  # fmt: skip
_MEND = {"title": "补发白鹭村危改补助", "standard": "欠发六户全部到户", "lead": "bailu", "due": Day(20),
         "help": "县财政派人到镇里对名册，当月可拨。"}  # fmt: skip

POLICIES = (
    Tale("policy_landing", "clerk", 70, _POLICY, (
        Step(3, "check_village", "clerk", _GOT), Step(1, "check_village", "clerk", _HUNG),
        Step(2, "demand_landing", "clerk", _MEND),
        Step(4, "conclude_check", "chief", {"hung": "yes", "conclusion": "一个村架在镇里，名册不畅。"}),
        Step(20, "check_again", "clerk", {"village": "白鹭村", "seen": "六户已领到。"}),
    )),
    Tale("policy_landing", "clerk2", 20, {**_POLICY, "title": "残疾人两项补贴", "lead": "civil",
                                          "policy_number": "安民〔2026〕12号"}, (
        Step(4, "check_village", "clerk2", _GOT | {"households": 22, "households_reached": 22}),
    )),
    Tale("policy_landing", "clerk3", 4, {**_POLICY, "title": "农机购置补贴", "lead": "agriculture",
                                         "policy_number": "安农〔2026〕7号"}),
)  # fmt: skip

TALES = (*EXEMPLARS, *BIDS, *NOTES, *VISITS, *POLICIES, *LEADS)

__all__ = ["INDICATORS", "PERIODS", "TALES", "Day", "Indicator", "Step", "Tale"]
