"""督查结论: fed back to its object, disputed within thirty days, decided by others (Art. 16–23)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed, NotFound, Refused
from luoshi.matters import engine, lights, narrate, queries, verify
from luoshi.matters.models import Matter
from luoshi.matters.tick import tick
from luoshi.org.delegations import delegate
from tests.cast import County
from tests.inspecting import at, concluded, delivered, in_field, received


def test_a_conclusion_covers_every_object_and_no_other(county: County) -> None:
    matter = in_field(county)
    with pytest.raises(Refused) as refused:
        county.act(
            matter, "conclude", "clerk", conclusion="好", parts=[{"unit": "water", "words": "好"}]
        )
    assert refused.value.stable_code == "conclusion_incomplete"
    assert "县城管局" in refused.value.sentence
    rows = [{"unit": code, "words": "好"} for code in ("water", "city", "housing")]
    with pytest.raises(Refused) as refused:
        county.act(matter, "conclude", "clerk", conclusion="好", parts=rows)
    assert refused.value.stable_code == "out_of_scope"


def test_an_inspection_ends_only_through_a_conclusion(county: County) -> None:
    matter = in_field(county)
    verbs = {p.verb.key for who in ("clerk", "chief", "director", "head")
             for p in engine.possible(matter, county[who], county.now)}  # fmt: skip
    assert "conclude" in verbs
    assert not verbs & {"void", "close_inspection", "merge_into"}


def test_each_object_receives_its_own_part_and_nothing_else(county: County) -> None:
    whole = concluded(county)
    county.act(whole, "deliver", "clerk")
    seen = queries.visible_to(county["water"], county.now)
    assert [m.what for m in seen] == ["县水利局部分完成"]
    with pytest.raises(NotFound):
        queries.find(county["water"], whole.number, county.now)
    assert not queries.visible_to(county["outsider"], county.now).exists()


@pytest.mark.parametrize(
    ("receipt", "last"),
    [
        # 30 natural days, the day of receipt not counted (B0.1): 17 November + 30 = 17 December.
        (at(11, 17), date(2026, 12, 17)),
        # A last day on a Sunday moves to Monday (B0.3).
        (at(11, 20), date(2026, 12, 21)),
        # Spring Festival 2026 is 15 to 23 February: a last day in it moves behind all of it.
        (at(1, 16), date(2026, 2, 24)),
        (at(1, 20), date(2026, 2, 24)),
        # Saturday 14 February is worked in exchange: no rest day, so nothing moves.
        (at(1, 15), date(2026, 2, 14)),
        # Rest days inside the period are counted: 26 January + 30 = 25 February.
        (at(1, 26), date(2026, 2, 25)),
    ],
)
def test_the_thirty_days_are_counted_by_law(county: County, receipt: datetime, last: date) -> None:
    county.now = receipt
    first, today = receipt.date().replace(day=1), receipt.date()
    part = received(county, first_day=first.isoformat(), last_day=today.isoformat())
    assert part.extra["object_until"] == last.isoformat()


def test_the_last_day_is_in_time_and_the_next_is_too_late(county: County) -> None:
    part = received(county)  # Monday 16 November; the thirtieth day is 16 December
    assert part.extra["object_until"] == "2026-12-16"
    county.now = at(12, 17)
    with pytest.raises(Refused) as refused:
        county.act(part, "dispute", "water", reason="护坡已经修好")
    assert refused.value.stable_code == "dispute_late"
    assert "2026年12月16日" in refused.value.sentence
    county.now = at(12, 16, 23)
    county.act(part, "dispute", "water", reason="护坡已经修好")
    assert part.stage == "disputed"


def test_the_decision_is_due_in_thirty_days_and_the_office_owes_it(county: County) -> None:
    part = received(county)
    county.now = at(11, 20)  # a Friday; the thirtieth day is Sunday 20 December
    county.act(part, "dispute", "water", reason="护坡已经修好")
    assert part.due_at is not None
    assert local_date(part.due_at) == date(2026, 12, 21)
    assert part.extra["decide_by"] == "2026-12-21"
    assert part.lead_unit == county.units["office"]
    assert tick(at(12, 25)) > 0
    part.refresh_from_db()
    assert lights.key_of(part, at(12, 25)) == "late"
    late = {row["unit"]: row["late"] for row in queries.unit_stats(county["head"], at(12, 25))}
    assert late["office"] == 1
    assert late.get("water", 0) == 0


def test_who_wrote_or_led_it_does_not_decide_and_hears_who_may(county: County) -> None:
    part = received(county)
    county.act(part, "dispute", "water", reason="护坡已经修好")
    with pytest.raises(Refused) as refused:  # the chief is the group's leader
        county.act(
            part, "decide_dispute", "chief", verdict="uphold", reason="属实", help="可申请复验"
        )
    assert refused.value.stable_code == "must_recuse"
    assert "director某" in refused.value.sentence
    assert "chief某" not in refused.value.sentence
    county.act(part, "decide_dispute", "director", verdict="change", changed="护坡已修复",
               reason="现场复核属实", help="把验收资料补进台账")  # fmt: skip
    assert (part.stage, part.what) == ("final", "护坡已修复")


def test_a_deputy_does_not_decide_for_one_who_must_recuse(county: County) -> None:
    part = received(county)
    county.act(part, "dispute", "water", reason="护坡已经修好")
    delegate(county["chief"], county["housing"], county.now, at(12, 31), "出差", county.now)
    with pytest.raises(Refused) as refused:
        county.act(part, "decide_dispute", "housing", verdict="uphold", reason="属实", help="复验")
    assert refused.value.stable_code == "must_recuse"


def test_only_the_object_disputes_and_only_after_receipt(county: County) -> None:
    part = delivered(county)
    with pytest.raises(Refused):
        county.act(part, "dispute", "water", reason="护坡已经修好")
    county.act(part, "receive", "water")
    with pytest.raises(NotAllowed):
        county.act(part, "dispute", "city", reason="替他们说")


def test_service_on_paper_counts_from_the_receipt(county: County) -> None:
    part = delivered(county)
    county.now = at(11, 25)
    with pytest.raises(Refused) as refused:
        county.act(part, "record_service", "clerk", served_on="2026-11-10", way="post")
    assert refused.value.stable_code == "served_too_early"
    county.act(part, "record_service", "clerk", served_on="2026-11-18", way="post")
    assert part.extra["object_until"] == "2026-12-18"


def test_rectification_is_demanded_with_help_and_holds_the_end_open(county: County) -> None:
    part = received(county)
    county.act(part, "accept_conclusion", "water")
    county.act(part, "demand_rectification", "clerk", title="修复两处护坡", problem="未修复",
               standard="验收合格", due="2026-12-20", help="县水利站可派人指导")  # fmt: skip
    child = Matter.objects.get(parent=part)
    assert (child.type_key, child.stage) == ("rectification", "dispatched")
    assert child.lead_unit == county.units["water"]
    assert child.extra["help_given"] == "县水利站可派人指导"
    with pytest.raises(Refused) as refused:
        county.act(part, "settle_conclusion", "clerk")
    assert refused.value.stable_code == "children_open"
    county.act(child, "acknowledge", "water")
    county.act(child, "complete", "water", result="已修复", evidence="验收单")
    county.act(child, "verify", "clerk", finding="现场看过")
    county.act(child, "close_out", "chief", reply="已整改")
    county.act(part, "settle_conclusion", "clerk")
    assert part.stage == "closed"


def test_a_revoked_conclusion_demands_nothing(county: County) -> None:
    part = received(county)
    county.act(part, "dispute", "water", reason="查错了地方")
    county.act(part, "decide_dispute", "director", verdict="revoke", reason="属实", help="无需整改")
    verbs = {p.verb.key for p in engine.possible(part, county["clerk"], county.now)}
    assert "demand_rectification" not in verbs
    assert "settle_conclusion" in verbs


def test_silence_ends_the_period_and_not_before(county: County) -> None:
    part = received(county)
    with pytest.raises(Refused) as refused:
        county.act(part, "settle_unopposed", "clerk")
    assert refused.value.stable_code == "period_open"
    county.now = at(12, 17)
    county.act(part, "settle_unopposed", "clerk")
    assert part.stage == "closed"


def test_the_inspection_closes_when_every_object_is_done(county: County) -> None:
    part = received(county)
    whole = Matter.objects.get(pk=part.parent_id)
    county.act(part, "accept_conclusion", "water")
    county.act(part, "settle_conclusion", "clerk")
    with pytest.raises(Refused) as refused:
        county.act(whole, "close_inspection", "chief")
    assert "1 个对象" in refused.value.sentence
    other = Matter.objects.get(parent=whole, lead_unit=county.units["city"])
    county.act(other, "receive", "city")
    county.act(other, "accept_conclusion", "city")
    county.act(other, "settle_conclusion", "clerk")
    county.act(whole, "close_inspection", "chief")
    assert whole.stage == "closed"
    assert list(verify.breaches()) == []


def test_praise_and_criticism_are_the_heads_to_approve(county: County) -> None:
    matter = concluded(county)
    county.act(
        matter, "propose_outcome", "clerk", outcome="criticise", words="县城管局连续三次迟报"
    )
    verbs = {p.verb.key for p in engine.possible(matter, county["director"], county.now)}
    assert "approve_outcome" not in verbs
    county.act(matter, "decline_outcome", "head", reason="先谈话", help="请分管领导当面指出")
    assert matter.facts["outcome"]["settled"] == "declined"


def test_a_clue_goes_to_the_organ_the_regulation_names_and_is_read_by_few(county: County) -> None:
    matter = in_field(county)
    typed = {"nature": "duty_crime", "organ": "县监委", "receipt": "澜督移〔2026〕1号",
             "clue": "某人虚报工程量"}  # fmt: skip
    with pytest.raises(Refused) as refused:
        county.act(matter, "hand_over_clue", "director", organ_kind="judicial", **typed)
    assert refused.value.stable_code == "wrong_organ"
    event = county.act(matter, "hand_over_clue", "director", organ_kind="supervisory", **typed)
    assert "虚报" not in narrate.line(event)
    assert "县监委" in narrate.line(event)
    assert "虚报" in narrate.line(event, hidden=frozenset())
    assert not queries.reads_restricted(county["clerk"], county.now)
    assert queries.reads_restricted(county["head"], county.now)


def test_a_decision_due_in_spring_festival_is_reminded_of_after_it_and_once(
    county: County,
) -> None:
    county.now = at(1, 15)
    part = received(county, first_day="2026-01-05", last_day="2026-01-15")
    county.now = at(1, 20)  # the thirtieth day, 19 February, lies in the holidays of 15 to 23
    county.act(part, "dispute", "water", reason="护坡已经修好")
    assert part.extra["decide_by"] == "2026-02-24"
    for day in range(20, 29):
        tick(at(2, day))
    tick(at(3, 6))
    told = part.events.filter(verb="remind").values_list("at", "said__tell")
    assert [(local_date(moment), tell) for moment, tell in told] == [
        (date(2026, 2, 24), ["office_director"]),
        # Five working days on, with Saturday 28 February worked in exchange.
        (date(2026, 3, 2), ["head"]),
    ]
