"""Petitions of the county: so many letters, visits and persons as were published, last year's for
comparison, and the stories told in full (`petition_stories`). Lean lives: most are answered at once
or passed on to whoever has power over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from luoshi.cli.demo import people
from luoshi.cli.demo.county import published_year
from luoshi.cli.demo.petition_stories import TOLD, Told, tell, weekly_list
from luoshi.cli.demo.petition_words import ANSWERS, BASIS, OPINIONS, TOPICS
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import engine


class Counts(NamedTuple):
    """What a year came to: letters, visits with their persons, group visits with theirs."""

    letters: int
    visits: int
    persons: int
    groups: int
    group_persons: int
    over_level: int


PUBLISHED = Counts(518, 776, 4445, 105, 3521, 31)
BEFORE = Counts(561, 842, 4986, 121, 3987, 44)
GROUP = 5  # persons from which on a visit is counted as a group's
_NAMES = {row[0]: row[2] for row in UNITS}


class Arrival(NamedTuple):
    """One letter or visit as it comes in."""

    channel: str
    persons: int
    over_level: bool = False


def stories(world: World, scale: int) -> Iterator[Story]:
    """The stories told in full, then everybody else of this year and of the year before."""
    for one in TOLD:
        yield tell(world, one)
    for ago, done in ((6, True), (1, False)):
        yield weekly_list(world, ago, done=done)
    if not scale:
        return
    year = published_year(local_date(world.now))
    for counts, of, told in ((PUBLISHED, year, TOLD), (BEFORE, year - 1, ())):
        rng = Random(518 + of)
        coming = arrivals(_rest(counts, told), rng)
        for place, arrival in enumerate(coming):
            yield _life(world, rng, arrival, _day(world, rng, of, place, len(coming)))


def _rest(counts: Counts, told: tuple[Told, ...]) -> Counts:
    """What is left of a year's counts beside the stories told in full."""
    visits = [one.persons for one in told if one.channel == "visit"]
    groups = [n for n in visits if n >= GROUP]
    return Counts(
        counts.letters - sum(one.channel == "letter" for one in told),
        counts.visits - len(visits),
        counts.persons - sum(visits),
        counts.groups - len(groups),
        counts.group_persons - sum(groups),
        counts.over_level - sum(one.over_level for one in told),
    )


def spread(total: int, many: int, least: int, most: int, rng: Random) -> list[int]:
    """`many` numbers from `least` to `most` that add up to `total`."""
    found = [least] * many
    left = total - least * many
    assert 0 <= left <= (most - least) * many
    while left:
        place = rng.randrange(many)
        more = min(left, rng.randint(1, max(1, left // many)), most - found[place])
        found[place] += more
        left -= more
    return found


def arrivals(counts: Counts, rng: Random) -> list[Arrival]:
    """Every letter and visit of a year, in the order in which they come."""
    singles = counts.visits - counts.groups
    sizes = spread(counts.persons - counts.group_persons, singles, 1, GROUP - 1, rng)
    sizes += spread(counts.group_persons, counts.groups, GROUP, 120, rng)
    rng.shuffle(sizes)
    coming = [
        Arrival("visit", n, over_level=place < counts.over_level) for place, n in enumerate(sizes)
    ]
    coming += [Arrival("letter", 1)] * counts.letters
    rng.shuffle(coming)
    return coming


def _day(world: World, rng: Random, year: int, place: int, many: int) -> datetime:
    """Spread evenly over the days of the year that have gone by, or the same days of another."""
    now = local_date(world.now)
    gone = now.timetuple().tm_yday if now.year == published_year(now) else 365
    first = date(year, 1, 4)
    day = first + timedelta(days=place * max(1, gone - 12) // many)
    return start_of(world.calendar.next_workday(day)) + timedelta(minutes=rng.randint(510, 1040))


def _life(world: World, rng: Random, arrival: Arrival, moment: datetime) -> Story:
    subject, title, lead = rng.choice(TOPICS)
    town = rng.choice(TOWNS)
    drawn = rng.random()
    typed = _typed(rng, arrival, subject, town, moment)
    yield moment
    typed["title"], typed["lead"] = title.format(town=_NAMES[town]), lead
    matter = engine.open_matter("petition", world.person("clerk"), world.moment, **typed)
    yield world.moment + timedelta(minutes=rng.randint(10, 50))
    case = Case(matter, lead)
    age = local_date(world.now) - local_date(world.moment)
    if drawn < 0.07 and age > timedelta(days=60):
        yield from _handled(world, rng, case)
    elif arrival.channel == "visit" and drawn < 0.6:
        answer = rng.choice(ANSWERS)
        world.act(
            case, "answer_at_once", world.person("clerk"), answered_by="接访干部", answer=answer
        )
    else:
        world.act(case, "transfer", world.person("clerk"), sent_to=_NAMES[town])


def _typed(
    rng: Random, arrival: Arrival, subject: str, town: str, moment: datetime
) -> dict[str, Any]:
    name = rng.choice(people._SURNAMES) + rng.choice(people._FIRST) + rng.choice(people._SECOND)
    fields = {
        "channel": arrival.channel,
        "received_on": local_date(moment).isoformat(),
        "came_by": "office",
        "persons": str(arrival.persons),
        "over_level": arrival.over_level,
        "nature": "request",
        "subject": subject,
        "place": town,
        "petitioner": name,
    }
    if arrival.persons >= GROUP:
        fields["representatives"] = str(min(5, 2 + arrival.persons // 20))
    return {"extra": fields}


def _handled(world: World, rng: Random, case: Case) -> Story:
    """The whole way: handed over, accepted, an opinion in writing, closed."""
    liaison, clerk = world.person(f"liaison_{case.lead}"), world.person("clerk")
    again = case.matter.extra.get("repeat_of")
    world.act(case, "dispatch", clerk, different="另一户的另一件事。" if again else "")
    yield _after(world, rng, 2)
    number = f"受告{case.matter.pk}号"
    world.act(case, "acknowledge", liaison, notice_number=number)
    yield _after(world, rng, rng.randint(6, 20))
    day = local_date(world.moment).isoformat()
    world.act(
        case, "complete", liaison, outcome=rng.choice(("support", "explain", "not_support")),
        opinion_number=f"信处{case.matter.pk}号", found="经现场核查并询问双方。", legal_basis=BASIS,
        result=rng.choice(OPINIONS), delivered_on=day, evidence="意见书和送达回证存档。",
    )  # fmt: skip
    yield _after(world, rng, 5)
    world.act(case, "close_out", clerk, reply="已送达处理意见书，信访人表示接受。")


def _after(world: World, rng: Random, workdays: int) -> datetime:
    day = world.calendar.add_workdays(local_date(world.moment), workdays)
    return start_of(day) + timedelta(minutes=rng.randint(510, 1040))
