"""A newer version is recognised, linked by the clerk, and takes over what was decided before."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import comparing, decisions, known, service, versions
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from luoshi.lib.revision import Kind
from luoshi.matters import documents, editions
from luoshi.matters.models import Document, DocumentMark
from tests.cast import County

RIVERS = "由县水利局牵头，2026年12月20日前完成全县46条河道巡查，建立一河一档，各乡镇配合。"
LANES = "县城管局要在2027年1月底前完成12条背街小巷的路面修补和路灯安装。"
CANTEENS = "县教育局要在2026年12月10日前对全县学校食堂开展一次拉网式检查。"
HOUSES = "县住建局要在2026年12月31日前完成全县自建房安全隐患再排查。"
NEW_ROAD = "县住建局要在2027年5月31日前打通东湖路至滨江大道断头路。"
TITLE = "关于做好岁末年初重点工作的通知"


def begun(county: County, *lines: str, title: str = TITLE, dated: date | None = None) -> Reading:
    return service.begin(
        "\n".join(["各单位：", "现就有关事项通知如下。", *lines]),
        county["clerk"],
        county.now,
        title=title,
        type_key="key_work",
        dated=dated or date(2026, 11, 16),
    )


def proposal(reading: Reading, words: str) -> Proposal:
    document = reading.document
    rows = reading.proposals.exclude(kind="exhortation").select_related("matter")
    return next(p for p in rows if words in document.text[p.start : p.end])


@pytest.fixture
def older(county: County) -> Reading:
    """The first version: rivers accepted, lanes dropped, canteens merged, houses still open."""
    reading = begun(county, RIVERS, LANES, CANTEENS, HOUSES)
    clerk = county["clerk"]
    decisions.accept(proposal(reading, "河道").pk, clerk, county.now)
    decisions.drop(proposal(reading, "背街小巷").pk, clerk, county.now, "已另案处理")
    matter = county.open(title="学校食堂检查")
    decisions.merge(proposal(reading, "食堂").pk, matter.number, clerk, county.now)
    return reading


def newer(county: County, *more: str, title: str = TITLE + "（修订稿）") -> Reading:
    changed = RIVERS.replace("46条", "48条")
    return begun(county, changed, LANES, CANTEENS, HOUSES, NEW_ROAD, *more, title=title)


def test_a_paper_with_the_title_and_half_the_sentences_may_be_a_newer_version(
    county: County, older: Reading
) -> None:
    reading = newer(county)
    assert reading.maybe_previous == older.document
    assert 0.6 < reading.maybe_share < 1
    assert reading.document.previous is None
    assert begun(county, NEW_ROAD, title="另一份通知").maybe_previous is None


def test_the_title_alone_does_not_make_a_version(county: County, older: Reading) -> None:
    other = begun(county, NEW_ROAD, "县民政局要在2026年12月25日前核查城乡低保对象。")
    assert other.maybe_previous is None


def test_the_number_in_the_head_is_read_and_recognises_a_version(county: County) -> None:
    clerk, now = county["clerk"], county.now
    head = "安澜县人民政府办公室文件\n安政办〔2026〕12号\n"
    first = documents.add(head + RIVERS + "\n" + LANES, clerk, now, title="甲")
    second = documents.add(head + RIVERS + "\n" + NEW_ROAD, clerk, now, title="乙")
    assert first.number == "安政办〔2026〕12号"
    found = editions.likely_previous(second)
    assert found is not None
    assert (found.document, found.same_number, found.same_title) == (first, True, False)


def test_a_confirmed_version_is_not_asked_again_what_did_not_change(
    county: County, older: Reading
) -> None:
    reading = newer(county)
    assert versions.confirm(reading.pk, older.document_id, county["chief"], county.now) == 2
    lanes, canteens = proposal(reading, "背街小巷"), proposal(reading, "食堂")
    assert (lanes.decision, lanes.reason) == ("dropped", "沿用旧版本的决定：已另案处理")
    assert canteens.decision == "merged"
    assert canteens.matter == proposal(older, "食堂").matter
    assert canteens.decided_by == county["chief"]
    for changed_or_open in ("河道", "自建房", "断头路"):
        assert proposal(reading, changed_or_open).decision == "open"


def test_an_accepted_sentence_is_a_further_source_of_its_matter(
    county: County, older: Reading
) -> None:
    reading = begun(county, RIVERS, NEW_ROAD, title=TITLE + "（第二稿）")
    versions.confirm(reading.pk, older.document_id, county["clerk"], county.now)
    matter = proposal(older, "河道").matter
    assert proposal(reading, "河道").matter == matter
    assert matter is not None
    sources = [p.reading for p in decisions.further_sources(matter)]
    assert sources == [reading]


def test_the_same_words_with_another_day_are_asked_again(county: County) -> None:
    words = "县教育局要在两周内对全县学校食堂开展一次拉网式检查。"
    first = begun(county, words, LANES)
    decisions.accept(proposal(first, "食堂").pk, county["clerk"], county.now)
    second = begun(county, words, LANES, HOUSES, dated=date(2026, 12, 14))
    versions.confirm(second.pk, first.document_id, county["clerk"], county.now)
    assert proposal(second, "食堂").due != proposal(first, "食堂").due
    assert proposal(second, "食堂").decision == "open"


def test_a_voided_matter_is_asked_again(county: County, older: Reading) -> None:
    matter = proposal(older, "河道").matter
    assert matter is not None
    county.act(matter, "void", "director", reason="登记错了")
    reading = begun(county, RIVERS, NEW_ROAD)
    versions.confirm(reading.pk, older.document_id, county["clerk"], county.now)
    assert proposal(reading, "河道").decision == "open"


def test_a_link_taken_back_asks_everything_again(county: County, older: Reading) -> None:
    reading = newer(county)
    versions.confirm(reading.pk, older.document_id, county["clerk"], county.now)
    assert versions.undo(reading.pk, county["clerk"], county.now) == 2
    assert not reading.proposals.exclude(decision="open").exists()
    reading.document.refresh_from_db()
    assert reading.document.previous is None
    with pytest.raises(Stale):
        versions.undo(reading.pk, county["clerk"], county.now)


def test_a_dismissed_suggestion_is_not_made_again(county: County, older: Reading) -> None:
    reading = newer(county)
    versions.dismiss(reading.pk, county["clerk"], county.now)
    reading.refresh_from_db()
    assert reading.maybe_previous is None


def test_only_an_older_document_without_a_newer_one_can_be_the_former(
    county: County, older: Reading
) -> None:
    clerk, now = county["clerk"], county.now
    second, third = newer(county), newer(county, "县林业局要在2026年12月31日前排查火险。")
    versions.confirm(second.pk, older.document_id, clerk, now)
    with pytest.raises(Refused) as taken:
        versions.confirm(third.pk, older.document_id, clerk, now)
    assert "已经有更新的版本" in taken.value.sentence
    for wrong in (third.document_id, 10**11):
        with pytest.raises((Invalid, NotFound)):
            versions.confirm(third.pk, wrong, clerk, now)
    versions.confirm(third.pk, second.document_id, clerk, now)
    third.document.refresh_from_db()
    assert editions.newest(older.document) == third.document
    assert editions.versions(older.document) == [third.document, second.document, older.document]


def test_a_changed_sentence_names_its_matter_and_is_not_accepted_together(
    county: County, older: Reading
) -> None:
    reading, clerk = newer(county), county["clerk"]
    versions.confirm(reading.pk, older.document_id, clerk, county.now)
    matter, rivers = proposal(older, "河道").matter, proposal(reading, "河道")
    assert matter is not None
    assert rivers.similar[0] == {"matter": matter.number, "changed": True}
    assert rivers not in decisions.confident(reading, county.now)
    known.fill(reading, [rivers], clerk, county.now)
    assert proposal(reading, "河道").similar[0]["changed"]
    assert decisions.merge(rivers.pk, matter.number, clerk, county.now) == matter
    versions.undo(reading.pk, clerk, county.now)
    assert not any(map(known.is_changed, proposal(reading, "河道").similar))
    assert proposal(reading, "河道").decision == "merged", "she decided that herself"


def test_a_version_that_is_still_being_read_cannot_be_the_former_one(county: County) -> None:
    clerk, now = county["clerk"], county.now
    waiting = documents.await_text(clerk, now, title="扫描件", file_name="扫描件.pdf")
    later = begun(county, RIVERS)
    with pytest.raises(Invalid, match="已经读完"):
        versions.confirm(later.pk, waiting.pk, clerk, now)


def test_a_colleague_s_link_of_the_same_moment_is_not_written_over(
    county: County, older: Reading
) -> None:
    another, third = newer(county), begun(county, NEW_ROAD, title="第三份")
    stale = Document.objects.get(pk=third.document_id)
    editions.link(third.document, another.document)
    with pytest.raises(Refused) as taken:
        editions.link(stale, older.document)
    assert taken.value.stable_code == "has_previous"


def test_the_fate_of_each_matters_sentence_is_told(county: County, older: Reading) -> None:
    reading = newer(county)
    versions.confirm(reading.pk, older.document_id, county["clerk"], county.now)
    old, new = older.document, reading.document
    comparison = comparing.compared(old, new)
    rows = comparing.sourced(county["clerk"], county.now, old, comparison)
    assert [(r.matter.number, r.fate.kind) for r in rows] == [
        (proposal(older, "河道").matter.number, Kind.CHANGED),  # type: ignore[union-attr]
        (proposal(older, "食堂").matter.number, Kind.SAME),  # type: ignore[union-attr]
    ]
    fresh = [new.text[p.start : p.end] for p in versions.fresh(new, comparison)]
    assert fresh == [RIVERS.replace("46条", "48条"), NEW_ROAD]
    assert comparing.sourced(county["outsider"], county.now, old, comparison) == []


def test_only_the_office_links_versions(county: County, older: Reading) -> None:
    reading = newer(county)
    for who in ("water", "leader", "auditor", "outsider", "sysadmin"):
        with pytest.raises(NotAllowed):
            versions.confirm(reading.pk, older.document_id, county[who], county.now)
        with pytest.raises(NotAllowed):
            versions.known(county[who], county.now)


def test_nothing_of_an_emptied_paper_can_be_recognised(county: County, older: Reading) -> None:
    assert DocumentMark.objects.filter(document=older.document).exists()
    document = documents.add(RIVERS, county["clerk"], county.now, title="材料")
    documents.empty(document)
    assert not DocumentMark.objects.filter(document=document).exists()
    assert Document.objects.get(pk=older.document_id).text_digest == older.document.text_digest
