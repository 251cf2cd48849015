"""工作秘密 stays in the system (S185); one lead, co-units send it their opinions (S137, S138)."""

from __future__ import annotations

import pytest

from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import files, narrate, queries
from luoshi.matters.models import Attachment
from tests.cast import County


def test_a_sensitive_matter_takes_and_gives_no_file(
    county: County, settings: object, tmp_path: object
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    made = county.handling()
    kept = files.keep("巡查".encode(), "巡查.txt")
    report = {"progress": "已巡查", "next_step": "继续", "files": [kept]}
    county.act(made, "report_progress", "water", **report)
    county.act(made, "mark_sensitive", "clerk", reason="涉及未公开方案")
    with pytest.raises(Refused) as refused:
        county.act(made, "report_progress", "water", **report)
    assert refused.value.stable_code == "sensitive_no_files"
    with pytest.raises(NotAllowed) as stays:
        queries.attachment(county["clerk"], Attachment.objects.get().pk, county.now)
    assert stays.value.stable_code == "sensitive_stays"
    county.act(made, "report_progress", "water", progress="已巡查", next_step="继续")


def test_only_the_director_or_the_head_lifts_the_mark(county: County) -> None:
    made = county.handling()
    county.act(made, "mark_sensitive", "clerk", reason="未公开")
    with pytest.raises(NotAllowed):
        county.act(made, "clear_sensitive", "clerk", reason="公开了")
    with pytest.raises(NotAllowed):
        county.act(made, "mark_sensitive", "water", reason="x")
    county.act(made, "clear_sensitive", "director", reason="已经公开")
    assert made.sensitive is False


def test_a_matter_of_several_units_has_exactly_one_lead(county: County) -> None:
    made = county.open(lead=None, co=["city", "housing"])
    county.act(made, "docket", "chief")
    with pytest.raises(Refused) as refused:
        county.act(made, "dispatch", "clerk")
    assert refused.value.stable_code == "lead_missing"
    with pytest.raises(Invalid):
        county.act(made, "amend", "clerk", title="巡查", lead=["water", "city"])
    county.act(made, "amend", "clerk", title="巡查", lead="water", co=["city", "water"])
    assert made.assignments.filter(role="lead").count() == 1


def test_a_co_unit_sends_its_opinion_to_the_lead(county: County) -> None:
    made = county.handling(co=["city", "housing"])
    event = county.act(made, "send_opinion", "city", opinion="同意，建议增加夜间巡查。")
    assert list(made.facts["opinions"]) == [str(county.units["city"].pk)]
    assert narrate.line(event).endswith("意见：同意，建议增加夜间巡查")
    with pytest.raises(NotAllowed):
        county.act(made, "send_opinion", "water", opinion="牵头单位没有可送的")
    with pytest.raises(NotAllowed):
        county.act(made, "send_opinion", "outsider", opinion="无关")


def test_an_urge_says_by_which_channel(county: County) -> None:
    made = county.handling()
    event = county.act(made, "urge", "clerk", channel="visit", note="到现场催办")
    assert "方式：上门" in narrate.lines(event)
