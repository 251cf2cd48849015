"""One year of the county: how many of what, when each begins, and the two documents it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from django.db import transaction

from luoshi.cli.demo import (
    deputies,
    documents,
    duty_room,
    information,
    inspections,
    law,
    materials,
    office,
    oral,
    papers,
    petitions,
    problems,
    reports,
    striving,
    topics,
    weekly,
    words,
)
from luoshi.cli.demo.county import YEAR, settle
from luoshi.cli.demo.notices import tell
from luoshi.cli.demo.scripts import SCENES, Scene, usual
from luoshi.cli.demo.steps import play
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments.intake import decisions
from luoshi.instruments.intake import service as intake
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter

SEED = 20260701
DAYS = YEAR.days
# type, how many in a year of scale 1, working days of time (least, most), last day of opening
USUAL = (
    ("meeting_resolution", 64, (12, 35), 2),
    ("leader_directive", 54, (7, 7), 1),
    ("superior_assignment", 24, (10, 30), 3),
    ("key_work", 70, (100, 215), 170),
    ("hot_topic", 12, (7, 7), 3),
    ("supervision_clue", 18, (10, 15), 4),
    ("livelihood_project", 10, (120, 200), 170),
)
Topic = tuple[str, str, str, tuple[str, ...]]


def live(
    now: datetime,
    scale: int = 1,
    progress: Callable[[int], None] | None = None,
    *,
    counts: bool = True,
) -> None:
    """The county and its year up to `now` are in the database, all of it or nothing.

    `scale` multiplies the matters; 0 leaves only the scenes of today and the standing rules.
    Without `counts` the trades keep to their stories: what makes the published counts is left out.
    The same moment gives the same county, whatever the machine.
    """
    rng = Random(SEED)
    with transaction.atomic():
        county = settle(now, rng)
        world = World(county, rng, now, moment=now - YEAR, on_occurrence=_occurrence)
        drawn = _topics(rng)
        for story in _stories(world, drawn, scale, counts=counts):
            world.begin(story)
        world.run(progress)
        tell(now)


def _topics(rng: Random) -> Iterator[Topic]:
    """All topics in shuffled order, round and round, each time in another township."""
    rows = list(topics.TOPICS)
    rng.shuffle(rows)
    names = {row[0]: row[2] for row in UNITS}
    towns = cycle(TOWNS)
    seen: set[str] = set()
    for lead, title, standard, co in cycle(rows):
        town = names[next(towns)]
        if title in seen and "{town}" not in title:
            title = f"{title}（{town}）"
        seen.add(title)
        yield lead, title.format(town=town), standard, co


def _stories(world: World, drawn: Iterator[Topic], scale: int, *, counts: bool) -> Iterator[Story]:
    many = scale if counts else 0
    for rule in topics.RULES:
        yield _rule(world, *rule)
    for paper in papers.PAPERS:
        yield _reading(world, paper)
    yield from weekly.stories(world)
    yield from materials.stories(world)
    yield from inspections.stories(world)
    yield from reports.stories(world)
    yield from oral.stories(world)
    yield from documents.stories(world, many)
    yield from information.stories(world, many)
    for _ in range(max(1, scale)):
        for scene in SCENES:
            yield _scene(world, scene, next(drawn))
    for type_key, number, time, last in USUAL:
        for _ in range(number * scale):
            ago = world.rng.randint(last, DAYS - 30)
            yield _life(world, type_key, ago, world.rng.randint(*time), next(drawn))
    yield from problems.stories(world)
    yield from office.stories(world, many)
    yield from striving.stories(world)
    yield from law.stories(world)
    yield from duty_room.stories(world)
    yield from deputies.stories(world, many)
    yield from petitions.stories(world, many)


def _began(world: World, workdays: int) -> datetime:
    """A moment of the working day so long ago; today's lie within the last hour and a half."""
    moment = world.hour(world.today(-workdays))
    return min(moment, world.now - timedelta(minutes=world.rng.randint(60, 95)))


def _scene(world: World, scene: Scene, topic: Topic) -> Story:
    yield _began(world, scene.opened)
    due = world.today(scene.due) if scene.due is not None else None
    split = any("acknowledge_co" in step for step in scene.script)
    case = _opened(world, scene.type_key, topic, due, with_co=split)
    yield from play(world, case, scene.script)


def _life(world: World, type_key: str, ago: int, span: int, topic: Topic) -> Story:
    day = world.calendar.next_workday(local_date(world.now) - timedelta(days=ago))
    yield world.hour(day)
    due = world.calendar.add_workdays(day, span)
    with_co = bool(topic[3]) and world.rng.random() < 0.35
    case = _opened(world, type_key, topic, due, with_co=with_co)
    kept = type_key == "key_work"  # the year's list of 84 (S1) stays the list
    yield from play(world, case, usual(world.rng, span, with_co, kept=kept))


def _opened(world: World, type_key: str, topic: Topic, due: date | None, *, with_co: bool) -> Case:
    lead, title, standard, co = topic
    co = co if with_co else ()
    matter = engine.open_matter(
        type_key,
        world.person("clerk"),
        world.moment,
        title=title,
        what=world.say("what", title=title),
        standard=standard,
        lead=lead,
        co=list(co),
        due=due.isoformat() if due else None,
        leader=world.county.in_charge(lead).username if world.rng.random() < 0.7 else "head",
        extra=_EXTRA[type_key](world, topic),
    )
    return Case(matter, lead, co)


def _directive(world: World, topic: Topic) -> dict[str, Any]:
    oral = world.rng.random() < 0.3
    return {
        "channel": "oral" if oral else "written",
        "directed_on": local_date(world.moment).isoformat(),
        "directive_words": world.rng.choice(words.DIRECTIVE_WORDS),
    }


