"""Spoken instructions, a loan shared out, fact cards, a plan in numbered copies: a few of each."""

from __future__ import annotations

from datetime import timedelta

from luoshi.cli.demo.steps import play
from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments import copies, custody, facts
from luoshi.lib.clock import local_date
from luoshi.matters import documents, engine, queries, spoken

# who, words, unit, working days ago, what became of it
_SAID = (
    ("leader2", "东湖路那处积水，城管局周五前给我个办法。", "city", 2, ""),
    ("head", "请水利局把险工险段再排查一遍，月底前报我。", "water", 1, ""),
    ("leader4", "学校食堂的原料采购要查一遍，三天内有个说法。", "", 0, ""),
    ("leader3", "高标准农田的机井配套，县农业农村局拿个补齐的清单。", "agriculture", 9, "phone"),
    ("leader1", "预算执行慢的单位，下周一前列个单子。", "finance", 6, "self"),
)
_FIGURES = (
    ("water", "河道总长", ("384.0", "386.5"), "公里", "水利统计年报"),
    ("water", "小型水库", ("41",), "座", "水库名录"),
    ("education", "义务教育在校学生", ("48210", "47935"), "人", "教育事业统计"),
    ("housing", "老旧小区改造完成", ("26",), "个", "部门台账"),
    ("finance", "一般公共预算收入", ("12.86", "13.42"), "亿元", "财政月报"),
)
_PLAN = """澜江片区搬迁实施方案（讨论稿）
一、工作目标。分三批完成澜江片区住户搬迁，安置房同步交付。
二、工作步骤。先公示、再签约、后搬迁，未签约的不动一砖一瓦。
三、纪律要求。讨论稿按份号发放，会后收回，不得外传。
"""


def stories(world: World) -> list[Story]:
    """Everything of this file, each on the story's own clock."""
    return [
        *(_spoken(world, *row) for row in _SAID),
        _loan(world),
        _cards(world),
        _plan(world),
        _weighed(world),
    ]


def _spoken(world: World, who: str, words: str, unit: str, ago: int, how: str) -> Story:
    yield world.hour(world.today(-ago)) if ago else world.now - timedelta(minutes=40)
    leader = world.person(who)
    lead = (world.county.units[unit].pk, unit) if unit else None
    matter = spoken.capture(
        world.person("clerk"), world.moment, words=words, leader=leader, lead=lead
    )
    if not how:
        return
    yield world.later(1)
    case = Case(matter, unit)
    if how == "self":
        world.act(case, "confirm_oral", leader)
    else:
        world.act(case, "confirm_oral", world.person("clerk"), how=how)
    yield from play(world, case, ("+0 docket", "+0 dispatch", "+1 acknowledge"))


def _month(world: World, ahead: int) -> str:
    day = local_date(world.now)
    number = day.year * 12 + day.month - 1 + ahead
    return f"{number // 12}-{number % 12 + 1:02d}"


def _loan(world: World) -> Story:
    yield world.hour(world.today(-20))
    rows = [
        {
            "month": _month(world, n),
            "principal": str(600 + 50 * n),
            "interest": f"{48.6 - 2 * n:.2f}",
        }
        for n in range(6)
    ]
    matter = engine.open_matter(
        "debt_service",
        world.person("clerk"),
        world.moment,
        title="城建贷款还本付息",
        what="按月足额偿还到期本息，不发生逾期。",
        lead="finance",
        leader="leader1",
        creditor="某银行安澜支行城建项目贷款",
        schedule=rows,
        source_kind="executive_minutes",
        authority="meeting",
    )
    case = Case(matter, "finance")
    yield from play(world, case, ("+0 docket", "+1 dispatch", "+0 acknowledge"))
    yield world.later(1)
    for unit, part in (("housing", 200), ("water", 120)):
        share = [{"month": r["month"], "principal": str(part), "interest": "6"} for r in rows[:4]]
        world.act(case, "apportion", world.person("clerk"), to_unit=unit, schedule=share)
    children = {c.lead_unit.code: c for c in matter.children.select_related("lead_unit")
                if c.lead_unit}  # fmt: skip
    for unit, paid, gap in (("housing", "206.00", "80.00"), ("water", "126.00", "0")):
        child = Case(children[unit], unit)
        yield from play(world, child, ("+1 acknowledge",))
        more = {"next_from": "处置闲置房产，已挂牌。"} if gap != "0" else {}
        yield world.later(2)
        world.act(
            child, "stock_take", world.person(f"liaison_{unit}"),
            paid=paid, money_from="预算安排和专户结余。", next_gap=gap, **more,
        )  # fmt: skip


def _cards(world: World) -> Story:
    yield world.hour(world.today(-8))
    day = local_date(world.moment)
    for unit, indicator, values, measure, source in _FIGURES:
        for back, value in enumerate(reversed(values)):
            ago = timedelta(days=40 + 250 * (back or len(values) == 1))
            facts.record_figure(
                world.person(f"liaison_{unit}"), world.county.units[unit], world.moment,
                {
                    "indicator": indicator, "value": value, "measure": measure, "source": source,
                    "as_of": (day - ago).isoformat(),
                },
            )  # fmt: skip
    keeper = world.person("liaison_water")
    water = world.county.units["water"]
    for kind, text in (
        ("situation", "全县河道46条，均已落实县、镇、村三级河长。"),
        ("problems", "三处险工段尚未除险，乡镇巡查人员不足。"),
        ("suggestions", "把险工段除险列入明年民生实事，巡查与护林合并安排。"),
    ):
        facts.record_text(keeper, water, world.moment, kind, text)


def _plan(world: World) -> Story:
    yield world.hour(world.today(-4))
    clerk = world.person("clerk")
    paper = documents.add(_PLAN, clerk, world.moment, title="澜江片区搬迁实施方案（讨论稿）")
    names = ("head", "leader2", "head_housing", "director")
    made = copies.issue(clerk, world.moment, paper.pk, names)
    for number, place, keeper in (
        (f"机登〔{local_date(world.moment).year}〕11号", "保密室3号柜", "chief"),
        (f"机登〔{local_date(world.moment).year}〕12号", "主任室保险柜", "director"),
    ):
        custody.enter(clerk, world.moment, number=number, place=place, keeper=keeper)
    yield world.later(1)
    for copy in made[:2]:
        copies.open_copy(copy.recipient, world.moment, copy.pk)


def _weighed(world: World) -> Story:
    yield world.now - timedelta(minutes=30)
    clerk = world.person("clerk")
    rows = queries.in_quadrant(clerk, "", world.moment)[:8]
    for matter, quadrant in zip(
        list(rows), ("11", "11", "10", "01", "10", "00", "11", "01"), strict=False
    ):
        engine.act(matter, "weigh", clerk, world.moment, quadrant=quadrant)
