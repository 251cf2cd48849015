"""What is known already, held against new proposals: matters of the ledger, open proposals of other
readings, and what the same document has said before.

One index a process, in memory, that catches up with the tables whenever it is asked. It only says
what is worth comparing; what is compared comes fresh from the tables, so that an index that lags
behind can miss a likeness but never invent one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake.likeness import (
    Index,
    Likeness,
    Repeat,
    Scorer,
    Task,
    meaning,
    repeats,
)
from luoshi.instruments.intake.likeness.task import READ
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.clock import local_date
from luoshi.matters import queries
from luoshi.matters.models import Matter
from luoshi.org.models import Person
from luoshi.org.scope import scope_of

SHOWN = 3  # likenesses kept of one proposal
_AGAIN = 500  # the newest rows are looked at each time: they may have been committed out of order
_CHUNK = 400
_CROWD = 1000  # proposals from which the index may be built anew
Entry = dict[str, Any]


@dataclass(slots=True)
class _Seen:
    """How far one table has been indexed; `recent` tells a changed or late row from a known one."""

    upto: int = 0
    added: int = 0
    recent: dict[int, int] = field(default_factory=dict)


class Known:
    """The index of one process: a matter's key is even, a proposal's odd."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begin()

    def _begin(self) -> None:
        self.index = Index()
        self._matters = _Seen()
        self._proposals = _Seen()

    def candidates(self, tasks: Sequence[Task]) -> list[list[int]]:
        """For each task the keys worth comparing, after catching up with the tables."""
        with self._lock:
            if self._crowded():
                self._begin()
            self._catch_up(self._matters, _matters(Matter.objects.all()), 0)
            self._catch_up(self._proposals, _proposals(_open()), 1)
            return [self.index.candidates(task) for task in tasks]

    def _crowded(self) -> bool:
        """Whether most of the proposals in the index have been decided meanwhile: they would take
        the places of what still counts, and memory."""
        added = self._proposals.added
        return added > _CROWD and added > 2 * _open().count()

    def _catch_up(self, seen: _Seen, rows: QuerySet[Any], odd: int) -> None:
        told: dict[int, int] = {}
        for row in rows.filter(id__gt=seen.upto - _AGAIN).order_by("id").iterator(chunk_size=2000):
            task = _task(row)
            told[row.pk] = hash((task.title, task.words))
            if seen.recent.get(row.pk) != told[row.pk]:
                self.index.add(2 * row.pk + odd, task)
                seen.added += 1
        seen.upto = max(seen.upto, *told, 0)
        seen.recent = {pk: words for pk, words in told.items() if pk > seen.upto - _AGAIN}


_known = Known()


def forget() -> None:
    """The index is empty and will be built anew; for tests, whose tables come and go."""
    global _known
    _known = Known()


def _open() -> QuerySet[Proposal]:
    real = Proposal.objects.exclude(kind=Proposal.Kind.EXHORTATION)
    return real.filter(decision=Proposal.Decision.OPEN)


