"""指标排名: one rank from one circular from above, seen by the leaders alone (S164–S167, A1)."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Invalid, NotAllowed, Problem
from luoshi.matters import queries
from luoshi.matters.models import Matter
from luoshi.matters.types import current
from tests.cast import County
from tests.trades.striving import opened, refusal


def test_a_rank_is_entered_checked_against_the_circular_and_kept(county: County) -> None:
    matter = opened(county, "ranking_entry")
    with pytest.raises(NotAllowed):
        county.act(matter, "confirm_entry", "clerk")
    county.act(matter, "confirm_entry", "director")
    assert matter.stage == "kept"
    county.act(matter, "explain_rank", "leader", cause="新开工少", measure="十二月开工六个")
    work = {"title": "六个项目年内开工", "standard": "取得施工许可", "lead": "water",
            "due": "2026-12-31"}  # fmt: skip
    county.act(matter, "catch_up", "director", **work)
    assert Matter.objects.get(parent=matter).type_key == "key_work"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("head", True), ("director", True), ("clerk", True), ("leader", True), ("chief", False),
        ("deputy", False), ("water", False), ("water_head", False), ("outsider", False),
        ("auditor", False),
    ],
)  # fmt: skip
def test_leaders_the_office_director_and_who_entered_it_see_it_and_nobody_else(
    county: County, who: str, sees: bool
) -> None:
    matter = opened(county, "ranking_entry")
    county.act(matter, "confirm_entry", "director")
    assert queries.visible_to(county[who], county.now).filter(pk=matter.pk).exists() is sees


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"rank": "8"}, "rank_beyond_total"),
        ({"period_end": "2026-12-31"}, "period_not_over"),
        ({"source_document": ""}, "invalid"),
        ({"issuer_level": "county"}, "invalid"),
        ({"rank": "0"}, "too_small"),
    ],
)
def test_a_rank_fits_its_circular(county: County, typed: dict[str, str], code: str) -> None:
    with pytest.raises(Problem) as problem:
        opened(county, "ranking_entry", **typed)
    assert problem.value.stable_code == code


def test_the_same_rank_is_entered_once_until_it_is_withdrawn(county: County) -> None:
    first = opened(county, "ranking_entry")
    with pytest.raises(Problem) as problem:
        opened(county, "ranking_entry", indicator=" 固定资产投资增速。", rank="4")
    assert problem.value.stable_code == "ranked_before"
    assert first.number in problem.value.sentence
    county.act(first, "withdraw_entry", "clerk", reason="看错一行")
    assert opened(county, "ranking_entry", rank="4").extra["rank"] == 4
    assert opened(county, "ranking_entry", issuer_level="province").extra["rank"] == 3


def test_no_unit_of_the_county_is_ranked_and_nothing_of_how_the_software_is_used() -> None:
    fields = {field.key: field for field in current("ranking_entry").fields}
    assert [key for key, _ in fields["issuer_level"].choices] == ["city", "province", "national"]
    assert current("ranking_entry").readers == ("head", "leader", "office_director")
    assert fields["source_document"].required


def test_a_wrong_entry_is_no_matter_for_a_unit(county: County) -> None:
    matter = opened(county, "ranking_entry")
    assert refusal(county, matter, "withdraw_entry", "water").stable_code in {
        "invalid", "not_your_act",
    }  # fmt: skip
    with pytest.raises((Invalid, NotAllowed)):
        county.act(matter, "withdraw_entry", "chief", reason="")
