"""The demo county's year of law, recounted from the journal (S149: 57 cases)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

import pytest

from luoshi.cli.demo import law
from luoshi.cli.demo.county import YEAR, settle
from luoshi.cli.demo.world import World
from luoshi.instruments.figures.compute import Span
from luoshi.instruments.figures.service import lines
from luoshi.lib.clock import CHINA, local_date
from luoshi.matters.models import Event
from luoshi.matters.types import current
from luoshi.matters.verify import breaches

NOW = datetime(2026, 11, 20, 16, 0, tzinfo=CHINA)
CASES = ("litigation", "reconsideration")


@pytest.fixture
def world(db: None) -> World:
    """The county with nothing but its year of law."""
    rng = Random(20260701)
    made = World(settle(NOW, rng), rng, NOW, moment=NOW - YEAR)
    for story in law.stories(made):
        made.begin(story)
    # Time's own acts are not what is counted here: the stories alone are played.
    made._until(NOW)
    return made


def test_the_year_has_fifty_seven_cases_with_their_hearings_papers_and_money(world: World) -> None:
    rows = Event.objects.filter(matter__type_key__in=CASES, at__gt=NOW - YEAR)
    assert rows.filter(verb="register").count() == 57
    assert rows.filter(verb="appear").count() >= 100
    papers = rows.filter(verb="file_papers").values_list("said", flat=True)
    assert sum(said["copies"] for said in papers) >= 200
    ends = rows.filter(verb__in=("receive_judgment", "receive_decision"))
    money = (said.get("settled_amount") for said in ends.values_list("said", flat=True))
    assert sum(Decimal(amount or 0) for amount in money) == 1000
    span = Span(local_date(NOW - YEAR) + timedelta(days=1), local_date(NOW))
    shown = lines(world.person("clerk"), [current(key) for key in CASES], span, NOW)
    assert sum(shown[key][0].value or 0 for key in CASES) == 57
    visits = Event.objects.filter(matter__type_key="enterprise_inspection", verb="register")
    assert visits.count() == 60
    assert not list(breaches())
