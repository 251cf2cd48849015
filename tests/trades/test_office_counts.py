"""The year's counts of the office's affairs in the demonstration, recounted from the journal."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from random import Random

import pytest

from luoshi.cli.demo import office
from luoshi.cli.demo.county import YEAR, settle
from luoshi.cli.demo.world import World
from luoshi.lib.clock import CHINA
from luoshi.matters.models import Event
from luoshi.matters.verify import breaches

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)


@pytest.fixture
def year(db: None) -> None:
    """A county that lives through the office's own affairs of the year and nothing else."""
    world = World(settle(NOW, Random(1)), Random(1), NOW, moment=NOW - YEAR)
    for story in office.stories(world, 1):
        world.begin(story)
    world.run()


def said(type_key: str, verb: str) -> list[dict[str, object]]:
    """What every such act of the year said, from its event."""
    events = Event.objects.filter(
        matter__type_key=type_key, verb=verb, recorded_at__gt=NOW - YEAR, recorded_at__lte=NOW
    )
    return [{**event.said, **event.said.get("extra", {})} for event in events]


@pytest.mark.usefixtures("year")
def test_the_published_figures_come_out() -> None:
    trips, permits = said("trip_abroad", "register"), said("travel_permit", "register")
    assert (len(trips), sum(row["persons"] for row in trips)) == (105, 219)  # type: ignore[misc]
    documents = sum(row["documents"] for row in permits)  # type: ignore[misc]
    assert (len(permits), documents) == (79, 158)
    assert len(said("study_session", "hold_study")) == 62
    fees = said("defence_fee", "receive_fee")
    received = sum(Decimal(str(row["received"])) for row in fees)
    targets = said("defence_fee", "set_target")
    assert received == Decimal("1610.00")
    target = sum(Decimal(str(row["target"])) for row in targets)
    assert int(received * 100 / target) == 266
    projects = said("defence_fee", "register")
    assert sum(int(str(row.get("area") or 0)) for row in projects) == 58_000
    groups = said("assistance_group", "sum_up_assistance")
    assert (len(groups), sum(Decimal(str(row["gain"])) for row in groups)) == (8, Decimal("17.90"))
    assert len(said("internal_rule", "issue_rule")) == 22
    assert len(said("honour", "award_honour")) == 10
    assert not list(breaches())
