"""Information and words of the year: 824 items sent, 45 and 97 of them adopted; research, scripts.

The counts are those an office once published (S121, S128); all the rest is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from luoshi.cli.demo import topics, writing
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.matters import engine
from luoshi.org.models import Person

SEED = 20260713
SENT, PROVINCE, CITY = 824, 45, 97
_ENDS = (
    "的三点做法", "遇到的困难和建议", "一线见闻", "群众怎么看", "月度进展", "可复制的经验",
    "还有哪些短板", "办理情况", "调度会定了什么", "用数据说话", "现场回访记", "进入收尾",
)  # fmt: skip
_TOPICS = ("work", "experience", "problem", "opinion")
_NAMES = {row[0]: row[2] for row in UNITS}
_PAPERS = {"province": "澜江信息", "city": "澜州政务"}


def stories(world: World, scale: int) -> Iterator[Story]:
    """Today's items at every stage; at a scale of one or more the whole year's."""
    rng = Random(SEED)
    yield from _today(world)
    yield from writing.stories(world, rng, scale)
    if scale:
        yield from _year(world, rng, SENT - 1)  # one of today's has been sent, too


def _year(world: World, rng: Random, sent: int) -> Iterator[Story]:
    """So many items, of which as many were adopted as the office published."""
    rows = [(lead, f"{title.format(town=_NAMES[TOWNS[n % len(TOWNS)]])}{end}")
            for end in _ENDS for n, (lead, title, _, _) in enumerate(topics.TOPICS)]  # fmt: skip
    rng.shuffle(rows)
    adopted = ["province"] * PROVINCE + ["city"] * (CITY - 1)
    levels = adopted + [""] * (sent - len(adopted))
    rng.shuffle(levels)
    for (lead, title), level in zip(rows[:sent], levels, strict=True):
        yield _item(world, rng, lead, title, level)


def _hand_in(world: World, by: Person, title: str, hours: int, **more: Any) -> Case:
    typed: dict[str, Any] = {
        "title": title, "topic": "work", "what": world.say("what", title=title),
        "event_at": (world.moment - timedelta(hours=hours)).isoformat(timespec="minutes"),
    } | more  # fmt: skip
    return Case(engine.open_matter("info_brief", by, world.moment, **typed), "")


def _send(world: World, case: Case, to: str = "city") -> None:
    world.act(case, "submit_upward", world.person("clerk3"), sent_to=to, checked=True)


def _adopt(world: World, case: Case, level: str) -> None:
    issue = f"{_PAPERS[level]}第{world.rng.randint(3, 240)}期"
    world.act(case, "adopt", world.person("clerk3"), level=level, publication=issue)


def _item(world: World, rng: Random, lead: str, title: str, level: str) -> Story:
    yield world.behind(rng.randint(24, 355))
    if rng.random() < 0.5:
        by = world.person(f"liaison_{lead}")
    else:
        by = world.person(rng.choice(("clerk", "clerk2", "clerk3", "proofreader", "deputy")))
    hours = rng.choice((2, 4, 6, 9, 14, 20, 23, 30))
    special = rng.random() < 0.2
    case = _hand_in(world, by, title, hours, topic=rng.choice(_TOPICS), special=special)
    yield world.later(0)
    _send(world, case, "both" if level == "province" else "city")
    if level:
        yield world.later(rng.randint(3, 9))
        _adopt(world, case, level)


def _today(world: World) -> Iterator[Story]:
    yield _directed(world)
    yield _returned(world)
    yield _used_here(world)
    yield _dropped(world)
    yield _fresh(world, "liaison_water", "第二水源工程管线今晨贯通", 3)
    yield _fresh(world, "liaison_liuxi", "柳溪镇供暖首日测温记录", 20)


def _directed(world: World) -> Story:
    """Sent, adopted by the city, and a leader's words on it became a matter of its own."""
    yield world.hour(world.today(-15))
    case = _hand_in(
        world, world.person("liaison_civil"), "敬老院改造：先签告知书再动工", 5,
        topic="experience", special=True,
    )  # fmt: skip
    yield world.later(0)
    _send(world, case, "both")
    yield world.later(4)
    _adopt(world, case, "city")
    yield world.later(1)
    world.act(
        case, "brief_directed", world.person("clerk3"), title="总结推广敬老院改造告知做法",
        channel="written", directive_words="做法实在，请民政局总结推广。", directive_level="city",
        leader="leader4", lead="civil",
    )  # fmt: skip


def _returned(world: World) -> Story:
    yield world.hour(world.today(-1))
    case = _hand_in(world, world.person("liaison_city"), "背街小巷改造受欢迎", 8)
    yield world.later(0)
    world.act(
        case, "return_brief", world.person("clerk3"), reason="没有说改了几条巷、多少户。",
        help="问项目股要清单；再写一句住户原话。",
    )  # fmt: skip


def _used_here(world: World) -> Story:
    yield world.hour(world.today(-3))
    case = _hand_in(world, world.person("clerk2"), "各乡镇秋种进度一览", 10)
    yield world.later(0)
    world.act(case, "use_here", world.person("clerk3"), journal="安澜政务信息第41期")


def _dropped(world: World) -> Story:
    yield world.hour(world.today(-2))
    case = _hand_in(world, world.person("liaison_market"), "召开工作例会", 4)
    yield world.later(0)
    world.act(case, "drop_brief", world.person("clerk3"), reason="只有开会，没有内容。")


def _fresh(world: World, who: str, title: str, hours: int) -> Story:
    yield world.now - timedelta(minutes=75)
    _hand_in(world, world.person(who), title, hours)
