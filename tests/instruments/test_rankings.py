"""Floor, band and goal of a rank; its trend; units in three parts; signs that meet in a place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luoshi.instruments.problems import Sign, stacks
from luoshi.instruments.rankings import Entry, alarms, band, floor, lines, service, spread, standing
from tests.cast import County
from tests.trades.striving import opened


# N=7 is the speech's own: places 5, 6, 7 are forbidden, up to the 4th is 中游偏上.
@pytest.mark.parametrize(
    ("total", "last_good", "last_allowed"),
    [(2, 1, 1), (3, 2, 2), (4, 2, 2), (5, 3, 3), (6, 3, 3), (7, 4, 4), (8, 4, 5), (13, 7, 10)],
)
def test_the_band_is_the_better_half_and_the_floor_stands_above_the_last_three(
    total: int, last_good: int, last_allowed: int
) -> None:
    assert (band(total), floor(total)) == (last_good, last_allowed)


@pytest.mark.parametrize(
    ("rank", "total", "target", "expected"),
    [
        (1, 7, "economic", "first"),
        (3, 7, "economic", "top"),
        (4, 7, "economic", "band"),
        (5, 7, "economic", "last"),
        (7, 7, "economic", "last"),
        (8, 13, "economic", "below"),
        (10, 13, "economic", "below"),
        (11, 13, "economic", "last"),
        (3, 7, "strive", "top"),
        (4, 7, "strive", "missed"),
        (5, 7, "strive", "last"),
    ],
)
def test_where_a_rank_stands(rank: int, total: int, target: str, expected: str) -> None:
    assert standing(rank, total, target) == expected


def entry(indicator: str, month: int, rank: int, total: int = 7, **more: Any) -> Entry:
    """A rank at the end of that month of 2026."""
    day = date(2026, month, 28)
    return Entry(indicator, "city", f"{month}月", day, rank, total, **more)


def test_a_line_tells_how_many_places_were_gained_and_compares_like_with_like() -> None:
    rows = [entry("税收", 9, 2), entry("税收", 3, 5), entry("税收", 6, 5), entry("税收", 12, 3, 9)]
    (line,) = lines(rows)
    assert [s.entry.period for s in line.shown] == ["3月", "6月", "9月", "12月"]
    assert [s.moved for s in line.shown] == [None, 0, 3, None]


def test_only_the_latest_period_raises_an_alarm_and_the_worst_stands_first() -> None:
    rows = [
        entry("税收", 3, 7), entry("税收", 6, 2), entry("投资", 6, 6),
        entry("招商", 6, 4, target="strive"), entry("消费", 6, 4),
    ]  # fmt: skip
    found = lines(rows)
    assert [line.indicator for line in alarms(found)] == ["投资", "招商"]
    assert found[0].indicator == "投资"


def test_units_stand_in_three_parts_by_what_they_answer_for() -> None:
    rows = [
        entry("税收", 6, 1, unit="县财政局"), entry("招商", 6, 3, unit="县财政局"),
        entry("投资", 6, 4, unit="县发改局"), entry("消费", 6, 7, unit="县商务局"),
        entry("无主", 6, 7),
    ]  # fmt: skip
    found = spread(lines(rows))
    assert found.top == (("县财政局", 0.17),)
    assert found.middle == (("县发改局", 0.5),)
    assert found.bottom == (("县商务局", 1.0),)


def test_an_indicator_written_two_ways_is_one_and_a_leader_sees_only_what_is_theirs(
    county: County,
) -> None:
    opened(county, "ranking_entry")
    second = {"period": "2026年上半年", "period_end": "2026-06-30", "rank": "6"}
    opened(county, "ranking_entry", indicator="固定资产投资增速 ", **second)
    opened(county, "ranking_entry", indicator="义务教育巩固率", lead="school")
    every = service.entries(county["head"], county.now)
    assert [e.indicator for e in every].count("固定资产投资增速") == 2
    assert len(lines(every)) == 2
    assert {e.unit for e in service.entries(county["leader"], county.now)} == {"县水利局"}
    assert service.entries(county["water"], county.now) == []


def test_exemplars_of_both_kinds_stand_beside_their_unit(county: County) -> None:
    opened(county, "exemplar")
    opened(county, "exemplar", polarity="lagging", title="东湖改厕停用", lead="donghu", co=None)
    assert service.exemplars_by_unit(county["head"], county.now) == {
        "柳溪镇": (1, 0), "东湖街道": (0, 1),
    }  # fmt: skip


def sign(kind: str, number: int, where: str = "柳溪镇") -> Sign:
    return Sign(kind, where, False, f"事项{number}", f"标题{number}")


def test_three_kinds_from_three_matters_in_one_place_are_looked_at_together() -> None:
    together = [sign("late", 3), sign("rhino", 1), sign("problem", 2)]
    (found,) = stacks([*together, sign("rhino", 9, "东湖街道")])
    assert (found.where, found.matters) == ("柳溪镇", 3)
    assert [kind for kind, _ in found.signs] == ["rhino", "problem", "late"]


def test_one_matter_seen_three_ways_or_two_kinds_are_no_stack() -> None:
    assert stacks([sign("rhino", 1), sign("neglected", 1), sign("late", 1)]) == []
    assert stacks([sign("rhino", n) for n in range(9)] + [sign("late", 10)]) == []
    assert stacks([sign("rhino", 1, ""), sign("late", 2, ""), sign("problem", 3, "")]) == []
