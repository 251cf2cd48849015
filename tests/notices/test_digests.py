"""One digest per person and half-day, the same however and whenever the job is run."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from luoshi.matters.tick import tick
from luoshi.notices import inbox
from luoshi.notices.collect import collect
from luoshi.notices.digests import digests
from luoshi.notices.lines import lines
from luoshi.notices.models import Digest, Notice
from luoshi.notices.preferences import choose
from luoshi.org.models import RestDay, Unit
from tests.cast import County
from tests.notices.telling import all_of_it, at, make_urgent, moments, run

WISH = {"scheme": "both", "quiet_from": "18:00", "quiet_to": "08:30", "channels": ["inbox"]}


def said(username: str) -> list[list[str]]:
    """The lines of the person's digests, oldest first, as the page would say them."""
    units = dict(Unit.objects.values_list("id", "short_name"))
    rows = Digest.objects.filter(person__username=username).order_by("out_at")
    return [[line.text for line in lines(d.notices.all(), units)] for d in rows]


def test_what_happens_in_a_half_day_comes_together_at_its_end(county: County) -> None:
    county.dispatched()
    county.dispatched(title="第二件")
    run(at(11, 16, 14, 29))
    assert moments("water") == []
    run(at(11, 16, 14, 30))
    assert moments("water") == ["11-16 14:30"]
    assert said("water") == [["clerk某 交办", "clerk某 交办"]]


def test_what_happens_after_the_slot_waits_for_the_next(county: County) -> None:
    county.dispatched()
    county.now = at(11, 16, 15)
    county.dispatched(title="下午的一件")
    run(at(11, 20))
    assert moments("water") == ["11-16 14:30", "11-17 09:00"]


def test_nothing_goes_out_in_the_holidays(county: County) -> None:
    county.now = at(9, 30, 16)
    county.dispatched(due="2026-10-20")
    run(at(10, 8, 8, 59))
    assert Digest.objects.count() == 0
    run(at(10, 8, 9))
    assert moments("water") == ["10-08 09:00"]


def test_a_rest_day_declared_meanwhile_moves_the_digest_on(county: County) -> None:
    county.now = at(11, 16, 16)
    county.dispatched()
    collect(county.now)
    RestDay.objects.create(day=at(11, 17).date(), rest=True, name="县庆")
    run(at(11, 17, 12))
    assert Digest.objects.count() == 0
    run(at(11, 18, 9))
    assert moments("water") == ["11-18 09:00"]


