"""招商线索: from hearsay to money in the bank, and what may not be promised on the way (B14)."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import NotAllowed
from luoshi.matters import queries
from luoshi.matters.models import Matter
from tests.cast import County
from tests.trades.striving import labels, opened, refusal

TALK = {"way": "received", "outcome": "看了两块地"}
REVIEW = {
    "review_of": "厂房前三年租金减半", "reviewed_by": "city", "reviewed_on": "2026-11-16",
    "competition": "passed", "review_opinion": "面向同类企业公开，符合规定",
}  # fmt: skip
SITE = {"term_kind": "site", "term": "标准厂房优先安排"}
SIGNED = {"signed_on": "2026-11-20", "signed_amount": "12000", "has_terms": "no"}
FUNDS = {
    "arrived_on": "2026-12-10", "funds": "5700", "usd": "800", "first_time": "yes",
    "proof": "入账凭证第19号",
}  # fmt: skip


def talking(county: County) -> Matter:
    """A lead that the unit is already talking about."""
    matter = opened(county, "investment_lead")
    county.act(matter, "hand_lead", "clerk")
    county.act(matter, "contact", "city", **TALK)
    return matter


def test_a_lead_becomes_a_project_with_money_in_the_bank(county: County) -> None:
    matter = talking(county)
    assert matter.stage == "talking"
    county.act(matter, "review_competition", "clerk", **REVIEW)
    county.act(matter, "promise_terms", "city", **SITE)
    county.act(matter, "sign", "city", **{**SIGNED, "has_terms": "yes"})
    county.act(matter, "register_company", "city", company="远岫安澜", registered_on="2026-11-27")
    county.act(matter, "record_funds", "city", **FUNDS)
    county.act(matter, "record_funds", "city", **{**FUNDS, "first_time": "no", "usd": "200"})
    county.act(matter, "close_lead", "clerk", outcome="已开工")
    assert (matter.stage, matter.closed_at is not None) == ("closed", True)
    assert matter.extra["terms"][0]["term_kind"] == "site"
    assert [row["usd"] for row in matter.extra["payments"]] == [800, 200]


def test_a_lead_of_the_units_own_is_its_own_to_follow(county: County) -> None:
    matter = opened(county, "investment_lead", "water", lead=None)
    assert matter.lead_unit_id == county.units["water"].pk
    county.act(matter, "contact", "water", **TALK)
    assert not queries.visible_to(county["city"], county.now).filter(pk=matter.pk).exists()


def test_nothing_is_promised_before_fair_competition_is_reviewed(county: County) -> None:
    matter = talking(county)
    problem = refusal(county, matter, "promise_terms", "city", **SITE)
    assert "公平竞争审查条例第18条" in problem.sentence
    assert "承诺优惠条件" not in labels(county, matter, "city")
    problem = refusal(county, matter, "sign", "city", **{**SIGNED, "has_terms": "yes"})
    assert problem.stable_code == "first_things_first"
    county.act(matter, "sign", "city", **SIGNED)
    assert matter.stage == "signed"


def test_what_the_review_finds_unlawful_is_neither_promised_nor_signed(county: County) -> None:
    matter = talking(county)
    failed = {"competition": "failed", "review_opinion": "限定特定企业"}
    county.act(matter, "review_competition", "clerk", **(REVIEW | failed))
    assert "不得出台" in refusal(county, matter, "promise_terms", "city", **SITE).sentence
    signing = {**SIGNED, "has_terms": "yes"}
    assert "删改" in refusal(county, matter, "sign", "city", **signing).sentence
    county.act(matter, "review_competition", "clerk", **REVIEW)
    county.act(matter, "promise_terms", "city", **SITE)
    assert len(matter.extra["terms"]) == 1


@pytest.mark.parametrize("kind", ["tax", "subsidy", "charges"])
def test_favours_in_tax_subsidy_and_charges_need_a_law(county: County, kind: str) -> None:
    matter = talking(county)
    county.act(matter, "review_competition", "clerk", **REVIEW)
    term = {"term_kind": kind, "term": "前两年全免"}
    assert "第10条" in refusal(county, matter, "promise_terms", "city", **term).sentence
    county.act(matter, "promise_terms", "city", legal_basis="企业所得税法第二十八条", **term)
    assert matter.extra["terms"][0]["legal_basis"] == "企业所得税法第二十八条"


def test_what_came_to_nothing_says_why_and_may_be_taken_up_again(county: County) -> None:
    matter = talking(county)
    with pytest.raises(NotAllowed):
        county.act(matter, "drop", "outsider", reason="去了别处")
    county.act(matter, "drop", "city", reason="去了别处")
    assert (matter.stage, matter.closed_at is not None) == ("dropped", True)
    county.act(matter, "contact", "clerk", **TALK)
    assert (matter.stage, matter.closed_at) == ("talking", None)


def test_who_the_contact_is_the_supervision_section_does_not_read(county: County) -> None:
    matter = opened(county, "investment_lead", "city")
    seen = {field.key for field, _ in queries.readable(county["chief"], matter, county.now)}
    assert "contact_person" not in seen
    known = {field.key for field, _ in queries.readable(county["director"], matter, county.now)}
    assert "contact_person" in known
