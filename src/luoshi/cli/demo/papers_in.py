"""Papers that came in: sixty of the year, and today one at each step of their way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine

RECEIVED = 60
PASSES = {"ours": True, "by_rules": True, "well_formed": True}
_SENDERS = ("澜州市人民政府", "澜州市人民政府办公室", "澜州市应急管理局", "澜州市水利局")


def stories(world: World, rng: Random, rows: list[tuple[str, str]], scale: int) -> Iterator[Story]:
    """The papers of today; at a scale of one or more also those of the year."""
    yield from _came_today(world)
    for _ in range(RECEIVED * min(scale, 1)):
        yield _received(world, *rng.choice(rows), rng.randint(16, 345), rng.random() < 0.3)


def _came(world: World, title: str, **more: Any) -> Case:
    typed: dict[str, Any] = {
        "title": title, "from_organ": "澜州市人民政府", "from_number": "澜政发〔2026〕31号",
        "medium": "net", "urgency": "normal", "sent_as": "main", "doc_kind": "notice",
        "received_at": world.moment.isoformat(timespec="minutes"), "copies_received": "1",
    } | more  # fmt: skip
    clerk = world.person("clerk2")
    matter = engine.open_matter("incoming_document", clerk, world.moment, **typed)
    return Case(matter, typed.get("lead") or "")


def _looked_over(world: World, case: Case, passes: str = "handle") -> Story:
    clerk = world.person("clerk2")
    yield world.later(0)
    world.act(case, "enter", clerk, pages=5)
    world.act(case, "first_review", clerk, passes=passes, **PASSES)


def _received(world: World, lead: str, title: str, ago: int, read: bool) -> Story:
    yield world.behind(ago)
    n = ago % len(_SENDERS)
    case = _came(
        world, f"{_SENDERS[n]}关于{title}的通知", from_organ=_SENDERS[n],
        from_number=f"澜政办发〔{local_date(world.moment).year}〕{1 + ago % 80}号", lead=lead,
    )  # fmt: skip
    yield from _looked_over(world, case, "read" if read else "handle")
    clerk = world.person("clerk2")
    yield world.later(1)
    if read:
        at = world.moment.isoformat(timespec="minutes")
        world.act(case, "mark_read", clerk, reader="head", read_at=at)
        world.act(case, "end_circulation", clerk)
        return
    world.act(case, "dispatch", clerk)
    yield from _handled(world, case, 8 if ago % 9 == 0 else 4)


def _handled(world: World, case: Case, days: int) -> Story:
    unit = world.person(f"liaison_{case.lead}")
    yield world.later(0)
    world.act(case, "acknowledge", unit)
    yield world.later(days)
    world.act(case, "complete", unit, result=world.say("result"), evidence=world.say("evidence"))
    yield world.later(1)
    clerk = world.person("clerk2")
    world.act(case, "close_out", clerk, reply="已按要求办结，报市政府办。", way="letter")


def _came_today(world: World) -> Iterator[Story]:
    yield _urgent(world)
    yield _refused(world)
    yield _circulating(world)
    yield _stops(world, "转发市农田水利建设管理办法", 3, 3, "water")
    yield _stops(world, "做好冬季供暖价格监测", 8, 4, "reform")
    yield _stops(world, "开展燃气安全“回头看”", 1, 1, "housing")
    yield _stops(world, "报送今冬明春火灾防控工作总结", 0, 0, "fire")
    yield _void(world)


def _urgent(world: World) -> Story:
    """A plain telegram at the highest grade: limit named, a named person urges."""
    yield world.now - timedelta(hours=26)
    case = _came(
        world, "关于防范寒潮大风天气的紧急通知", medium="telegram", urgency="top",
        from_organ="澜州市应急管理局", from_number="澜应急电〔2026〕18号", lead="emergency",
        leader="leader5",
    )  # fmt: skip
    yield from _looked_over(world, case)
    yield world.later(0)
    clerk = world.person("clerk2")
    day = world.today(0).isoformat()
    world.act(case, "dispatch", clerk, due=day, urger="clerk2")
    yield world.later(0)
    world.act(case, "acknowledge", world.person("liaison_emergency"))


def _refused(world: World) -> Story:
    yield world.hour(world.today(-3))
    case = _came(
        world, "关于请求解决办公用房维修经费的请示", from_organ="柳溪镇人民政府",
        from_number="柳政〔2026〕44号", doc_kind="request",
    )  # fmt: skip
    clerk = world.person("clerk2")
    yield world.later(0)
    world.act(case, "enter", clerk, pages=2)
    world.act(
        case, "first_review", clerk, passes="no",
        reason="一文请示了维修和公车两件事，也没有联系人。",
        help="分成两份请示，各写清预算和联系人；维修经费先与财政局行政政法股商量。",
    )  # fmt: skip


def _circulating(world: World) -> Story:
    yield world.hour(world.today(-1))
    case = _came(
        world, "关于印发全市秋冬种工作要点的通知", from_organ="澜州市农业农村局",
        from_number="澜农发〔2026〕27号", sent_as="copied", leader="leader3",
    )  # fmt: skip
    yield from _looked_over(world, case, "read")
    yield world.later(0)
    clerk = world.person("clerk2")
    at = world.moment.isoformat(timespec="minutes")
    for reader in ("leader3", "director", "head"):
        world.act(case, "circulate", clerk, reader=reader, sent_at=at)
    world.act(case, "mark_read", clerk, reader="director", read_at=at, view="请农业农村局阅")


def _stops(world: World, title: str, ago: int, steps: int, lead: str) -> Story:
    """A paper that has come so far: signed, entered, handed over, reported and waiting."""
    yield min(world.hour(world.today(-ago)), world.now - timedelta(minutes=70))
    case = _came(
        world, f"关于{title}的通知", lead=lead, urgency="urgent" if steps == 3 else "normal"
    )
    if not steps:
        return
    yield from _looked_over(world, case)
    if steps < 3:
        return
    yield world.later(0)
    due = world.today(1).isoformat()
    world.act(case, "dispatch", world.person("clerk2"), due=due, urger="clerk2")
    unit = world.person(f"liaison_{lead}")
    if steps > 3:
        yield world.later(0)
        world.act(case, "acknowledge", unit)
        yield world.later(4)
        world.act(case, "complete", unit, result=world.say("result"), evidence="见附表")


def _void(world: World) -> Story:
    yield world.hour(world.today(-5))
    case = _came(world, "关于召开座谈会的通知（重复来文）", doc_kind="other")
    yield world.later(0)
    world.act(case, "void", world.person("chief"), reason="网上和纸质重复收到，以网上件为准。")