def _matters(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """One row a task: each period of a standing rule says again what the rule says."""
    once = rows.exclude(phase=Phase.VOID).filter(Q(parent=None) | Q(parent__rrule=""))
    source = Substr("document__text", F("span_start") + 1, READ)
    return once.annotate(source=source).only(
        "id", "number", "title", "what", "span_start", "span_end", "due_at", "rrule", "lead_unit"
    )


def _proposals(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return rows.annotate(source=Substr("reading__document__text", F("start") + 1, READ))


def _task(row: Any, units: Iterable[str] = (), lead: str = "") -> Task:
    if isinstance(row, Matter):
        length = (row.span_end or 0) - (row.span_start or 0)
        words = (getattr(row, "source", None) or "")[:length] or row.what
        due = local_date(row.due_at) if row.due_at else None
        return Task(row.title, words, lead, frozenset(units), due, row.rrule)
    words = row.source[: row.end - row.start]
    codes = frozenset([row.lead_code, *row.co_codes]) - {""}
    return Task(row.action, words, row.lead_code, codes, row.due, row.rrule)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A known task and how an entry names it."""

    task: Task
    name: Entry


def _loaded(keys: set[int], by: Person, now: datetime, besides: Reading) -> dict[int, _Thing]:
    """The known tasks of these keys that `by` may see and that still count."""
    found: dict[int, _Thing] = {}
    for ids in _chunks(key // 2 for key in keys if key % 2 == 0):
        rows = _matters(queries.visible_to(by, now)).filter(id__in=ids)
        for row in rows.select_related("lead_unit").prefetch_related("assignments__unit"):
            codes = {part.unit.code for part in row.assignments.all()}
            lead = row.lead_unit.code if row.lead_unit else ""
            found[2 * row.pk] = _Thing(_task(row, codes, lead), {"matter": row.number})
    for ids in _chunks(key // 2 for key in keys if key % 2):
        for proposal in _proposals(_open().exclude(reading=besides)).filter(id__in=ids):
            found[2 * proposal.pk + 1] = _Thing(_task(proposal), {"proposal": proposal.pk})
    return found


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(ids)
    for at in range(0, len(every), _CHUNK):
        yield every[at : at + _CHUNK]


def _entry(name: Entry, likeness: Likeness, task: Task) -> Entry:
    return {
        **name,
        "score": round(likeness.score, 3),
        "same": likeness.same,
        "words": list(likeness.words),
        "lead": task.lead if likeness.lead else "",
        "units": list(likeness.units),
        "due": task.due.isoformat() if likeness.due and task.due else "",
        "differs": list(likeness.differs),
    }


def likenesses(
    tasks: Sequence[Task], by: Person, now: datetime, besides: Reading
) -> list[list[Entry]]:
    """For each task the known ones it may repeat, likest first: only what is worth a look."""
    keys = _known.candidates(tasks)
    things = _loaded({key for some in keys for key in some}, by, now, besides)
    scorer = Scorer(_known.index.frequencies, meaning.installed())
    found = []
    for task, some in zip(tasks, keys, strict=True):
        worth = [things[key] for key in some if key in things]
        best = scorer.best(task, [thing.task for thing in worth], most=SHOWN)
        found.append(
            [
                _entry(worth[at].name, scorer.explain(task, worth[at].task, score), task)
                for at, score in best
                if score >= scorer.shown
            ]
        )
    return found


def is_changed(entry: Entry) -> bool:
    """Whether the entry names the matter of the sentence that stood here in the former version."""
    return bool(entry.get("changed"))


def fill(reading: Reading, fresh: Sequence[Proposal], by: Person, now: datetime) -> None:
    """Each of these saved proposals of the reading says what it may repeat (`similar`): an earlier
    one of the same document first, then matters and open proposals of other readings."""
    fresh = [p for p in fresh if p.kind != Proposal.Kind.EXHORTATION]
    if not fresh:
        return
    every = reading.proposals.exclude(kind=Proposal.Kind.EXHORTATION).order_by("start", "id")
    rows = list(_proposals(every))
    tasks = {row.pk: _task(row) for row in rows}
    again = _again(rows, tasks, {p.pk for p in fresh})
    others = likenesses([tasks[p.pk] for p in fresh], by, now, reading)
    for proposal, found in zip(fresh, others, strict=True):
        repeat = again.get(proposal.pk)
        if repeat is not None:
            name = {"proposal": rows[repeat.of].pk}
            found.insert(0, _entry(name, repeat.likeness, tasks[proposal.pk]))
        changed = [entry for entry in proposal.similar if is_changed(entry)]
        proposal.similar = [*changed, *found[:SHOWN]]
    Proposal.objects.bulk_update(fresh, ["similar"], batch_size=200)


def _again(rows: Sequence[Proposal], tasks: dict[int, Task], fresh: set[int]) -> dict[int, Repeat]:
    """Which of the fresh ones the document has said before, by their ids."""
    places = {row.pk: at for at, row in enumerate(rows)}
    asked = {places[pk] for pk in fresh}
    known = {
        places[row.pk]: places[entry["proposal"]]
        for row in rows
        for entry in row.similar[:1]
        if row.pk not in fresh and entry.get("proposal") in places
    }
    found = repeats(list(tasks.values()), asked, known)
    return {rows[at].pk: repeat for at, repeat in found.items()}


def named(ids: Iterable[int], by: Person, now: datetime) -> QuerySet[Proposal]:
    """These proposals with their documents, for the office."""
    if not scope_of(by, now).in_office:
        return Proposal.objects.none()
    return Proposal.objects.select_related("reading__document", "matter").filter(pk__in=ids)


def became(ids: Iterable[int]) -> list[str]:
    """The numbers of the matters that these proposals became or were merged into."""
    rows = Proposal.objects.filter(pk__in=ids, matter__isnull=False)
    return list(rows.values_list("matter__number", flat=True))


def place_of(proposal: Proposal) -> int:
    """Its number in its document, counted without exhortations."""
    rows = Proposal.objects.filter(reading_id=proposal.reading_id)
    before = Q(start__lt=proposal.start) | Q(start=proposal.start, id__lte=proposal.pk)
    return rows.exclude(kind=Proposal.Kind.EXHORTATION).filter(before).count()
