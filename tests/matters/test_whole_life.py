"""A matter's whole life through the only door."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Invalid, NotAllowed, Refused, Stale
from luoshi.lib.secrecy import SecretMarked
from luoshi.matters import engine, queries, verify
from luoshi.matters.models import Event, Matter
from tests.cast import County


def test_from_registration_to_close_out_every_act_is_in_the_journal(county: County) -> None:
    matter = county.closed()
    verbs = list(matter.events.values_list("verb", flat=True))
    assert verbs == [
        "register",
        "docket",
        "dispatch",
        "acknowledge",
        "complete",
        "verify",
        "close_out",
    ]
    assert matter.stage == "closed"
    assert matter.number == "会督〔2026〕1"
    assert list(verify.breaches()) == []


def test_a_matter_with_two_units_cannot_close_while_one_of_them_is_open(county: County) -> None:
    matter = county.handling(co=["city"])
    county.act(matter, "complete", "water", result="牵头部分做完", evidence="见附表")
    assert matter.stage == "handling"
    with pytest.raises(Refused):
        county.act(matter, "verify", "clerk", finding="查过")
    county.act(matter, "acknowledge", "city")
    county.act(matter, "complete", "city", result="配合部分做完", evidence="见附表")
    assert matter.stage == "verifying"


def test_a_return_needs_a_reason_and_help(county: County) -> None:
    matter = county.handling()
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    with pytest.raises(Invalid) as refused:
        county.act(matter, "return_back", "clerk", reason="缺三条河道")
    assert "help" in refused.value.fields
    county.act(matter, "return_back", "clerk", reason="缺三条河道", help="可找测绘院要图")
    assert (matter.stage, matter.returned) == ("handling", 1)
    assert matter.stopped_at is None


def test_completion_needs_evidence(county: County) -> None:
    matter = county.handling()
    with pytest.raises(Refused) as refused:
        county.act(matter, "complete", "water", result="做完了")
    assert refused.value.stable_code == "evidence_missing"


def test_two_people_on_the_same_version_the_second_is_told_and_loses_nothing(
    county: County,
) -> None:
    matter = county.handling()
    seen = matter.rev
    county.act(matter, "urge", "clerk", rev=seen, channel="phone", note="请抓紧")
    with pytest.raises(Stale):
        county.act(matter, "urge", "chief", rev=seen, channel="phone", note="请抓紧")
    assert matter.urged == 1


def test_a_double_click_is_one_act(county: County) -> None:
    matter = county.handling()
    seen = matter.rev
    first = county.act(matter, "urge", "clerk", rev=seen, channel="phone", note="请抓紧")
    second = county.act(matter, "urge", "clerk", rev=seen, channel="phone", note="请抓紧")
    assert first.pk == second.pk
    assert matter.urged == 1


def test_an_outsider_sees_nothing_and_can_do_nothing(county: County) -> None:
    matter = county.handling()
    assert not queries.visible_to(county["outsider"], county.now).exists()
    with pytest.raises(NotAllowed):
        county.act(matter, "report_progress", "outsider", progress="试试", next_step="无")


def test_what_the_page_offers_is_what_the_engine_lets_through(county: County) -> None:
    matter = county.dispatched()
    offered = [p.verb.key for p in engine.possible(matter, county["water"], county.now)]
    assert offered[0] == "acknowledge"
    assert "docket" not in offered


def test_a_directive_without_a_due_date_gets_the_types_own_limit(county: County) -> None:
    matter = county.dispatched("leader_directive", due=None)
    assert matter.due_at is not None
    assert matter.due_at.astimezone(county.now.tzinfo).date().isoformat() == "2026-11-25"


def test_a_key_work_item_without_a_due_date_cannot_be_dispatched(county: County) -> None:
    matter = county.open("key_work", due=None, source_kind="work_report")
    county.act(matter, "docket", "director")
    with pytest.raises(Refused) as refused:
        county.act(matter, "dispatch", "clerk")
    assert refused.value.stable_code == "due_missing"


def test_an_extension_asked_after_the_due_date_is_marked(county: County) -> None:
    matter = county.handling()
    county.later(days=20)
    county.act(matter, "extend", "water", new_due="2026-12-20", reason="连续降雨")
    assert matter.asked_late
    county.act(matter, "grant_extension", "chief")
    assert matter.extended == 1
    assert matter.asked_due_at is None


def test_forwarding_takes_effect_only_when_the_other_unit_accepts(county: County) -> None:
    matter = county.handling()
    county.act(matter, "forward", "water", to_unit="city", opinion="职责在城管")
    assert matter.lead_unit.code == "water"
    county.act(matter, "acknowledge", "city")
    assert matter.lead_unit.code == "city"
    assert not queries.visible_to(county["water"], county.now).exists()


def test_an_objection_is_settled_by_reassigning(county: County) -> None:
    matter = county.dispatched()
    county.act(matter, "object", "water", reason="不属本局职责")
    county.act(matter, "reassign", "clerk", from_unit="water", to_unit="city", reason="按三定")
    assert matter.lead_unit.code == "city"
    county.act(matter, "acknowledge", "city")
    assert matter.stage == "handling"


def test_an_objection_after_its_time_is_refused(county: County) -> None:
    matter = county.dispatched()
    county.later(days=9)
    with pytest.raises(Refused) as refused:
        county.act(matter, "object", "water", reason="不属本局职责")
    assert refused.value.stable_code == "objection_late"


def test_a_parent_waits_for_its_children(county: County) -> None:
    matter = county.handling()
    child = engine.decompose(
        matter, county["clerk"], county.later(minutes=1), title="巡查东片河道", lead="city"
    )
    matter.refresh_from_db()
    assert child.parent_id == matter.pk
    county.act(matter, "complete", "water", result="做完", evidence="见附表")
    with pytest.raises(Refused) as refused:
        county.act(matter, "verify", "clerk", finding="查过")
    assert refused.value.stable_code == "children_open"


def test_a_secrecy_marking_is_refused_and_nothing_is_kept(county: County) -> None:
    with pytest.raises(SecretMarked):
        county.open(what="机密★1年\n关于某事的通知")
    assert not Matter.objects.exists()


def test_the_journal_cannot_be_changed_through_the_models(county: County) -> None:
    matter = county.closed()
    event = matter.events.first()
    assert event is not None
    with pytest.raises(Refused):
        event.delete()
    with pytest.raises(Refused):
        Event.objects.filter(matter=matter).update(verb="void")
