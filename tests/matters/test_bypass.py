"""任何局长不准直接向我汇报: the four exceptions, each checked; law and emergencies never wait."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, NotAllowed, Problem
from luoshi.matters import engine, queries
from luoshi.matters.models import Matter
from luoshi.org.delegations import delegate
from luoshi.org.models import Absence
from tests.cast import County
from tests.matters.reports import draft, second_leader, submitted


def direct(county: County, matter: Matter, **typed: Any) -> Matter:
    county.act(matter, "submit_direct", "water", **typed)
    return matter


def refusal(county: County, matter: Matter, **typed: Any) -> Problem:
    stage = matter.stage
    with pytest.raises(Problem) as caught:
        direct(county, matter, **typed)
    matter.refresh_from_db()
    assert matter.stage == stage
    return caught.value


def told(county: County, **before: float) -> str:
    return (county.now.astimezone(CHINA) - timedelta(**before)).strftime("%Y-%m-%d %H:%M")


def ignored_twice(county: County) -> Matter:
    """Submitted on the 16th and again on the 20th; the leader has not answered."""
    matter = submitted(county)
    county.later(days=4)
    county.act(matter, "submit", "water")
    return matter


def test_without_a_ground_it_is_refused_and_every_exception_is_named(county: County) -> None:
    problem = refusal(county, draft(county))
    assert problem.stable_code == "ground_missing"
    for words in (
        "leader某",
        "特别紧急",
        "没有外出或委托记录",
        "个人事项",
        "还差 2 次",
        "突发事件",
    ):
        assert words in problem.sentence, words


def test_the_refusal_says_which_exception_would_fit(county: County) -> None:
    Absence.objects.create(
        person=county["leader"], begins=date(2026, 11, 14), ends=date(2026, 11, 18)
    )
    assert "系统里有记录，可选这一条" in refusal(county, draft(county)).sentence


def test_urgent_passes_when_the_leader_in_charge_was_told_and_shows_when_and_how(
    county: County,
) -> None:
    matter = direct(
        county, draft(county), ground="urgent", told_at=told(county, minutes=30), told_how="phone"
    )
    assert (matter.stage, matter.leader) == ("with_head", county["head"])
    assert matter.facts["bypass"]["told_how"] == "phone"
    assert queries.visible_to(county["leader"], county.now).get() == matter


@pytest.mark.parametrize(
    ("before", "code"),
    [({"hours": -2}, "told_implausible"), ({"days": 4}, "told_implausible")],
)
def test_being_told_in_the_future_or_long_before_is_not_believed(
    county: County, before: dict[str, float], code: str
) -> None:
    typed = {"ground": "urgent", "told_at": told(county, **before), "told_how": "face"}
    assert refusal(county, draft(county), **typed).stable_code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"ground": "urgent"}, "told_missing"),
        ({"ground": "urgent", "told_how": "phone"}, "told_missing"),
        ({"ground": "urgent", "told_at": "今早"}, "bad_moment"),
        ({"ground": "away"}, "not_away"),
        ({"ground": "personal"}, "use_personal_matter"),
        ({"ground": "major", "worst_case": "溃坝"}, "reported_too_few"),
        ({"ground": "statutory"}, "basis_missing"),
    ],
)
def test_a_ground_without_its_evidence_is_refused_by_name(
    county: County, typed: dict[str, Any], code: str
) -> None:
    assert refusal(county, draft(county), **typed).stable_code == code


def test_a_recorded_absence_opens_the_way(county: County) -> None:
    Absence.objects.create(
        person=county["leader"], begins=date(2026, 11, 16), ends=date(2026, 11, 16)
    )
    matter = direct(county, draft(county), ground="away")
    assert matter.facts["bypass"]["record"] == "absence"


def test_an_absence_that_has_ended_does_not(county: County) -> None:
    Absence.objects.create(
        person=county["leader"], begins=date(2026, 11, 10), ends=date(2026, 11, 15)
    )
    assert refusal(county, draft(county), ground="away").stable_code == "not_away"


def test_a_running_delegation_opens_the_way(county: County) -> None:
    deputy = second_leader(county)
    until = county.now + timedelta(days=2)
    delegate(county["leader"], deputy, county.now, until, "出差", county.now)
    assert direct(county, draft(county), ground="away").facts["bypass"]["record"] == "delegation"


def test_when_the_leader_is_away_a_recommendation_must_still_be_attached(county: County) -> None:
    Absence.objects.create(
        person=county["leader"], begins=date(2026, 11, 16), ends=date(2026, 11, 16)
    )
    bare = draft(county, options=[])
    assert refusal(county, bare, ground="away").stable_code == "options_missing"


def test_twice_reported_without_answer_the_major_matter_may_go_up(county: County) -> None:
    matter = ignored_twice(county)
    problem = refusal(county, matter, ground="major")
    assert problem.stable_code == "worst_case_missing"
    direct(county, matter, ground="major", worst_case="汛期前不定，泵站停摆")
    assert matter.stage == "with_head"
    assert matter.facts["bypass"]["reports"] == 2


def test_once_reported_is_not_several_times(county: County) -> None:
    matter = submitted(county)
    county.later(days=4)
    problem = refusal(county, matter, ground="major", worst_case="停摆")
    assert problem.stable_code == "reported_too_few"
    assert "只有 1 次" in problem.sentence


def test_an_answered_report_does_not_count_as_ignored(county: County) -> None:
    matter = submitted(county)
    county.act(matter, "send_back", "leader", reason="缺底数", help="问统计局")
    county.act(matter, "submit", "water")
    county.later(days=5)
    problem = refusal(county, matter, ground="major", worst_case="停摆")
    assert problem.stable_code == "reported_too_few"


@pytest.mark.parametrize(
    ("typed", "emergency"),
    [
        ({"ground": "emergency"}, True),
        ({"ground": "statutory", "legal_basis": "生产安全事故报告和调查处理条例第九条"}, None),
    ],
)
def test_emergencies_and_legal_reports_pass_at_once_without_options(
    county: County, typed: dict[str, Any], emergency: bool | None
) -> None:
    matter = engine.open_matter("option_report", county["water"], county.now, title="南渠漫堤")
    direct(county, matter, **typed)
    assert (matter.stage, matter.facts.get("emergency")) == ("with_head", emergency)
    assert queries.visible_to(county["leader"], county.now).get() == matter
    county.act(matter, "decide", "head", words="立即启动预案")
    assert matter.stage == "decided"


def test_an_emergency_on_a_rest_day_is_due_that_day(county: County) -> None:
    county.later(days=5)  # Saturday
    matter = engine.open_matter("option_report", county["water"], county.now, title="南渠漫堤")
    direct(county, matter, ground="emergency")
    assert matter.due_at is not None
    assert local_date(matter.due_at).isoformat() == "2026-11-21"


def test_what_the_head_sent_back_returns_to_the_head_without_a_new_ground(
    county: County,
) -> None:
    matter = direct(
        county, draft(county), ground="urgent", told_at=told(county, minutes=5), told_how="phone"
    )
    county.act(matter, "send_back", "head", reason="缺审计意见", help="找审计局")
    direct(county, matter)
    assert matter.leader == county["head"]


def test_a_personal_word_is_between_two_people_and_in_no_figure(county: County) -> None:
    matter = engine.open_matter(
        "personal_matter", county["water_head"], county.now,
        title="家里的困难", leader="head", words="母亲住院，想调整分工。",
    )  # fmt: skip
    assert (matter.stage, matter.private, matter.opener_unit) == ("asked", True, None)
    for who in ("water", "leader", "clerk", "director", "auditor", "outsider"):
        assert not queries.visible_to(county[who], county.now).exists(), who
    for who in ("water_head", "head"):
        assert queries.visible_to(county[who], county.now).get() == matter
        assert queries.tab_counts(county[who], queries.LedgerFilter(), county.now)["all"] == 0
    county.act(matter, "answer", "head", reply="先顾家里，工作我来协调。")
    assert matter.stage == "answered"


def test_who_acts_for_a_leader_does_not_read_or_answer_personal_words(county: County) -> None:
    deputy = second_leader(county)
    delegate(county["head"], deputy, county.now, county.now + timedelta(days=2), "", county.now)
    matter = engine.open_matter(
        "personal_matter", county["water_head"], county.now,
        title="家里的困难", leader="head", words="想调整分工。",
    )  # fmt: skip
    assert not queries.visible_to(deputy, county.now).filter(pk=matter.pk).exists()
    with pytest.raises(NotAllowed):
        county.act(matter, "answer", "leader_b", reply="代答")


def test_a_personal_word_goes_to_a_leader(county: County) -> None:
    with pytest.raises(Invalid) as caught:
        engine.open_matter(
            "personal_matter", county["water"], county.now, title="困难", leader="clerk", words="有"
        )
    assert caught.value.stable_code == "not_a_leader"
    assert not Matter.objects.exists()
