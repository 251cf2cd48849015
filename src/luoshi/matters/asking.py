"""What a verb may ask of the office while it works on plain data; each question is one query.

Verbs never touch the database: they are handed these answers (`Context.ask`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from luoshi.catalogue.schema import Phase, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.matters.models import Document, Event, Matter
from luoshi.matters.state import State
from luoshi.org import chain
from luoshi.org.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions about the office and about what hangs together with one matter, as of `now`."""

    spec: TypeSpec
    state: State
    matter: Matter | None
    now: datetime

    def unit_names(self) -> Mapping[int, str]:
        """Short names of the units that have a part in the matter."""
        return dict(Unit.objects.filter(pk__in=self.state.parts).values_list("id", "short_name"))

    def open_children(self) -> int:
        """How many matters split off from this one are still open."""
        if self.matter is None or self.spec.standing:
            return 0
        children = Matter.objects.filter(parent=self.matter, private=False)
        return children.exclude(phase__in=[Phase.DONE, Phase.VOID]).count()

    def leader_in_charge(self, unit_id: int) -> int | None:
        """Who is in charge of the unit today, by the division of work."""
        return chain.leader_in_charge(unit_id, local_date(self.now))

    def head(self) -> int | None:
        """The head of the government."""
        return chain.head(local_date(self.now))

    def away(self, person_id: int) -> bool:
        """Whether an absence of the person is on record for today."""
        return chain.away(person_id, local_date(self.now))

    def delegated(self, principal_id: int, deputy_id: int) -> bool:
        """Whether `principal` lets `deputy` act for them at this moment."""
        return chain.delegated(principal_id, deputy_id, self.now)

    def holds(self, person_id: int, *roles: str) -> bool:
        """Whether the person holds one of these posts today."""
        return chain.holds(person_id, frozenset(roles), local_date(self.now))

    def name(self, person_id: int) -> str:
        """The person's name."""
        return Person.objects.values_list("name", flat=True).get(pk=person_id)

    def count_of(self, verb: str, by: int | None = None) -> int:
        """How often `verb` stands in the journal of this matter, by that person when given."""
        if self.matter is None:
            return 0
        asked = Q(verb=verb) & (Q(actor_id=by) if by else Q())
        return Event.objects.filter(matter=self.matter).aggregate(n=Count("id", filter=asked))["n"]

    def last(self, *verbs: str) -> datetime | None:
        """When one of these acts was last done to this matter."""
        if self.matter is None:
            return None
        found = Event.objects.filter(matter=self.matter, verb__in=verbs).order_by("-seq")
        return found.values_list("recorded_at", flat=True).first()

    def document_numbered(self, number: str) -> int | None:
        """The document of that number, unless it may be read by named people alone."""
        found = Document.objects.filter(number=number, restricted=False, sensitive=False)
        return found.order_by("-id").values_list("id", flat=True).first()

    def unit_name(self, unit_id: int) -> str:
        """The short name of the unit."""
        return Unit.objects.values_list("short_name", flat=True).get(pk=unit_id)

    def unit_code(self, unit_id: int) -> str:
        """The unchanging code of the unit."""
        return Unit.objects.values_list("code", flat=True).get(pk=unit_id)

    def username(self, person_id: int) -> str:
        """The name the person signs in with."""
        return Person.objects.values_list("username", flat=True).get(pk=person_id)
