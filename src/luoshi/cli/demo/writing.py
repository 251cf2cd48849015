"""Research, manuscripts, the web site and the office's own targets in the story of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from luoshi.cli.demo import topics
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine

REPORTS, DIRECTED = 24, 2  # S128
SCRIPTS, PAGES = 40, 24
_WRITERS = ("clerk2", "clerk3", "proofreader", "clerk")
_NAMES = {row[0]: row[2] for row in UNITS}
_SCRIPTS = (
    ("speech", "在{}工作会议上的讲话"), ("report", "关于{}情况的汇报"),
    ("host", "{}推进会主持词"), ("summary", "{}工作总结"),
)  # fmt: skip
_PEOPLE = (
    {"kind": "masses", "who": "村民和住户", "ask_what": "好在哪里、难在哪里"},
    {"kind": "grassroots", "who": "村（社区）干部", "ask_what": "政策到没到户"},
    {"kind": "staff", "who": "业务股室", "ask_what": "账怎么算"},
)


def stories(world: World, rng: Random, scale: int) -> Iterator[Story]:
    """A few of each today; at a scale of one or more a year of them."""
    titles = [title.format(town=_NAMES[TOWNS[3]]) for _, title, _, _ in topics.TOPICS]
    rng.shuffle(titles)
    year = min(scale, 1)
    for n in range(REPORTS if year else 1):
        yield _report(world, n, titles[n], 30 + 13 * n)
    for n in range(SCRIPTS if year else 1):
        yield _script(world, n, titles[n + REPORTS], 9 + 8 * n)
    for n in range(PAGES if year else 1):
        yield _page(world, titles[n], 8 + 13 * n)
    for stage in ("planned", "in_field", "reviewing", "dropped"):
        yield _research(world, stage, titles[-1 - len(stage)])
    for stage in ("writing", "reviewing", "dropped"):
        yield _writing(world, stage, titles[-20 - len(stage)])
    for stage in ("collected", "reviewed", "processed", "returned", "taken_down", "dropped"):
        yield _publishing(world, stage, titles[-40 - len(stage)])
    yield from (_target(world, writer) for writer in _WRITERS[:3])


def _plan(world: World, title: str, writer: str, days: int) -> Case:
    due = world.calendar.add_workdays(local_date(world.moment), days)
    typed: dict[str, Any] = {
        "title": f"{title}：问题在哪里、怎么办", "writer": writer, "finish_by": due.isoformat(),
        "what": "弄清真实进度、群众感受和卡在哪一环。", "leader": "head",
        "sites": [{"place": f"{_NAMES[t]}两个村", "look_at": "现场"} for t in TOWNS[3:5]],
        "interviewees": [dict(row) for row in _PEOPLE],
    }  # fmt: skip
    by = world.person("deputy")
    return Case(engine.open_matter("research_report", by, world.moment, **typed), "")


def _body(title: str) -> str:
    lines = (
        "看了{n}个点位，走访{n}户",
        "能按期完成的有{n}处",
        "卡在手续上的有{n}件",
        "群众提了{n}条意见",
        "建议分{n}步走",
        "资金还差{n}万元",
    )
    return "".join(f"{title}：{line.format(n=3 + k)}。\n" for k, line in enumerate(lines))


def _written(world: World, case: Case, title: str, writer: str, days: int) -> Story:
    yield world.later(1)
    world.act(case, "settle_plan", world.person("director"))
    yield world.later(2)
    who = world.person(writer)
    world.act(case, "visit", who, place=_NAMES[TOWNS[3]], kind="masses", found="住户更关心工期")
    yield world.later(days)
    chars = 3000 + 170 * (len(title) % 13)
    world.act(case, "hand_in", who, body=_body(title), characters=chars)


def _report(world: World, n: int, title: str, ago: int) -> Story:
    yield world.behind(ago)
    writer = _WRITERS[n % 4]
    case = _plan(world, title, writer, 12)
    yield from _written(world, case, title, writer, 7)
    yield world.later(2)
    world.act(case, "three_points", world.person("director"), clear=True, deep=True, plain=True)
    if n % 4 == 1:
        yield world.later(3)
        world.act(
            case, "publish_report", world.person(writer), level="city" if n % 8 == 1 else "county",
            publication=f"澜州调研第{n}期", proof="目录页和正文复印件存综合科",
        )  # fmt: skip
    if n < DIRECTED:
        yield world.later(1)
        world.act(
            case, "report_directed", world.person("clerk3"), title=f"落实“{title[:20]}”调研建议",
            channel="written", directive_words="所提建议有针对性，请省有关部门研究并指导安澜县试点。",
            directive_level="province", leader="head", lead="reform",
        )  # fmt: skip


def _research(world: World, stage: str, title: str) -> Story:
    yield world.hour(world.today(-8 if stage == "reviewing" else -3))
    case = _plan(world, title, "clerk2", 9)
    yield world.later(0)
    if stage == "dropped":
        reason = "与市里同题调研合并。"
        world.act(case, "drop_research", world.person("director"), reason=reason)
    elif stage == "in_field":
        world.act(case, "settle_plan", world.person("director"))
    elif stage == "reviewing":
        yield from _written(world, case, title, "clerk2", 3)


def _begun(world: World, n: int, title: str, days: int) -> Case:
    kind, pattern = _SCRIPTS[n % len(_SCRIPTS)]
    day = world.calendar.add_workdays(local_date(world.moment), days)
    typed: dict[str, Any] = {
        "title": pattern.format(title), "kind": kind, "writer": _WRITERS[n % 4],
        "what": "一小时以内，讲三个问题、给三条办法。", "wanted_on": day.isoformat(),
        "leader": "head" if n % 3 else "leader1",
    }  # fmt: skip
    return Case(engine.open_matter("manuscript", world.person("chief"), world.moment, **typed), "")


def _script(world: World, n: int, title: str, ago: int) -> Story:
    yield world.behind(ago)
    case = _begun(world, n, title, 3)
    yield world.later(4 if n % 11 == 5 else 2)
    chars = 2400 + 310 * (n % 17)
    world.act(case, "hand_in", world.person(_WRITERS[n % 4]), characters=chars)
    yield world.later(1)
    scores = {"quick": 3 if n % 11 == 5 else 5, "right": 4 + n % 2, "good": 3 + n % 3}
    world.act(case, "settle_script", world.person("deputy"), **scores)


def _writing(world: World, stage: str, title: str) -> Story:
    yield world.hour(world.today(-2))
    case = _begun(world, len(stage), title, 4)
    yield world.later(0)
    writer = world.person(_WRITERS[len(stage) % 4])
    if stage == "reviewing":
        yield world.later(1)
        world.act(case, "hand_in", writer, characters=5200)
    elif stage == "dropped":
        world.act(case, "drop_script", world.person("director"), reason="会议改期。")


def _collected(world: World, title: str) -> Case:
    typed: dict[str, Any] = {
        "title": f"{title}情况公布", "column_name": "政务公开", "what": world.say("what", title=title),
        "must_publish": True, "made_on": local_date(world.moment).isoformat(),
    }  # fmt: skip
    by = world.person("liaison_service")
    return Case(engine.open_matter("website_item", by, world.moment, **typed), "")


def _review_item(world: World, case: Case) -> None:
    checks = dict.fromkeys(("may_be_public", "no_privacy", "true_and_right"), True)
    world.act(case, "review_item", world.person("clerk3"), **checks)


def _process_item(world: World, case: Case) -> None:
    world.act(case, "process_item", world.person("clerk3"), done_what="配图、加解读链接")


def _publish_item(world: World, case: Case) -> None:
    at = world.moment.isoformat(timespec="minutes")
    link = f"/zwgk/{case.matter.pk}.html"
    world.act(case, "publish_item", world.person("clerk3"), published_at=at, link=link)


_STEPS = (_review_item, _process_item, _publish_item)


def _page(world: World, title: str, ago: int) -> Story:
    yield world.behind(ago)
    case = _collected(world, title)
    for step in _STEPS:
        yield world.later(0)
        step(world, case)


def _publishing(world: World, stage: str, title: str) -> Story:
    yield min(world.hour(world.today(-1)), world.now - timedelta(hours=1))
    case = _collected(world, title)
    upto = {"reviewed": 1, "processed": 2, "taken_down": 3}.get(stage, 0)
    for step in _STEPS[:upto]:
        yield world.later(0)
        step(world, case)
    yield world.later(0)
    if stage == "taken_down":
        world.act(case, "take_down", world.person("chief"), reason="数据有更正，改后重发。")
    elif stage == "returned":
        world.act(
            case, "return_item", world.person("clerk3"), reason="附表有个人电话。",
            help="换成单位值班电话再送。",
        )  # fmt: skip
    elif stage == "dropped":
        world.act(case, "drop_item", world.person("clerk3"), reason="已由部门网站发布。")


def _target(world: World, writer: str) -> Story:
    yield world.hour(world.today(-180))
    typed: dict[str, Any] = {
        "title": "全年信息和调研目标", "writer": writer, "year": str(local_date(world.moment).year),
        "briefs_a_week": "1", "province": "2", "city": "5", "reports": "2", "published": "1",
    }  # fmt: skip
    matter = engine.open_matter("writing_target", world.person("director"), world.moment, **typed)
    case = Case(matter, "")
    yield world.later(60)
    so_far = "信息每周都报了；省级采用1条、市级3条，调研报告交了1篇。"
    world.act(case, "look_back", world.person(writer), so_far=so_far)
