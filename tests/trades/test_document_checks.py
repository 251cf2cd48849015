"""网上收文: four checks on every working day, opened by time itself; 优秀公文: discussed, then chosen."""

from __future__ import annotations

from datetime import datetime, timedelta

from luoshi.lib.clock import CHINA, local_date
from luoshi.matters import clocks, engine, lights, queries
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.matters.types import pinned
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.papers import opened

CHECKS = ("first", "second", "third", "fourth")


def watch(county: County, begins: datetime) -> Matter:
    """The standing rule, in force since that moment."""
    county.now = begins
    matter = opened(
        county, "document_watch", title="网上收文检查", lead="office", rrule="FREQ=DAILY"
    )
    county.act(matter, "docket", "chief")
    county.act(matter, "enforce", "clerk")
    return matter


def days(rule: Matter) -> list[str]:
    """The days of which a check has been opened."""
    rows = Matter.objects.filter(parent=rule).order_by("id")
    return [f"{local_date(m.opened_at)}" for m in rows]


def live(begins: datetime, ends: datetime) -> None:
    """Every morning from the first to the last day, time does what it has to."""
    while begins <= ends:
        tick(begins)
        begins += timedelta(days=1)


def test_a_check_is_opened_on_working_days_alone_make_up_weekends_included(
    county: County,
) -> None:
    rule = watch(county, datetime(2026, 2, 12, 9, 0, tzinfo=CHINA))
    live(datetime(2026, 2, 13, 7, 30, tzinfo=CHINA), datetime(2026, 3, 2, 7, 30, tzinfo=CHINA))
    assert days(rule) == [
        "2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27",
        "2026-02-28", "2026-03-02",
    ]  # fmt: skip


def test_four_checks_have_four_hours_and_a_missed_one_is_told_the_same_morning(
    county: County,
) -> None:
    rule = watch(county, datetime(2026, 11, 13, 9, 0, tzinfo=CHINA))
    tick(datetime(2026, 11, 16, 7, 30, tzinfo=CHINA))
    day = Matter.objects.get(parent=rule)
    told = clocks.told(day.facts, pinned(day.type_version_id))
    assert [f"{one.due_at.astimezone(CHINA):%m-%d %H:%M}" for one in told] == [
        "11-16 10:00", "11-16 12:00", "11-16 15:30", "11-16 17:30",
    ]  # fmt: skip
    assert day.due_at == datetime(2026, 11, 16, 10, 0, tzinfo=CHINA)
    tick(datetime(2026, 11, 16, 10, 5, tzinfo=CHINA))
    assert not queries.journal(day).filter(verb="remind").exists()
    county.now = datetime(2026, 11, 16, 10, 15, tzinfo=CHINA)
    tick(county.now)
    day.refresh_from_db()
    assert queries.journal(day).get(verb="remind").said["tell"] == ["clerk"]
    assert lights.key_of(day, county.now) == "late"
    county.act(day, "check_first", "clerk", found_first=2, telegrams_first=1, urgent_first=True)
    assert day.due_at == datetime(2026, 11, 16, 12, 0, tzinfo=CHINA)
    assert clocks.standing(day.facts)["clock_first"] == "late"
    assert refused(county, day, "check_first", "clerk", found_first=0).stable_code == "not_ready"
    assert refused(county, day, "check_fourth", "clerk", found_fourth=0).stable_code == "not_ready"
    for name in CHECKS[1:]:
        county.act(day, f"check_{name}", "clerk", **{f"found_{name}": "0"})
    assert (day.stage, day.phase) == ("checked", 8)
    assert not list(breaches())


def test_a_day_on_which_a_check_was_missed_ends_with_its_reason(county: County) -> None:
    rule = watch(county, datetime(2026, 11, 13, 9, 0, tzinfo=CHINA))
    tick(datetime(2026, 11, 16, 7, 30, tzinfo=CHINA))
    day = Matter.objects.get(parent=rule)
    county.now = datetime(2026, 11, 16, 9, 40, tzinfo=CHINA)
    county.act(day, "check_first", "clerk", found_first=1)
    county.now = datetime(2026, 11, 17, 8, 40, tzinfo=CHINA)
    county.act(day, "close_day", "clerk", reason="全科在外调研", made_up="补查，无来件")
    assert (day.stage, day.phase) == ("missed", 8)
    assert refused(county, day, "check_second", "clerk", found_second=0).stable_code == (
        "not_in_this_stage"
    )


def test_a_good_paper_is_discussed_before_it_is_chosen(county: County) -> None:
    typed = {"title": "关于办好民生实事的意见", "what": "结构清楚", "writer": "clerk",
             "document_number": "安政发〔2026〕8号", "year": "2026"}  # fmt: skip
    matter = opened(county, "excellent_document", by="chief", **typed)
    assert "研讨" in refused(county, matter, "select_document", "deputy", grade="first").sentence
    county.act(matter, "discuss_document", "proofreader", good="一页纸说清", better="数字可再少")
    assert refused(county, matter, "select_document", "clerk", grade="first").stable_code == (
        "not_your_act"
    )
    county.act(matter, "select_document", "deputy", grade="first")
    assert matter.stage == "selected"
    other = engine.open_matter("excellent_document", county["clerk"], county.now, **typed)
    county.act(other, "not_selected", "director", reason="篇幅过长", help="参照八号文的写法")
    assert other.stage == "kept"
