"""调研报告和文稿: heard several kinds of people, reviewed by three points, scored by three words."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import engine, narrate
from luoshi.matters.models import Matter
from luoshi.matters.verify import breaches
from tests.cast import County, refused
from tests.trades.papers import due, opened

PLAN: dict[str, Any] = {
    "title": "水利工程管护为什么没人管", "what": "建得起、管不好，病根在哪里", "writer": "clerk",
    "finish_by": "2026-12-04", "leader": "leader",
    "sites": [{"place": "柳溪镇三个村", "look_at": "渠道淤不淤"}],
    "interviewees": [
        {"kind": "masses", "who": "用水户", "ask_what": "谁来修"},
        {"kind": "chief", "who": "水利局局长"},
    ],
}  # fmt: skip
BODY = "".join(f"第{n}组用水户反映，渠道淤积已有{n}年没有人清理。\n" for n in range(3, 40))


def written(county: County, body: str = BODY, **typed: Any) -> Matter:
    """A report that waits for its review."""
    matter = opened(county, "research_report", by="chief", **{**PLAN, **typed})
    county.act(matter, "settle_plan", "deputy")
    county.act(matter, "visit", "clerk", place="柳溪镇", kind="masses", found="渠首无人看管")
    county.act(matter, "hand_in", "clerk", body=body, characters=5200)
    return matter


def test_a_report_from_plan_to_directive(county: County) -> None:
    matter = opened(county, "research_report", by="chief", **PLAN)
    assert due(matter) == ""
    county.act(matter, "settle_plan", "leader")
    assert (matter.stage, due(matter)) == ("in_field", "2026-12-04")
    problem = refused(county, matter, "hand_in", "clerk", body=BODY, characters=5200)
    assert "走访记录" in problem.sentence
    county.act(matter, "visit", "clerk", place="柳溪镇", kind="masses", found="渠首无人看管")
    county.act(matter, "hand_in", "clerk", body=BODY, characters=5200)
    assert (matter.stage, due(matter)) == ("reviewing", "2026-11-23")
    assert "三条" in refused(county, matter, "three_points", "deputy", clear=True).sentence
    county.act(matter, "three_points", "deputy", clear=True, deep=True, plain=True)
    assert (matter.stage, matter.phase) == ("finished", 8)
    county.act(
        matter, "publish_report", "clerk", level="city", publication="澜州调研第4期", proof="目录页"
    )
    county.act(
        matter, "report_directed", "clerk", title="建立水利工程管护基金", channel="written",
        directive_words="所提建议很好，请水利厅研究。", directive_level="province", leader="head",
        lead="water",
    )  # fmt: skip
    child = Matter.objects.get(parent=matter)
    assert (child.type_key, child.title) == ("leader_directive", "建立水利工程管护基金")
    county.act(child, "docket", "chief")
    county.act(child, "dispatch", "clerk")
    assert child.stage == "dispatched"
    assert not list(breaches())


def test_a_plan_that_hears_the_number_one_alone_is_refused(county: County) -> None:
    chiefs = [{"kind": "chief", "who": "水利局局长"}, {"kind": "chief", "who": "镇长"}]
    with pytest.raises(Problem) as problem:
        opened(county, "research_report", **{**PLAN, "interviewees": chiefs})
    assert (problem.value.stable_code, "一把手" in problem.value.sentence) == ("one_sided", True)
    with pytest.raises(Invalid) as missing:
        opened(county, "research_report", **{**PLAN, "sites": []})
    assert "sites" in missing.value.fields


def test_a_report_that_shares_its_sentences_with_an_earlier_one_is_pointed_to(
    county: County,
) -> None:
    earlier = written(county)
    assert engine.advice(earlier, county.now) == []
    copied = BODY.replace("第3组", "第103组") + "再补充三条对策，落实到人到村。\n"
    later = written(county, body=copied, title="再谈管护")
    told = engine.advice(later, county.now)
    assert [earlier.number in one and "抄" in one for one in told] == [True]
    assert "渠道" not in str(later.facts)
    own = written(county, body="企业用工缺口主要在装配工，" * 3 + "\n工资不低，住得太远。\n")
    assert engine.advice(own, county.now) == []


def test_a_report_goes_back_with_what_it_lacks_and_how(county: County) -> None:
    matter = written(county)
    assert refused(county, matter, "three_points", "clerk").stable_code == "not_your_act"
    event = county.act(
        matter,
        "return_report",
        "deputy",
        short_of="deep",
        reason="没有算账",
        help="找财政局要三年维修费",
    )
    assert "差哪一条：分析不深" in narrate.line(event)
    assert matter.stage == "in_field"
    county.act(matter, "hand_in", "clerk", body=BODY, characters=6000)
    assert matter.extra["characters"] == 6000


def test_a_manuscript_is_written_in_time_and_scored_by_three_words(county: County) -> None:
    matter = opened(
        county, "manuscript", by="chief", title="在全县水利工作会议上的讲话", kind="speech",
        writer="clerk", wanted_on="2026-11-18", leader="head",
    )  # fmt: skip
    assert due(matter) == "2026-11-18"
    assert refused(county, matter, "hand_in", "proofreader", characters=1).stable_code == (
        "not_your_act"
    )
    county.act(matter, "hand_in", "clerk", characters=8600)
    assert due(matter) == "2026-11-17"
    county.act(matter, "return_script", "deputy", reason="太长", help="压到一小时以内")
    county.act(matter, "hand_in", "clerk", characters=7800)
    assert (
        "不能超过 5"
        in refused(county, matter, "settle_script", "deputy", quick=6, right=5, good=4).sentence
    )
    county.act(matter, "settle_script", "deputy", quick=5, right=5, good=4)
    assert (matter.stage, matter.extra["characters"]) == ("settled", 7800)
