"""The published counts of one office's year, recounted from the journal: 824 items of information
sent, 45 adopted by the province and 97 by the city; a hundred papers in 25,000 copies."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.test.utils import override_settings

from luoshi.cli.demo import documents, information
from luoshi.cli.demo.county import settle
from luoshi.cli.demo.world import World
from luoshi.cli.demo.year import DAYS
from luoshi.instruments import figures
from luoshi.instruments.figures import Span
from luoshi.lib.clock import CHINA
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from luoshi.org.models import Person
from tests import database

# Sums of the same acts that the stories of these trades prove on both databases.
pytestmark = pytest.mark.skipif(
    database.ON_POSTGRES, reason="the year's bulk is recounted on SQLite alone: it takes a minute"
)
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
YEAR = Span(date(2025, 11, 17), date(2026, 11, 16))
TYPES = ("info_brief", "outgoing_document", "research_report")


@pytest.fixture
def year(db: None, tmp_path: Path) -> None:
    """The year of papers and information alone, by the stories that the demonstration tells."""
    with override_settings(HOME=tmp_path):
        county = settle(NOW, Random(1))
        world = World(county, Random(1), NOW, moment=NOW - timedelta(days=DAYS))
        for story in (*documents.stories(world, 1), *information.stories(world, 1)):
            world.begin(story)
        world.run()


def events(verb: str) -> list[Event]:
    """The acts of that kind within the year."""
    within = {"at__date__gte": YEAR.first, "at__date__lte": YEAR.last}
    return list(Event.objects.filter(verb=verb, **within).select_related("matter"))


@pytest.mark.usefixtures("year")
def test_the_years_published_counts_come_out_of_the_journal() -> None:
    sent, adopted = events("submit_upward"), events("adopt")
    assert len(sent) == len({event.matter_id for event in sent}) == 824
    levels = [event.said["level"] for event in adopted]
    assert (levels.count("province"), levels.count("city"), len(levels)) == (45, 97, 142)
    assert {event.matter_id for event in adopted} <= {event.matter_id for event in sent}
    printed = [e for e in events("print_document") if e.matter.stage == "issued"]
    assert (len(printed), sum(e.said["copies"] for e in printed)) == (100, 25_000)
    directed = Matter.objects.filter(parent__type_key="research_report")
    assert [m.type_key for m in directed] == ["leader_directive"] * 2
    assert list(breaches()) == []

    specs = [current(key) for key in TYPES]
    told = figures.lines(Person.objects.get(username="clerk"), specs, YEAR, NOW)
    counted = {
        (key, line.figure.key): figures.compute.plain(line.value)
        for key, lines in told.items()
        for line in lines
    }
    assert counted[("info_brief", "sent")] == "824"
    assert counted[("info_brief", "province")] == "45"
    assert counted[("info_brief", "city")] == "97"
    assert counted[("info_brief", "province_rate")] == "5.5"
    assert counted[("info_brief", "city_rate")] == "11.8"
    assert counted[("outgoing_document", "issued")] == "100"
    assert counted[("research_report", "finished")] == "24"
    assert counted[("research_report", "directed_province")] == "2"
