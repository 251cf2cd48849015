"""Forecasts are kept beside the matters: made when something moved, never twice, never written
into a journal."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.cli.jobs import run_jobs
from luoshi.instruments.forecast.models import Forecast, Outcome
from luoshi.instruments.forecast.service import foreseen_late, refresh
from luoshi.lib.clock import CHINA
from luoshi.matters.models import Event, Matter
from tests.cast import County


def at(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of 2026 on the office's clock."""
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def report(county: County, matter: Matter, percent: int, **more: str) -> None:
    said = {"progress": "正在推进", "difficulty": "无", "next_step": "继续"} | more
    county.act(matter, "report_progress", "water", percent=percent, **said)


def slow(county: County) -> Matter:
    """Handed over on 16 November, due on the 30th; five days later a tenth is done."""
    matter = county.handling()
    county.now = at(11, 23)
    report(county, matter, 10)
    return matter


def said_of(matter: Matter) -> Forecast:
    return Forecast.objects.get(matter=matter)


def test_an_open_matter_has_one_forecast_with_its_sentence(county: County) -> None:
    matter = slow(county)
    assert refresh(county.now) == 1
    found = said_of(matter)
    assert found.verdict == "late_likely"
    assert found.expected_on is not None
    assert found.expected_on > date(2026, 11, 30)
    assert found.why.startswith("交办 5 个工作日报到 10%，预计")


def test_a_second_run_makes_nothing_and_an_act_or_a_new_day_makes_it_anew(county: County) -> None:
    matter = slow(county)
    other = county.handling(title="另一件事")
    assert refresh(county.now) == 2
    assert refresh(county.now + timedelta(hours=1)) == 0
    county.now += timedelta(hours=2)
    report(county, matter, 90)
    assert refresh(county.now) == 1
    assert (said_of(matter).rev, said_of(other).rev) == (matter.rev, other.rev)
    assert refresh(at(11, 24)) == 2
    assert said_of(other).made_on == date(2026, 11, 24)


def test_nothing_of_it_enters_the_journal(county: County) -> None:
    matter = slow(county)
    before = Event.objects.count(), Matter.objects.get(pk=matter.pk).head_digest
    refresh(county.now)
    assert (Event.objects.count(), Matter.objects.get(pk=matter.pk).head_digest) == before


def test_what_is_handed_in_has_no_forecast_any_more_and_what_is_closed_teaches(
    county: County,
) -> None:
    matter = slow(county)
    refresh(county.now)
    county.now = at(12, 7)
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    refresh(county.now)
    assert not Forecast.objects.exists()
    assert not Outcome.objects.exists()
    county.act(matter, "verify", "clerk", finding="属实")
    county.act(matter, "close_out", "chief", reply="已办完")
    refresh(county.now)
    kept = Outcome.objects.get()
    assert (kept.planned, kept.took, kept.unit.code) == (10, 15, "water")
    assert kept.points == [[0, None, "00000"], [5, 10, "00000"]]


def test_a_matter_opened_again_is_forecast_again_and_teaches_no_more(county: County) -> None:
    matter = county.closed()
    refresh(county.now)
    assert Outcome.objects.count() == 1
    county.act(matter, "reopen", "chief", reason="没有真正办好", help="先补测两处")
    refresh(county.now)
    assert Outcome.objects.count() == 0
    assert Forecast.objects.filter(matter=matter).count() == 1


def test_more_time_granted_counts_against_the_first_plan_and_lateness_by_the_new_one(
    county: County,
) -> None:
    matter = slow(county)
    refresh(county.now)
    before = said_of(matter)
    county.act(matter, "extend", "water", reason="汛期", new_due="2027-03-01")
    county.act(matter, "grant_extension", "chief")
    refresh(county.now)
    assert before.verdict == "late_likely"
    assert said_of(matter).verdict == "fine"
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    county.act(matter, "verify", "clerk", finding="属实")
    county.act(matter, "close_out", "chief", reply="已办完")
    refresh(county.now)
    assert Outcome.objects.get().planned == 10


def test_a_suspended_clock_says_so_and_the_time_it_stood_is_nobodys(county: County) -> None:
    matter = slow(county)
    county.act(matter, "suspend_clock", "clerk", reason="等待上级批复")
    refresh(county.now)
    assert said_of(matter).verdict == "unknown"
    assert "计时已经中止" in said_of(matter).why
    county.now = at(12, 7)
    county.act(matter, "resume_clock", "clerk")
    refresh(county.now)
    assert said_of(matter).why.startswith("交办 5 个工作日报到 10%")


def test_what_the_office_sends_back_counts_as_nearly_done(county: County) -> None:
    matter = county.handling()
    county.now = at(11, 20)
    report(county, matter, 60)
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    county.act(matter, "return_back", "clerk", reason="缺三条河道", help="可找测绘院要图")
    refresh(county.now)
    found = said_of(matter)
    assert found.expected_on is not None
    assert found.expected_on <= date(2026, 11, 24)


def test_once_the_lead_is_done_the_slowest_helper_decides(county: County) -> None:
    matter = county.handling(co=["city"])
    county.now = at(11, 23)
    county.act(matter, "acknowledge", "city")
    said = {"progress": "刚起步", "difficulty": "无", "next_step": "继续", "percent": 10}
    county.act(matter, "report_progress", "city", **said)
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    refresh(county.now)
    assert "报到 10%" in said_of(matter).why


def test_a_matter_sent_back_without_any_report_is_nearly_done_and_not_silent(
    county: County,
) -> None:
    matter = county.handling("leader_directive", due="")
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    county.act(matter, "return_back", "clerk", reason="缺三条河道", help="可找测绘院要图")
    county.now = at(11, 17)
    refresh(county.now)
    assert "还没有报过进度" not in said_of(matter).why
    assert "95%" in said_of(matter).why


def test_drafts_and_matters_without_a_due_date_are_not_forecast(county: County) -> None:
    county.open()
    refresh(county.now)
    assert not Forecast.objects.exists()


def test_private_matters_are_neither_forecast_nor_learnt_from(county: County) -> None:
    matter, done = slow(county), county.closed(title="两个人之间的事")
    Matter.objects.filter(pk__in=[matter.pk, done.pk]).update(private=True)
    refresh(county.now)
    assert not Forecast.objects.exists()
    assert not Outcome.objects.exists()


def test_foreseen_late_means_before_the_light_is_red(county: County) -> None:
    matter = slow(county)
    refresh(county.now)
    assert list(Matter.objects.filter(foreseen_late(county.now))) == [matter]
    assert not Matter.objects.filter(foreseen_late(at(12, 1))).exists()


def test_a_run_killed_half_way_is_finished_by_the_next(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    from luoshi.instruments.forecast import service

    for n in range(5):
        county.handling(title=f"第{n}件事")
    monkeypatch.setattr(service, "BATCH", 2)

    def killed(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(county.now, killed)
    assert Forecast.objects.count() == 2
    assert refresh(county.now) == 3
    assert refresh(county.now) == 0


def test_the_clock_starts_it_and_the_queries_do_not_grow_with_the_matters(
    county: County,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for n in range(12):
        county.handling(title=f"第{n}件事")
    with django_assert_max_num_queries(20):
        refresh(county.now)
    county.now = at(11, 17)
    run_jobs(county.now)
    assert set(Forecast.objects.values_list("made_on", flat=True)) == {date(2026, 11, 17)}
