"""Every matter has a source of the closed list (S3); a board of four weighs the open ones (S22)."""

from __future__ import annotations

import pytest

from luoshi.catalogue.loader import load
from luoshi.catalogue.schema import SourceRule
from luoshi.catalogue.sources import SOURCES, source_of
from luoshi.catalogue.stored import normalised, restored
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import queries, weighing
from luoshi.org.calendar import office_calendar
from tests.cast import County


def test_every_type_yields_a_source_of_the_list() -> None:
    for spec in load().types.values():
        assert source_of(spec, {}) in SOURCES
        assert restored(normalised(spec)) == spec
    assert {"work_report", "livelihood", "executive_minutes", "signed_paper"} <= set(SOURCES)


@pytest.mark.parametrize(
    ("type_key", "typed", "kind"),
    [
        ("meeting_resolution", {"meeting": "县政府第21次常务会议"}, "executive_minutes"),
        ("meeting_resolution", {"meeting": "防汛专题调度会"}, "topic_minutes"),
        ("leader_directive", {"channel": "written"}, "signed_paper"),
        ("superior_assignment", {"superior": "市政府"}, "superior"),
        ("key_work", {"source_kind": "livelihood"}, "livelihood"),
    ],
)
def test_the_source_follows_from_the_type_or_is_asked(
    county: County, type_key: str, typed: dict[str, str], kind: str
) -> None:
    made = county.open(type_key, **typed)
    assert made.source_kind == kind


def test_a_stored_type_without_a_source_rule_is_read_as_other() -> None:
    spec = load().types["key_work"]
    old = {k: v for k, v in normalised(spec).items() if k not in ("source", "confirm_first")}
    assert restored(old).source == SourceRule()


def test_sources_are_counted_and_filter_the_ledger(county: County) -> None:
    county.open()
    county.open(meeting="防汛专题调度会", title="防汛")
    stats = queries.source_stats(county["clerk"], county.now)
    assert stats["executive_minutes"] == {"open": 1, "late": 0, "soon": 0, "done": 0, "total": 1}
    chosen = queries.LedgerFilter.parse({"source": "topic_minutes"})
    assert [m.title for m in queries.ledger(county["clerk"], chosen, county.now)] == ["防汛"]
    assert queries.source_stats(county["outsider"], county.now) == {}


def test_the_office_and_the_leader_weigh_at_any_open_stage(county: County) -> None:
    made = county.handling()
    county.act(made, "weigh", "leader", quadrant="10")
    assert made.quadrant == "10"
    county.act(made, "weigh", "clerk", quadrant="11")
    assert queries.open_by_quadrant(county["clerk"], county.now) == {"11": 1}
    with pytest.raises(NotAllowed):
        county.act(made, "weigh", "water", quadrant="00")
    with pytest.raises(Invalid):
        county.act(made, "weigh", "clerk", quadrant="99")
    closed = county.closed(title="已完")
    with pytest.raises(Refused):
        county.act(closed, "weigh", "clerk", quadrant="10")


def test_a_quadrant_is_proposed_with_its_reason_and_never_set(county: County) -> None:
    made = county.open(due="2026-11-18")
    advice = weighing.advise(made, county.now, office_calendar())
    assert (advice.quadrant, advice.why) == ("11", "来自常务会纪要，剩 2 个工作日")
    later = county.open(due="2026-12-30", meeting="专题调度会")
    assert weighing.advise(later, county.now, office_calendar()).quadrant == "00"
    made.refresh_from_db()
    assert made.quadrant == ""


@pytest.mark.parametrize(
    ("counts", "share"), [({}, None), ({"": 4}, None), ({"11": 3, "10": 1}, 25), ({"01": 2}, 0)]
)
def test_the_share_of_what_is_important_and_not_urgent(
    counts: dict[str, int], share: int | None
) -> None:
    assert weighing.share(counts) == share
