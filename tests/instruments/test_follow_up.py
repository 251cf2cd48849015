"""Whom an officer presses today and why: lead time, peace, carrying over, ticking off."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.instruments import followup
from luoshi.instruments.followup.compute import Owed, lead_days, reasons
from luoshi.instruments.followup.models import FollowNote
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Problem, Stale
from luoshi.lib.workdays import Calendar
from tests import hard
from tests.cast import County
from tests.matters.reports import submitted
from tests.matters.test_materials import VALUES
from tests.matters.test_materials import asked as asked_for_papers

CALENDAR = Calendar()


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=CHINA)


def told(today: date, **owed: object) -> list[tuple[str, str]]:
    base = {
        "waiting": False,
        "acknowledge_by": date(2026, 11, 3),
        "lead": True,
        "handed": date(2026, 11, 2),
        "due": date(2026, 11, 30),
    }
    known = Owed(**{**base, **owed})  # type: ignore[arg-type]
    return [(r.kind, r.words) for r in reasons(known, today, CALENDAR)]


def test_lead_time_grows_with_the_length_of_the_work() -> None:
    assert [lead_days(n) for n in (3, 7, 20, 100)] == [2, 2, 4, 10]


def test_nothing_is_said_about_what_is_far_off() -> None:
    assert told(date(2026, 11, 16), progress=60, expected=50) == []


def test_what_falls_due_soon_says_how_far_it_is_and_should_be() -> None:
    found = told(date(2026, 11, 26), progress=60, expected=90)
    assert found == [("soon", "还有 2 个工作日到期，进度 60%（应到 90%）")]


def test_who_was_just_heard_of_is_left_in_peace_until_the_last_days() -> None:
    assert told(date(2026, 11, 25), heard=date(2026, 11, 24)) == []
    assert told(date(2026, 11, 27), heard=date(2026, 11, 26))[0][0] == "soon"


def test_an_overdue_node_a_late_matter_and_a_missed_rhythm_each_have_their_words() -> None:
    assert told(date(2026, 12, 2))[0][1] == "逾期 2 个工作日，进度 0%"
    node = told(date(2026, 11, 16), nodes=(("完成征地", date(2026, 11, 12)),))
    assert node == [("node", "节点“完成征地”应于11月12日到达，还没有报到达")]
    feedback = told(
        date(2026, 11, 18),
        heard=date(2026, 11, 2),
        feedback_by=date(2026, 11, 16),
        rhythm="10个工作日",
    )
    assert feedback == [("feedback", "上次反馈11月2日，应每10个工作日反馈一次，已超过 2 个工作日")]


def test_a_forecast_behind_the_due_date_is_said_before_the_light_changes() -> None:
    assert told(date(2026, 11, 16), forecast=date(2026, 12, 20)) == [
        ("forecast", "照现在的速度，预计12月20日才能完成，晚于时限11月30日")
    ]


def test_one_call_covers_a_unit_and_what_is_ticked_off_is_done_for_today(county: County) -> None:
    first = county.dispatched(title="第一件")
    second = county.dispatched(title="第二件")
    county.now = at(11, 20)
    day = followup.follow_up(county["clerk"], None, county.now)
    assert [(g.unit.code, len(g.lines)) for g in day.groups] == [("water", 2)]
    assert {p.person.username for p in day.groups[0].contacts} == {"water", "water_head"}
    chosen = [(line.held.part.pk, line.held.matter.rev) for line in day.groups[0].lines]
    words = "局长答应今天下班前签收"
    assert followup.tick_off(county["clerk"], county.now, chosen, words, urge=True) == 2
    # the same press once more changes nothing
    assert followup.tick_off(county["clerk"], county.now, chosen, words, urge=True) == 2
    for matter in (first, second):
        matter.refresh_from_db()
        assert matter.urged == 1
        assert matter.events.get(verb="urge").said == {"channel": "phone", "note": words}
    again = followup.follow_up(county["clerk"], None, county.now)
    assert (again.total, again.left) == (2, 0)


def test_what_came_to_nothing_is_carried_over_with_a_mark(county: County) -> None:
    matter = county.dispatched()
    county.now = at(11, 18)
    line = followup.follow_up(county["clerk"], None, county.now).groups[0].lines[0]
    assert line.carried == 0
    followup.tick_off(
        county["clerk"], county.now, [(line.held.part.pk, matter.rev)], "明早签收", urge=False
    )
    assert FollowNote.objects.count() == 1
    matter.refresh_from_db()
    assert matter.urged == 0  # a note is no urge
    county.now = at(11, 20)
    line = followup.follow_up(county["clerk"], None, county.now).groups[0].lines[0]
    assert (line.carried, line.silent) == (2, True)
    assert line.held.press is not None
    assert line.held.press.words == "明早签收"
    county.act(matter, "acknowledge", "water")
    assert followup.follow_up(county["clerk"], None, county.now).groups == ()


def test_nothing_is_kept_when_one_of_them_has_moved_on(county: County) -> None:
    first, second = county.dispatched(title="第一件"), county.dispatched(title="第二件")
    chosen = [(m.assignments.get().pk, m.rev) for m in (first, second)]
    county.act(second, "acknowledge", "water")
    with pytest.raises(Stale):
        followup.tick_off(county["clerk"], county.now, chosen, "抓紧", urge=True)
    first.refresh_from_db()
    assert first.urged == 0


@pytest.mark.parametrize(("words", "chosen"), [("", True), ("抓紧", False), ("长" * 301, True)])
def test_a_tick_without_words_or_lines_is_refused(county: County, words: str, chosen: bool) -> None:
    matter = county.dispatched()
    lines = [(matter.assignments.get().pk, matter.rev)] if chosen else []
    with pytest.raises(Problem):
        followup.tick_off(county["clerk"], county.now, lines, words, urge=True)


def test_an_officer_follows_the_lines_and_units_laid_down(county: County) -> None:
    county.dispatched(title="水利的")
    county.dispatched(title="柳溪的", lead="liuxi")
    county.now = at(11, 20)
    assert followup.watched_units(county["clerk"]) is None
    followup.put_watch("clerk", "line:construction", county.now)
    followup.put_watch("clerk", "line:construction", county.now)
    assert len(followup.watches()) == 1
    day = followup.follow_up(county["clerk"], county["clerk"], county.now)
    assert [g.unit.code for g in day.groups] == ["water"]
    followup.put_watch("clerk", "unit:liuxi", county.now)
    assert followup.follow_up(county["clerk"], county["clerk"], county.now).total == 2
    with pytest.raises(Problem):
        followup.put_watch("water", "unit:liuxi", county.now)
    with pytest.raises(Problem):
        followup.put_watch("clerk", "unit:nowhere", county.now)
    for row in followup.watches():
        followup.drop_watch(row.pk)
    assert followup.watched_units(county["clerk"]) is None


def test_a_unit_sees_what_is_asked_by_what_it_does_next(county: County) -> None:
    water = frozenset({county.units["water"].pk})
    county.dispatched(title="要签收的")
    urged = county.handling(title="被催的")
    county.act(urged, "urge", "clerk", channel="phone", note="明天报方案")
    done = county.handling(title="被退回的")
    county.act(done, "complete", "water", result="做完", evidence="见附表")
    county.act(done, "return_back", "clerk", reason="缺三条河道", help="可找测绘院要图")
    county.handling(title="安静的")
    piles = {p.key: p for p in followup.asked_of(county["water"], water, county.now)}
    assert list(piles) == ["acknowledge", "material", "redo", "calm", "help"]
    assert [a.matter.title for a in piles["material"].asks] == ["被催的"]
    ask = piles["material"].asks[0]
    assert (ask.why, ask.who, ask.verb) == ("催办：明天报方案", "clerk某", "report_progress")
    assert piles["help"].asks[0].why == "可找测绘院要图"
    county.act(urged, "report_progress", "water", progress="方案已报", next_step="实施")
    after = [p.key for p in followup.asked_of(county["water"], water, county.now)]
    assert "material" not in after


def test_what_is_only_watched_is_in_nobody_s_list_of_calls(county: County) -> None:
    """A risk cannot be urged: in the list it would spoil the call about everything else."""
    risk = hard.watched(county)
    county.later(days=90)
    groups = followup.follow_up(county["clerk"], None, county.now).groups
    assert risk.pk not in {line.held.matter.pk for group in groups for line in group.lines}
    units = frozenset({county.units["water"].pk})
    asks = [
        ask for pile in followup.asked_of(county["water"], units, county.now) for ask in pile.asks
    ]
    assert all(ask.verb == "" for ask in asks if ask.matter == risk)


def asks(county: County, who: str, unit: str) -> dict[str, list[followup.Ask]]:
    """The piles of what is asked of that unit, as that person sees them."""
    units = frozenset({county.units[unit].pk})
    return {p.key: list(p.asks) for p in followup.asked_of(county[who], units, county.now)}


def test_papers_asked_of_a_unit_stand_in_its_list_until_it_hands_them_in(county: County) -> None:
    paper = asked_for_papers(county, co=["liuxi"])
    ask = asks(county, "water", "water")["papers"][0]
    assert (ask.matter, ask.verb, ask.who) == (paper, "answer_material", "chief某")
    assert ask.why == "要填 2 项：编织袋数量、仓库地址"
    assert ask.until == date(2026, 11, 23)
    assert "papers" in asks(county, "liuxi", "liuxi")
    county.act(paper, "answer_material", "water", values=VALUES)
    assert "papers" not in asks(county, "water", "water")
    county.now = at(11, 25)
    assert asks(county, "liuxi", "liuxi")["papers"][0].why.startswith("已过报送时限，要填 2 项")
    county.act(paper, "urge", "clerk", channel="phone", note="今天报来")
    urged = asks(county, "liuxi", "liuxi")
    assert "papers" not in urged
    assert (urged["material"][0].why, urged["material"][0].verb) == (
        "催办：今天报来",
        "answer_material",
    )


def test_answers_owed_to_a_unit_stand_in_its_list_and_come_back_to_be_confirmed(
    county: County,
) -> None:
    parent = county.handling()
    county.act(
        parent, "ask_help", "water", difficulty="缺抽水泵", tried="向邻县借过", wanted="调三台泵"
    )
    owed = asks(county, "water", "water")["owed"][0]
    help_request = owed.matter
    assert (owed.verb, owed.why, owed.until) == ("", "待支招：leader某", date(2026, 11, 16))
    county.now = at(11, 18)
    assert asks(county, "water", "water")["owed"][0].why == "待支招：leader某，已过答复时限"
    said = {"method": "从防汛库调", "resource": "三台泵", "contact": "张工"}
    county.act(help_request, "give_help", "leader", **said)
    piles = asks(county, "clerk", "water")  # the office looks at the unit's list
    assert "owed" not in piles
    answered = piles["answered"][0]
    assert (answered.verb, answered.who) == ("confirm_solved", "leader某")
    assert answered.why == "方法：从防汛库调；资源：三台泵；可以找：张工"
    county.act(help_request, "ask_again", "water", reason="泵还没有到")
    assert "owed" in asks(county, "water", "water")
    county.act(help_request, "give_help", "leader", **said)
    county.act(help_request, "confirm_solved", "water")
    assert not {"owed", "answered"} & set(asks(county, "water", "water"))
    assert asks(county, "outsider", "water") == {}


def test_a_report_sent_back_stands_in_the_list_with_what_was_missing(county: County) -> None:
    report = submitted(county)
    assert asks(county, "water", "water")["owed"][0].why == "待领导答复：leader某"
    county.act(report, "send_back", "leader", reason="缺底数", help="找统计局要分镇数据")
    back = asks(county, "water", "water")["sent_back"][0]
    assert (back.matter, back.why, back.verb) == (report, "缺底数", "")