def _resolution(world: World, topic: Topic) -> dict[str, Any]:
    day = local_date(world.moment)
    return {
        "meeting": f"县政府{world.rng.choice(words.MEETINGS)}",
        "met_on": (day - timedelta(days=world.rng.randint(0, 3))).isoformat(),
        "item": str(world.rng.randint(1, 8)),
    }


def _key_work(world: World, topic: Topic) -> dict[str, Any]:
    source = world.rng.choice(("work_report", "livelihood", "executive_minutes"))
    return {"source_kind": source, "item": str(world.rng.randint(1, 60)), "target": topic[2]}


def _superior(world: World, topic: Topic) -> dict[str, Any]:
    return {
        "superior": world.rng.choice(words.SUPERIORS),
        "document_number": f"澜督函〔{local_date(world.moment).year}〕{world.rng.randint(3, 90)}号",
        "report_to": "书面报送，抄县政府办",
    }


def _hot_topic(world: World, topic: Topic) -> dict[str, Any]:
    day = local_date(world.moment) - timedelta(days=world.rng.randint(0, 2))
    return {
        "heard_from": world.rng.choice(("press", "online", "hotline", "visit", "field")),
        "happened_on": day.isoformat(),
        "place": world.say("place"),
        "dispute": f"群众问：“{topic[1]}”到底什么时候能办好，说了几次还没有动静。",
        "answer_publicly": world.rng.random() < 0.5,
    }


def _clue(world: World, topic: Topic) -> dict[str, Any]:
    anonymous = world.rng.random() < 0.3
    return {
        "channel": world.rng.choice(("internet", "hotline", "letter", "audit", "superior")),
        "received_on": local_date(world.moment).isoformat(),
        "reported": f"反映“{topic[1]}”报了完成，实际没有做到“{topic[2]}”。",
        "wanted": "请到现场看一看，把没办的办了。",
        "reporter": "" if anonymous else "某村民，电话见纸质登记簿",
        "anonymous": anonymous,
    }


def _livelihood(world: World, topic: Topic) -> dict[str, Any]:
    return {
        "item": f"第{world.rng.randint(1, 10)}件",
        "decided": world.rng.choice(("vote", "report", "solicited")),
        "target": topic[2],
        "investment": str(world.rng.randint(80, 4200)),
        "funds": "县级财政和上级专项补助",
        "published_on": date(local_date(world.moment).year, 1, 20).isoformat()
        if local_date(world.moment) > date(local_date(world.moment).year, 1, 20)
        else "",
    }


_EXTRA: dict[str, Callable[[World, Topic], dict[str, Any]]] = {
    "leader_directive": _directive,
    "meeting_resolution": _resolution,
    "key_work": _key_work,
    "superior_assignment": _superior,
    "hot_topic": _hot_topic,
    "supervision_clue": _clue,
    "livelihood_project": _livelihood,
}


def _rule(world: World, lead: str, title: str, rrule: str, co: tuple[str, ...], ago: int) -> Story:
    day = world.calendar.next_workday(local_date(world.now) - timedelta(days=ago))
    yield world.hour(day)
    matter = engine.open_matter(
        "standing_rule",
        world.person("clerk"),
        world.moment,
        title=title,
        what=f"{title}，由牵头单位按期报送县政府办督查科。",
        standard=topics.RULE_STANDARD,
        lead=lead,
        co=list(co),
        rrule=rrule,
        extra={"norm": "duty"},
    )
    yield from play(world, Case(matter, lead, co), ("+1 docket", "+1 enforce"))


def _occurrence(world: World, child: Matter) -> Story:
    """What the units make of one occurrence that the morning's tick has opened."""
    parts = {p.role: p.unit.code for p in child.assignments.select_related("unit")}
    co = tuple(p.unit.code for p in child.assignments.select_related("unit") if p.role == "co")
    case = Case(child, parts["lead"], co)
    assert child.due_at is not None
    left = world.calendar.workdays_between(local_date(world.moment), local_date(child.due_at))
    ends = max(1, left - world.rng.randint(0, 2)) + (3 if world.rng.random() < 0.1 else 0)
    handed = ("+0 acknowledge", *(("+0 acknowledge_co",) if co else ()))
    done = (f"+{ends} complete_co", "+0 complete") if co else (f"+{ends} complete",)
    yield from play(world, case, (*handed, *done, "+1 verify", "+0 close_out"))


def _reading(world: World, paper: papers.Paper) -> Story:
    """A document is read; its proposals are decided one by one, some are left for today."""
    yield _began(world, paper.read)
    day = local_date(world.moment)
    days = {f"d{n}": world.calendar.add_workdays(day, n) for n in (20, 25, 30, 35, 40)}
    text = paper.text.format(**{k: f"{d.month}月{d.day}日" for k, d in days.items()})
    clerk = world.person("clerk")
    reading = intake.begin(
        text, clerk, world.moment, title=paper.title, type_key=paper.type_key, dated=day
    )
    found = list(reading.proposals.exclude(kind="exhortation"))
    for proposal in found[: len(found) - paper.left_open]:
        yield world.later(0)
        if not proposal.lead_code or proposal.kind == "target":
            decisions.drop(proposal.pk, clerk, world.moment, "没有可督办的单位和结果")
            continue
        matter = decisions.accept(proposal.pk, clerk, world.moment)
        if matter.rrule:
            continue
        case = Case(matter, proposal.lead_code, tuple(proposal.co_codes))
        world.begin(play(world, case, usual(world.rng, 18, bool(case.co))))
