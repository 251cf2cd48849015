"""Gathers notices into digests: one per person and moment, decided by the slot, never by the run.

A digest holds what was to go out at its moment, and is complete when it appears: it is made with
its notices and deliveries in one transaction, slot after slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from luoshi.lib.clock import local_date
from luoshi.notices import channels
from luoshi.notices.models import Delivery, Digest, Notice
from luoshi.notices.preferences import Wishes
from luoshi.notices.times import release
from luoshi.org.calendar import office_calendar

_Key = tuple[int, bool]  # person, urgent
_TICK = timedelta(microseconds=1)


def digests(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Whatever was to go out by `now` lies in a digest; returns how many digests are new."""
    made = 0
    waiting = Notice.objects.filter(digest__isnull=True, out_at__lte=now)
    while (
        moment := waiting.order_by("out_at").values_list("out_at", flat=True).first()
    ) is not None:
        try:
            made += _slot(moment)
        except IntegrityError:
            return made  # another worker was quicker; the next run looks again
        if progress:
            progress(made)
    return made


@transaction.atomic
def _slot(moment: datetime) -> int:
    """Everything of this moment is in a digest or has moved on; returns how many digests."""
    rows = Notice.objects.filter(digest__isnull=True, out_at=moment).select_related("person")
    groups: dict[_Key, list[Notice]] = defaultdict(list)
    for notice in rows:
        groups[notice.person_id, notice.urgent].append(notice)
    wishes = Wishes(person for person, _ in groups)
    # A digest that is there is complete: what came after it waits for the next. A rest day that
    # was declared meanwhile moves everything but emergencies.
    there = set(Digest.objects.filter(out_at=moment).values_list("person_id", "urgent"))
    rests = not office_calendar().is_workday(local_date(moment))
    late = [
        notice
        for key, group in groups.items()
        for notice in group
        if key in there or (rests and not notice.emergency)
    ]
    _put_off(late, wishes)
    gone = {notice.pk for notice in late}
    ready = {key: [n for n in group if n.pk not in gone] for key, group in groups.items()}
    return _make(moment, {key: group for key, group in ready.items() if group}, wishes)


def _put_off(late: list[Notice], wishes: Wishes) -> None:
    calendar = office_calendar()
    for notice in late:
        after = notice.out_at + _TICK
        habit = wishes.of(notice.person_id, notice.moment).habit
        notice.out_at = release(
            after, habit, calendar, urgent=notice.urgent, emergency=notice.emergency
        )
    Notice.objects.bulk_update(late, ["out_at"], batch_size=200)


def _make(moment: datetime, groups: dict[_Key, list[Notice]], wishes: Wishes) -> int:
    new = Digest.objects.bulk_create(
        Digest(
            person_id=person, out_at=moment, urgent=urgent,
            emergency=any(notice.emergency for notice in group),
        )
        for (person, urgent), group in groups.items()
    )  # fmt: skip
    filled: list[Notice] = []
    ways: list[Delivery] = []
    for digest, group in zip(new, groups.values(), strict=True):
        off = wishes.of(digest.person_id, moment).off
        unseen = [n for n in group if n.read_at is None or n.read_at > moment]
        if unseen:
            ways += _ways(digest, group[0], off)
        for notice in group:
            notice.digest = digest
            if "inbox" in off and not notice.urgent and notice.read_at is None:
                notice.read_at = moment
        filled += group
    Notice.objects.bulk_update(filled, ["digest", "read_at"], batch_size=200)
    Delivery.objects.bulk_create(ways)
    return len(new)


def _ways(digest: Digest, notice: Notice, off: frozenset[str]) -> list[Delivery]:
    """The ways out of the house that the person has and wants."""
    return [
        Delivery(
            digest=digest,
            channel=channel.key,
            key=f"{digest.pk}-{channel.key}",
            next_at=digest.out_at,
        )
        for channel in channels.outside()
        if channel.key not in off and channels.reaches(channel, notice.person)
    ]
