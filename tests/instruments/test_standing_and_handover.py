"""What the next meeting hears, and what a new unit head is handed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from luoshi.instruments.handover import may_open, new_heads_units, put_together
from luoshi.instruments.standing import standing_items
from luoshi.lib.clock import CHINA
from luoshi.org.models import Post
from luoshi.org.scope import scope_of
from tests.cast import County

HEARD = {"meeting": "县政府第22次常务会议", "met_on": "2026-11-16", "asked": "下次会前完成征地"}
REPORT = {"progress": "已巡查12条", "next_step": "本周会商", "difficulty": "缺口资金80万元"}


def test_an_item_tells_what_was_asked_what_has_happened_and_what_is_wrong(county: County) -> None:
    matter = county.handling()
    county.act(matter, "put_on_agenda", "chief", asked="进度")
    county.act(matter, "hear_report", "clerk", **HEARD)
    county.act(matter, "report_progress", "water", **REPORT)
    item = standing_items(county["head"], county.now)[0]
    assert (item.asked, item.times) == ("下次会前完成征地", 1)
    assert item.since[-1].startswith("11月16日 县水利局 报进展：进展：已巡查12条")
    assert (item.problem, item.proposal) == ("缺口资金80万元", "本周会商")
    assert item.suggestion == "有问题没有解决，建议及时开会调度，不等下次常务会。"
    county.act(matter, "convene", "clerk", meets_on="2026-11-18", agenda="资金缺口")
    item = standing_items(county["head"], county.now)[0]
    assert item.suggestion == ""
    assert item.convened == "2026-11-18 召开调度会：资金缺口"


def test_a_closed_item_is_heard_once_more_with_its_reply_and_falls_off(county: County) -> None:
    going, done = county.handling(title="还在办的"), county.handling(title="办完的")
    for matter in (going, done):
        county.act(matter, "put_on_agenda", "chief", asked="进度")
        county.act(matter, "hear_report", "clerk", **HEARD)
    county.act(done, "complete", "water", result="做完", evidence="见附表")
    county.act(done, "verify", "clerk", finding="属实")
    county.act(done, "close_out", "chief", reply="已通水")
    items = standing_items(county["clerk"], county.now)
    assert [(i.matter.title, i.closed, i.reply) for i in items] == [
        ("还在办的", False, ""),
        ("办完的", True, "已通水"),
    ]
    county.now = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    county.act(going, "hear_report", "clerk", **{**HEARD, "met_on": "2026-11-23"})
    assert [i.matter.title for i in standing_items(county["clerk"], county.now)] == ["还在办的"]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("clerk", True), ("head", True), ("leader", True), ("water_head", True),
        ("water", False), ("outsider", False), ("auditor", False),
    ],
)  # fmt: skip
def test_the_file_opens_for_the_office_the_leaders_and_the_units_head(
    county: County, who: str, may: bool
) -> None:
    assert may_open(scope_of(county[who], county.now), county.units["water"]) is may


def test_the_file_holds_the_year_the_problems_and_the_decisions(county: County) -> None:
    county.now = datetime(2025, 9, 1, 9, tzinfo=CHINA)
    Post.objects.update(valid_from=date(2025, 1, 1))
    old = county.closed(title="一年多以前办结的", due="2025-09-30", meeting="旧会议")
    county.now = datetime(2026, 11, 2, 9, tzinfo=CHINA)
    closed = county.closed(title="今年办结的")
    going = county.handling(title="还在办的", due="2026-11-10")
    county.act(going, "report_progress", "water", **REPORT)
    county.act(going, "instruct", "leader", words="从预备费里调剂")
    county.now = datetime(2026, 11, 16, 9, tzinfo=CHINA)
    file = put_together(county["water_head"], county.units["water"], county.now)
    assert [s.matter.title for s in file.stories] == ["还在办的"]
    assert "缺口资金80万元" in "".join(file.stories[0].steps)
    assert {e.matter.pk for e in file.ledger} == {closed.pk, going.pk}
    assert old.pk not in {e.matter.pk for e in file.ledger}
    assert next(e.result for e in file.ledger if e.matter == closed) == "已全部完成并建档"
    assert {(p.kind, p.words) for p in file.problems} == {
        ("困难", "缺口资金80万元"),
        ("逾期", "逾期 4 个工作日"),
    }
    assert [d.words for d in file.decisions] == ["从预备费里调剂"]
    assert {p.person.username for p in file.posts} == {"water", "water_head"}
    assert [p.leader.username for p in file.portfolios] == ["leader"]


def test_only_a_head_of_less_than_sixty_days_is_new(county: County) -> None:
    assert new_heads_units(county["water_head"], county.now) == []
    Post.objects.filter(person=county["water_head"]).update(valid_from=date(2026, 10, 20))
    assert [u.code for u in new_heads_units(county["water_head"], county.now)] == ["water"]
    assert new_heads_units(county["water"], county.now) == []
