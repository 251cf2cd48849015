"""现场核实: where the office went, what it saw, and what that means for accepting a result (S85)."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import store, verify
from luoshi.matters.models import Event, Matter
from luoshi.matters.verbs import VERBS
from luoshi.web.parts import field_checks_of
from tests.cast import County


def look(county: County, matter: Matter, agrees: str, by: str = "clerk", **more: str) -> Event:
    typed = {"where": "柳溪镇柳溪村", "looked_on": "2026-11-16", "finding": "渠道还堵着", **more}
    return county.act(matter, "check_facts", by, agrees=agrees, **typed)


def test_a_visit_is_kept_with_day_place_and_result_and_moves_nothing(county: County) -> None:
    matter = county.handling()
    look(county, matter, "differs")
    assert matter.facts["field_checks"] == [
        {"on": "2026-11-16", "where": "柳溪镇柳溪村", "agrees": "differs"}
    ]
    assert matter.stage == "handling"
    look(county, matter, "agrees", where="东湖街道", by="chief")
    told = [(c.on.isoformat(), c.where, c.words, c.off) for c in field_checks_of(matter)]
    assert told == [
        ("2026-11-16", "东湖街道", "相符", False),
        ("2026-11-16", "柳溪镇柳溪村", "不符", True),
    ]
    assert list(verify.breaches()) == []


def test_a_visit_that_lies_ahead_is_refused(county: County) -> None:
    matter = county.handling()
    with pytest.raises(Refused) as refused:
        look(county, matter, "agrees", looked_on="2026-11-17")
    assert refused.value.stable_code == "looked_in_future"
    assert "field_checks" not in matter.facts


def test_what_was_seen_must_be_written_down(county: County) -> None:
    matter = county.handling()
    with pytest.raises(Invalid) as refused:
        look(county, matter, "agrees", finding="")
    assert "finding" in refused.value.fields


@pytest.mark.parametrize("who", ["water", "water_head", "leader", "outsider", "auditor"])
def test_only_the_office_goes_to_see(county: County, who: str) -> None:
    matter = county.handling()
    with pytest.raises(NotAllowed):
        look(county, matter, "agrees", by=who)


def test_who_accepts_a_result_is_told_that_the_last_visit_found_otherwise(county: County) -> None:
    matter = county.handling()
    warns = VERBS["verify"].warns
    assert warns(store.load(matter)) == ""
    look(county, matter, "differs")
    county.act(matter, "complete", "water", result="全部疏通", evidence="见照片")
    assert "2026-11-16 到柳溪镇柳溪村现场核实，与上报的不符" in warns(store.load(matter))
    look(county, matter, "partly")
    assert "部分相符" in warns(store.load(matter))
    look(county, matter, "agrees")
    assert warns(store.load(matter)) == ""
    county.act(matter, "verify", "clerk", finding="两次到现场，已疏通")
    assert matter.stage == "verified"
