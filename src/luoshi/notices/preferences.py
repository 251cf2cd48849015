"""How a person is told: what they chose, what the office's default is, what they cannot switch off.

Quiet hours only grow from the office's own, and only by the person. The inbox always takes what is
urgent; without it, what is not urgent lies there as read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time

from luoshi.lib.errors import Invalid
from luoshi.notices.channels import enabled
from luoshi.notices.models import Preference
from luoshi.notices.times import QUIET_FROM, QUIET_FROMS, QUIET_TO, QUIET_TOS, SCHEMES, Habit, slot
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's habit, and the channels they switched off."""

    habit: Habit = field(default_factory=Habit)
    off: frozenset[str] = frozenset()


DEFAULT = Wish()


class Wishes:
    """The wishes of some people, as they were at any moment."""

    def __init__(self, people: Iterable[int]) -> None:
        self._since: dict[int, list[datetime]] = defaultdict(list)
        self._wishes: dict[int, list[Wish]] = defaultdict(list)
        for row in Preference.objects.filter(person_id__in=set(people)):
            self._since[row.person_id].append(row.since)
            self._wishes[row.person_id].append(_wish(row))

    def of(self, person_id: int, moment: datetime) -> Wish:
        """What the person wanted at `moment`."""
        at = bisect_right(self._since[person_id], moment)
        return self._wishes[person_id][at - 1] if at else DEFAULT


def _wish(row: Preference) -> Wish:
    scheme = row.scheme if row.scheme in SCHEMES else "both"
    habit = Habit(scheme, min(row.quiet_from, QUIET_FROM), max(row.quiet_to, QUIET_TO))
    return Wish(habit, frozenset(row.off))


def wish_of(person: Person, now: datetime) -> Wish:
    """What the person wants at `now`."""
    return Wishes([person.pk]).of(person.pk, now)


def _hour(typed: str, allowed: tuple[time, ...], field: str, label: str) -> time:
    found = next((hour for hour in allowed if f"{hour:%H:%M}" == typed), None)
    if found is None:
        choices = "、".join(f"{hour:%H:%M}" for hour in allowed)
        sentence = f"{label}请从 {choices} 中选择：安静时段只能放宽，不能缩短。"
        raise Invalid(sentence, code="quiet_hours", fields={field: sentence})
    return found


def choose(
    person: Person, now: datetime, *, scheme: str, quiet_from: str, quiet_to: str,
    channels: Iterable[str],
) -> Wish:  # fmt: skip
    """From `now` on the person is told this way; returns the wish in force."""
    if scheme not in SCHEMES:
        sentence = "请从列出的汇总时间里选一种。"
        raise Invalid(sentence, code="unknown_scheme", fields={"scheme": sentence})
    begins = _hour(quiet_from, QUIET_FROMS, "quiet_from", "安静时段的开始")
    ends = _hour(quiet_to, QUIET_TOS, "quiet_to", "安静时段的结束")
    off = sorted({channel.key for channel in enabled()} - set(channels))
    chosen = {"scheme": scheme, "quiet_from": begins, "quiet_to": ends, "off": off}
    row, _ = Preference.objects.update_or_create(person=person, since=now, defaults=chosen)
    return _wish(row)


def next_slot(person: Person, now: datetime) -> datetime:
    """When the person's next digest is due."""
    return slot(now, wish_of(person, now).habit, office_calendar())
