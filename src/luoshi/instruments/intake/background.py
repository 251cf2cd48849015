"""Reading slow files in the background: the text grows page by page and is proposed from as it
grows, so that the clerk decides on page 3 while page 40 is being read.

A reading is its own job. A worker takes it by compare-and-set and shows with every page that it is
alive; one that has been silent for `SILENT` is taken up by the next. What a worker writes, it
writes only while the job is its own, the text and the proposals of one batch together: a killed
worker leaves whole batches, and whoever goes on makes the next ones and none twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from luoshi.instruments.intake import carry, compute, found
from luoshi.instruments.intake.compute.issuer import issuer_of
from luoshi.instruments.intake.models import Reading, ScannedPage
from luoshi.instruments.intake.units import view_of
from luoshi.lib import reading as papers
from luoshi.lib.errors import Problem
from luoshi.lib.secrecy import SecretMarked, refuse_if_marked
from luoshi.matters import documents, editions, files

SILENT = timedelta(minutes=3)  # one page of OCR takes seconds; opening a large file, a minute
TRIES = 3  # a file that brought down three workers is not given to a fourth
GROWTH = 1.15  # each batch is this much longer than the last: all of them cost 8 times one reading
_OFTEN = timedelta(seconds=1)
_MARKED = (
    "这份材料带有国家秘密标志，已停止读取，文字和文件都没有保留。请改在涉密网或以纸质方式办理。"
)
_MARKED_LATE = "已从中立项的 {count} 件请立即报告保密管理人员处置。"
_TOO_OFTEN = "这份文件读了几次都没有读完，请另存为 .docx 或有文字的 .pdf 后重新上传。"
_UNEXPECTED = "读取这份文件时出错，请另存为 .docx 或有文字的 .pdf 后重新上传。"
Clock = Callable[[], datetime]


class Lost(Exception):
    """Another worker has the job now: this one stops without a trace."""


class Stop(BaseException):
    """Leaves an adapter from inside its progress call: no `except Exception` of an adapter may take
    what happened here for a fault of the file."""


def _waiting(now: datetime) -> Q:
    silent = Q(beat_at__isnull=True) | Q(beat_at__lt=now - SILENT)
    return Q(state=Reading.State.READING) & silent


def claim(now: datetime) -> Reading | None:
    """The next reading that nobody is at, now this worker's; None when there is none."""
    while True:
        row = Reading.objects.filter(_waiting(now)).order_by("id").first()
        if row is None:
            return None
        held = Reading.objects.filter(_waiting(now), pk=row.pk, worker=row.worker)
        taken = uuid.uuid4().hex
        if held.update(worker=taken, beat_at=now, tries=row.tries + 1) == 1:
            return Reading.objects.select_related("document", "started_by").get(pk=row.pk)


def stalled(reading: Reading, now: datetime) -> bool:
    """Whether the file has been waiting so long that no worker seems to be running."""
    last = reading.beat_at or reading.started_at
    return reading.state == Reading.State.READING and last < now - SILENT


def work_once(clock: Clock) -> bool:
    """One reading is read to its end, or failed with a sentence; False when none was waiting."""
    job = claim(clock())
    if job is None:
        return False
    if job.tries > TRIES:
        _fail(job, _TOO_OFTEN)
        return True
    try:
        _read(job, clock)
    except Lost:
        pass
    except SecretMarked:
        _destroy(job)
    except Problem as problem:
        _fail(job, problem.sentence)
    except Exception:
        _fail(job, _UNEXPECTED)
        raise
    return True


def _own(job: Reading, **change: object) -> None:
    held = Reading.objects.filter(pk=job.pk, worker=job.worker, state=Reading.State.READING)
    if held.update(**change) != 1:
        raise Lost