def test_what_is_urgent_goes_out_at_once_and_together(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = county.handling()
    make_urgent(monkeypatch)
    county.act(matter, "instruct", "leader", words="今天就办")
    run(county.now)
    assert moments("water") == ["11-16 09:04 即时"]


def test_what_is_urgent_at_night_waits_for_the_working_morning(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = county.handling()
    make_urgent(monkeypatch)
    county.now = at(11, 20, 21)  # a Friday evening
    county.act(matter, "instruct", "leader", words="今天就办")
    run(at(11, 22, 23))
    assert moments("water") == ["11-16 14:30"]
    run(at(11, 23, 8, 30))
    assert moments("water") == ["11-16 14:30", "11-23 08:30 即时"]


def test_an_emergency_goes_out_in_the_night_of_a_holiday(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.now = at(9, 30, 9)
    matter = county.handling(due="2026-10-20")
    make_urgent(monkeypatch, emergency=True)
    county.now = at(10, 2, 3)
    county.act(matter, "instruct", "leader", words="山洪，立即转移群众")
    run(county.now)
    assert moments("water") == ["09-30 14:30", "10-02 03:01 即时"]
    assert Digest.objects.get(person=county["water"], urgent=True).emergency


def test_what_is_not_urgent_waits_even_in_an_emergency(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.now = at(9, 30, 9)
    matter = county.handling(due="2026-10-20")
    make_urgent(monkeypatch, emergency=True)
    county.now = at(10, 2, 3)
    county.act(matter, "instruct", "leader", words="山洪，立即转移群众")
    county.act(matter, "urge", "clerk", channel="phone", note="请报情况")
    run(at(10, 9))
    assert moments("water") == ["09-30 14:30", "10-02 03:01 即时", "10-08 09:00"]


def test_several_urges_of_a_unit_are_one_line(county: County) -> None:
    for n in range(3):
        matter = county.handling(title=f"第{n}件")
        county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    run(at(11, 16, 14, 30))
    (box,), _ = inbox.boxes(county["water"], at(11, 16, 15))
    (line,) = [line for line in box.lines if line.unread]
    assert line.text == "县水利局 3 件被催办"
    assert [entry.title for entry in line.entries] == ["第0件", "第1件", "第2件"]


def test_several_urges_of_a_matter_are_one_line_too(county: County) -> None:
    matter = county.handling()
    for day in (20, 21, 22):  # a Friday after the last digest and two rest days
        county.now = at(11, day, 17)
        county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    run(at(11, 23, 9))
    assert "县水利局 被催办 3 次" in [line for digest in said("water") for line in digest]


def test_several_acts_of_a_matter_are_one_line(county: County) -> None:
    matter = county.handling()
    county.act(matter, "extend", "water", reason="汛期水位高", new_due="2026-12-14")
    county.act(matter, "refuse_extension", "chief", reason="可以赶上", help="请县住建局支援")
    county.act(matter, "instruct", "leader", words="务必办实")
    run(at(11, 16, 14, 30))
    assert said("water_head") == [["leader某 追加批示；chief某 不予延期；clerk某 交办"]]


def test_the_order_of_the_rows_does_not_change_the_lines(county: County) -> None:
    for n in range(3):
        matter = county.handling(title=f"第{n}件", co=["city"])
        county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    run(at(11, 16, 14, 30))
    rows = list(Notice.objects.filter(person=county["water_head"]))
    units = dict(Unit.objects.values_list("id", "short_name"))
    assert lines(rows, units) == lines(rows[::-1], units)


def story(county: County) -> list[datetime]:
    """Three weeks with acts and with time's own, some in the evening and on rest days; the moments
    at which the clock let time do its part, which belong to the story."""
    first = county.handling(due="2026-11-24", co=["city"])
    county.now = at(11, 17, 19)
    second = county.dispatched("leader_directive", title="晚上交办的一件")
    county.now = at(11, 21, 10)
    county.act(first, "urge", "clerk", channel="system", note="请抓紧")
    county.act(second, "urge", "clerk", channel="system", note="请抓紧")
    ticks = [at(11, 18, 7), at(11, 19, 7), at(11, 23, 7), at(11, 25, 7), at(12, 2, 7), at(12, 4, 7)]
    for moment in ticks:
        tick(moment)
    return ticks


def test_the_same_events_give_the_same_digests_in_however_many_pieces(county: County) -> None:
    from django.db import transaction

    story(county)
    end = at(12, 7)

    def run_every(step: timedelta) -> list[object]:
        mark = transaction.savepoint()
        now = at(11, 16, 9)
        while now < end:
            run(now)
            now += step
        run(end)
        found: list[object] = list(all_of_it())
        transaction.savepoint_rollback(mark)
        return found

    once = run_every(timedelta(days=60))
    assert len(once) > 20
    assert run_every(timedelta(hours=5, minutes=7)) == once
    assert run_every(timedelta(days=3)) == once


def test_a_digest_that_is_there_never_grows(county: County) -> None:
    county.dispatched()
    run(at(11, 16, 15))
    before = Digest.objects.get(person=county["water"]).notices.count()
    # Committed late: an act of the morning that nobody could see until now.
    county.dispatched(title="迟到的一件")
    run(at(11, 16, 15))
    assert Digest.objects.get(person=county["water"]).notices.count() == before
    run(at(11, 17, 9))
    assert moments("water") == ["11-16 14:30", "11-17 09:00"]


def test_a_wish_holds_from_its_moment_on_whenever_the_job_runs(county: County) -> None:
    county.dispatched()
    county.now = at(11, 16, 10)
    choose(county["water"], county.now, **(WISH | {"scheme": "evening"}))
    county.dispatched(title="换了设置之后的一件")
    run(at(11, 30))
    assert moments("water") == ["11-16 14:30", "11-16 17:00"]
    assert moments("water_head") == ["11-16 14:30"]


def test_without_the_inbox_only_what_is_urgent_stays_unread(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(county["water_head"], at(11, 16, 8), **(WISH | {"channels": []}))
    matter = county.handling()
    make_urgent(monkeypatch)
    county.act(matter, "instruct", "leader", words="今天就办")
    run(at(11, 16, 15))
    unread = Notice.objects.filter(person=county["water_head"], read_at__isnull=True)
    assert [n.event.verb for n in unread] == ["instruct"]
    assert Notice.objects.filter(person=county["water_head"]).count() == 2


def test_digests_twice_make_nothing_twice(county: County) -> None:
    county.dispatched()
    collect(county.now)
    assert digests(at(11, 16, 15)) == 2
    assert digests(at(11, 16, 15)) == 0
