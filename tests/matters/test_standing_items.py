"""Standing items of the executive meeting: on until closed, heard, off; the dispatch meeting."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Problem
from luoshi.matters import engine
from tests.cast import County

HEARD = {"meeting": "县政府第22次常务会议", "met_on": "2026-11-16", "asked": "下次会前完成征地"}


def test_a_standing_item_is_heard_again_and_again(county: County) -> None:
    matter = county.handling()
    county.act(matter, "put_on_agenda", "chief", asked="进度和资金缺口")
    assert matter.standing_item
    county.act(matter, "hear_report", "clerk", **HEARD)
    county.act(matter, "hear_report", "clerk", **HEARD)
    assert matter.facts["agenda"] == {
        "asked": "下次会前完成征地",
        "on": "2026-11-16",
        "meeting": "县政府第22次常务会议",
        "times": 2,
    }


def test_a_meeting_that_has_not_been_is_not_recorded(county: County) -> None:
    matter = county.handling()
    county.act(matter, "put_on_agenda", "chief", asked="进度")
    with pytest.raises(Problem) as caught:
        county.act(matter, "hear_report", "clerk", **{**HEARD, "met_on": "2026-11-20"})
    assert caught.value.stable_code == "met_in_future"


def test_it_is_put_on_once_and_taken_off_with_a_reason(county: County) -> None:
    matter = county.handling()
    county.act(matter, "put_on_agenda", "chief", asked="进度")
    with pytest.raises(Problem):
        county.act(matter, "put_on_agenda", "chief", asked="进度")
    county.act(matter, "take_off_agenda", "chief", reason="已入正轨")
    assert not matter.standing_item
    with pytest.raises(Problem):
        county.act(matter, "hear_report", "clerk", **HEARD)


def test_a_leader_or_the_office_convenes_and_no_unit_does(county: County) -> None:
    matter = county.handling(co=["city"])
    for who, may in (("clerk", True), ("leader", True), ("water", False), ("outsider", False)):
        offered = {p.verb.key for p in engine.possible(matter, county[who], county.now)}
        assert ("convene" in offered) is may
    with pytest.raises(Problem) as caught:
        county.act(matter, "convene", "clerk", meets_on="2026-11-10", agenda="资金缺口怎么补")
    assert caught.value.stable_code == "meets_in_past"
    county.act(matter, "convene", "clerk", meets_on="2026-11-18", agenda="资金缺口怎么补")
    assert matter.facts["convened"] == {"on": "2026-11-18", "agenda": "资金缺口怎么补"}
