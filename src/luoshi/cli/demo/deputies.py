"""Suggestions and proposals of the county's year: so many as were published, every one answered.

Lean lives: handed over, signed for, talked about, answered, and mostly judged by the deputies. A
few are told in full: a second handling that still runs, a promise kept, one sent back by its unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from luoshi.cli.demo.county import published_year
from luoshi.cli.demo.petition_words import GROUPS, MOTIONS, REPLIES
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import engine

PUBLISHED = {"suggestion": 126, "proposal": 264}
_NAMES = {row[0]: row[2] for row in UNITS}
_GRADES = "aaaaaaabbbc"
_SAID = ("yes",) * 8 + ("basic",) * 2


class Motion(NamedTuple):
    """One suggestion or proposal as its story goes."""

    type_key: str
    year: int
    place: int
    script: str


def stories(world: World, scale: int) -> Iterator[Story]:
    """All of the published year; with scale 0 only the ones told in full."""
    rng = Random(135)
    year = published_year(local_date(world.now))
    for type_key, number in PUBLISHED.items():
        told = [*_TOLD[type_key]]
        told += ["usual"] * (number - len(told) if scale else 0)
        for place, script in enumerate(told):
            yield _life(world, rng, Motion(type_key, year, place, script))


# What is told in full, beside the usual; every one of them has been answered.
_TOLD = {
    "suggestion": ("second", "waiting", "kept", "returned", "key"),
    "proposal": ("second", "waiting", "urged"),
}


def _hour(rng: Random, day: date) -> datetime:
    return start_of(day) + timedelta(minutes=rng.randint(8 * 60 + 30, 17 * 60 + 30))


def _typed(rng: Random, motion: Motion) -> dict[str, Any]:
    subject, title, lead, co = MOTIONS[motion.place % len(MOTIONS)]
    town = _NAMES[TOWNS[(motion.place * 5 + motion.year) % len(TOWNS)]]
    deputies = motion.type_key == "suggestion"
    body = "县第十八届人大" if deputies else "政协县第十五届"
    title = title if deputies else title.replace("的建议", "的提案")
    return {
        "title": title.format(town=town),
        "what": f"{title.format(town=town)}：群众反映集中，请研究解决。",
        "lead": lead,
        "co": list(co) if motion.place % 9 == 0 else [],
        "extra": {
            "session": f"{body}{motion.year % 5 + 1}次会议",
            "body_number": f"{motion.place + 1:03d}",
            "proposer": f"{'代表' if deputies else '委员'}{motion.place + 1:03d}号",
            "signers": str(rng.randint(0, 9)),
            "group": f"{town}代表团" if deputies else rng.choice(GROUPS),
            "subject": subject,
            "officer": "clerk",
        },
    }


def _life(world: World, rng: Random, motion: Motion) -> Story:
    late = motion.script in _LATER
    ago = local_date(world.now) - timedelta(days=_LATER.get(motion.script, 0))
    first = min(ago, date(motion.year, 12, 20)) if late else date(motion.year, 3, 2)
    day = world.calendar.next_workday(first)
    yield _hour(rng, day + timedelta(days=motion.place % 5 if not late else 0))
    typed = _typed(rng, motion)
    clerk = world.person("clerk")
    matter = engine.open_matter(motion.type_key, clerk, world.moment, **typed)
    case = Case(matter, typed["lead"], tuple(typed["co"]))
    yield world.moment + timedelta(minutes=3)
    world.act(case, "dispatch", clerk)
    yield from _handled(world, rng, case, motion)


_LATER = {"second": 50, "waiting": 95, "key": 110}  # told close to today: so many days ago


def _after(world: World, rng: Random, workdays: int) -> datetime:
    return _hour(rng, world.calendar.add_workdays(local_date(world.moment), workdays))


def _handled(world: World, rng: Random, case: Case, motion: Motion) -> Story:
    liaison = world.person(f"liaison_{case.lead}")
    if motion.script == "returned":
        yield from _sent_back(world, rng, case)
        liaison = world.person(f"liaison_{case.lead}")
    yield _after(world, rng, 1)
    world.act(case, "acknowledge", liaison)
    if motion.script == "key":
        world.act(case, "mark_key", world.person("clerk"), key_item="yes", leader="leader2")
    for code in case.co:
        yield _after(world, rng, 8)
        helper = world.person(f"liaison_{code}")
        world.act(case, "send_opinion", helper, opinion="同意主办单位意见，配合落实。")
    if motion.script == "urged":
        for channel in ("phone", "written", "visit"):
            yield _after(world, rng, 6)
            note = "请抓紧与委员面商。"
            world.act(case, "urge", world.person("clerk"), channel=channel, note=note)
    yield _after(world, rng, rng.randint(12, 35) if motion.script != "second" else 18)
    _contact(world, rng, case)
    yield world.moment + timedelta(hours=1)
    _reply(world, rng, case, motion)
    if motion.script != "waiting":
        yield from _judged(world, rng, case, motion)


def _contact(world: World, rng: Random, case: Case) -> None:
    way = rng.choice(("in_person", "in_person", "phone", "meeting"))
    world.act(
        case, "contact_deputy", world.person(f"liaison_{case.lead}"),
        way=way, met_who="提出人", by_whom="分管负责人", heard_words="希望列出时间表。",
    )  # fmt: skip


def _reply(world: World, rng: Random, case: Case, motion: Motion) -> None:
    grade = "b" if motion.script == "kept" else rng.choice(_GRADES)
    promised = date(motion.year, 12, 20).isoformat() if grade == "b" else None
    world.act(
        case, "complete", world.person(f"liaison_{case.lead}"),
        grade=grade, promised_on=promised, result=rng.choice(REPLIES),
        reply_number=f"{motion.type_key[0].upper()}{motion.year}-{motion.place + 1}",
        evidence="答复件存本单位档案室，已抄送政府办。",
    )  # fmt: skip


def _judged(world: World, rng: Random, case: Case, motion: Motion) -> Story:
    yield _after(world, rng, rng.randint(6, 15) if motion.script != "second" else 3)
    clerk = world.person("clerk")
    if motion.script == "second":
        words = "只讲了困难，没有讲办法。"
        world.act(case, "hear_deputy", clerk, satisfied="no", deputy_words=words,
                  help="请分管负责人上门面商，列出时间表；资金可对接县财政局。")  # fmt: skip
        return
    world.act(case, "hear_deputy", clerk, satisfied=rng.choice(_SAID))
    if motion.script == "kept":
        yield _after(world, rng, 30)
        liaison = world.person(f"liaison_{case.lead}")
        world.act(case, "carry_out", liaison, grade="a", outcome="工程已经完工并投入使用。")
        world.act(case, "publish", clerk, open="yes", published_at="县政府门户网站")


def _sent_back(world: World, rng: Random, case: Case) -> Story:
    """The unit says within its days that it is not theirs; the office hands it to another."""
    yield _after(world, rng, 1)
    liaison = world.person(f"liaison_{case.lead}")
    world.act(case, "object", liaison, reason="按三定方案不属本单位职责。", suggest_unit="reform")
    yield _after(world, rng, 1)
    world.act(case, "reassign", world.person("clerk"), from_unit=case.lead, to_unit="reform",
              reason="经核对职责，改由发改部门主办。")  # fmt: skip
    case.lead = "reform"
