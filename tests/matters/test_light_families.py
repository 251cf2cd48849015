"""Three families of light rules, chosen per type (domain.md C1)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from luoshi.catalogue.loader import load
from luoshi.lib.clock import CHINA
from luoshi.matters import lights, types
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.calendar import office_calendar
from tests.cast import County

YEAR_END = "2027-11-16"  # a year of key work from 2026-11-16


def at(year: int, month: int, day: int) -> datetime:
    """Nine o'clock that day."""
    return datetime(year, month, day, 9, tzinfo=CHINA)


def shown(matter: Matter, now: datetime) -> tuple[str, str]:
    """The light of the matter with its words."""
    matter.refresh_from_db()
    light = lights.light_of(matter, now, office_calendar())
    return light.key, light.words


@pytest.fixture
def key_work(county: County) -> Matter:
    """A year's key work, taken on."""
    matter = county.open("key_work", due=YEAR_END, source_kind="work_report")
    county.act(matter, "docket", "director")
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water")
    return matter


def test_key_work_turns_amber_and_red_by_its_lag_long_before_it_is_due(key_work: Matter) -> None:
    assert shown(key_work, at(2026, 12, 1))[0] == "fine"
    key, words = shown(key_work, at(2027, 1, 10))
    assert key == "soon"
    assert words.startswith("滞后 ")
    key, words = shown(key_work, at(2027, 3, 15))
    assert key == "late"
    assert words.endswith("个百分点")


def test_a_report_of_progress_brings_green_back(county: County, key_work: Matter) -> None:
    county.now = at(2027, 3, 15)
    county.act(key_work, "report_progress", "water", progress="过半", next_step="续建", percent=45)
    assert shown(key_work, at(2027, 3, 16))[0] == "fine"


def test_past_its_due_date_it_is_overdue_in_so_many_words(key_work: Matter) -> None:
    assert shown(key_work, at(2027, 11, 18)) == ("late", "逾期 2 个工作日")


def test_the_ledger_finds_a_lagging_matter_under_red(key_work: Matter) -> None:
    found = Matter.objects.filter(lights.condition("late", at(2027, 3, 15)))
    assert list(found) == [key_work]
    assert not Matter.objects.filter(lights.overdue(at(2027, 3, 15))).exists()


def test_slips_colour_where_the_office_wants_it(
    county: County, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = Path("src/luoshi/catalogue/types/meeting_resolution.toml").read_text("utf-8")
    text = text.replace("version = 2", "version = 8")
    (tmp_path / "resolution.toml").write_text(
        text + '\n[light]\nfamily = "slip"\namber = 1\nred = 3\n', "utf-8"
    )
    overlay = load([tmp_path])
    assert overlay.faults == ()
    monkeypatch.setattr(types, "catalogue", lambda: overlay)
    matter = county.handling(due="2026-11-27")
    assert shown(matter, at(2026, 11, 18))[0] == "fine"
    told = []
    for moment in (at(2026, 11, 30), at(2026, 12, 4), at(2026, 12, 11)):
        tick(moment)
        told.append(shown(matter, moment))
    assert told == [("soon", "蓝色督查单"), ("soon", "橙色督查单"), ("late", "逾期 10 个工作日")]
