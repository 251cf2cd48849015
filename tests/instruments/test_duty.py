"""The roster of duty: no uncovered hour, a fair turn, a leader where one is needed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from luoshi.instruments.duty import board, change, compute, file, make
from luoshi.instruments.duty.compute import Span, Staff, Watch
from luoshi.instruments.duty.models import Roster
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.lib.workdays import Calendar
from luoshi.org.models import Absence
from tests.cast import County

RULES = compute.rules()
NOBODY = Staff((), (), {}, {})
CONGRESS = Span("全县两会", date(2026, 11, 18), date(2026, 11, 19))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def test_the_shifts_of_some_days_leave_no_gap() -> None:
    shifts = compute.shifts_of(date(2026, 11, 16), date(2026, 11, 17), RULES)
    assert [(s.begins, s.ends) for s in shifts] == [
        (at(16, 8, 30), at(16, 17, 30)),
        (at(16, 17, 30), at(17, 8, 30)),
        (at(17, 8, 30), at(17, 17, 30)),
        (at(17, 17, 30), at(18, 8, 30)),
    ]


def test_an_uncovered_hour_is_found_wherever_it_lies() -> None:
    watches = [
        Watch(at(16, 8), at(16, 12), (1,)),
        Watch(at(16, 11), at(16, 17), (2,)),
        Watch(at(16, 17), at(16, 20)),
        Watch(at(16, 20), at(17, 7), (3,)),
    ]
    assert [(g.begins, g.ends) for g in compute.gaps(watches, at(16, 7), at(17, 8))] == [
        (at(16, 7), at(16, 8)),
        (at(16, 17), at(16, 20)),
        (at(17, 7), at(17, 8)),
    ]
    assert compute.gaps([], at(16, 7), at(16, 8)) == [Watch(at(16, 7), at(16, 8))]
    assert compute.gaps(watches[:2], at(16, 9), at(16, 16)) == []


def test_one_person_alone_is_too_few() -> None:
    alone, two = Watch(at(16, 8), at(16, 9), (1,)), Watch(at(16, 8), at(16, 9), (1, 2))
    assert compute.thin([alone, two], RULES) == [alone]


def test_a_leader_is_needed_in_a_sensitive_period_alone() -> None:
    shifts = compute.shifts_of(date(2026, 11, 17), date(2026, 11, 20), RULES)
    days = {compute.day_of(w).day for w in compute.leaderless(shifts, [CONGRESS])}
    assert days == {18, 19}


def test_a_holiday_is_one_span_and_a_weekend_none() -> None:
    found = compute.holidays(date(2026, 9, 19), date(2026, 10, 11), Calendar())
    assert [(s.name, f"{s.first}", f"{s.last}") for s in found] == [
        ("中秋", "2026-09-25", "2026-09-27"),
        ("国庆节", "2026-10-01", "2026-10-07"),
    ]
    assert f"{compute.file_by(found, RULES)}" == "2026-09-22"
    assert compute.file_by([], RULES) is None


def test_the_turn_is_fair_over_a_month_and_nobody_is_on_twice_running() -> None:
    shifts = compute.shifts_of(date(2026, 11, 1), date(2026, 11, 30), RULES)
    staff = Staff(tuple(range(1, 8)), (), {}, {})
    filled = compute.suggest(shifts, staff, [], Calendar(), RULES)
    borne: Counter[int] = Counter()
    for before, watch in pairwise(filled):
        assert not set(before.people) & set(watch.people)
    for watch in filled:
        for person in watch.people:
            borne[person] += compute.weight(watch, [], Calendar(), RULES)
    assert max(borne.values()) - min(borne.values()) <= 2 * RULES.weight["rest"]
    assert not compute.gaps(filled, filled[0].begins, filled[-1].ends)


def test_who_has_borne_more_comes_later_and_who_is_away_not_at_all() -> None:
    shifts = compute.shifts_of(date(2026, 11, 16), date(2026, 11, 16), RULES)
    away = {1: (Span("培训", date(2026, 11, 16), date(2026, 11, 16)),)}
    staff = Staff((1, 2, 3, 4, 5), (), {2: 9}, away)
    day, night = compute.suggest(shifts, staff, [], Calendar(), RULES)
    assert (day.people, night.people) == ((3, 4), (5, 2))


def test_where_nobody_is_left_the_place_stays_open() -> None:
    shifts = compute.shifts_of(date(2026, 11, 16), date(2026, 11, 16), RULES)
    assert [w.people for w in compute.suggest(shifts, NOBODY, [], Calendar(), RULES)] == [(), ()]


def made(county: County, first: int = 16, last: int = 22) -> Roster:
    return make(
        county["clerk"], county.now, first_day=date(2026, 11, first), last_day=date(2026, 11, last),
        phone="6208000", sensitive=[CONGRESS],
    )  # fmt: skip


def test_a_roster_is_made_over_the_whole_staff_and_told_who_is_on_duty(county: County) -> None:
    roster = made(county)
    shown = board(county["leader"], county.now, [CONGRESS])
    assert (shown.roster, shown.gaps, len(shown.rows)) == (roster, (), 14)
    assert len(shown.present) == 1
    on = {p.username for row in shown.rows for p in row.officers}
    assert on == {"clerk", "chief", "proofreader"}
    assert all(row.shift.leader is not None for row in shown.rows if row.why_led == "全县两会")


def test_too_few_people_show_as_faults_and_not_as_a_crash(county: County) -> None:
    made(county)
    # Three people cannot fill two places of every shift without being on twice running.
    assert board(county["clerk"], county.now).faults > 0


def test_whoever_is_on_record_as_away_is_not_put_on_duty(county: County) -> None:
    Absence.objects.create(
        person=county["chief"], begins=date(2026, 11, 16), ends=date(2026, 11, 22), reason="培训"
    )
    made(county)
    on = {p.username for row in board(county["clerk"], county.now).rows for p in row.officers}
    assert "chief" not in on


@pytest.mark.parametrize(
    ("first", "last", "phone", "field"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), "1", "last_day"),
        (date(2026, 11, 20), date(2027, 3, 1), "1", "last_day"),
        (date(2026, 11, 23), date(2026, 11, 24), " ", "phone"),
        (date(2026, 11, 22), date(2026, 11, 30), "1", "first_day"),
    ],
)
def test_a_roster_that_cannot_be_says_which_field_is_wrong(
    county: County, first: date, last: date, phone: str, field: str
) -> None:
    made(county)
    with pytest.raises(Invalid) as problem:
        make(county["clerk"], county.now, first_day=first, last_day=last, phone=phone)
    assert problem.value.fields.keys() == {field}


def test_a_shift_is_changed_while_it_is_not_over(county: County) -> None:
    roster = made(county)
    first, last = roster.shifts.first(), roster.shifts.last()
    assert first is not None
    assert last is not None
    change(county["clerk"], county.now, last.pk, officers=["clerk", "chief"], leader="deputy")
    last.refresh_from_db()
    assert last.leader == county["deputy"]
    assert set(last.officers.all()) == {county["clerk"], county["chief"]}
    for typed, code in (([], "nobody_on_duty"), (["water"], "not_staff")):
        with pytest.raises(Invalid) as problem:
            change(county["clerk"], county.now, last.pk, officers=typed)
        assert problem.value.stable_code == code
    with pytest.raises(Invalid) as over:
        change(county["clerk"], county.now + timedelta(days=2), first.pk, officers=["clerk"])
    assert over.value.stable_code == "shift_over"
    with pytest.raises(NotFound):
        change(county["clerk"], county.now, 0, officers=["clerk"])


def test_a_roster_is_filed_once(county: County) -> None:
    roster = made(county)
    with pytest.raises(Invalid):
        file(county["clerk"], county.now, roster.pk, " ")
    file(county["clerk"], county.now, roster.pk, "市政府总值班室")
    again = file(county["clerk"], county.later(days=1), roster.pk, "别处")
    assert (again.filed_with, again.filed_at) == ("市政府总值班室", at(16, 9))


def test_units_neither_see_nor_keep_the_roster(county: County) -> None:
    with pytest.raises(NotAllowed):
        board(county["water"], county.now)
    with pytest.raises(NotAllowed):
        make(
            county["leader"], county.now, first_day=date(2026, 11, 16),
            last_day=date(2026, 11, 17), phone="1",
        )  # fmt: skip


def test_an_office_without_a_roster_is_told_that_nobody_is_on_duty(county: County) -> None:
    shown = board(county["clerk"], county.now)
    assert (shown.roster, shown.present) == (None, ())
