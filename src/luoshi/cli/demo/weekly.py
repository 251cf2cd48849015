"""Weekly and daily work in 安澜县: works with nodes, standing items, reports, who follows whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments import followup, weekly
from luoshi.instruments.forecast.service import late_at
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.org.models import Post


class Work(NamedTuple):
    """A key work with nodes: lead, title, standard, nodes (working days from today, what, percent),
    how many of them are reached, and whether the executive meeting hears it every time."""

    lead: str
    title: str
    standard: str
    nodes: tuple[tuple[int, str, int], ...]
    reached: int
    heard: str = ""
    difficulty: str = "无"
    experience: str = ""


WORKS = (
    Work(
        "water", "建设城区第二水源工程", "年底前具备通水条件",
        ((-40, "完成管线征地", 20), (-15, "取水泵站主体完工", 50), (2, "输水管线贯通", 80)), 2,
        "征地、资金和通水时间", "穿越国道段的占用手续还没有批下来，影响约1.2公里管线施工。",
        "征地由镇村干部包户，用一张清单对账，十二天签完全部协议。",
    ),
    Work(
        "education", "新建城东九年一贯制学校", "明年秋季学期投入使用",
        ((-45, "完成施工招标", 15), (-6, "教学楼主体封顶", 55), (25, "完成室内装修", 85)), 1,
        "工程进度能不能保开学", "劳务班组人手不足，主体施工慢于计划。",
    ),
    Work(
        "civil", "改造县中心敬老院", "护理型床位达到120张，消防验收合格",
        ((-30, "老人妥善过渡安置", 25), (-10, "消防改造完工", 60), (12, "竣工验收", 95)), 2,
        experience="过渡安置前逐户签告知书，老人和家属没有一例投诉。",
    ),
)  # fmt: skip
FOLLOWS = (
    ("clerk", "line:construction"), ("clerk", "line:agriculture"), ("clerk2", "line:finance"),
    ("clerk2", "line:industry"), ("clerk3", "line:social"), ("clerk3", "line:legal"),
)  # fmt: skip


def stories(world: World) -> Iterator[Story]:
    """The works, then the office's own week."""
    for work in WORKS:
        yield _work(world, work)
    yield _week(world)


def _work(world: World, work: Work) -> Story:
    yield world.hour(world.today(-60))
    matter = engine.open_matter(
        "key_work",
        world.person("clerk"),
        world.moment,
        title=work.title,
        standard=work.standard,
        lead=work.lead,
        due=world.today(45).isoformat(),
        leader="head",
        extra={"source_kind": "livelihood", "target": work.standard},
    )
    case = Case(matter, work.lead)
    liaison = world.person(f"liaison_{work.lead}")
    for verb, who in (("docket", "director"), ("dispatch", "clerk")):
        yield world.later(0)
        world.act(case, verb, world.person(who))
    yield world.later(1)
    world.act(case, "acknowledge", liaison)
    yield world.later(1)
    rows = [
        {"name": name, "day": world.today(day).isoformat(), "percent": str(share), "gate": ""}
        for day, name, share in work.nodes
    ]
    world.act(case, "plan_nodes", liaison, nodes=rows)
    yield world.later(1)
    world.act(case, "agree_nodes", world.person("chief"), note="同意，按节点督办。")
    if work.heard:
        yield world.later(2)
        world.act(case, "put_on_agenda", world.person("director"), asked=work.heard)
    for day, _, share in work.nodes[: work.reached]:
        yield world.hour(world.today(day - 1))
        world.act(case, "reach_node", liaison, evidence=f"监理签证和现场照片，总进度{share}%。")
    yield from _lately(world, case, work)


def _lately(world: World, case: Case, work: Work) -> Story:
    """The last weeks: heard at a meeting, then a report in three parts."""
    if work.heard:
        yield world.hour(world.today(-9))
        world.act(
            case,
            "hear_report",
            world.person("clerk"),
            meeting="县政府常务会议",
            met_on=local_date(world.moment).isoformat(),
            asked="分管领导每周到现场一次，下次会前把卡住的问题解决掉。",
        )
    yield world.hour(world.today(-3))
    more: dict[str, Any] = {"experience": work.experience} if work.experience else {}
    world.act(
        case,
        "report_progress",
        world.person(f"liaison_{work.lead}"),
        progress="已按会议要求到现场调度，剩余工程量重新排到周。",
        difficulty=work.difficulty,
        next_step="请有关单位现场会商，月底前定下办法。",
        **more,
    )


def _week(world: World) -> Story:
    """A report sent last week, one in the making, who follows which line, a new unit head."""
    chief = world.county.people["chief"]
    for officer, what in FOLLOWS:
        followup.put_watch(officer, what, world.now)
    yield world.hour(world.today(-5))
    head, day = world.person("head"), local_date(world.moment)
    begins = day - timedelta(days=6)
    sent = weekly.make(chief, head, begins, day, world.moment, foresee=late_at)
    yield world.later(0)
    weekly.send(sent.pk, chief, sent.rev, world.moment)
    yield world.now - timedelta(minutes=40)
    leader, clerk = world.person("leader2"), world.person("clerk")
    period = weekly.next_period(leader, world.moment)
    draft = weekly.make(clerk, leader, *period, world.moment, foresee=late_at)
    words = draft.body.replace("报告如下。", "报告如下。请重点看第二部分。", 1)
    weekly.edit(draft.pk, clerk, draft.rev, words, world.moment)
    weekly.set_cycle(head, "week")
    new_since = local_date(world.now) - timedelta(days=20)
    Post.objects.filter(person__username="head_water", role="unit_head").update(
        valid_from=new_since
    )
