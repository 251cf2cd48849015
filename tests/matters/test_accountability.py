"""慎用问责手段 (S51): a ground of three, evidence, help given before, two judgements, few readers."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Refused
from luoshi.matters import queries
from luoshi.matters.models import Matter
from tests.cast import County
from tests.inspecting import at, proposal


def handed(county: County) -> Matter:
    """A proposal endorsed, approved and handed to the organ."""
    matter = proposal(county)
    county.act(matter, "endorse", "director", opinion="属实")
    county.act(matter, "approve_proposal", "head", opinion="同意移送")
    county.act(matter, "hand_to_organ", "director", organ="县纪委监委", receipt="澜督移〔2026〕2号")
    return matter


@pytest.mark.parametrize("missing", ["ground", "evidence", "support_given"])
def test_without_ground_evidence_or_help_given_there_is_no_proposal(
    county: County, missing: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        proposal(county, **{missing: ""})
    assert set(wrong.value.fields) == {missing}


def test_a_proposal_names_its_unit_and_one_of_three_grounds(county: County) -> None:
    with pytest.raises(Refused) as refused:
        proposal(county, lead=None)
    assert refused.value.stable_code == "unit_missing"
    with pytest.raises(Invalid):
        proposal(county, ground="incapable")


def test_its_author_judges_neither_first_nor_second(county: County) -> None:
    own = proposal(county, by="director")
    with pytest.raises(Refused) as refused:
        county.act(own, "endorse", "director", opinion="同意")
    assert refused.value.stable_code == "another_person"
    matter = proposal(county)
    county.act(matter, "endorse", "head", opinion="同意")
    with pytest.raises(Refused) as refused:
        county.act(matter, "approve_proposal", "head", opinion="同意")
    assert refused.value.stable_code == "another_person"


def test_nobody_but_leaders_director_author_and_later_the_units_head_sees_it(
    county: County,
) -> None:
    matter = proposal(county)

    def sees(who: str) -> bool:
        return queries.visible_to(county[who], county.now).filter(pk=matter.pk).exists()

    assert [w for w in county.people if sees(w)] == ["head", "leader", "director", "chief"]
    county.act(matter, "endorse", "director", opinion="属实")
    assert not sees("water_head")
    county.act(matter, "approve_proposal", "head", opinion="同意移送")
    assert [w for w in county.people if sees(w)] == [
        "head", "leader", "director", "chief", "water_head",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        queries.find(county["clerk"], matter.number, county.now)


def test_support_is_the_first_answer_and_says_method_resource_and_person(county: County) -> None:
    matter = proposal(county)
    typed = {"reason": "是人手不够", "title": "帮县水利局补上水毁修复的短板",
             "method": "倒排工期，每周会商", "resource": "县级应急资金20万元",
             "due": "2026-12-31"}  # fmt: skip
    with pytest.raises(Invalid):
        county.act(matter, "support_instead", "director", **typed)
    county.act(matter, "support_instead", "director", person="县水利站 陆工", **typed)
    assert matter.stage == "supported"
    plan = Matter.objects.get(parent=matter)
    assert (plan.type_key, plan.stage, plan.lead_unit) == (
        "support_plan", "dispatched", county.units["water"],
    )  # fmt: skip
    assert plan.extra["person"] == "县水利站 陆工"
    assert queries.visible_to(county["water"], county.now).filter(pk=plan.pk).exists()
    assert not queries.visible_to(county["water"], county.now).filter(pk=matter.pk).exists()


def test_the_office_hands_over_and_only_records_what_the_organ_decides(county: County) -> None:
    matter = handed(county)
    county.act(matter, "record_result", "director", result="诫勉谈话")
    assert matter.stage == "closed"


def test_the_units_head_appeals_in_time_and_others_judge_it(county: County) -> None:
    matter = handed(county)
    with pytest.raises(NotAllowed):
        county.act(matter, "appeal", "water", reason="不是瞒报")
    county.act(matter, "appeal", "water_head", reason="不是瞒报，是填报口径不同")
    for who in ("director", "head"):
        with pytest.raises(Refused) as refused:
            county.act(matter, "withdraw_proposal", who, reason="申诉有理")
        assert refused.value.stable_code == "must_recuse"
        assert "leader某" in refused.value.sentence
    county.act(matter, "withdraw_proposal", "leader", reason="申诉有理")
    assert matter.stage == "withdrawn"


def test_an_appeal_after_thirty_days_is_refused_with_the_day(county: County) -> None:
    matter = handed(county)
    county.now = at(12, 17)
    with pytest.raises(Refused) as refused:
        county.act(matter, "appeal", "water_head", reason="不是瞒报")
    assert refused.value.stable_code == "appeal_late"
    assert "2026年12月16日" in refused.value.sentence


def test_a_refused_appeal_comes_with_help_and_the_result_is_still_recorded(county: County) -> None:
    matter = handed(county)
    county.act(matter, "appeal", "water_head", reason="不是瞒报")
    county.act(
        matter, "uphold_proposal", "leader", reason="三次现场都不符", help="可向县纪委监委说明"
    )
    county.act(matter, "record_result", "director", result="诫勉谈话")
    assert matter.stage == "closed"


def test_a_unit_never_learns_of_a_proposal_that_became_support(county: County) -> None:
    matter = proposal(county)
    due = {"title": "驻点帮扶", "due": "2026-12-11"}
    said = {"reason": "缺人手", "method": "分段施工", "resource": "两名技术员", "person": "质监站"}
    county.act(matter, "support_instead", "director", **said, **due)
    assert not queries.visible_to(county["water_head"], county.now).filter(pk=matter.pk).exists()
    assert queries.visible_to(county["leader"], county.now).filter(pk=matter.pk).exists()
