"""Petitions told in full: every stage that matters, a risk that gathers, a man who comes again.

Counted with the rest of the year. Names are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from luoshi.cli.demo.petition_words import BASIS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine


class Told(NamedTuple):
    """One petition: when it came (working days ago), from whom about what, and what followed."""

    ago: int
    channel: str
    persons: int
    title: str
    lead: str
    place: str
    who: str
    script: tuple[str, ...] = ()
    over_level: bool = False
    nature: str = "request"
    subject: str = "other"


_SENT = ("0 dispatch",)
_HELD = (*_SENT, "2 accept")
_ANSWERED = (*_HELD, "1 talk", "12 answer")
_WAGES = "反映临河街道滨江花园项目拖欠工人工资"
_AGAIN = "请求解决石桥镇老街门面产权登记问题"

TOLD: tuple[Told, ...] = (
    Told(0, "letter", 1, "反映青禾镇机耕路塌方影响春耕", "transport", "qinghe", "费仲舟"),
    Told(1, "visit", 3, "反映沙湾镇渡口停航出行难", "transport", "shawan", "邬清棠", ("0 talk",)),
    Told(2, "letter", 1, "请求解决竹山乡搬迁户用电增容", "power", "zhushan", "殷若溪", _SENT),
    Told(3, "letter", 2, "反映白鹭镇湿地围网清退补偿标准", "forestry", "bailu", "滕予衡",
         (*_SENT, "1 object"), subject="land"),
    Told(12, "visit", 6, "反映枫林镇民宿集中停业整顿补偿", "culture", "fenglin", "罗景澄",
         (*_HELD, "1 case", "2 talk"), subject="firm"),
    Told(38, "letter", 1, "反映月潭乡蓄水池渗漏无人维修", "water", "yuetan", "毕长泽",
         (*_HELD, "20 extend", "1 grant"), subject="village"),
    Told(30, "letter", 1, "反映长渠镇灌渠占地未补偿", "water", "changqu", "郝文桐",
         (*_ANSWERED, "1 cause"), subject="land"),
    Told(52, "visit", 2, "不服松坪乡林地权属处理意见", "forestry", "songping", "安启岚",
         (*_ANSWERED, "10 ask_first"), subject="land"),
    Told(75, "letter", 1, "不服云岭镇采石场边坡治理补偿意见", "land", "yunling", "常叔河",
         (*_ANSWERED, "8 ask_first", "12 first"), subject="land"),
    Told(95, "letter", 1, "不服柳溪镇河道清障拆除意见", "water", "liuxi", "乐伯川",
         (*_ANSWERED, "8 ask_first", "12 first", "8 ask_final", "10 hearing")),
    Told(110, "visit", 1, "不服望江街道房屋征收补偿意见", "levy", "wangjiang", "于季宁",
         (*_ANSWERED, "8 ask_first", "12 first", "8 ask_final", "10 final"), subject="house"),
    Told(9, "letter", 1, "检举某局工作人员违规收费", "audit", "donghu", "时向遥",
         (*_SENT,), nature="complaint"),
    Told(20, "letter", 1, "不服交通事故责任认定", "police", "donghu", "傅亦朗", ("1 elsewhere",),
         subject="law"),
    # One man who comes again and again: the first is being handled, the others are not accepted.
    Told(26, "visit", 1, _AGAIN, "land", "shiqiao", "苗思峦", _HELD, subject="land"),
    Told(17, "letter", 1, f"再次{_AGAIN}", "land", "shiqiao", "苗思峦", ("1 decline",),
         subject="land"),
    Told(10, "visit", 2, f"{_AGAIN}，要求书面答复", "land", "shiqiao", "苗思峦", ("0 decline",),
         over_level=True, subject="land"),
    Told(2, "visit", 1, f"第四次{_AGAIN}", "land", "shiqiao", "苗思峦", subject="land"),
    # What gathers: the same wages on the same site, more people every week.
    Told(22, "letter", 1, _WAGES, "labour", "linhe", "贺嘉石", _HELD, subject="wages"),
    Told(15, "visit", 4, f"{_WAGES}（木工班）", "labour", "linhe", "倪云竹", _SENT, subject="wages"),
    Told(8, "visit", 11, f"{_WAGES}（钢筋班）", "labour", "linhe", "汤正楠", ("0 major", *_SENT),
         subject="wages"),
    Told(3, "visit", 27, f"{_WAGES}（三个班组）", "labour", "linhe", "雷明榆",
         ("0 major", *_SENT, "0 case"), over_level=True, subject="wages"),
)  # fmt: skip


def tell(world: World, one: Told) -> Story:
    """The petition comes in, and what followed follows."""
    moment = world.hour(world.today(-one.ago))
    yield min(moment, world.now - timedelta(minutes=70))
    day = local_date(world.moment)
    fields: dict[str, Any] = {
        "channel": one.channel, "received_on": day.isoformat(), "came_by": "office",
        "persons": str(one.persons), "over_level": one.over_level, "nature": one.nature,
        "subject": one.subject, "place": one.place, "petitioner": one.who,
    }  # fmt: skip
    if one.persons >= 5:
        fields["representatives"] = str(min(5, one.persons))
    if one.nature == "complaint":
        fields["accused"] = "market"
    matter = engine.open_matter(
        "petition", world.person("clerk"), world.moment,
        title=one.title, what=f"{one.title}，请求依法处理并书面答复。", lead=one.lead, extra=fields,
    )  # fmt: skip
    case = Case(matter, one.lead)
    for line in one.script:
        days, step = line.split()
        yield world.later(int(days))
        _STEPS[step](world, case)


def _office(verb: str, **typed: Any) -> Callable[[World, Case], None]:
    return lambda world, case: _act(world, case, verb, "clerk", typed)


def _unit(verb: str, who: str = "liaison", **typed: Any) -> Callable[[World, Case], None]:
    return lambda world, case: _act(world, case, verb, f"{who}_{case.lead}", typed)


def _act(world: World, case: Case, verb: str, by: str, typed: dict[str, Any]) -> None:
    """The act, with `TODAY` (and so many days on) put in as the day it is done on."""
    today = local_date(world.moment)
    said = {
        key: (today + timedelta(days=value.days)).isoformat()
        if isinstance(value, timedelta)
        else value.replace("〔本年〕", f"〔{today.year}〕{case.matter.pk}")
        if isinstance(value, str)
        else value
        for key, value in typed.items()
    }
    world.act(case, verb, world.person(by), **said)


TODAY = timedelta(0)


def _dispatch(world: World, case: Case) -> None:
    """Handed over; where it repeats an earlier one, with what is new about it."""
    again = case.matter.extra.get("repeat_of")
    world.act(
        case, "dispatch", world.person("clerk"), different="人数和诉求有变化。" if again else ""
    )


def _extend(world: World, case: Case) -> None:
    """Twenty more days are asked for, before the sixty are over."""
    case.matter.refresh_from_db()
    due: datetime | None = case.matter.due_at
    assert due is not None
    wanted = (local_date(due) + timedelta(days=20)).isoformat()
    reason = "须委托检测，等检测结论。"
    world.act(case, "extend", world.person(f"liaison_{case.lead}"), new_due=wanted, reason=reason)


_STEPS: dict[str, Callable[[World, Case], None]] = {
    "dispatch": _dispatch,
    "accept": _unit("acknowledge", notice_number="信受告〔本年〕号"),
    "talk": _office("talk", talk_way="reception", talked_by="督查科干部",
                    talk_words="听了来龙去脉，讲了办理程序，情绪平稳。", talk_outcome="partly"),
    "object": _unit("object", reason="补偿标准由湿地管理机构核定，不属本局职权。",
                    suggest_unit="finance"),
    "case": _office("assign_case", leader="leader3", case_due=timedelta(days=25)),
    "major": _office("report_major", happening="数十人聚集在项目部门口，计划明日再来。",
                     reported_to="县政府主要领导、联席会议办公室", measures="街道到场，约定座谈。"),
    "extend": _extend,
    "grant": _unit("grant_extension", "head", told_petitioner="电话告知并寄送延期告知书"),
    "answer": _unit("complete", outcome="explain", opinion_number="信处〔本年〕号",
                    found="经现场勘查、调阅档案并听取双方陈述。", legal_basis=BASIS,
                    result="诉求缺乏政策依据，做好解释；合理部分由主管单位限期解决。",
                    delivered_on=TODAY, evidence="意见书和送达回证存档。"),
    "cause": _office("tag_cause", cause="blocked", cause_unit="water"),
    "ask_first": _office("ask_first_review", first_asked_on=TODAY, first_grounds="认为事实没有查清。"),
    "first": _office("give_first_review", first_review_organ="县人民政府", first_outcome="upheld",
                     first_number="信复查〔本年〕号", first_delivered_on=TODAY),
    "ask_final": _office("ask_final_review", final_asked_on=TODAY, final_grounds="对复查意见不服。"),
    "hearing": _office("hold_hearing", hearing_place="县群众接待中心听证室"),
    "final": _office("give_final_review", final_review_organ="市人民政府", final_outcome="upheld",
                     final_number="信复核〔本年〕号"),
    "elsewhere": _office("point_elsewhere", remedy="reconsideration", told_on=TODAY,
                         explained="告知收到认定书之日起可以申请复核或提起诉讼。"),
    "decline": _office("decline", decline_ground="under_way", told_on=TODAY),
}  # fmt: skip


_ITEMS = (
    ("滨江花园项目拖欠工人工资", "明确街道和人社部门谁牵头", "27"),
    ("老旧小区供暖不足", "协调供热企业和住建部门", "46"),
)


def weekly_list(world: World, ago: int, *, done: bool) -> Story:
    """The petition bureau hands in its list of the week; last week's was taken up item by item."""
    yield min(world.hour(world.today(-ago)), world.now - timedelta(minutes=80))
    day = local_date(world.moment)
    monday = day - timedelta(days=day.weekday())
    rows = [{"item": item, "wanted": wanted, "persons": n} for item, wanted, n in _ITEMS]
    feed = engine.open_matter(
        "petition_feed", world.person("liaison_petitions"), world.moment,
        title=f"{monday:%-m月%-d日}这一周需要政府牵头落实的信访事项",
        extra={"week_of": monday.isoformat(), "items": rows},
    )  # fmt: skip
    if not done:
        return
    case, clerk = Case(feed, "labour"), world.person("clerk")
    for (item, wanted, _), lead in zip(_ITEMS, ("labour", "housing"), strict=True):
        yield world.later(0)
        due = world.today(15).isoformat()
        world.act(case, "take_up", clerk, title=f"解决{item}", what=wanted, lead=lead, due=due)
        task = Case(feed.children.order_by("-pk")[0], lead)
        yield world.later(0)
        world.act(task, "docket", clerk)
        world.act(task, "assign_case", world.person("head"), leader="leader3")
        world.act(task, "dispatch", clerk)
    yield world.later(0)
    world.act(case, "finish", clerk)
