"""The journal of one matter as its page tells it, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from luoshi.lib.clock import local_date
from luoshi.matters import narrate, queries
from luoshi.matters.models import Attachment, Event, Matter
from luoshi.org.directory import short_names
from luoshi.org.models import Person

SHORT = 6  # events shown before the rest folds away


@dataclass(frozen=True, slots=True)
class Step:
    """One event as the time line tells it."""

    seq: int
    headline: str
    lines: list[str]
    who: str
    at: datetime
    keyed_in: datetime | None
    files: list[Attachment]


def steps(matter: Matter, by: Person, now: datetime, after: int = 0) -> list[Step]:
    """The events behind `after`, newest first, with their files. What an act marks restricted is
    told to whoever wrote it and to those whose posts let them read it."""
    reads_all = queries.reads_restricted(by, now)
    names = short_names()
    files: dict[int, list[Attachment]] = {}
    for file in matter.attachments.all():
        files.setdefault(file.seq, []).append(file)
    past = reversed(list(queries.journal(matter).filter(seq__gt=after)))
    return [
        _step(
            event,
            names,
            files.get(event.seq, []),
            queries.hidden_in(event, reads_all=reads_all or event.actor_id == by.pk),
        )
        for event in past
    ]


def _step(
    event: Event, names: dict[int, str], files: list[Attachment], hidden: frozenset[str]
) -> Step:
    keyed_in = event.recorded_at if local_date(event.recorded_at) != local_date(event.at) else None
    told = narrate.lines(event, names, hidden)
    return Step(
        event.seq, narrate.headline(event), told, narrate.who(event), event.at, keyed_in, files
    )
