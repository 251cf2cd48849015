"""Reports and requests for help of the county, each in another stage, each ground once.

A line of a script is `days who verb`; what is typed stands beside it. `days` counts working days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from luoshi.cli.demo.world import Story, World
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Refused
from luoshi.matters import engine

Typed = Callable[[World], dict[str, Any]]


class Step(NamedTuple):
    """One act: so many working days later, by whom, and what was typed."""

    days: int
    who: str
    verb: str
    typed: dict[str, Any] | Typed = {}


class Report(NamedTuple):
    """A report: who began it how many working days ago, what it says, what became of it."""

    ago: int
    who: str
    title: str
    content: dict[str, Any]
    steps: tuple[Step, ...]


def _content(kind: str, words: tuple[str, str, str], options: list[dict[str, Any]], own: str,
             **more: Any) -> dict[str, Any]:  # fmt: skip
    superior, ours, others = words
    return {
        "kind": kind, "superior_says": superior, "our_situation": ours,
        "others_practice": others, "options": options, "own_opinion": own, **more,
    }  # fmt: skip


def _option(name: str, pros: str, cons: str, *, recommended: bool = False) -> dict[str, Any]:
    return {"name": name, "pros": pros, "cons": cons, "recommended": recommended}


PUMPS = _content(
    "policy",
    ("市水利局要求2027年底前完成小型泵站更新改造，逐站验收。",
     "全县小型泵站31座，已改造12座；剩余19座需资金860万元，已落实420万元。",
     "临河县分两年实施，每年一半；澄江县一年完成，借用专项债，现付息压力较大。"),
    [_option("分两年改造，先改易涝的11座", "资金当年可承受，易涝点先解决", "其余8座明年汛期仍靠值守", recommended=True),
     _option("今年全部改造", "一次解决，不留尾巴", "缺口440万元须借专项债"),
     _option("维持现状，加强值守", "不花钱", "市里验收通不过，强降雨时有内涝风险")],
    "推荐分两年。易涝的11座汛期前完工，其余8座由本局和乡镇值守，责任到人。",
    opinions=[{"kind": "finance", "from": "县财政局", "text": "420万元可在年度预算内安排。"}],
)  # fmt: skip
SQUARE = _content(
    "project",
    ("没有上级要求；群众反映集中，12345一年转来63件。",
     "中心广场夜间摊位约140个，占道三成，周边学校两所。",
     "临河县划定夜市区并限时；澄江县整体迁出，半年后回流。"),
    [_option("划定区域、限时经营", "摊贩有出路，道路放得开", "须每晚6人值守", recommended=True),
     _option("整体迁至汽车站旁空地", "广场彻底清净", "距离远，容易回流")],
    "推荐划定区域，本局与东湖街道共同值守。",
    amount=180,
)  # fmt: skip
SCHOOL = _content(
    "people",
    ("省教育厅文件要求大班额一年内消除。",
     "城区小学超班额27个班，缺教师41名。",
     "临河县从乡镇考调，澄江县购买服务。"),
    [_option("从乡镇考调20名，其余公开招聘", "当年到岗", "乡镇教师更紧", recommended=True),
     _option("全部公开招聘", "不伤乡镇", "最快明年秋季到岗")],
    "推荐两条腿走路，考调的乡镇优先补充特岗教师。",
)  # fmt: skip
BUS = _content(
    "funds",
    ("市政府要求农村客运通达率100%。",
     "三条线路亏损停运，涉及9个村。",
     "临河县按里程补贴，澄江县改为预约小车。"),
    [_option("预约小车，按次补贴", "年补贴28万元，随叫随到", "老人不会预约", recommended=True),
     _option("恢复定班线路", "习惯不变", "年补贴75万元，空驶多")],
    "推荐预约小车，村里代叫。",
    amount=28,
)  # fmt: skip


def _told(world: World) -> dict[str, Any]:
    before = (world.moment.astimezone(CHINA) - timedelta(minutes=40)).strftime("%Y-%m-%d %H:%M")
    return {"ground": "urgent", "told_at": before, "told_how": "phone"}


RETURN = {
    "reason": "没有分镇底数，看不出先改哪些。",
    "help": "找县统计局要分镇数据，水利站昨天刚排查过。",
}
REPORTS = (
    Report(0, "liaison_water", "小型泵站改造分几年完成", PUMPS, (Step(0, "head_water", "submit"),)),
    Report(1, "liaison_city", "中心广场夜间摊位怎么管", SQUARE, (Step(0, "head_city", "submit"),)),
    Report(6, "liaison_city", "餐厨垃圾收运由谁承担", SQUARE | {"kind": "policy"}, (
        Step(0, "head_city", "submit"),
        Step(1, "leader2", "ask_opinion", {"ask_unit": "finance", "question": "收费标准有无依据？"}),
        Step(1, "head_finance", "give_opinion", {"opinion": "有依据，按省物价文件上限执行。"}),
        Step(0, "leader2", "decide", {
            "option": 1, "changes": "先在城区试行半年", "words": "抓紧。", "lead": "city",
        }),
    )),
    Report(4, "liaison_water", "河道采砂点去留", PUMPS, (
        Step(0, "head_water", "submit"), Step(1, "leader3", "send_back", RETURN),
    )),
    Report(3, "liaison_education", "消除大班额的教师从哪里来", SCHOOL, (
        Step(0, "head_education", "submit"),
        Step(1, "leader4", "pass_up", {
            "opinion": "倾向两条腿走路，考调不超过20名。", "reason": "涉及编制，须主要领导定。",
        }),
    )),
    Report(2, "liaison_transport", "停运的三条农村客运线路怎么办", BUS, (Step(0, "head_transport", "submit"),)),
    Report(1, "liaison_agriculture", "稻纵卷叶螟暴发的统防统治", PUMPS, (
        Step(0, "head_agriculture", "submit_direct", _told),
    )),
    Report(0, "liaison_emergency", "化工园区搬迁企业的过渡期", SCHOOL | {"kind": "safety"}, (
        Step(0, "head_emergency", "submit_direct", {"ground": "away"}),
    )),
    Report(12, "liaison_land", "废弃矿山边坡治理", PUMPS, (
        Step(0, "head_land", "submit"), Step(4, "head_land", "submit"),
        Step(4, "head_land", "submit_direct", {
            "ground": "major", "worst_case": "雨季滑坡，坡下41户须连夜转移。",
        }),
    )),
    Report(5, "liaison_liuxi", "强降雨南渠漫堤", {}, (
        Step(0, "head_liuxi", "submit_direct", {"ground": "emergency"}),
        Step(0, "head", "decide", {"option": 0, "words": "立即转移低洼处群众，水利局派人到堤。"}),
    )),
    Report(2, "liaison_health", "某中学肺结核聚集情况", {}, (
        Step(0, "head_health", "submit_direct", {
            "ground": "statutory", "legal_basis": "传染病防治法关于疫情报告的规定",
        }),
    )),
    # Refused: nothing says why it should go past the leader in charge; the draft stays.
    Report(1, "liaison_culture", "古镇门票要不要降价", BUS | {"kind": "policy"}, (
        Step(0, "head_culture", "submit_direct"),
    )),
)  # fmt: skip

HELPS: tuple[tuple[int, str, str, tuple[Step, ...], dict[str, str]], ...] = (
    (0, "liaison_water", "河道权属说不清", (), {}),
    (3, "liaison_housing", "老旧小区改造居民不签字", (
        Step(0, "leader2", "give_help", {
            "method": "先做样板单元，请已改造小区的居民现身说法。",
            "resource": "样板单元由县里垫资。", "contact": "东湖街道 社区工作站",
        }),
        Step(2, "head_housing", "confirm_solved", {"note": "已有八成居民签字。"}),
    ), {}),
    (1, "liaison_liuxi", "危桥绕行标志没人管", (
        Step(0, "clerk", "give_help", {
            "method": "先设临时标志，再补移交手续。", "resource": "交通局有现成标志牌。",
            "contact": "县交通局 养护股",
        }),
    ), {"to": "office"}),
)  # fmt: skip
_WORDS = {
    "difficulty": "牵涉几家，自己协调了两次没有结果。",
    "tried": "上门三次，查了档案，和有关单位碰过头。",
    "wanted": "请领导出面协调一次，或者指一个能定的单位。",
}


def stories(world: World) -> Iterator[Story]:
    """Every report and request, as stories on the world's clock."""
    for report in REPORTS:
        yield _report(world, report)
    for ago, who, title, steps, more in HELPS:
        content = {**_WORDS, **more}
        yield _report(world, Report(ago, who, title, content, steps), "help_request")
    yield _personal(world)


def _begins(world: World, ago: int) -> Any:
    day = world.today(-ago)
    morning = world.hour(day).replace(minute=10)
    return min(morning, world.now - timedelta(minutes=70))


def _report(world: World, report: Report, type_key: str = "option_report") -> Story:
    yield _begins(world, report.ago)
    matter = engine.open_matter(
        type_key, world.person(report.who), world.moment, title=report.title, **report.content
    )
    for step in report.steps:
        yield world.later(step.days)
        typed = step.typed(world) if callable(step.typed) else step.typed
        try:
            engine.act(matter, step.verb, world.person(step.who), world.moment, **typed)
        except Refused:
            return  # the unit reads why and leaves the draft as it is


def _personal(world: World) -> Story:
    yield _begins(world, 3)
    engine.open_matter(
        "personal_matter", world.person("head_city"), world.moment,
        title="想谈谈家里的困难", leader="head", words="老人长期住院，想请领导听我说一说。",
    )  # fmt: skip
