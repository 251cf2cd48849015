"""Three inspections of the year and one proposal of accountability that became support."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter

CONTENT: dict[str, Any] = {"content": "deployment", "kind": "special", "ground": "suggestion"}


def stories(world: World) -> tuple[Story, ...]:
    """One inspection with an objection waiting, one in the field, one only drafted that repeats
    it, and a proposal turned into support."""
    return _disputed(world), _in_field(world), _drafted(world), _supported(world)


def _plan(world: World, title: str, first: date, last: date, **more: Any) -> Case:
    chief = world.person("chief").name
    typed: dict[str, Any] = {
        "title": title,
        "methods": [{"method": "visit"}, {"method": "records"}],
        "group": [
            {"name": chief, "post": "督查科", "role": "leader"},
            {"name": "顾禾", "post": "县人大代表", "role": "deputy"},
        ],
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        **CONTENT,
        **more,
    }
    matter = engine.open_matter("inspection", world.person("clerk"), world.moment, **typed)
    return Case(matter, "")


def _own(*codes: str) -> list[dict[str, str]]:
    return [{"unit": code, "kind": "own"} for code in codes]


def _approved(world: World, case: Case) -> Story:
    world.act(case, "submit_plan", world.person("clerk"))
    yield world.later(1)
    world.act(case, "approve_plan", world.person("head"))


def _disputed(world: World) -> Story:
    yield world.hour(world.today(-34))
    day = local_date(world.moment)
    case = _plan(
        world, "水毁工程修复专项督查", world.calendar.add_workdays(day, 3),
        world.calendar.add_workdays(day, 5), what="汛后水毁修复项目的进度、质量和资金",
        objects=_own("water", "transport"), about=[{"words": "水毁工程修复"}],
    )  # fmt: skip
    yield from _approved(world, case)
    yield world.later(2)
    clerk = world.person("clerk")
    world.act(case, "begin_field", clerk)
    yield world.later(1)
    world.act(case, "record_finding", clerk, object="water",
              found="清水渠两处护坡尚未修复，台账登记为已完成。", basis="现场查看；修复台账第12页")  # fmt: skip
    yield world.later(1)
    world.act(case, "record_finding", clerk, object="transport",
              found="三座便桥已按期恢复通行，群众反映好。")  # fmt: skip
    yield world.later(3)
    parts = [
        {"unit": "water", "words": "应修复26处，已修复24处；清水渠两处护坡未修复而登记为完成。"},
        {"unit": "transport", "words": "三座便桥按期恢复，做法可以推广。"},
    ]
    world.act(case, "conclude", clerk, parts=parts,
              conclusion="修复工作总体按进度推进，个别项目台账与现场不符。")  # fmt: skip
    yield world.later(1)
    world.act(case, "deliver", clerk)
    water, transport = (
        Case(Matter.objects.get(parent=case.matter, lead_unit__code=code), code)
        for code in ("water", "transport")
    )
    yield world.later(1)
    world.act(water, "receive", world.person("head_water"))
    world.act(transport, "receive", world.person("liaison_transport"))
    yield world.later(2)
    world.act(transport, "accept_conclusion", world.person("head_transport"))
    world.act(transport, "settle_conclusion", clerk)
    yield world.later(6)
    world.act(water, "dispute", world.person("head_water"), evidence="验收单两份，现场照片",
              reason="清水渠两处护坡在督查次日已完成修复并验收，结论中“未修复”与现状不符。")  # fmt: skip


def _in_field(world: World) -> Story:
    yield world.hour(world.today(-9))
    first, last = world.today(-3), world.today(4)
    case = _plan(
        world, "城区背街小巷保洁专项督查", first, last, what="背街小巷保洁的责任落实和效果",
        objects=_own("city", "housing"), about=[{"words": "背街小巷保洁"}],
        ground="instruction", ground_words="县长在县政府常务会议上的要求",
    )  # fmt: skip
    yield from _approved(world, case)
    yield world.hour(first)
    clerk = world.person("clerk2")
    world.act(case, "begin_field", clerk)
    yield world.later(1)
    world.act(case, "record_finding", clerk, object="city",
              found="东门巷垃圾桶满溢，保洁员称每天只清运一次。", basis="10时现场查看，与保洁员谈话")  # fmt: skip


def _drafted(world: World) -> Story:
    yield world.hour(world.today(-2))
    _plan(
        world, "城市管理精细化督查", world.today(8), world.today(10),
        what="城区市容环境", objects=_own("city"), about=[{"words": "背街小巷保洁"}],
    )  # fmt: skip


def _supported(world: World) -> Story:
    yield world.hour(world.today(-15))
    matter = engine.open_matter(
        "accountability",
        world.person("chief"),
        world.moment,
        title="关于农村供水入户数据不实的问责建议",
        what="供水入户率连续两月报送数与抽查数不符。",
        lead="water",
        ground="dereliction",
        evidence="抽查记录两份，存督查科。",
        support_given="上月已派县统计局人员指导填报一次。",
    )
    yield world.later(2)
    world.act(
        Case(matter, "water"), "support_instead", world.person("director"),
        reason="基层填报人员更换频繁，是能力问题，不是有意作假。",
        title="帮县水利局把供水入户数据做实",
        method="统一口径，逐村核对一遍，建立一村一表。",
        resource="县统计局派2人驻点两周，核查经费由县财政列支。",
        person="县统计局业务股，固定电话见通讯录",
        due=world.today(12).isoformat(),
    )  # fmt: skip
    yield world.later(1)
    support = Case(Matter.objects.get(parent=matter), "water")
    world.act(support, "acknowledge", world.person("liaison_water"))
    yield world.later(5)
    world.act(support, "report_progress", world.person("liaison_water"), percent=40,
              progress="统计局两名同志已驻点，完成一镇的逐村核对。", next_step="下周核对其余乡镇。")  # fmt: skip
