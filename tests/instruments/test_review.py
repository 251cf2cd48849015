"""From a document to the ledger: every decision is kept at once, and made only once."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import decisions, service
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.errors import NotAllowed, Stale
from luoshi.lib.secrecy import SecretMarked
from luoshi.matters.models import Document, Matter
from tests.cast import County

MINUTES = """安澜县人民政府常务会议纪要

会议议定事项如下：
一、关于冬春河道保洁。由县水利局牵头，2026年12月20日前完成全县46条河道巡查，建立一河一档，各乡镇配合。
二、关于背街小巷整治。县城管局要在2027年1月底前完成12条背街小巷的路面修补和路灯安装。
三、县水利局每月25日前将保洁考核结果报县政府办。
同志们，时间不等人，我们一定要拿出冲刺的劲头来。
"""


def begun(county: County, text: str = MINUTES) -> Reading:
    """The minutes, read by the clerk."""
    return service.begin(
        text,
        county["clerk"],
        county.now,
        title="县政府第21次常务会议纪要",
        type_key="meeting_resolution",
        dated=date(2026, 11, 16),
    )


def real(reading: Reading) -> list[Proposal]:
    """What asks for something, in the order of the text."""
    return list(reading.proposals.exclude(kind=Proposal.Kind.EXHORTATION))


def test_each_proposal_stands_on_its_sentence_with_units_of_the_directory(county: County) -> None:
    reading = begun(county)
    first = real(reading)[0]
    assert "46条河道" in MINUTES[first.start : first.end]
    assert first.lead_code == "water"
    assert set(first.co_codes) == {"liuxi", "donghu"}
    assert first.due == date(2026, 12, 20)
    assert first.why


def test_an_accepted_proposal_is_a_numbered_matter_tied_to_its_sentence(county: County) -> None:
    reading = begun(county)
    first = real(reading)[0]
    matter = decisions.accept(first.pk, county["clerk"], county.now)
    assert matter.number == "会督〔2026〕1"
    assert matter.document == reading.document
    assert matter.span_start == first.start
    assert matter.lead_unit is not None
    assert matter.lead_unit.code == "water"


def test_a_standing_rule_becomes_a_recurring_obligation(county: County) -> None:
    rules = [p for p in real(begun(county)) if p.rrule]
    assert rules
    matter = decisions.accept(rules[0].pk, county["clerk"], county.now)
    assert matter.rrule
    assert matter.type_key == "standing_rule"


def test_the_same_text_again_opens_the_reading_that_is_there(county: County) -> None:
    assert begun(county).pk == begun(county).pk
    assert Document.objects.count() == 1


def test_a_decision_is_made_only_once(county: County) -> None:
    first = real(begun(county))[0]
    decisions.accept(first.pk, county["clerk"], county.now)
    with pytest.raises(Stale):
        decisions.drop(first.pk, county["chief"], county.now)
    assert Matter.objects.count() == 1


def test_a_merged_sentence_is_a_further_source(county: County) -> None:
    matter = county.open()
    first = real(begun(county))[0]
    decisions.merge(first.pk, matter.number, county["clerk"], county.now)
    assert [p.pk for p in decisions.further_sources(matter)] == [first.pk]
    decisions.take_back(first.pk, county["clerk"], county.now)
    assert not list(decisions.further_sources(matter))


def test_the_likeliest_existing_duplicate_is_shown(county: County) -> None:
    matter = county.open(title="完成全县46条河道巡查，建立一河一档")
    first = real(begun(county))[0]
    assert first.similar
    assert first.similar[0]["matter"] == matter.number


def test_only_the_office_reads_documents(county: County) -> None:
    with pytest.raises(NotAllowed):
        service.begin(
            MINUTES, county["water"], county.now, title="纪要", type_key="meeting_resolution"
        )


def test_a_marked_document_is_not_kept_at_all(county: County) -> None:
    with pytest.raises(SecretMarked):
        begun(county, "机密★1年\n" + MINUTES)
    assert not Document.objects.exists()
    assert not Reading.objects.exists()
