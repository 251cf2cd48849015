"""Lights of the past: what a light was at a moment is told from the journal, exactly, for ever."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from luoshi.catalogue.schema import LightRule
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Problem
from luoshi.matters import clockwork, engine, past, types
from luoshi.matters.lights import key_of, light_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.store import load
from luoshi.matters.tick import tick
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from tests.cast import County

TYPES = ("meeting_resolution", "leader_directive", "key_work")
EXTRA = {"key_work": {"source_kind": "work_report"}}


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    """A moment on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


def planned(county: County, due: str) -> Matter:
    """A year's work, handed over."""
    matter = county.open("key_work", source_kind="work_report", due=due)
    county.act(matter, "docket", "director")
    county.act(matter, "dispatch", "clerk")
    return matter


def _typed(chance: random.Random, verb: str, now: datetime) -> dict[str, Any]:
    day = (now.date() + timedelta(days=chance.randint(1, 40))).isoformat()
    return {
        "dispatch": {},
        "report_progress": {
            "progress": "进展", "next_step": "继续", "percent": chance.choice((5, 30, 60, 90)),
        },
        "complete": {"result": "做完", "evidence": "见附表"},
        "extend": {"new_due": day, "reason": "雨季"},
        "refuse_extension": {"reason": "来得及", "help": "加一班人"},
        "suspend_clock": {"reason": "等批复"},
        "return_back": {"reason": "缺附表", "help": "照样表补"},
        "verify": {"finding": "属实"},
        "close_out": {"reply": "已办"},
        "urge": {"channel": "phone", "note": "抓紧"},
        "reopen": {"reason": "没办好"},
        "void": {"reason": "重复"},
        "docket": {}, "acknowledge": {}, "grant_extension": {}, "resume_clock": {},
    }.get(verb, {"_": "not in this story"})  # fmt: skip


def _one_step(chance: random.Random, county: County, matter: Matter) -> None:
    actor = chance.choice(("clerk", "chief", "director", "water"))
    offered = [p.verb.key for p in engine.possible(matter, county[actor], county.now)]
    typed = {verb: _typed(chance, verb, county.now) for verb in offered}
    fit = [verb for verb in offered if "_" not in typed[verb] and verb != "void"]
    if not fit:
        return
    verb = chance.choice(fit)
    try:
        engine.act(matter, verb, county[actor], county.now, **typed[verb])
    except Problem:
        return


@pytest.mark.parametrize("seed", range(8))
def test_a_light_told_from_the_journal_is_the_light_that_was_shown(
    county: County, seed: int
) -> None:
    chance = random.Random(seed)
    matters = [
        county.open(kind, due=f"2026-12-{chance.randint(1, 28):02}", **EXTRA.get(kind, {}))
        for kind in TYPES
    ]
    shown: list[tuple[datetime, dict[int, str]]] = []
    for _ in range(45):
        county.later(hours=chance.choice((1, 7, 25, 60)))
        if chance.random() < 0.4:
            tick(county.now)
        _one_step(chance, county, chance.choice(matters))
        seen = {m.pk: key_of(m, county.now) for m in Matter.objects.all()}
        shown.append((county.now, seen))
    for moment, seen in shown:
        assert past.lights_on(Matter.objects.all(), moment) == seen
    assert len({key for _, seen in shown for key in seen.values()}) >= 3


@pytest.mark.parametrize("seed", range(4))
def test_the_turns_of_a_light_add_up_to_what_was_shown_at_every_moment(
    county: County, seed: int
) -> None:
    chance = random.Random(100 + seed)
    matter = planned(county, "2026-12-31")
    shown = []
    for _ in range(40):
        county.later(hours=chance.choice((5, 30, 70)))
        tick(county.now)
        _one_step(chance, county, matter)
        shown.append((county.now, key_of(Matter.objects.get(pk=matter.pk), county.now)))
    told = past.turns(matter, county.now)
    for moment, key in shown:
        assert [turn for turn in told if turn.at <= moment][-1].key == key
    assert all(a.key != b.key for a, b in pairwise(told))


def test_the_present_state_is_the_last_of_the_past(county: County) -> None:
    matter = county.handling(co=["city"], due="2026-11-18")
    tick(at(12, 21))
    found = past.states_at(Matter.objects.all(), at(12, 21))
    assert found[matter.pk] == load(Matter.objects.get(pk=matter.pk))


def test_before_it_was_registered_a_matter_had_no_light(county: County) -> None:
    matter = county.dispatched()
    assert past.lights_on(Matter.objects.filter(pk=matter.pk), at(11, 15)) == {}


def test_progress_lag_of_the_past_is_judged_by_the_progress_of_then(county: County) -> None:
    matter = planned(county, "2027-06-30")
    county.act(matter, "acknowledge", "water")
    county.now = at(12, 20)
    assert key_of(matter, county.now) == "soon"  # more than ten points behind
    county.act(matter, "report_progress", "water", progress="赶上", next_step="继续", percent=60)
    county.now = at(2, 1, year=2027)
    rows = Matter.objects.filter(pk=matter.pk)
    assert past.lights_on(rows, county.now)[matter.pk] == "fine"
    assert past.lights_on(rows, at(12, 20))[matter.pk] == "soon"


def test_slips_of_the_past_are_judged_by_the_level_of_then(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = types.catalogue()
    spec = replace(
        loaded.types["meeting_resolution"], version=99, light=LightRule("slip", amber=1, red=3)
    )
    ours = replace(loaded, types={**loaded.types, "meeting_resolution": spec})
    monkeypatch.setattr(types, "catalogue", lambda: ours)
    matter = county.handling(due="2026-11-30")
    moments = (at(11, 17), at(12, 1), at(12, 8), at(12, 15))
    seen = []
    for moment in moments:
        tick(moment)
        seen.append(key_of(Matter.objects.get(pk=matter.pk), moment))
    assert seen == ["fine", "soon", "soon", "late"]
    rows = Matter.objects.filter(pk=matter.pk)
    assert [past.lights_on(rows, moment)[matter.pk] for moment in moments] == seen


def test_a_journal_older_than_the_red_light_is_judged_by_its_pinned_type(county: County) -> None:
    matter = county.handling(due="2026-11-18")
    row: dict[str, Any] = {}
    for changed in Event.objects.filter(matter=matter).values_list("changed", flat=True):
        row |= {k: v for k, v in changed.items() if k != "late_at"}
    row["parts"] = {}
    state = past.restored(row)
    spec = pinned(matter.type_version_id)
    assert state.late_at == clockwork.lights_at(load(matter), spec, office_calendar())[1]
    assert key_of(state, at(11, 19)) == "late"


def test_a_light_of_the_past_says_its_words(county: County) -> None:
    matter = county.handling(due="2026-11-18")
    county.now = at(12, 1)
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    state = past.states_at(Matter.objects.filter(pk=matter.pk), at(11, 23))[matter.pk]
    assert light_of(state, at(11, 23), office_calendar()).words == "逾期 3 个工作日"
