"""Figures counted from matters: on which day, under which condition, with last year beside them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.catalogue.schema import Figure, Where
from luoshi.instruments.figures import Line, Span, a_year_before, behind, change_words, lines
from luoshi.instruments.figures.compute import Fact, lines_of, plain
from luoshi.lib.clock import CHINA
from luoshi.matters import engine
from luoshi.matters.models import Matter
from luoshi.matters.types import current
from luoshi.org.models import Post
from tests.cast import County
from tests.overlays import hotline  # noqa: F401

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
VISITS = (
    Figure("batches", "来访", "批"),
    Figure("persons", "来访", "人次", adds="persons"),
    Figure("groups", "集体访", "批", where=(Where("persons", least=5),), falls=True),
    Figure("group_share", "集体访占比", "%", share=("groups", "batches")),
)


def visit(day: date, persons: int) -> Fact:
    """One visit of so many people."""
    return Fact(1, day, {"persons": persons})


def test_batches_persons_and_shares_are_three_different_things() -> None:
    facts = [visit(date(2026, 3, 1), 3), visit(date(2026, 3, 2), 12), visit(date(2026, 12, 31), 5)]
    told = {line.figure.key: line.value for line in lines_of(VISITS, {"opened": facts}, YEAR)}
    assert told == {
        "batches": Decimal(3), "persons": Decimal(20), "groups": Decimal(2),
        "group_share": Decimal("66.7"),
    }  # fmt: skip


def test_the_days_before_and_after_the_period_count_elsewhere() -> None:
    facts = [visit(date(2025, 12, 31), 5), visit(date(2026, 1, 1), 1), visit(date(2027, 1, 1), 9)]
    told = lines_of(VISITS, {"opened": facts}, YEAR)
    assert [(line.value, line.before) for line in told[:3]] == [(1, 1), (1, 5), (0, 1)]


def test_a_share_of_nothing_is_no_number() -> None:
    told = lines_of(VISITS, {}, YEAR)
    assert told[3].value is None
    assert (plain(told[3].value), change_words(told[3])) == ("—", "")


def test_the_same_days_a_year_before_know_leap_years() -> None:
    assert a_year_before(Span(date(2028, 2, 1), date(2028, 2, 29))) == Span(
        date(2027, 2, 1), date(2027, 2, 28)
    )


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("137", "125", "增 12（+9.6%）"),
        ("100", "125", "降 25（-20.0%）"),
        ("5", "5", "持平"),
        ("5", "0", "增 5"),
        ("0", "0", ""),
    ],
)
def test_a_change_is_said_as_a_report_says_it(now: str, before: str, words: str) -> None:
    assert change_words(Line(VISITS[0], Decimal(now), Decimal(before))) == words


def test_a_change_of_a_share_is_in_points() -> None:
    assert change_words(Line(VISITS[3], Decimal("97.5"), Decimal("94.4"))) == "增 3.1 个百分点"


def lines_at(county: County, key: str) -> list[Line]:
    """The figures of a type as the clerk sees them."""
    return lines(county["clerk"], [current(key)], YEAR, county.now)[key]


def ticket(county: County, day: datetime, callers: int, district: str = "east") -> Matter:
    """A ticket of that day, in the hands of its unit."""
    county.now = day
    matter = engine.open_matter(
        "hotline_ticket", county["clerk"], day, title="路灯不亮", lead="city",
        called_on=f"{day:%Y-%m-%d}", district=district, callers=callers,
    )  # fmt: skip
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    county.act(matter, "contact", "city", way="phone", outcome="已联系")
    return matter


def answer(county: County, matter: Matter, satisfied: str) -> None:
    """Answered, and called back."""
    county.act(matter, "complete", "city", result="已修复", evidence="照片", solved="yes")
    county.act(matter, "call_back", "clerk", satisfied=satisfied)


@pytest.mark.usefixtures("hotline")
class TestAnOwnType:
    """What an office's own type declares is counted without a line of code."""

    def test_its_figures_come_out_of_what_was_done(self, county: County) -> None:
        Post.objects.update(valid_from=date(2025, 1, 1))
        first = ticket(county, datetime(2026, 3, 2, 9, tzinfo=CHINA), 3)
        answer(county, first, "no")
        answer(county, first, "yes")
        answer(county, ticket(county, datetime(2026, 3, 3, 9, tzinfo=CHINA), 4), "yes")
        ticket(county, datetime(2025, 3, 3, 9, tzinfo=CHINA), 10)
        told = lines_at(county, "hotline_ticket")
        assert [(x.figure.key, x.value, x.before) for x in told] == [
            ("tickets", 2, 1),
            ("callers", 7, 10),
            ("called_back", 3, 0),
            ("pleased", 2, 0),
            ("pleased_rate", Decimal("66.7"), None),
        ]

    def test_a_figure_opens_the_matters_behind_it(self, county: County) -> None:
        happy = ticket(county, datetime(2026, 3, 2, 9, tzinfo=CHINA), 3)
        answer(county, happy, "yes")
        ticket(county, datetime(2026, 3, 3, 9, tzinfo=CHINA), 4)
        spec = current("hotline_ticket")
        for key in ("pleased", "pleased_rate"):
            figure = next(f for f in spec.figures if f.key == key)
            found = behind(county["clerk"], spec, figure, YEAR, county.now)
            assert [m.number for m in found] == [happy.number]

    def test_a_unit_counts_its_own_and_a_stranger_nothing(self, county: County) -> None:
        ticket(county, datetime(2026, 3, 2, 9, tzinfo=CHINA), 3)
        spec = current("hotline_ticket")

        def count(who: str, unit: str = "") -> Decimal | None:
            return lines(county[who], [spec], YEAR, county.now, unit)[spec.key][0].value

        assert (count("city"), count("outsider")) == (1, 0)
        assert (count("clerk", "city"), count("clerk", "water")) == (1, 0)


def test_supervised_matters_report_how_many_were_closed_in_time(county: County) -> None:
    county.closed()
    county.open()
    told = lines_at(county, "meeting_resolution")
    assert {x.figure.key: x.value for x in told} == {
        "opened": 2, "closed": 1, "closed_in_time": 1, "in_time_rate": Decimal("100.0"),
        "meetings": 0, "urged": 0, "sent_back": 0,
    }  # fmt: skip
