"""A digest in words: what nags is merged, what belongs to one matter stands in one line.

Several urges or reminders of one unit are one line (县水利局 3 件被催办); everything else of a
matter is one line with its latest acts. Words come from the journal (`matters.narrate`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from luoshi.matters import narrate
from luoshi.matters.models import Event, Matter
from luoshi.notices.models import Notice

NUDGES = {"urge": "被催办", "remind": "收到提醒", "warn": "将到期", "escalate": "逾期升级"}
_SAID = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter of a line; `notice_id` leads to it and marks it read."""

    notice_id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest: the words, the matters, whether anything of it is unread."""

    text: str
    detail: str
    entries: tuple[Entry, ...]
    behalf_of: str
    unread: bool
    moment: datetime


def lines(notices: Iterable[Notice], units: Mapping[int, str]) -> list[Line]:
    """The digest of these notices, merged, unread lines first, oldest first; the same notices in
    any order give the same lines. `units` are the short names of units by id."""
    groups: dict[tuple[object, ...], list[Notice]] = {}
    for notice in sorted(notices, key=lambda n: (n.moment, n.event_id)):
        groups.setdefault(_key(notice), []).append(notice)
    found = [_line(group, units) for group in groups.values()]
    return sorted(found, key=lambda line: (not line.unread, line.moment))


def _key(notice: Notice) -> tuple[object, ...]:
    verb = notice.event.verb
    about = (verb, notice.unit_id) if verb in NUDGES else ("", notice.matter_id)
    return (*about, notice.behalf_of_id)


def _line(group: list[Notice], units: Mapping[int, str]) -> Line:
    unread = [notice for notice in group if notice.read_at is None]
    matters = {notice.matter_id: notice for notice in (*group, *unread)}
    first = group[0]
    nudge = first.event.verb in NUDGES
    text = _nudged(group, len(matters)) if nudge else _acts(group)
    alone = len(matters) == 1
    return Line(
        text=text,
        detail=_detail(group[-1].event, units) if alone else "",
        entries=tuple(_entry(notice) for notice in matters.values()),
        behalf_of=first.behalf_of.name if first.behalf_of else "",
        unread=bool(unread),
        moment=first.moment,
    )


def _entry(notice: Notice) -> Entry:
    matter: Matter = notice.matter
    return Entry(notice.pk, matter.number, matter.title)


def _nudged(group: list[Notice], matters: int) -> str:
    first = group[0]
    if len(group) == 1:
        return narrate.headline(first.event)
    unit = first.unit.short_name if first.unit else ""
    word = NUDGES[first.event.verb]
    return f"{unit} {matters} 件{word}" if matters > 1 else f"{unit} {word} {len(group)} 次"


def _acts(group: list[Notice]) -> str:
    said = list(dict.fromkeys(narrate.headline(notice.event) for notice in reversed(group)))
    more = f"，等 {len(said)} 项" if len(said) > _SAID else ""
    return "；".join(said[:_SAID]) + more


def _detail(event: Event, units: Mapping[int, str]) -> str:
    return "；".join(line.rstrip("。；") for line in narrate.lines(event, units))
