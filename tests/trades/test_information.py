"""政务信息、网站信息、写作目标: sent, adopted, directed, published; whose targets are whose."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from luoshi.instruments import figures
from luoshi.instruments.figures import Span
from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Problem
from luoshi.matters import clocks, queries
from luoshi.matters.models import Matter
from luoshi.matters.types import current
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.papers import due, opened

BRIEF = {
    "title": "柳溪镇三天修通水毁村道", "what": "11月15日，柳溪镇……",
    "event_at": "2026-11-15T18:00", "topic": "work",
}  # fmt: skip


def brief(county: County, by: str = "liuxi", **typed: Any) -> Matter:
    """An item of information by anybody."""
    return opened(county, "info_brief", by=by, **{**BRIEF, **typed})


def counts(county: County, type_key: str) -> dict[str, str]:
    """The figures of the type for the day, as a report writes them."""
    day = local_date(county.now)
    told = figures.lines(county["clerk"], [current(type_key)], Span(day, day), county.now)
    return {line.figure.key: figures.compute.plain(line.value) for line in told[type_key]}


@pytest.mark.parametrize("who", ["liuxi", "water_head", "clerk", "proofreader", "leader"])
def test_anybody_may_hand_in_information(county: County, who: str) -> None:
    assert brief(county, by=who).stage == "submitted"


def test_an_item_goes_up_is_adopted_twice_and_becomes_a_directive(county: County) -> None:
    matter = brief(county)
    assert matter.due_at == datetime(2026, 11, 16, 18, 0, tzinfo=CHINA)
    assert "核实" in refused(county, matter, "submit_upward", "clerk", sent_to="both").sentence
    county.act(matter, "submit_upward", "clerk", sent_to="both", checked=True)
    assert (matter.stage, clocks.standing(matter.facts)["clock_timely"]) == ("sent", "in_time")
    county.act(matter, "adopt", "clerk", level="city", publication="澜州政务第90期")
    county.act(matter, "adopt", "clerk", level="province", publication="澜江信息第210期")
    assert [row["level"] for row in matter.extra["adoptions"]] == ["city", "province"]
    county.act(
        matter, "brief_directed", "clerk", title="推广柳溪镇修路做法", channel="written",
        directive_words="请交通局总结推广。", directive_level="province", leader="leader",
        lead="city", directed_on="2026-11-16",
    )  # fmt: skip
    child = Matter.objects.get(parent=matter)
    assert (child.type_key, child.stage, child.leader) == (
        "leader_directive", "registered", county["leader"],
    )  # fmt: skip
    assert child.extra["directive_words"] == "请交通局总结推广。"
    assert child.lead_unit == county.units["city"]
    assert not list(breaches())
    told = counts(county, "info_brief")
    assert [told[key] for key in ("sent", "city", "province", "province_rate", "timely")] == [
        "1", "1", "1", "100", "1",
    ]  # fmt: skip
    assert told["directed"] == "1"


def test_what_comes_late_is_sent_all_the_same_and_counts_as_late(county: County) -> None:
    matter = brief(county, event_at="2026-11-14T08:00")
    county.act(matter, "submit_upward", "clerk", sent_to="city", checked=True)
    assert clocks.standing(matter.facts)["clock_timely"] == "late"
    assert counts(county, "info_brief")["timely_rate"] == "0"


def test_an_item_goes_back_with_help_and_comes_again(county: County) -> None:
    matter = brief(county)
    assert refused(county, matter, "return_brief", "water", reason="x", help="y").stable_code == (
        "not_your_act"
    )
    county.act(matter, "return_brief", "clerk", reason="没有户数", help="问村会计")
    county.act(matter, "send_again", "liuxi", added="惠及312户")
    assert matter.stage == "submitted"
    county.act(matter, "drop_brief", "clerk", reason="与昨日信息重复")
    assert matter.phase == 9


def test_a_website_item_is_collected_reviewed_processed_and_published(county: County) -> None:
    matter = opened(
        county, "website_item", by="water", title="农村供水水质公告", what="三季度……",
        column_name="公示公告", must_publish=True, made_on="2026-11-02",
    )  # fmt: skip
    assert due(matter) == "2026-11-17"
    problem = refused(county, matter, "review_item", "clerk", may_be_public=True)
    assert "先审后发" in problem.sentence
    assert refused(county, matter, "process_item", "clerk", done_what="配表").stable_code == (
        "not_in_this_stage"
    )
    county.act(
        matter, "review_item", "clerk", may_be_public=True, no_privacy=True, true_and_right=True
    )
    assert due(matter) == "2026-11-18"
    county.act(matter, "process_item", "clerk", done_what="配表")
    county.act(matter, "publish_item", "clerk", published_at="2026-11-16T11:00", link="/gs/1.html")
    assert (matter.stage, due(matter)) == ("published", "")
    assert clocks.standing(matter.facts)["clock_public"] == "in_time"
    county.act(matter, "take_down", "chief", reason="数据更正")
    assert matter.stage == "taken_down"


def test_a_website_item_is_sent_back_with_help(county: County) -> None:
    matter = opened(
        county, "website_item", by="water", title="招标公告", column_name="公告",
        made_on="2026-11-10",
    )  # fmt: skip
    county.act(matter, "return_item", "clerk", reason="有个人电话", help="换成单位电话")
    county.act(matter, "send_item_again", "water", added="已换")
    assert (matter.stage, due(matter)) == ("collected", "2026-11-17")


def test_a_target_is_the_offices_own_and_never_a_townships(county: County) -> None:
    typed = {"title": "信息和调研目标", "year": "2026", "briefs_a_week": "1", "province": "2",
             "city": "5", "reports": "2", "published": "1"}  # fmt: skip
    for writer in ("liuxi", "water"):
        with pytest.raises(Problem) as problem:
            opened(county, "writing_target", by="chief", writer=writer, **typed)
        assert problem.value.stable_code == "not_our_own"
    matter = opened(county, "writing_target", by="chief", writer="clerk", **typed)
    county.act(matter, "look_back", "clerk", so_far="省1条、市3条")
    seen = {
        who for who in ("clerk", "director", "liuxi", "water", "leader", "auditor")
        if queries.visible_to(county[who], county.now).filter(pk=matter.pk).exists()
    }  # fmt: skip
    assert seen == {"clerk", "director"}
    county.act(matter, "end_target", "director", summary="省2条、市6条")
    assert matter.phase == 8
