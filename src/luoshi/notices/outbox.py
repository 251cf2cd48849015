"""The way out of the house: each delivery is tried until it is taken, spared or given up.

At least once: a try is claimed before it is made and noted after, so a process killed in between
tries again after a while, with the same key. What leaves says how many matters wait and no more
(B8); it leaves at no quiet hour, unless for an emergency (B13); what has been read is spared.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from luoshi.notices import channels
from luoshi.notices.channels.channel import Channel, Message, Undelivered
from luoshi.notices.models import Delivery, Notice
from luoshi.notices.preferences import Wishes
from luoshi.notices.times import awake
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person

TRIES = 8
LEASE = timedelta(minutes=5)  # after which a try that nobody noted the end of is made again
_log = logging.getLogger(__name__)
_State = Delivery.State


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries: 1, 2, 4, … minutes; eight tries take two hours."""
    return timedelta(minutes=2 ** (attempts - 1))


def deliver(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Everything that may go out at `now` has been tried once; returns how many were taken."""
    sent = 0
    for channel in channels.outside():
        sent += _through(channel, now)
        if progress:
            progress(sent)
    return sent


def _through(channel: Channel, now: datetime) -> int:
    due = Delivery.objects.filter(channel=channel.key, state=_State.WAITING, next_at__lte=now)
    rows = list(due.select_related("digest__person").order_by("-digest__out_at", "-id"))
    rows = _one_each(rows)
    wishes = Wishes(row.digest.person_id for row in rows)
    sent = tried = 0
    for row in reversed(rows):
        if tried == channel.at_once:
            break
        if _put_off(row, wishes, now) or _spared(row):
            continue
        tried += 1
        sent += _try(row, channel, now)
    return sent


def _one_each(rows: list[Delivery]) -> list[Delivery]:
    """The newest for each person: a message tells of all that waits, older ones are spared."""
    kept: list[Delivery] = []
    people: Counter[int] = Counter()
    for row in rows:
        people[row.digest.person_id] += 1
        if people[row.digest.person_id] > 1 and row.digest.emergency is False:
            _settle(row, state=_State.SPARED)
        else:
            kept.append(row)
    return kept


def _settle(row: Delivery, **values: Any) -> bool:
    """The row has these values, unless another worker was quicker."""
    same = Delivery.objects.filter(pk=row.pk, state=_State.WAITING, attempts=row.attempts)
    return bool(same.update(**values))


def _put_off(row: Delivery, wishes: Wishes, now: datetime) -> bool:
    habit = wishes.of(row.digest.person_id, now).habit
    morning = awake(now, habit, office_calendar())
    if row.digest.emergency or morning == now:
        return False
    _settle(row, next_at=morning)
    return True


def _spared(row: Delivery) -> bool:
    """Whether everything of this digest has been read: then there is nothing left to say."""
    if Notice.objects.filter(digest=row.digest, read_at__isnull=True).exists():
        return False
    _settle(row, state=_State.SPARED)
    return True


def _try(row: Delivery, channel: Channel, now: datetime) -> bool:
    if row.attempts >= TRIES:  # the last try was never heard of again
        _settle(row, state=_State.FAILED, error=row.error or "发送中断")
        return False
    if not _settle(row, attempts=row.attempts + 1, next_at=now + LEASE):
        return False
    row.attempts += 1
    try:
        channel.send(message(row), now)
    except Undelivered as fault:
        return _failed(row, str(fault), now)
    except Exception as fault:  # one channel's mistake must not hold up the others
        _log.exception("发送提醒时出错")
        return _failed(row, type(fault).__name__, now)
    _settle(row, state=_State.SENT, sent_at=now, error="")
    return True


def _failed(row: Delivery, error: str, now: datetime) -> bool:
    if row.attempts >= TRIES:
        _log.error("提醒没有送达：%s，试了 %s 次，%s", row.channel, row.attempts, error)
        _settle(row, state=_State.FAILED, error=error[:200])
    else:
        _settle(row, next_at=now + backoff(row.attempts), error=error[:200])
    return False


def message(row: Delivery) -> Message:
    """What this delivery says outside: how many matters wait unread, and nothing of them."""
    person = row.digest.person
    unread = Notice.objects.filter(person=person, digest__isnull=False, read_at__isnull=True)
    count = unread.values("matter").distinct().count()
    return Message(
        f"luoshi-{row.key}", person.username, person.email, person.phone, count, settings.ADDRESS
    )


def failures(person: Person | None = None) -> list[dict[str, Any]]:
    """What was given up, per channel: how many, the last time, the last reason; of all people or
    of one. Nothing of any matter is in it."""
    rows = Delivery.objects.filter(state=_State.FAILED)
    if person is not None:
        rows = rows.filter(digest__person=person)
    counted = rows.values("channel").annotate(n=Count("id"), last=Max("digest__out_at"))
    return [
        {
            "label": channels.CHANNELS[row["channel"]].label,
            "count": row["n"],
            "last": row["last"],
            "error": rows.filter(channel=row["channel"]).order_by("-digest__out_at")[0].error,
        }
        for row in counted.order_by("channel")
        if row["channel"] in channels.CHANNELS
    ]
