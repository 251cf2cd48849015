"""Reports, requests for help and personal words: what waits for whom, and how fast it is answered.

Both directions are measured (S33): what the units bring, and how long the leaders take.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.catalogue.schema import Phase
from luoshi.matters.models import Matter
from luoshi.matters.queries import counted, visible_to
from luoshi.matters.types import catalogue, pinned
from luoshi.org.models import Person
from luoshi.org.scope import Scope, hats_of, scope_of

_HOUR = 3600


def addressed_keys() -> list[str]:
    """The types whose matters ask a person for an answer."""
    return [spec.key for spec in catalogue().types.values() if spec.addressed]


def addressed(person: Person, now: datetime) -> QuerySet[Matter]:
    """Every such matter the person may see, private ones too, the most urgent first."""
    rows = visible_to(person, now).filter(type_key__in=addressed_keys())
    return rows.select_related("leader", "opener", "opener_unit", "type_version").order_by(
        "due_at", "id"
    )


def for_answer(person: Person, now: datetime) -> QuerySet[Matter]:
    """What waits for this person's answer; whoever acts for a leader answers in their place, but
    never what is private."""
    holders = [hat.holder_id for hat in hats_of(person, now)]
    mine = Q(leader_id=person.pk) | Q(leader_id__in=holders, private=False)
    return addressed(person, now).filter(mine, phase=Phase.NEW)


def for_opinion(person: Person, now: datetime) -> list[Matter]:
    """Reports on which this person's opinion is awaited."""
    rows = addressed(person, now).filter(consulted_id=person.pk, phase=Phase.NEW)
    return [matter for matter in rows if awaits_opinion(matter)]


def awaits_opinion(matter: Matter) -> bool:
    """Whether the present stage lets the person who was asked give an opinion."""
    spec = pinned(matter.type_version_id)
    moves = spec.stage(matter.stage).moves
    return any("consulted" in move.by for move in moves)


def waiting_by_act(person: Person, scope: Scope, now: datetime) -> dict[str, list[Matter]]:
    """What waits for this person's own next act, by that act, in two queries."""
    holders = {person.pk, *(hat.holder_id for hat in hats_of(person, now))}
    found: dict[str, list[Matter]] = {
        key: [] for key in ("answer", "opinion", "sent_back", "helped", "drafts")
    }
    rows = addressed(person, now).filter(phase__lte=Phase.CHECK)
    for matter in rows:
        mine = matter.opener_id == person.pk or matter.opener_unit_id in scope.own_units
        asked = matter.leader_id in ({person.pk} if matter.private else holders)
        if matter.phase == Phase.NEW and asked:
            found["answer"].append(matter)
        if matter.consulted_id == person.pk and awaits_opinion(matter):
            found["opinion"].append(matter)
        if mine and matter.phase in _OWN_PILES:
            found[_OWN_PILES[Phase(matter.phase)]].append(matter)
    return found


_OWN_PILES = {Phase.OPEN: "sent_back", Phase.CHECK: "helped", Phase.DRAFT: "drafts"}


def of_units(person: Person, now: datetime) -> QuerySet[Matter]:
    """What this person and their units have written and asked."""
    units = scope_of(person, now).own_units
    own = Q(opener_unit_id__in=units) | Q(opener_id=person.pk)
    return addressed(person, now).filter(own)


def past_me(person: Person, now: datetime) -> QuerySet[Matter]:
    """Reports that went past this leader in charge to the head, with their ground (S28)."""
    rows = addressed(person, now).filter(facts__bypass__past=person.pk)
    return rows.exclude(leader_id=person.pk).order_by("-dispatched_at")


@dataclass(slots=True)
class AnswerTimes:
    """How one leader answers: counts, and hours from submission to answer."""

    name: str
    waiting: int = 0
    overdue: int = 0
    answered: int = 0
    in_time: int = 0
    hours: list[float] = field(default_factory=list)

    @property
    def median_hours(self) -> float | None:
        """Half of the answers came faster; None before there is one."""
        return round(median(self.hours), 1) if self.hours else None

    @property
    def in_time_percent(self) -> int | None:
        """Of a hundred answers, how many kept their limit."""
        return round(100 * self.in_time / self.answered) if self.answered else None


def answer_times(person: Person, now: datetime) -> list[AnswerTimes]:
    """Each leader's answers among what `person` may see; who owes most stands first (S33)."""
    found: dict[int, AnswerTimes] = {}
    names = dict(Person.objects.values_list("id", "name"))
    rows = counted(person, now).filter(type_key__in=addressed_keys())
    for leader, phase, due, facts in rows.values_list("leader_id", "phase", "due_at", "facts"):
        if phase == Phase.NEW and leader:
            line = found.setdefault(leader, AnswerTimes(names[leader]))
            line.waiting += 1
            line.overdue += due is not None and due < now
        for answer in facts.get("answers", ()):
            if answer.get("of"):
                line = found.setdefault(answer["of"], AnswerTimes(names[answer["of"]]))
                _count(line, answer)
    return sorted(found.values(), key=lambda line: (-line.overdue, -line.waiting, line.name))


def _count(line: AnswerTimes, answer: dict[str, Any]) -> None:
    at, asked = datetime.fromisoformat(answer["at"]), datetime.fromisoformat(answer["asked_at"])
    line.answered += 1
    line.in_time += at <= datetime.fromisoformat(answer["due_at"])
    line.hours.append((at - asked).total_seconds() / _HOUR)
