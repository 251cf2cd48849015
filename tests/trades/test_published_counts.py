"""The county's year comes to the figures that one office published, recounted from the journal.

The stories are played once a session, the rows of the journal are taken away as plain values, and
the database is left as it was. A family with published counts adds its stories to `TOLD`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from luoshi.cli.demo import deputies, petitions
from luoshi.cli.demo.county import YEAR, settle
from luoshi.cli.demo.world import World
from luoshi.lib.clock import CHINA, local
from luoshi.matters.models import Event
from tests import database

# Sums of the same acts that the stories of these trades prove on both databases.
pytestmark = pytest.mark.skipif(
    database.ON_POSTGRES, reason="the year's bulk is recounted on SQLite alone: it takes a minute"
)
NOW = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
TOLD = (deputies.stories, petitions.stories)


@dataclass(frozen=True, slots=True)
class Done:
    """One row of the journal."""

    type_key: str
    matter: int
    verb: str
    at: datetime
    to_stage: str
    said: dict[str, Any]

    @property
    def extra(self) -> dict[str, Any]:
        """What the type's own fields said at registration."""
        found: dict[str, Any] = self.said.get("extra", {})
        return found


@pytest.fixture(scope="session")
def journal(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Done]:
    """Every act of the published families in the two years the county tells of."""
    with django_db_blocker.unblock(), transaction.atomic():
        rng = Random(1)
        world = World(settle(NOW, rng), rng, NOW, moment=NOW - YEAR)
        for stories in TOLD:
            for story in stories(world, 1):
                world.begin(story)
        world.run()
        rows = Event.objects.order_by("id").values_list(
            "matter__type_key", "matter_id", "verb", "at", "to_stage", "said"
        )
        found = [Done(key, pk, verb, local(at), to, said) for key, pk, verb, at, to, said in rows]
        transaction.set_rollback(True)
    return found


def opened(journal: list[Done], type_key: str, year: int) -> list[Done]:
    """The registrations of a type in a year, without what was taken back."""
    void = {d.matter for d in journal if d.verb == "take_back"}
    every = (d for d in journal if (d.verb, d.type_key) == ("register", type_key))
    return [d for d in every if d.at.year == year and d.matter not in void]


def test_126_suggestions_and_264_proposals_every_one_answered(journal: list[Done]) -> None:
    for type_key, number in (("suggestion", 126), ("proposal", 264)):
        mine = {d.matter for d in opened(journal, type_key, 2026)}
        answered = {d.matter for d in journal if d.verb == "complete"} & mine
        assert (len(mine), len(answered)) == (number, number)


def test_518_letters_776_visits_with_4445_persons(journal: list[Done]) -> None:
    petitions_of = opened(journal, "petition", 2026)
    by_channel = Counter(d.extra["channel"] for d in petitions_of)
    assert by_channel == {"letter": 518, "visit": 776}
    visits = [d.extra["persons"] for d in petitions_of if d.extra["channel"] == "visit"]
    assert (len(visits), sum(visits)) == (776, 4445)
    groups = [persons for persons in visits if persons >= 5]
    assert (len(groups), sum(groups)) == (105, 3521)
    assert by_channel["letter"] + sum(visits) == 4963  # 近5000件次


def test_three_things_fell_against_the_year_before(journal: list[Done]) -> None:
    def total(year: int) -> tuple[int, int, int]:
        rows = [d.extra for d in opened(journal, "petition", year)]
        visits = [row for row in rows if row["channel"] == "visit"]
        letters = len(rows) - len(visits)
        return (
            letters + sum(row["persons"] for row in visits),
            sum(row["persons"] >= 5 for row in visits),
            sum(bool(row["over_level"]) for row in visits),
        )

    assert all(now < before for now, before in zip(total(2026), total(2025), strict=True))
    assert total(2026)[2] == 31


def test_nothing_happens_after_the_present_and_every_lean_life_is_short(
    journal: list[Done],
) -> None:
    assert max(d.at for d in journal) <= NOW
    acts = Counter(d.matter for d in journal)
    assert sum(acts.values()) / len(acts) < 4
