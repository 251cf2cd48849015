"""`luoshi demo`: a county with every stage and every light, made once and kept."""

from __future__ import annotations

import json
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.test.utils import override_settings

from luoshi.cli import demo
from luoshi.cli.demo import people
from luoshi.instruments.intake.models import Proposal
from luoshi.lib.clock import CHINA, local_date
from luoshi.matters import lights, queries, verify
from luoshi.matters.models import Attachment, Event, Matter
from luoshi.matters.types import catalogue
from luoshi.org.models import Person, Unit

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
STAGES = {
    "registered",
    "docketed",
    "dispatched",
    "handling",
    "verifying",
    "verified",
    "closed",
    "void",
    "in_force",
    "requested",
    "answered",
    "drafted",
    "in_field",
    "delivered",
    "disputed",
    "supported",
    # hard problems and risks
    "reported",
    "tier_one",
    "tier_two",
    "tier_three",
    "carrying_out",
    "watched",
    # reports, requests for help, a personal word
    "draft",
    "submitted",
    "with_head",
    "returned",
    "decided",
    "asked",
    "solved",
    # exemplars, meetings, learning, visits, policies, leads, ranks
    "found",
    "cultivating",
    "promoted",
    "summed_up",
    "dropped",
    "signalled",
    "planned",
    "won",
    "lost",
    "hosted",
    "noted",
    "adopting",
    "landed",
    "aside",
    "recorded",
    "concluded",
    "cancelled",
    "checking",
    "lead",
    "handed",
    "talking",
    "signed",
    "arriving",
    "entered",
    "kept",
}


@pytest.fixture
def county(db: None, tmp_path: Path) -> Iterator[Path]:
    """The small county, today's scenes and the standing rules, with a folder for its files."""
    with override_settings(HOME=tmp_path):
        assert demo.prepare(tmp_path, NOW, scale=0) is True
        yield tmp_path


def test_the_county_shows_every_stage_and_light_and_a_second_start_adds_nothing(
    county: Path,
) -> None:
    matters = list(Matter.objects.all())
    stages = Counter(m.stage for m in matters)
    shown = Counter(lights.key_of(m, NOW) for m in matters)
    assert set(stages) >= STAGES
    assert set(shown) == set(lights.KEYS)
    # What comes by the hundred is left to the whole year (tests/trades/test_*_counts.py).
    bulk = {"assistance_group", "travel_permit", "trip_abroad", "study_session", "defence_fee"}
    assert set(catalogue().types) - {m.type_key for m in matters} <= bulk
    bypassed = {m.facts["bypass"]["ground"] for m in matters if "bypass" in m.facts}
    assert bypassed == {"urgent", "away", "major", "emergency", "statutory"}
    waiting = [m for m in matters if m.phase not in lights.ENDED]
    assert any(m.due_at and local_date(m.due_at) == local_date(NOW) for m in waiting)
    assert {m.level for m in waiting} >= {0, 1, 2, 3}
    for mark in ("asked_due_at", "suspended_at", "returned", "urged", "parent_id", "document_id"):
        assert any(getattr(m, mark) for m in waiting), mark
    parts = set(Matter.objects.values_list("assignments__state", flat=True))
    assert parts >= {"pending", "objecting", "handling", "forwarding", "completed"}
    assert Attachment.objects.exists()
    assert Proposal.objects.filter(decision="open").exists()
    assert not Event.objects.filter(recorded_at__gt=NOW).exists()
    assert list(verify.breaches()) == []
    # S198: four projects, 24 million US dollars arrived, in 万美元.
    funds = [e.said for e in Event.objects.filter(verb="record_funds")]
    assert sum(one["usd"] for one in funds) == 2400
    assert sum(one["first_time"] == "yes" for one in funds) == 4

    before = Matter.objects.count(), Event.objects.count(), Person.objects.count()
    assert demo.prepare(county, NOW, scale=0) is False
    assert (Matter.objects.count(), Event.objects.count(), Person.objects.count()) == before

    rows = json.loads((county / "demo.json").read_text("utf-8"))
    assert {row["username"] for row in rows} == set(people.SHOWN)
    clerk = Person.objects.get(username="clerk")
    assert check_password(rows[0]["password"], clerk.password)
    assert Unit.objects.count() >= 60
    assert Person.objects.count() >= 150
    outsider = Person.objects.get(username="liaison_disabled")
    assert not queries.visible_to(outsider, NOW).exists()
    assert queries.visible_to(Person.objects.get(username="liaison_water"), NOW).exists()


def test_a_database_in_which_others_work_is_left_alone(db: None, tmp_path: Path) -> None:
    unit = Unit.objects.create(code="real", name="某局", short_name="某局", kind="bureau")
    Person.objects.create(username="real", name="某人", unit=unit)
    with pytest.raises(demo.Refused):
        demo.prepare(tmp_path, NOW)
    assert Matter.objects.count() == 0
    assert not (tmp_path / "demo.json").exists()


def test_a_taken_port_is_said_and_the_next_free_one_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo.free_port("127.0.0.1", port) > port
    assert f"端口 {port} 已被占用" in capsys.readouterr().out
