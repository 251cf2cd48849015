"""涉企检查: a ledger of how often, with advice to go together; no licence of the office's own."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib.errors import Invalid, Refused
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County

CODE = "91410000AL0000001X"


def planned(county: County, by: str = "water", **typed: Any) -> Matter:
    said: dict[str, Any] = {
        "title": "取水许可检查", "enterprise": "安澜某纸业有限公司", "size": "key",
        "power": "水行政主管部门，取水许可条例", "ground": "plan", "mode": "daily",
        "planned_on": "2026-11-20", "officers": 2,
    }  # fmt: skip
    return engine.open_matter("enterprise_inspection", county[by], county.now, **(said | typed))


def test_a_visit_from_its_approval_to_its_result(county: County) -> None:
    matter = planned(county)
    assert matter.stage == "asked"
    county.act(
        matter, "approve_inspection", "water_head", form_number="水检审3", approver_name="局长"
    )
    county.act(
        matter, "enter_enterprise", "water", entered_at="2026-11-20 09:00", scan_code="RQ0001",
        notice_number="水检通3", leader_name="某某 执法证1号",
    )  # fmt: skip
    county.act(matter, "give_result", "water", checked_result="fine", told_on="2026-11-20")
    assert matter.stage == "closed"


def test_another_organ_near_the_same_day_is_advised_to_go_together(county: County) -> None:
    planned(county)
    second = planned(
        county, "city", title="环卫检查", enterprise="安澜某纸业有限公司 ", planned_on="2026-12-05"
    )
    (advice,) = engine.advice(second, county.now)
    assert "县水利局也查这家企业" in advice
    assert "相隔 15 天" in advice
    assert "综合查一次" in advice
    county.act(second, "merge_inspection", "city", merged_into="涉检〔2026〕1")
    assert second.stage == "merged"


@pytest.mark.parametrize(("day", "near"), [("2026-12-20", True), ("2026-12-21", False)])
def test_near_is_thirty_days_before_and_behind(county: County, day: str, near: bool) -> None:
    planned(county)
    second = planned(county, "city", planned_on=day)
    assert bool(engine.advice(second, county.now)) is near


def test_ordinary_enterprises_are_in_the_same_ledger_and_found_by_their_code(
    county: County,
) -> None:
    planned(county, size="ordinary", credit_code=CODE.lower())
    renamed = planned(
        county, "city", enterprise="安澜新纸业公司", credit_code=CODE, size="ordinary"
    )
    other = planned(county, "housing", enterprise="另一家")
    assert len(engine.advice(renamed, county.now)) == 1
    assert engine.advice(other, county.now) == []


def test_the_yearly_number_is_told_and_nothing_is_forbidden(county: County) -> None:
    for day in ("2026-03-02", "2026-07-01"):
        planned(county, planned_on=day)
    third = planned(county, planned_on="2026-11-20")
    (advice,) = engine.advice(third, county.now)
    assert "第 3 次" in advice
    assert "上限是 2 次" in advice
    county.act(
        third, "approve_inspection", "water_head", form_number="水检审9", approver_name="局长"
    )
    next_year = planned(county, planned_on="2027-01-05")
    assert engine.advice(next_year, county.now) == []


def test_all_organs_together_reach_a_number_too(county: County) -> None:
    for who, month in [(w, m) for w in ("water", "city", "housing") for m in (2, 8)]:
        planned(county, who, planned_on=f"2026-{month:02d}-03")
    advice = engine.advice(planned(county, "liuxi", planned_on="2026-05-20"), county.now)
    assert any("合计第 7 次" in words for words in advice)


def test_one_officer_alone_and_a_wrong_code_are_refused(county: County) -> None:
    with pytest.raises(Invalid) as alone:
        planned(county, officers=1)
    assert "不得少于两人" in alone.value.sentence
    with pytest.raises(Refused) as wrong:
        planned(county, credit_code="123")
    assert wrong.value.stable_code == "bad_credit_code"
