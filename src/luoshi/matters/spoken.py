"""口头交办 as it is captured: words, who said it, when it is due, in one go; and what still waits.

The words are kept as they were said. Whatever can be read out of them is read by the one grammar
for due dates; what cannot be read is kept as words for the office to settle.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.lib import deadlines
from luoshi.lib.clock import local_date
from luoshi.lib.deadlines import Deadline
from luoshi.lib.recurrence import next_due
from luoshi.lib.text import fold
from luoshi.matters import engine, queries
from luoshi.matters.lights import ENDED
from luoshi.matters.models import Matter
from luoshi.matters.verbs.oral import CONFIRMED, title_of
from luoshi.org import chain
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.scope import hats_of

TYPE = "leader_directive"
_EVERY = ("每", "逢", "定期")


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as spoken: its words, and the day they mean when that can be told."""

    words: str = ""
    day: date | None = None


def due_in(words: str, today: date) -> Due:
    """The due date that a few words (周五前) or a whole sentence speak of; empty when none."""
    if not words.strip():
        return Due()
    found = deadlines.best(deadlines.find(words, anchor=today))
    if found is None and len(words) <= 20:  # a box for a due date says little else
        found = deadlines.read_cell(words, anchor=today)
    if found is None or found.kind == "unknown":
        return Due()
    day = found.due or _next(found, words, today)
    return Due(found.text, day if day is not None and day >= today else None)


def _next(found: Deadline, words: str, today: date) -> date | None:
    """周五前, said once and of no week in particular, means the coming Friday."""
    if not found.rrule or any(word in fold(words) for word in _EVERY):
        return None
    return next_due(found.rrule, today - timedelta(days=1))


def authority_of(leader: Person, lead: int | None, now: datetime) -> str:
    """On which authority the leader assigns to that unit, where the division of work tells (S9)."""
    day = local_date(now)
    if chain.holds(leader.pk, frozenset({"head"}), day):
        return "post"
    return "portfolio" if lead and chain.leader_in_charge(lead, day) == leader.pk else ""


def may_capture(person: Person, now: datetime) -> bool:
    """Whether the person may write an oral instruction down."""
    return any(spec.key == TYPE for spec in engine.openable(person, now))


def capture(
    person: Person,
    now: datetime,
    *,
    words: str,
    leader: Person | None,
    lead: tuple[int, str] | None = None,
    due_words: str = "",
    request_key: str | None = None,
) -> Matter:
    """The instruction is in the ledger, unconfirmed, with its words as they were said.

    `lead` is a unit's id and code. Raises `Refused` when nobody said it or nothing was said.
    """
    today = local_date(now)
    due = due_in(due_words, today) if due_words.strip() else due_in(words, today)
    extra: dict[str, Any] = {
        "channel": "oral",
        "directed_on": today.isoformat(),
        "directive_words": words,
    }
    typed: dict[str, Any] = {"title": title_of(words) or "（口头交办）", "extra": extra}
    if leader is not None:
        typed["leader"] = leader.username
        extra["authority"] = authority_of(leader, lead[0] if lead else None, now) or None
    if lead is not None:
        typed["lead"] = lead[1]
    if due.day is not None:
        typed["due"] = due.day.isoformat()
    if due.words or due_words.strip():
        typed["due_text"] = due.words or due_words.strip()
    return engine.open_matter(TYPE, person, now, request_key=request_key, **typed)


def _unconfirmed() -> Q:
    return Q(extra__channel="oral") & ~Q(facts__has_key=CONFIRMED) & ~Q(phase__in=ENDED)


def unconfirmed(person: Person, now: datetime) -> QuerySet[Matter]:
    """Oral instructions that nobody has confirmed, of those the person may see, oldest first."""
    rows = queries.visible_to(person, now).filter(_unconfirmed())
    return rows.select_related("leader", "lead_unit", "opener", "opener_unit").order_by("opened_at")


def to_confirm(person: Person, now: datetime) -> QuerySet[Matter]:
    """What this person is said to have said, and has not confirmed; a deputy sees it too."""
    holders = {hat.holder_id for hat in hats_of(person, now) if hat.leads}
    return unconfirmed(person, now).filter(leader_id__in=holders)


def age(matter: Matter, now: datetime) -> int:
    """For how many working days the instruction has waited to be confirmed."""
    return office_calendar().workdays_between(local_date(matter.opened_at), local_date(now))
