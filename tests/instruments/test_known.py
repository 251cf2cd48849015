"""New proposals are held against the ledger, other readings and their own document."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.instruments.intake import decisions, known, service
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.errors import Refused
from tests.cast import County

RIVERS = "由县水利局牵头，2026年12月20日前完成全县46条河道巡查，建立一河一档，各乡镇配合。"
LANES = "县城管局要在2027年1月底前完成12条背街小巷的路面修补和路灯安装。"


def begun(county: County, *lines: str, title: str = "会议纪要") -> Reading:
    return service.begin(
        "\n".join(["会议议定事项如下：", *lines]),
        county["clerk"],
        county.now,
        title=title,
        type_key="meeting_resolution",
        dated=date(2026, 11, 16),
    )


def real(reading: Reading) -> list[Proposal]:
    return list(reading.proposals.exclude(kind="exhortation").select_related("matter"))


def test_a_matter_in_other_words_is_found_with_its_reasons(county: County) -> None:
    matter = county.open(
        title="对全县46条河道逐条巡查并建档", what="一河一档", lead="water", due="2026-12-20"
    )
    county.open(title="完成全县46座桥梁安全检测", lead="housing", due="2026-12-20")
    first = real(begun(county, RIVERS, LANES))[0].similar
    assert [entry["matter"] for entry in first] == [matter.number]
    assert first[0]["lead"] == "water"
    assert first[0]["due"] == "2026-12-20"
    assert first[0]["score"] >= 0.4
    assert any("46条河道" in word for word in first[0]["words"])


def test_the_sentence_of_a_matter_is_compared_when_its_title_says_little(county: County) -> None:
    reading = begun(county, RIVERS)
    matter = decisions.accept(real(reading)[0].pk, county["clerk"], county.now, title="河长制工作")
    again = real(begun(county, "（一）" + RIVERS, LANES, title="另一份纪要"))[0]
    assert again.similar[0]["matter"] == matter.number
    assert again.similar[0]["same"] is True


def test_an_open_proposal_of_another_reading_is_found_until_it_is_decided(county: County) -> None:
    first = real(begun(county, RIVERS))[0]
    second = real(begun(county, RIVERS, LANES, title="第二份"))[0]
    assert second.similar[0] == second.similar[0] | {"proposal": first.pk, "same": True}
    decisions.drop(first.pk, county["clerk"], county.now)
    decisions.drop(second.pk, county["clerk"], county.now)
    third = real(begun(county, LANES, RIVERS, title="第三份"))
    assert all("proposal" not in e or e["proposal"] != first.pk for p in third for e in p.similar)


def test_what_a_document_says_twice_is_a_repetition_of_the_first(county: County) -> None:
    first, lanes, again = real(begun(county, RIVERS, LANES, RIVERS))
    assert first.similar == lanes.similar == []
    assert again.similar[0]["proposal"] == first.pk
    assert again.similar[0]["same"] is True


def test_a_repetition_is_not_accepted_together_with_the_rest(county: County) -> None:
    reading = begun(county, RIVERS, LANES, RIVERS)
    again = real(reading)[2]
    assert again.pk not in {p.pk for p in decisions.confident(reading, county.now)}


def test_a_voided_matter_is_no_duplicate(county: County) -> None:
    matter = county.open(title="完成全县46条河道巡查，建立一河一档", due="2026-12-20")
    county.act(matter, "void", "chief", reason="重复登记")
    assert real(begun(county, RIVERS))[0].similar == []


def test_the_index_catches_up_with_what_was_added_later(county: County) -> None:
    begun(county, LANES)
    matter = county.open(title="完成全县46条河道巡查，建立一河一档", due="2026-12-20")
    assert real(begun(county, RIVERS))[0].similar[0]["matter"] == matter.number


def test_a_sentence_added_by_hand_is_held_against_the_ledger_too(county: County) -> None:
    matter = county.open(title="县政府办完成馆藏婚姻登记档案扫描入库", lead="office", due="")
    reading = begun(county, LANES, "馆藏婚姻登记档案扫描入库的事，县政府办今年做完。")
    made = decisions.add_by_hand(
        reading, "馆藏婚姻登记档案扫描入库的事，县政府办今年做完。", county["clerk"], county.now
    )
    assert [entry["matter"] for entry in made.similar] == [matter.number]


def test_a_sentence_added_later_points_to_the_first_place_in_its_document(county: County) -> None:
    first, lanes, again = real(begun(county, RIVERS, LANES, RIVERS))
    by_hand = known.Proposal.objects.create(
        reading=again.reading,
        start=again.start,
        end=again.end,
        kind="assignment",
        action=again.action,
    )
    known.fill(again.reading, [by_hand], county["clerk"], county.now)
    assert by_hand.similar[0]["proposal"] == first.pk
    assert real(again.reading)[0].similar == lanes.similar == []


def test_an_index_crowded_with_what_is_decided_is_built_anew(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "_CROWD", 1)
    for proposal in real(begun(county, RIVERS, LANES, RIVERS)):
        decisions.drop(proposal.pk, county["clerk"], county.now)
    before = known._known.index
    begun(county, LANES, title="第二份")
    assert known._known.index is not before
    assert known._known.index.frequencies.tasks == 1


def test_nothing_is_merged_into_a_voided_matter(county: County) -> None:
    matter = county.open(title="完成全县46条河道巡查", due="2026-12-20")
    county.act(matter, "void", "chief", reason="重复登记")
    proposal = real(begun(county, RIVERS))[0]
    with pytest.raises(Refused, match="已作废"):
        decisions.merge(proposal.pk, matter.number, county["clerk"], county.now)
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.matter) == ("open", None)


def test_many_proposals_cost_few_queries(county: County) -> None:
    for number in range(12):
        county.open(title=f"完成第{number}标段河道清淤疏浚并验收", due="2026-12-20")
    reading = begun(county, *(f"县水利局要完成第{n}标段河道清淤疏浚。" for n in range(12)))
    rows = real(reading)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        known.fill(reading, rows, county["clerk"], county.now)
    assert len(asked) < 20
