"""Materials asked for in the story: answered, waiting, partly answered, quoted; urged in one go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments import burden
from luoshi.lib.clock import local_date
from luoshi.matters import engine

_FLOOD = (("编织袋数量", "核定汛期采购数"), ("抢险队人数", "编排值守"), ("仓库地址", "入汛前抽查"))
_WATER = (("在建工程数", "排专题会议程"), ("本月完成投资（万元）", "核对月报，不另报"))
_HEAT = (("供热面积（万平方米）", "测算补贴"), ("应急锅炉台数", "排寒潮值守"))

# material, period covered, items, lead, helping units, working days ago, script
_ASKED: tuple[tuple[str, str, tuple[tuple[str, str], ...], str, tuple[str, ...], int, str], ...] = (
    ("防汛物资清单", "2026年汛期", _FLOOD, "liuxi", ("shiqiao", "qinghe"), 40, "closed"),
    ("在建水利工程情况", "上月", _WATER, "water", (), 12, "closed"),
    ("供热准备情况", "本采暖季", _HEAT, "housing", (), 6, "handed in"),
    ("冬季抢险力量情况", "本冬", _FLOOD, "liuxi", ("shiqiao", "bailu"), 4, "partly"),
    ("灌溉用水情况", "本季度", _WATER[:1], "water", ("agriculture",), 1, "waiting"),
)
_SAID = ("3000", "42", "见附件", "无")


def stories(world: World) -> Iterator[Story]:
    """Every request of the year."""
    for material, covers, items, lead, co, ago, script in _ASKED:
        yield _asked(world, (lead, *co), material, covers, items, ago, script)
    yield _urged_together(world)


def _asked(
    world: World, units: tuple[str, ...], material: str, covers: str,
    items: tuple[tuple[str, str], ...], ago: int, script: str,
) -> Story:  # fmt: skip
    yield _began(world, ago)
    matter = engine.open_matter(
        "material_request",
        world.person("clerk"),
        world.moment,
        title=f"报送{material}",
        lead=units[0],
        co=list(units[1:]),
        extra={
            "material": material,
            "covers": covers,
            "form": [{"item": item, "what_for": what} for item, what in items],
        },
    )
    case = Case(matter, units[0], units[1:])
    yield world.later(0)
    world.act(case, "request_material", world.person("chief"), note="只报这几项，不要另附说明。")
    if script == "waiting":
        return
    for code in units[:-1] if script == "partly" else units:
        yield world.later(1)
        _answer(world, case, code, [item for item, _ in items])
    if script == "closed":
        yield world.later(1)
        world.act(case, "close_out", world.person("clerk"), reply="收讫，已并入汇总，不再另要。")


def _began(world: World, workdays: int) -> Any:
    moment = world.hour(world.today(-workdays))
    return min(moment, world.now - timedelta(hours=2))


def _answer(world: World, case: Case, code: str, items: list[str]) -> None:
    values = [{"item": item, "value": world.rng.choice(_SAID)} for item in items]
    world.act(case, "answer_material", world.person(f"liaison_{code}"), values=values)


def _urged_together(world: World) -> Story:
    """Yesterday the clerk urged whatever one bureau was late with, in one go."""
    yield world.hour(world.today(-1))
    unit = world.county.units["water"]
    late = burden.late_of(world.person("clerk"), unit, world.moment)
    numbers = [one.matter.number for one in late]
    if numbers:
        burden.urge_together(
            world.person("clerk"), unit, world.moment, numbers,
            f"demo-{local_date(world.moment):%Y%m%d}", channel="system",
            note="几件一并提醒：请本周内报结果，有困难今天就说。",
        )  # fmt: skip
