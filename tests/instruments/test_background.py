"""A slow paper is read page by page: decided while it is read, taken up again, never read twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from luoshi.instruments.intake import background, decisions, service, versions
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.lib import reading as papers
from luoshi.lib.errors import Refused, Unreadable
from luoshi.matters import documents, editions, files
from luoshi.matters.models import Document, Matter
from tests.cast import County

HEAD = "安澜县人民政府常务会议纪要\n会议议定事项如下：\n"
FILE = b"%PDF-1.4 a scan of many pages"


def page(number: int) -> str:
    """One page: two tasks, and a sentence that goes on on the next page."""
    return (
        f"由县水利局牵头，12月{number}日前完成第{number}批河道巡查，建立一河一档，柳溪镇配合。\n"
        f"县城管局要在12月{number + 1}日前完成{number}号路主管网铺设。\n"
        "同志们，时间不等人，"
    )


PAGES = [HEAD + page(1), *(page(n) for n in range(2, 13))]


class Scanner:
    """Stands for the adapter of scanned papers: hands the text over page by page, as it does, and
    can be cut off after some page as a killed worker is."""

    def __init__(self, pages: list[str]) -> None:
        self.pages = pages
        self.dies_after = 0
        self.then: Callable[[int], None] = lambda _: None

    def __call__(
        self, data: bytes, name: str, *, limits: papers.Limits, on_progress: Any = None
    ) -> papers.Reading:
        text = ""
        regions = []
        for number, words in enumerate(self.pages, 1):
            start, text = len(text), text + words
            regions.append(papers.Region(start, len(text), number, (0.1, 0.2, 0.9, 0.3)))
            on_progress(papers.Progress(number, len(self.pages), text))
            self.then(number)
            if number == self.dies_after:
                raise KeyboardInterrupt  # as final as a kill: no except clause of ours runs
        return papers.Reading(
            text, "pdf", notes=("由文字识别读出，请核对。",), regions=tuple(regions)
        )


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scanner]:
    made = Scanner(PAGES)
    monkeypatch.setattr(papers, "read", made)
    return made


def begun(county: County) -> Reading:
    return service.begin_slowly(
        FILE,
        county["clerk"],
        county.now,
        title="常务会议纪要",
        type_key="meeting_resolution",
        file_name="纪要.pdf",
        dated=date(2026, 11, 16),
    )


def clock(county: County) -> Callable[[], Any]:
    """Ten seconds a page."""
    return lambda: county.later(seconds=10)


def spans(reading: Reading) -> list[tuple[int, int, str, str]]:
    return list(reading.proposals.values_list("start", "end", "action", "lead_code"))


def test_a_slow_file_is_taken_in_at_once_and_read_later(county: County, scanner: Scanner) -> None:
    reading = begun(county)
    assert (reading.state, reading.document.text, reading.proposals.count()) == ("reading", "", 0)
    assert background.work_once(clock(county))
    reading.refresh_from_db()
    assert (reading.state, reading.pages_done, reading.pages_total) == ("done", 12, 12)
    assert reading.notes == ["由文字识别读出，请核对。"]
    document = Document.objects.get()
    assert document.text == "".join(PAGES)
    assert documents.same_text(document.text) == document
    assert document.issuer == "安澜县人民政府"
    real = reading.proposals.exclude(kind="exhortation")
    assert [p.lead_code for p in real] == ["water", "city"] * 12
    assert all(p.action[:6] in document.text[p.start : p.end] for p in real)
    assert not background.work_once(clock(county))


def test_what_is_found_on_the_first_pages_is_decided_while_the_rest_is_read(
    county: County, scanner: Scanner
) -> None:
    reading = begun(county)
    seen: list[tuple[int, int]] = []

    def decide(number: int) -> None:
        now = Reading.objects.get()
        seen.append((now.pages_done, now.proposals.count()))
        if number == 3:
            decisions.accept(now.proposals.all()[0].pk, county["clerk"], county.now)

    scanner.then = decide
    background.work_once(clock(county))
    assert [done for done, _ in seen] == list(range(1, 13))
    assert seen[1][1] >= 2
    matter = Matter.objects.get()
    first = reading.proposals.all()[0]
    assert (first.decision, first.matter) == ("accepted", matter)
    text = Document.objects.get().text
    assert "第1批河道巡查" in text[matter.span_start or 0 : matter.span_end or 0]


@pytest.mark.parametrize("dies_after", [1, 2, 5, 11, 12])
def test_a_killed_worker_s_job_is_taken_up_and_no_proposal_is_made_twice(
    county: County, scanner: Scanner, dies_after: int
) -> None:
    begun(county)
    background.work_once(clock(county))
    whole = spans(Reading.objects.get())
    Reading.objects.all().delete()
    Document.objects.all().delete()

    again = begun(county)
    scanner.dies_after = dies_after
    with pytest.raises(KeyboardInterrupt):
        background.work_once(clock(county))
    scanner.dies_after = 0
    assert not background.work_once(clock(county)), "it may still be alive"
    county.later(minutes=4)
    assert background.work_once(clock(county))
    again.refresh_from_db()
    assert (again.state, again.tries) == ("done", 2)
    assert spans(again) == whole


def test_a_worker_that_lost_its_job_writes_nothing_more(county: County, scanner: Scanner) -> None:
    reading = begun(county)
    taken_over = []

    def stolen(number: int) -> None:
        if number == 4 and not taken_over:
            taken_over.append(Document.objects.get().text)
            Reading.objects.update(worker="another", beat_at=county.now)

    scanner.then = stolen
    assert background.work_once(clock(county))
    reading.refresh_from_db()
    assert (reading.state, reading.worker) == ("reading", "another")
    assert Document.objects.get().text == taken_over[0]


def test_of_two_workers_only_one_takes_a_job(county: County) -> None:
    begun(county)
    assert background.claim(county.now) is not None
    assert background.claim(county.now) is None
    assert background.claim(county.now + timedelta(minutes=4)) is not None


def test_a_file_that_brings_every_worker_down_is_given_up_in_words(
    county: County, scanner: Scanner
) -> None:
    reading = begun(county)
    scanner.dies_after = 2
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            background.work_once(clock(county))
        county.later(minutes=4)
    assert background.work_once(clock(county))
    reading.refresh_from_db()
    assert reading.state == "failed"
    assert "重新上传" in reading.failure
    assert reading.proposals.exists(), "what was found can still be decided"


def test_an_unreadable_file_fails_with_its_own_sentence(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> papers.Reading:
        raise Unreadable("文件已损坏，请重新导出后再上传。")

    monkeypatch.setattr(papers, "read", refuse)
    reading = begun(county)
    background.work_once(clock(county))
    reading.refresh_from_db()
    assert (reading.state, reading.failure) == ("failed", "文件已损坏，请重新导出后再上传。")
    assert begun(county).pk != reading.pk, "it may be tried again"


def test_the_same_file_again_opens_the_reading_that_runs(county: County) -> None:
    assert begun(county).pk == begun(county).pk


def test_a_marking_on_a_later_page_leaves_nothing_of_the_paper(
    county: County, scanner: Scanner
) -> None:
    scanner.pages = [*PAGES[:4], "\n机密★3年\n" + page(5), *PAGES[5:]]
    reading = begun(county)
    digest = reading.document.file_digest
    background.work_once(clock(county))
    reading.refresh_from_db()
    document = Document.objects.get()
    assert reading.state == "failed"
    assert "国家秘密" in reading.failure
    assert (document.text, document.title, document.file_digest) == ("", "（已拒收的材料）", "")
    assert not Proposal.objects.exists()
    with pytest.raises(Exception, match="找不到"):
        files.content(digest)


def test_text_that_changes_under_the_reader_s_hands_stops_the_reading(
    county: County, scanner: Scanner
) -> None:
    reading = begun(county)
    scanner.dies_after = 5
    with pytest.raises(KeyboardInterrupt):
        background.work_once(clock(county))
    county.later(minutes=4)
    scanner.dies_after, scanner.pages = 0, ["另一份文件。\n" * 9, *PAGES]
    background.work_once(clock(county))
    reading.refresh_from_db()
    assert (reading.state, "对不上" in reading.failure) == ("failed", True)


def test_a_sealed_text_never_changes(county: County, scanner: Scanner) -> None:
    begun(county)
    background.work_once(clock(county))
    document = Document.objects.get()
    with pytest.raises(Refused):
        documents.grow(document, document.text + "再加一句。")


def test_the_work_grows_with_the_paper_not_with_its_square(
    county: County, scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.pages = [HEAD + page(1), *(page(n) for n in range(2, 28))] * 6
    read: list[int] = []
    real = background.compute.propose

    def counted(text: str, **more: Any) -> Any:
        read.append(len(text))
        return real(text, **more)

    monkeypatch.setattr(background.compute, "propose", counted)
    begun(county)
    background.work_once(clock(county))
    assert sum(read) < 9 * len(Document.objects.get().text)


def test_where_each_line_stands_on_its_page_is_kept(county: County, scanner: Scanner) -> None:
    begun(county)
    background.work_once(clock(county))
    assert Reading.objects.get().scanned
    second = ScannedPage.objects.get(page=2)
    assert second.start == len(PAGES[0])
    assert second.regions == [[second.start, second.end, 0.1, 0.2, 0.9, 0.3]]


def first_edition(county: County) -> Reading:
    """The minutes as they were typed before the scan came, with the first task registered."""
    words = PAGES[0] + "\n" + PAGES[1]
    earlier = service.begin(
        words,
        county["clerk"],
        county.now,
        title="常务会议纪要",
        type_key="meeting_resolution",
        dated=date(2026, 11, 16),
    )
    real = earlier.proposals.exclude(kind="exhortation")
    decisions.accept(real[0].pk, county["clerk"], county.now)
    decisions.drop(real[1].pk, county["clerk"], county.now, "已另案处理")
    return earlier


def test_a_slow_file_takes_over_what_was_decided_of_its_former_version(
    county: County, scanner: Scanner
) -> None:
    earlier = first_edition(county)
    reading = begun(county)
    versions.confirm(reading.pk, earlier.document_id, county["clerk"], county.now)
    matter = Matter.objects.get()
    told = []

    def look(_: int) -> None:
        told.append(versions.now_says(earlier.document, matter.span_start, matter.span_end))

    scanner.then = look
    background.work_once(clock(county))
    assert told == [None] * 12, "nothing is said of a version that is still being read"
    real = reading.proposals.exclude(kind="exhortation")
    assert [p.decision for p in real[:3]] == ["merged", "dropped", "open"]
    assert real[0].matter == matter


def test_a_slow_file_is_recognised_as_a_version_and_held_against_the_ledger(
    county: County, scanner: Scanner
) -> None:
    earlier = first_edition(county)
    reading = begun(county)
    background.work_once(clock(county))
    reading.refresh_from_db()
    assert reading.maybe_previous == earlier.document
    first = reading.proposals.exclude(kind="exhortation")[0]
    assert first.similar[0]["matter"] == Matter.objects.get().number


def test_a_file_that_could_not_be_read_is_no_version_so_that_the_next_try_can_be(
    county: County, scanner: Scanner
) -> None:
    earlier = first_edition(county)
    scanner.pages = [*PAGES[:2], "\n机密★3年\n" + page(3)]
    reading = begun(county)
    versions.confirm(reading.pk, earlier.document_id, county["clerk"], county.now)
    background.work_once(clock(county))
    reading.document.refresh_from_db()
    assert reading.document.previous is None
    assert editions.newest(earlier.document) == earlier.document
