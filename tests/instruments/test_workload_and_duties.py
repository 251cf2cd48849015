"""Who handled what, how work is spread, and which activity lacks a rule or a person."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.duties.compute import LEFT, NO_RULE, NOBODY, NOT_YET, Duty, matrix
from luoshi.instruments.workload.compute import Done, record, spread


def done(matter: int, kind: str, day: str, *, ended: bool = False) -> Done:
    return Done(1, matter, kind, date.fromisoformat(day), ended)


def test_a_record_counts_matters_once_and_acts_each() -> None:
    found = record([
        done(1, "批示", "2026-10-31"), done(1, "批示", "2026-11-02", ended=True),
        done(2, "批示", "2026-11-03"), done(3, "用车", "2026-11-03"),
    ])  # fmt: skip
    assert [(k.label, k.matters, k.acts, k.ended) for k in found.kinds] == [
        ("批示", 2, 3, 1), ("用车", 1, 1, 0),
    ]  # fmt: skip
    assert [(m.label, m.matters) for m in found.months] == [("2026年10月", 1), ("2026年11月", 3)]
    assert (found.total.matters, found.total.acts) == (3, 4)


def test_nothing_done_is_an_empty_record() -> None:
    assert record([]).total.matters == 0


@pytest.mark.parametrize(
    ("counts", "share", "heavy"),
    [
        ([80, 5, 5, 5, 5], 80, True),  # one of five does four fifths
        ([20, 20, 20, 20, 20], 20, False),
        ([60, 10, 10, 10, 10, 0], 70, True),  # a fifth of six people are two
        ([30, 1, 1, 1], None, False),  # too few people to say
        ([0, 0, 0, 0, 0], None, False),
    ],
)
def test_the_busiest_fifth_has_its_share(counts: list[int], share: int | None, heavy: bool) -> None:
    (one,) = spread({"县水利局": range(len(counts))}, dict(enumerate(counts)))
    assert (one.share, one.heavy, one.idle) == (share, heavy, counts.count(0))


def test_an_activity_is_covered_by_a_rule_in_force_and_a_person_who_serves() -> None:
    found = matrix(
        ["用车", "加班", "值班"],
        [
            Duty("用车", "制1", "用车办法", True, "甲某"),
            Duty("加班", "制2", "加班办法", True, "乙某", serves=False),
            Duty("来客", "制3", "来客办法", False),
        ],
    )
    gaps = {line.activity: line.gaps for line in found.lines}
    assert gaps == {
        "用车": (), "加班": (LEFT,), "来客": (NOT_YET, NOBODY), "值班": (NO_RULE, NOBODY),
    }  # fmt: skip
    assert (found.covered, found.percent) == (1, 25)
    assert found.lines[-1].activity == "用车"


def test_of_two_rules_the_one_with_fewer_gaps_stands() -> None:
    whole = Duty("用车", "制2", "用车办法（新）", True, "甲某")
    half = Duty("用车", "制1", "用车办法", True)
    for duties in ([half, whole], [whole, half]):
        (line,) = matrix(["用车"], duties).lines
        assert line.duty is whole


def test_an_office_without_activities_covers_nothing() -> None:
    assert matrix([], []).percent == 0
