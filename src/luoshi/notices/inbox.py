"""A person's own digests: what is unread, what was; and what leaders have not read yet (S91).

Only what has gone out is here. A matter the person may no longer see keeps its line without words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotFound
from luoshi.matters import queries
from luoshi.notices.lines import Line, lines
from luoshi.notices.models import Digest, Notice
from luoshi.notices.times import hours_before
from luoshi.org import chain
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.org.roles import LEADERS

PAGE = 20
_LISTED = (
    "event__matter",
    "event__actor",
    "event__unit",
    "event__on_behalf_of",
    "matter",
    "unit",
    "behalf_of",
)


@dataclass(frozen=True, slots=True)
class Box:
    """One digest as its person sees it. `hidden` lines are of matters no longer theirs to see."""

    out_at: datetime
    urgent: bool
    lines: list[Line]
    hidden: int
    unread: bool


def _out(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person, digest__isnull=False)


def unread_count(person: Person) -> int:
    """How many matters have something unread for the person; one indexed query."""
    return _out(person).filter(read_at__isnull=True).values("matter").distinct().count()


def boxes(person: Person, now: datetime, page: int = 1) -> tuple[list[Box], bool]:
    """One page of the person's digests, those with something unread first, the newest first;
    and whether there are more."""
    unread = Notice.objects.filter(digest=OuterRef("pk"), read_at__isnull=True)
    found = Digest.objects.filter(person=person).annotate(waits=Exists(unread))
    begin = (max(page, 1) - 1) * PAGE
    shown = list(found.order_by("-waits", "-out_at", "-id")[begin : begin + PAGE + 1])
    return _filled(person, shown[:PAGE], now), len(shown) > PAGE


def _filled(person: Person, shown: Sequence[Digest], now: datetime) -> list[Box]:
    rows = Notice.objects.filter(digest__in=shown).select_related(*_LISTED)
    by_digest: dict[int, list[Notice]] = {digest.pk: [] for digest in shown}
    for notice in rows:
        by_digest[notice.digest_id or 0].append(notice)
    matters = {notice.matter_id for notice in rows}
    visible = set(
        queries.visible_to(person, now).filter(pk__in=matters).values_list("pk", flat=True)
    )
    units = dict(Unit.objects.values_list("id", "short_name"))
    return [_box(digest, by_digest[digest.pk], visible, units) for digest in shown]


def _box(digest: Digest, notices: list[Notice], visible: set[int], units: Mapping[int, str]) -> Box:
    seen = [notice for notice in notices if notice.matter_id in visible]
    waits = any(notice.read_at is None for notice in notices)
    hidden = len({notice.matter_id for notice in notices} - visible)
    return Box(digest.out_at, digest.urgent, lines(seen, units), hidden, waits)


def opened(person: Person, notice_id: int, now: datetime) -> str:
    """The person goes to the matter of this notice: all that had come of it is read. Returns the
    matter's number; raises `NotFound` for another's notice."""
    notice = _out(person).filter(pk=notice_id).select_related("matter").first()
    if notice is None:
        raise NotFound("没有这条提醒，或者它不是给您的。")
    _out(person).filter(matter=notice.matter, read_at__isnull=True).update(read_at=now)
    return notice.matter.number


def read_all(person: Person, until: datetime, now: datetime) -> int:
    """Everything that had gone out by `until` (when the page was drawn) is read; how many that
    were. What came since stays unread."""
    unread = _out(person).filter(read_at__isnull=True, out_at__lte=until)
    return unread.update(read_at=now)


@dataclass(frozen=True, slots=True)
class Unread:
    """What one leader has not read for too long: how many matters, since when, the oldest few."""

    leader: Person
    count: int
    since: datetime
    matters: list[tuple[str, str]]  # number, title


def unread_by_leaders(now: datetime, shown: int = 3) -> list[Unread]:
    """Leaders whose notices lie unread for more office hours than the setting says, the longest
    first; nothing private is among them (S91)."""
    leaders = chain.holders(LEADERS, local_date(now))
    line = hours_before(now, settings.NOTICE_UNREAD_HOURS, office_calendar())
    waiting = Notice.objects.filter(
        person_id__in=leaders, digest__isnull=False, read_at__isnull=True, out_at__lte=line
    ).exclude(matter__private=True)
    groups: dict[Person, list[Notice]] = {}
    for notice in waiting.select_related("person", "matter").order_by("out_at", "moment", "id"):
        groups.setdefault(notice.person, []).append(notice)
    return [_unread(leader, notices, shown) for leader, notices in groups.items()]


def _unread(leader: Person, notices: list[Notice], shown: int) -> Unread:
    matters = list(dict.fromkeys((n.matter.number, n.matter.title) for n in notices))
    return Unread(leader, len(matters), notices[0].out_at, matters[:shown])
