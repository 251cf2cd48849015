"""An old matter keeps the rule it was opened under."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from django.db import transaction

from luoshi.catalogue.schema import Limit
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Refused
from luoshi.matters import engine, types
from luoshi.matters.models import TypeVersion
from tests.cast import County
from tests.overlays import hotline  # noqa: F401


def test_a_pinned_version_reads_back_as_the_same_declaration(county: County) -> None:
    matter = county.open()
    assert types.pinned(matter.type_version_id) == types.current("meeting_resolution")


def test_a_new_version_leaves_old_matters_under_the_old_one(county: County) -> None:
    matter = county.open()
    newer = replace(types.current("meeting_resolution"), version=9, label="会议决定事项")
    types.pin(newer)
    matter.refresh_from_db()
    assert types.pinned(matter.type_version_id).label == "会议议定事项"
    assert TypeVersion.objects.filter(key="meeting_resolution").count() == 2


def test_content_changed_without_a_new_version_is_refused(county: County) -> None:
    county.open()
    with pytest.raises(Refused) as refused:
        types.pin(replace(types.current("meeting_resolution"), label="改了名"))
    assert refused.value.stable_code == "type_changed"


def test_an_id_given_out_again_after_a_rollback_names_the_new_type(db: None) -> None:
    """SQLite does so: the first use of a type fails half-way, another type is used next."""
    with transaction.atomic():
        types.pinned(types.pin(types.current("meeting_resolution")).pk)
        transaction.set_rollback(True)
    made = types.pin(types.current("standing_rule"))
    assert types.pinned(made.pk) == types.current("standing_rule")


@pytest.mark.usefixtures("hotline")
def test_a_clock_that_begins_later_still_follows_the_old_rule(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"title": "路灯不亮", "lead": "city", "called_on": "2026-11-16", "district": "east"}
    matter = engine.open_matter("hotline_ticket", county["clerk"], county.now, **said)
    known = types.current("hotline_ticket")
    shorter = tuple(replace(clock, within=Limit(2, "calendar_day")) for clock in known.clocks)
    in_force = replace(known, version=2, clocks=shorter)
    monkeypatch.setitem(cast(Any, types.catalogue().types), "hotline_ticket", in_force)
    newer = engine.open_matter("hotline_ticket", county["clerk"], county.now, **said)
    for one in (matter, newer):
        county.act(one, "dispatch", "clerk")
    assert [local_date(m.due_at).isoformat() for m in (matter, newer) if m.due_at] == [
        "2026-11-26", "2026-11-18",
    ]  # fmt: skip
