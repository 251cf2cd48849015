"""争先与典型 in 安澜县: each type in each stage that matters, told by the tables of `striving_tales`.

Everything is fictional and goes through the engine's doors.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from luoshi.cli.demo.steps import play
from luoshi.cli.demo.striving_tales import INDICATORS, PERIODS, TALES, Day, Step, Tale
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter

HANDLED = (
    "+1 docket", "+0 dispatch", "+1 acknowledge", "+8 complete", "+2 verify", "+1 close_out",
)  # fmt: skip
QUARTER = 3
MONTHS = 12


def stories(world: World) -> Iterator[Story]:
    """The tales, and the ranks of the last quarters by their circulars."""
    for tale in TALES:
        yield _tale(world, tale)
    for place, (words, end) in enumerate(_quarters(local_date(world.now))):
        yield _circular(world, place, words, end)


def _resolved(world: World, value: Any) -> Any:
    """Days counted from the present moment of the story become dates, in rows too."""
    if isinstance(value, Day):
        today = local_date(world.moment)
        return world.calendar.add_workdays(today, value.workdays).isoformat()
    if isinstance(value, dict):
        return {key: _resolved(world, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_resolved(world, one) for one in value]
    return value


def _tale(world: World, tale: Tale) -> Story:
    yield world.hour(world.today(-tale.ago))
    typed = _resolved(world, tale.typed)
    matter = engine.open_matter(tale.type_key, world.person(tale.by), world.moment, **typed)
    case = Case(matter, tale.typed.get("lead", ""))
    for step in tale.steps:
        yield world.later(step.after)
        _step(world, case, step)


def _step(world: World, case: Case, step: Step) -> None:
    """The act; the matter it opens, if any, goes the usual way to its end."""
    world.act(case, step.verb, world.person(step.by), **_resolved(world, step.said))
    if lead := step.said.get("lead"):
        child = Matter.objects.filter(parent=case.matter).latest("id")
        world.begin(play(world, Case(child, lead), HANDLED))


def _quarters(today: date) -> list[tuple[str, date]]:
    """The last quarters that are over, the earliest first."""
    months = today.year * MONTHS + today.month - 1
    over = months - months % QUARTER  # the month in which the present quarter began
    begins = [over - QUARTER * back for back in reversed(range(PERIODS))]
    ends = [date(m // MONTHS, m % MONTHS + 1, 1) - timedelta(days=1) for m in begins]
    return [(f"{end.year}年{'一二三四'[(end.month - 1) // QUARTER]}季度", end) for end in ends]


def _circular(world: World, place: int, words: str, end: date) -> Story:
    """What the circular of one quarter says: entered by the clerk, checked by the director."""
    day = world.calendar.add_workdays(end, 12)
    yield world.hour(min(day, local_date(world.now) - timedelta(days=1)))
    clerk, director = world.person("clerk"), world.person("director")
    for indicator in INDICATORS:
        said: dict[str, Any] = {
            "indicator": indicator.name,
            "target": indicator.target,
            "period": words,
            "period_end": end.isoformat(),
            "rank": indicator.ranks[place],
            "total": 7,
            "issuer_level": "city",
            "source_document": f"市统计局《{words}主要指标通报》",
            "value": indicator.values[place] if indicator.values else "",
        }
        matter = engine.open_matter(
            "ranking_entry", clerk, world.moment, title=f"{words}主要指标通报",
            lead=indicator.unit, **said,
        )  # fmt: skip
        case = Case(matter, indicator.unit)
        latest = place == PERIODS - 1
        if not latest or indicator.checked:
            world.act(case, "confirm_entry", director)
        if indicator.cause and latest:
            world.act(case, "explain_rank", director, cause=indicator.cause,
                      measure=indicator.measure)  # fmt: skip
