"""The ladder of a type: who hears what when, in working days and never twice (S88, B11, B13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from luoshi.catalogue.loader import load
from luoshi.catalogue.schema import TypeSpec
from luoshi.lib.clock import CHINA, local_date
from luoshi.matters import types
from luoshi.matters.models import Event, Matter
from luoshi.matters.tick import tick
from tests.cast import County

SHIPPED = load().types


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of 2026 on the office's clock."""
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def climbed(matter: Matter) -> list[tuple[str, date, int]]:
    """What the ladder did: the act, the day for which it stands, the level."""
    rows = Event.objects.filter(matter=matter, verb__in=("remind", "escalate")).order_by("seq")
    return [(e.verb, local_date(e.at), e.said["level"]) for e in rows]


@pytest.fixture
def under_13710(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TypeSpec:
    """The resolutions of an office that works by 13710: one line of an overlay."""
    text = Path("src/luoshi/catalogue/types/meeting_resolution.toml").read_text("utf-8")
    text = text.replace('ladder = "usual"', 'ladder = "13710"').replace(
        "version = 2", "version = 8"
    )
    (tmp_path / "resolution.toml").write_text(text, "utf-8")
    overlay = load([tmp_path])
    assert overlay.faults == ()
    monkeypatch.setattr(types, "catalogue", lambda: overlay)
    return overlay.types["meeting_resolution"]


def test_who_does_not_acknowledge_in_time_is_reminded_once(county: County) -> None:
    matter = county.dispatched(due="2026-11-30")
    for day in (17, 18, 19, 20):
        tick(at(11, day))
    assert climbed(matter) == [("remind", date(2026, 11, 17), 0)]


def test_who_has_acknowledged_is_not_reminded(county: County) -> None:
    matter = county.handling(due="2026-11-30")
    tick(at(11, 20))
    assert climbed(matter) == []


def test_a_directive_without_any_feedback_reminds_after_three_days(county: County) -> None:
    matter = county.handling("leader_directive", due="2026-11-30")
    tick(at(11, 20))
    assert climbed(matter) == [("remind", date(2026, 11, 19), 0)]


def test_after_the_due_date_slips_follow_on_working_mornings(county: County) -> None:
    matter = county.handling(due="2026-11-27")  # a Friday
    tick(at(12, 21))
    assert climbed(matter) == [
        ("escalate", date(2026, 11, 27), 1),
        ("escalate", date(2026, 12, 4), 2),
        ("escalate", date(2026, 12, 11), 3),
    ]


def test_no_rung_falls_on_a_rest_day(county: County) -> None:
    matter = county.handling(due="2026-11-28")  # a Saturday
    tick(at(11, 29))
    assert climbed(matter) == []
    tick(at(11, 30))
    assert climbed(matter) == [("escalate", date(2026, 11, 30), 1)]


def test_more_time_puts_the_matter_at_the_foot_of_the_ladder_again(county: County) -> None:
    matter = county.handling(due="2026-11-20")
    county.act(matter, "extend", "water", new_due="2026-11-27", reason="等待材料")
    tick(at(11, 21))  # a Saturday: what the Friday missed is told on Monday (B13)
    assert climbed(matter) == []
    tick(at(11, 23))
    county.now = at(11, 23, 10)
    county.act(matter, "grant_extension", "chief")
    assert matter.level == 0
    tick(at(11, 30))
    assert [row[1:] for row in climbed(matter)] == [
        (date(2026, 11, 20), 1),
        (date(2026, 11, 27), 1),
    ]


def test_13710_counts_from_the_hand_over(county: County, under_13710: TypeSpec) -> None:
    matter = county.dispatched(due="2027-03-31")
    for day in (16, 17, 18, 19, 20, 21, 22, 23, 24):
        tick(at(11, day, 23))
    tick(at(12, 16))
    tick(at(12, 17))
    assert climbed(matter) == [
        ("remind", date(2026, 11, 16), 0),  # 1: not studied on the same day
        ("escalate", date(2026, 11, 19), 1),  # 3: no feedback within three days
        ("escalate", date(2026, 11, 23), 2),  # 7: not solved within seven days
        ("escalate", date(2026, 12, 16), 3),  # 1: not solved within a month
    ]


def test_13710_is_quiet_where_it_is_worked_by(county: County, under_13710: TypeSpec) -> None:
    matter = county.handling(due="2027-03-31")
    county.act(matter, "report_progress", "water", progress="已研究部署", next_step="三日内办结")
    county.act(matter, "complete", "water", result="已办好", evidence="见照片")
    tick(at(12, 31))
    assert climbed(matter) == []


@pytest.mark.parametrize("key", sorted(SHIPPED))
def test_no_two_rungs_of_a_ladder_are_alike(key: str) -> None:
    rungs = [rung.key for rung in SHIPPED[key].escalation]
    assert len(rungs) == len(set(rungs))


def test_old_matters_keep_the_ladder_they_were_opened_under(county: County) -> None:
    spec = replace(SHIPPED["meeting_resolution"], escalation=(), version=9)
    types.pin(spec)
    matter = county.handling(due="2026-11-20")
    tick(at(11, 23))
    assert len(climbed(matter)) == 1
