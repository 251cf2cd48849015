"""Gathers notices into digests: one per person and moment, decided by the slot, never by the run.

A digest holds what was to go out at its moment, and is complete when it appears: it is made with
its notices and deliveries in one transaction, slot after slot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Subquery

from luoshi.lib.clock import local_date
from luoshi.notices import channels
from luoshi.notices.models import Delivery, Digest, Notice
from luoshi.notices.preferences import Wishes
from luoshi.notices.times import release
from luoshi.org.calendar import office_calendar

SLOTS = 50  # moments whose digests are made in one transaction
_Key = tuple[int, bool, datetime]  # person, urgent, moment
_TICK = timedelta(microseconds=1)


def digests(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Whatever was to go out by `now` lies in a digest; returns how many digests are new."""
    made = 0
    waiting = Notice.objects.filter(digest__isnull=True, out_at__lte=now)
    while moments := list(
        waiting.order_by("out_at").values_list("out_at", flat=True).distinct()[:SLOTS]
    ):
        try:
            made += _slots(moments)
        except IntegrityError:
            return made  # another worker was quicker; the next run looks again
        if progress:
            progress(made)
    return made


@transaction.atomic
def _slots(moments: list[datetime]) -> int:
    """Everything of these moments is in a digest or has moved on; returns how many digests."""
    waiting = Notice.objects.filter(digest__isnull=True, out_at__in=moments)
    groups: dict[_Key, list[Notice]] = defaultdict(list)
    for notice in waiting.select_related("person").order_by("out_at", "person_id", "id"):
        groups[notice.person_id, notice.urgent, notice.out_at].append(notice)
    wishes = Wishes(person for person, _, _ in groups)
    # A digest that is there is complete: what came after it waits for the next.
    made = Digest.objects.filter(out_at__in=moments)
    there = set(made.values_list("person_id", "urgent", "out_at"))
    late = [n for key in there & set(groups) for n in groups.pop(key)]
    # A rest day that was declared meanwhile moves everything but emergencies.
    late += [n for group in groups.values() for n in _resting(group)]
    _put_off(late, wishes)
    gone = {notice.pk for notice in late}
    ready = {key: [n for n in group if n.pk not in gone] for key, group in groups.items()}
    return _make({key: group for key, group in ready.items() if group}, wishes)


def _resting(group: list[Notice]) -> list[Notice]:
    if office_calendar().is_workday(local_date(group[0].out_at)):
        return []
    return [notice for notice in group if not notice.emergency]


def _put_off(late: list[Notice], wishes: Wishes) -> None:
    calendar = office_calendar()
    for notice in late:
        after = notice.out_at + _TICK
        habit = wishes.of(notice.person_id, notice.moment).habit
        notice.out_at = release(
            after, habit, calendar, urgent=notice.urgent, emergency=notice.emergency
        )
    Notice.objects.bulk_update(late, ["out_at"], batch_size=200)


def _make(groups: dict[_Key, list[Notice]], wishes: Wishes) -> int:
    new = Digest.objects.bulk_create(
        Digest(
            person_id=person, out_at=moment, urgent=urgent,
            emergency=any(notice.emergency for notice in group),
        )
        for (person, urgent, moment), group in groups.items()
    )  # fmt: skip
    ways: list[Delivery] = []
    for digest, group in zip(new, groups.values(), strict=True):
        unseen = [n for n in group if n.read_at is None or n.read_at > digest.out_at]
        if unseen:
            ways += _ways(digest, group[0], wishes.of(digest.person_id, digest.out_at).off)
    _fill([notice for group in groups.values() for notice in group], wishes)
    Delivery.objects.bulk_create(ways)
    return len(new)


def _fill(notices: list[Notice], wishes: Wishes) -> None:
    """The notices lie in their digests; as read where the person wants only what is urgent."""
    own = Digest.objects.filter(
        person_id=OuterRef("person_id"), urgent=OuterRef("urgent"), out_at=OuterRef("out_at")
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        digest_id=Subquery(own.values("pk")[:1])
    )
    unwanted = [
        notice.pk
        for notice in notices
        if not notice.urgent and "inbox" in wishes.of(notice.person_id, notice.out_at).off
    ]
    if unwanted:
        Notice.objects.filter(pk__in=unwanted, read_at__isnull=True).update(read_at=F("out_at"))


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
