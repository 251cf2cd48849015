"""突发事件, 请销假, 外出报备, 值班记录, 脱岗认定: their whole lives and their exceptions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, NotFound, Problem
from luoshi.matters import engine, narrate, queries
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.matters.verify import breaches
from luoshi.notices.collect import collect
from luoshi.notices.models import Notice
from tests.cast import County, refused

# The night before the second day of the Spring Festival.
NIGHT = datetime(2026, 2, 18, 2, 40, tzinfo=CHINA)


def opened(county: County, type_key: str, by: str, **typed: Any) -> Matter:
    return engine.open_matter(type_key, county[by], county.now, **typed)


def due(matter: Matter) -> str:
    return "" if matter.due_at is None else f"{matter.due_at.astimezone(CHINA):%m-%d %H:%M}"


def fire(county: County, **typed: Any) -> Matter:
    """A fire in a workshop, known to the township at 2:40 in the night."""
    county.now = NIGHT
    said = {
        "title": "一小作坊失火", "received_at": "2026-02-18 02:40", "source": "村支书电话",
        "happened_at": "2026-02-18 02:25", "place": "柳溪镇北街", "category": "accident",
        "accident": "road_fire", "level": "0",
    }  # fmt: skip
    return opened(county, "emergency_report", "liuxi", **(said | typed))


RECEIVED = {"county_received_at": "2026-02-18 02:50", "told_leader": "带班副主任"}


def test_an_emergency_is_told_in_the_night_of_a_feast_day(county: County) -> None:
    matter = fire(county)
    assert (matter.stage, due(matter)) == ("reported", "02-18 03:40")
    collect(county.now)
    told = Notice.objects.filter(matter=matter)
    names = set(told.values_list("person__username", flat=True))
    assert {"clerk", "director", "head"} <= names
    assert all(notice.emergency and notice.out_at == NIGHT for notice in told)


def test_from_the_first_call_to_the_final_report(county: County) -> None:
    matter = fire(county)
    county.act(matter, "take_report", "clerk", **RECEIVED)
    assert due(matter) == "02-18 03:20"
    county.act(
        matter, "phone_up", "clerk", phoned_at="2026-02-18 03:05", phoned_to="市政府总值班室"
    )
    assert due(matter) == "02-18 03:50"
    county.act(
        matter, "written_up", "clerk", written_at="2026-02-18 03:40", written_to="市政府总值班室"
    )
    assert due(matter) == "02-25 23:59"
    county.act(matter, "instruct", "head", words="全力救人，查清原因")
    county.act(matter, "follow_up_report", "liuxi", news_at="2026-02-18 04:00", news="明火已扑灭")
    event = county.act(
        matter, "follow_up_report", "liuxi", news_at="2026-02-18 06:00", news="搜救结束，一人受伤"
    )
    assert [row["no"] for row in matter.extra["follow_ups"]] == ["续报一", "续报二"]
    assert "搜救结束" in narrate.line(event)
    county.act(matter, "update_casualties", "liuxi", deaths=1, injured=0)
    assert (matter.extra["deaths"], matter.extra["injured"]) == (1, 0)
    county.act(matter, "final_report", "clerk", ending="善后已处理")
    assert (matter.stage, matter.phase) == ("closed", 8)
    # What changes within the days the law names is still reported.
    county.act(matter, "update_casualties", "liuxi", deaths=2, injured=0)
    assert not list(breaches())


def test_a_moment_told_by_another_clock_is_kept_by_the_offices_own(county: County) -> None:
    matter = fire(county, happened_at="2026-02-17T18:25:00+00:00")
    assert matter.extra["happened_at"] == "2026-02-18T02:25+08:00"


def test_nobody_receives_it_and_ten_minutes_later_the_director_is_called(county: County) -> None:
    matter = fire(county)
    later = datetime(2026, 2, 18, 2, 51, tzinfo=CHINA)
    tick(later)
    event = queries.journal(matter).filter(verb="remind").get()
    assert event.said["tell"] == ["office", "office_director"]
    assert event.said["emergency"] is True


def test_an_accident_has_the_two_hours_of_the_law_and_thirty_days(county: County) -> None:
    matter = fire(county, accident="work")
    county.act(matter, "take_report", "clerk", **RECEIVED)
    rows = matter.facts["clocks"]
    assert datetime.fromisoformat(rows["written_law"]["due"]).astimezone(CHINA) == datetime(
        2026, 2, 18, 4, 50, tzinfo=CHINA
    )
    assert local_date(datetime.fromisoformat(rows["casualties"]["due"])).isoformat() == "2026-03-20"
    assert "casualties_road_fire" not in rows


def test_a_natural_disaster_runs_on_the_offices_own_minutes_alone(county: County) -> None:
    matter = fire(county, category="disaster")
    county.act(matter, "take_report", "clerk", **RECEIVED)
    assert sorted(matter.facts["clocks"]) == ["phone", "written"]


def test_what_is_grave_cannot_be_kept_from_above(county: County) -> None:
    matter = fire(county, level="3")
    county.act(matter, "take_report", "clerk", **RECEIVED)
    problem = refused(county, matter, "no_need_up", "director", why="已扑灭")
    assert "必须上报" in problem.sentence
    small = fire(county, level="4")
    county.act(small, "take_report", "clerk", **RECEIVED)
    assert refused(county, small, "no_need_up", "clerk", why="小").stable_code == "not_your_act"
    county.act(small, "no_need_up", "director", why="无伤亡，未蔓延")
    assert due(small) == "02-25 23:59"


def test_what_proved_untrue_is_withdrawn_with_how_it_was_checked(county: County) -> None:
    matter = fire(county)
    with pytest.raises(Invalid):
        county.act(matter, "retract", "clerk")
    county.act(matter, "retract", "clerk", why="到场核实是烧秸秆")
    assert matter.stage == "retracted"


def leave(county: County, **typed: Any) -> Matter:
    """Five days from Monday 23 to Friday 27 November, asked for by the clerk."""
    said: dict[str, Any] = {
        "title": "陪护父母", "kind": "annual", "first_day": "2026-11-23", "last_day": "2026-11-27",
        "days": 5, "years": 12, "stands_in": "proofreader", "approver": "chief",
    }  # fmt: skip
    return opened(county, "leave_request", "clerk", **(said | typed))


def test_leave_is_asked_for_granted_and_cancelled_on_return(county: County) -> None:
    matter = leave(county)
    assert (matter.stage, due(matter)) == ("asked", "11-17 23:59")
    refusal = refused(county, matter, "approve_leave", "director")
    assert refusal.stable_code == "not_your_act"
    assert engine.advice(matter, county.now) == [
        "工作满 12 年，年休假 10 天；今年已请 0 天，这次 5 天，还剩 5 天。"
    ]
    county.act(matter, "approve_leave", "chief")
    assert due(matter) == "11-30 23:59"
    county.act(matter, "cancel_leave", "clerk", returned_on="2026-11-26", days=3)
    assert (matter.stage, matter.extra["days"]) == ("back", 3)


def test_annual_leave_of_the_year_is_added_up(county: County) -> None:
    leave(county, first_day="2026-03-02", last_day="2026-03-10", days=7)
    leave(county, kind="sick", first_day="2026-04-02", last_day="2026-04-03", days=2)
    (advice,) = engine.advice(leave(county), county.now)
    assert "已请 7 天，这次 5 天，超过 2 天" in advice


@pytest.mark.parametrize(("years", "days"), [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15)])
def test_annual_leave_grows_with_the_years(county: County, years: int, days: int) -> None:
    (advice,) = engine.advice(leave(county, years=years), county.now)
    assert f"年休假 {days} 天" in advice


def test_who_does_not_come_back_is_looked_for_and_not_judged(county: County) -> None:
    matter = leave(county)
    county.act(matter, "approve_leave", "chief")
    county.now = datetime(2026, 12, 2, 9, 0, tzinfo=CHINA)
    words = engine.advice(matter, county.now)[1]
    assert "已满 2 个工作日没有销假" in words
    assert "须依法定程序" in words


def test_longer_leave_is_asked_for_and_counts_when_it_is_granted(county: County) -> None:
    matter = leave(county)
    county.act(matter, "approve_leave", "chief")
    assert "没有续假申请" in refused(
        county, matter, "agree_longer", "chief", last_day="2026-12-01"
    ).sentence  # fmt: skip
    county.act(matter, "extend_leave", "clerk", longer_to="2026-12-01", why="手术改期")
    assert due(matter) == "11-30 23:59"
    county.act(matter, "agree_longer", "chief", last_day="2026-12-01")
    assert due(matter) == "12-02 23:59"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"approver": "clerk"}, "names_oneself"),
        ({"stands_in": "clerk"}, "names_oneself"),
        ({"last_day": "2026-11-20"}, "leave_ends_first"),
        ({"days": 9}, "too_many_days"),
    ],
)
def test_leave_that_cannot_be_is_refused(county: County, typed: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        leave(county, **typed)
    assert problem.value.stable_code == code


def test_a_refusal_says_what_would_be_possible(county: County) -> None:
    matter = leave(county)
    with pytest.raises(Invalid) as problem:
        county.act(matter, "refuse_leave", "chief", reason_not="那周有大会")
    assert problem.value.fields.keys() == {"help"}
    county.act(matter, "refuse_leave", "chief", reason_not="那周有大会", help="改到下一周")
    assert matter.stage == "refused"


def test_whoever_is_named_to_approve_sees_it_wherever_they_work(county: County) -> None:
    matter = opened(
        county, "leave_request", "liuxi", title="看病", kind="sick", first_day="2026-11-17",
        last_day="2026-11-17", days=1, stands_in="city", approver="leader", reason="复查",
    )  # fmt: skip
    assert queries.find(county["leader"], matter.number, county.now) == matter
    assert queries.find(county["city"], matter.number, county.now) == matter
    assert "reason" in queries.hidden_from(county["city"], matter, county.now)
    with pytest.raises(NotFound):
        queries.find(county["water"], matter.number, county.now)
    county.act(matter, "approve_leave", "leader")


def test_a_leader_who_leaves_the_county_tells_the_head(county: County) -> None:
    matter = opened(
        county, "out_of_area_notice", "leader", title="赴省里对接项目", destination="省城",
        depart_at="2026-11-17 07:00", return_at="2026-11-18 20:00", stands_in="director",
    )  # fmt: skip
    assert (matter.stage, due(matter)) == ("told", "11-18 23:59")
    collect(county.now)
    heard = Notice.objects.filter(matter=matter).values_list("person__username", flat=True)
    assert set(heard) == {"head", "director"}
    county.act(matter, "change_return", "leader", return_at="2026-11-19 20:00")
    assert due(matter) == "11-19 23:59"
    assert refused(county, matter, "stay", "clerk").stable_code == "not_your_act"
    county.act(matter, "come_back", "leader", returned_at="2026-11-19 18:00")
    assert matter.stage == "back"


def test_a_liaison_does_not_announce_trips_for_leaders(county: County) -> None:
    with pytest.raises(Problem) as problem:
        opened(
            county, "out_of_area_notice", "water", title="出差", destination="省城",
            depart_at="2026-11-17 07:00", return_at="2026-11-18 20:00", stands_in="director",
        )  # fmt: skip
    assert problem.value.stable_code == "not_your_act"


def test_a_call_is_handled_or_handed_over_with_a_signature(county: County) -> None:
    matter = opened(
        county, "duty_log", "clerk", title="市局通知有大风", called_at="2026-11-16 21:10",
        caller="市气象局某科", kind="notice",
    )  # fmt: skip
    problem = refused(county, matter, "settle_call", "clerk", outcome="已转")
    assert "怎样处理" in problem.sentence
    county.act(matter, "handle_call", "clerk", action="报告带班领导，转各乡镇")
    county.act(
        matter, "hand_over_shift", "clerk", next_officer="proofreader", left_to_do="六点核对回执"
    )
    assert refused(county, matter, "sign_over", "chief").stable_code == "not_your_act"
    county.act(matter, "sign_over", "proofreader")
    county.act(matter, "settle_call", "proofreader", outcome="回执齐全")
    assert matter.stage == "settled"


def absence(county: County) -> Matter:
    return opened(
        county, "absence_from_post", "chief", title="夜班电话无人接听", person="clerk",
        absent_at="2026-11-15 23:10", shift="11月15日夜班", evidence="23:10、23:25 两次拨打无人接",
    )  # fmt: skip


def test_an_absence_is_found_only_after_the_person_was_heard(county: County) -> None:
    matter = absence(county)
    assert (matter.stage, due(matter)) == ("explaining", "11-19 23:59")
    problem = refused(
        county, matter, "decide_absence", "director", finding="confirmed", grounds="x"
    )
    assert problem.stable_code == "not_in_this_stage"
    county.act(matter, "explain", "clerk", explanation="去二楼处理漏水")
    said = {"finding": "confirmed", "grounds": "离岗四十分钟未交代"}
    assert "记分" in refused(county, matter, "decide_absence", "director", **said).sentence
    with pytest.raises(Invalid):
        county.act(matter, "decide_absence", "director", score=-6, **said)
    county.act(matter, "decide_absence", "director", score=-5, **said)
    assert due(matter) == "11-23 23:59"
    county.act(matter, "appeal_finding", "clerk", appeal="有同事在场可以证明")
    county.act(matter, "answer_appeal", "head", appeal_answer="withdrawn", help="以后离岗先交代")
    assert (matter.stage, matter.phase) == ("dropped", 9)


def test_an_absence_that_stands_is_told_in_writing(county: County) -> None:
    matter = absence(county)
    county.act(matter, "no_explanation", "chief", waited="当面催过两次")
    county.act(matter, "decide_absence", "director", finding="confirmed", grounds="属实", score=0)
    county.act(matter, "settle_finding", "chief", told_on="2026-11-24")
    assert matter.stage == "settled"


def test_an_absence_is_read_by_the_person_and_few_others(county: County) -> None:
    matter = absence(county)
    for who in ("clerk", "chief", "director", "head"):
        assert queries.find(county[who], matter.number, county.now) == matter
    for who in ("proofreader", "leader", "water"):
        with pytest.raises(NotFound):
            queries.find(county[who], matter.number, county.now)