@dataclass(slots=True)
class _Watch:
    """Told of every page by the adapter: keeps the job, the text and the proposals up to date."""

    job: Reading
    clock: Clock
    written: datetime | None = None
    stopped: Exception | None = None

    def __call__(self, progress: papers.Progress) -> None:
        try:
            self._keep(progress)
        except Exception as reason:
            self.stopped = reason
            raise Stop from reason

    def _keep(self, progress: papers.Progress) -> None:
        now, job = self.clock(), self.job
        job.pages_total = progress.total
        if not progress.text:  # still being opened: pages are counted, none of them is read
            _own(job, beat_at=now, pages_total=progress.total)
            return
        _own(job, beat_at=now, pages_done=progress.done, pages_total=progress.total)
        batch = _settled(progress.text) >= max(1, job.settled) * GROWTH
        if batch or self.written is None or now - self.written >= _OFTEN:
            _advance(job, progress.text, now, propose=batch)
            self.written = now


def _settled(text: str) -> int:
    """How far the text is settled: up to its last paragraph, which may still go on."""
    return text.rfind("\n") + 1


def _advance(job: Reading, text: str, now: datetime, *, propose: bool, whole: bool = False) -> None:
    """The text so far is kept; with `propose`, the proposals of what is settled too. A resumed
    reading comes past pages it knows: nothing happens for them."""
    known = job.document.text
    if len(text) < len(known):
        if not known.startswith(text):
            documents.grow(job.document, text)  # says why this cannot go on
        return
    upto = len(text) if whole else _settled(text)
    with transaction.atomic():
        _own(job, beat_at=now, settled=upto if propose else job.settled)
        documents.grow(job.document, text)
        if propose:
            _propose(job, upto, now)
    job.settled = upto if propose else job.settled


def _propose(job: Reading, upto: int, now: datetime) -> None:
    """The proposals that begin after the last batch; the text before lends them its context."""
    document = job.document
    text = document.text[:upto]
    documents.issued_by(document, issuer_of(text))
    proposed = compute.propose(
        text, date=document.dated, directory=view_of(document, now), name=document.title
    )
    fresh = [one for one in proposed if one.start >= job.settled]
    found.save(job, fresh, job.started_by, now)


def _read(job: Reading, clock: Clock) -> None:
    document = job.document
    data = files.content(document.file_digest)
    limits = papers.Limits(bytes=settings.UPLOAD_LIMIT)
    watch = _Watch(job, clock)
    try:
        paper = papers.read(data, document.file_name, limits=limits, on_progress=watch)
    except Stop:
        raise watch.stopped or Lost from None
    refuse_if_marked(paper.margin)
    with transaction.atomic():
        _advance(job, paper.text, clock(), propose=True, whole=True)
        documents.seal(document)
        _keep_regions(job, paper)
        pages = max(len(paper.pages), job.pages_total, 1)
        _own(
            job,
            state=Reading.State.DONE,
            notes=list(paper.notes),
            pages_done=pages,
            pages_total=pages,
            scanned=bool(paper.regions),
        )
        carry.settle(job, clock())


def _keep_regions(job: Reading, paper: papers.Reading) -> None:
    pages: dict[int, list[papers.Region]] = {}
    for region in paper.regions:
        pages.setdefault(region.page, []).append(region)
    ScannedPage.objects.filter(reading=job).delete()
    ScannedPage.objects.bulk_create(
        ScannedPage(
            reading=job,
            page=page,
            start=min(r.start for r in regions),
            end=max(r.end for r in regions),
            regions=[[r.start, r.end, *(round(side, 4) for side in r.box)] for r in regions],
        )
        for page, regions in sorted(pages.items())
    )


def _fail(job: Reading, sentence: str) -> None:
    """The reading has ended with this sentence; what was found so far can still be decided. What
    could not be read is no version of anything: another try can be linked."""
    held = Reading.objects.filter(pk=job.pk, worker=job.worker)
    if held.update(state=Reading.State.FAILED, failure=sentence[:300]):
        editions.unlink(job.document)


def _destroy(job: Reading) -> None:
    """Nothing of a marked paper remains (B8): no text, no file, no proposal that no matter is."""
    document = job.document
    with transaction.atomic():
        digest = document.file_digest
        job.proposals.filter(matter__isnull=True).delete()
        became = job.proposals.count()
        documents.empty(document)
        _fail(job, _MARKED + (_MARKED_LATE.format(count=became) if became else ""))
    files.destroy(digest)
