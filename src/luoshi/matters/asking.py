"""What a verb may ask of the office while it works on plain data; each question is one query.

Verbs never touch the database: they are handed these answers (`Context.ask`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from luoshi.catalogue.schema import Phase, TypeSpec
from luoshi.lib.clock import local_date
from luoshi.matters import numbers
from luoshi.matters.models import Document, Event, Matter
from luoshi.matters.state import State
from luoshi.matters.types import catalogue
from luoshi.matters.verbs.verb import Beside, Earlier, Known
from luoshi.org import chain
from luoshi.org.models import Person, Unit, UnitKind


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
        # What asks a person for an answer is no part of the work that must be done first.
        asking = [spec.key for spec in catalogue().types.values() if spec.addressed]
        children = children.exclude(type_key__in=asking)
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

    def unit_code(self, unit_id: int) -> str:
        """The unit's unchanging code, as a form takes it."""
        return Unit.objects.values_list("code", flat=True).get(pk=unit_id)

    def count_of(self, verb: str, by: int | None = None) -> int:
        """How often `verb` stands in the journal of this matter, by that person when given."""
        if self.matter is None:
            return 0
        asked = Q(verb=verb) & (Q(actor_id=by) if by else Q())
        return Event.objects.filter(matter=self.matter).aggregate(n=Count("id", filter=asked))["n"]

    def count_after(self, verb: str, *ends: str) -> int:
        """How often `verb` stands in the journal after the last of `ends`."""
        if self.matter is None:
            return 0
        past = Event.objects.filter(matter=self.matter)
        last = past.filter(verb__in=ends).order_by("-seq").values_list("seq", flat=True).first()
        return past.filter(verb=verb, seq__gt=last or 0).count()

    def has_deputy(self, person_id: int) -> bool:
        """Whether the person has let anybody act for them at this moment."""
        return bool(chain.deputies(person_id, self.now))

    def username(self, person_id: int) -> str:
        """The name the person signs in by."""
        return Person.objects.values_list("username", flat=True).get(pk=person_id)

    def person_named(self, username: str) -> tuple[int, str] | None:
        """Who signs in by that name, with the person's own; None when nobody does."""
        people = Person.objects.filter(username=username, is_active=True)
        return people.values_list("pk", "name").first()

    def answers_for(self, unit_id: int) -> int | None:
        """Who speaks for the unit: its head, else a liaison; None when it has neither."""
        for role in ("unit_head", "liaison"):
            if held := chain.holders([role], local_date(self.now), [unit_id]):
                return held[0]
        return None

    def last(self, *verbs: str) -> datetime | None:
        """When one of these acts was last done to this matter."""
        if self.matter is None:
            return None
        found = Event.objects.filter(matter=self.matter, verb__in=verbs).order_by("-seq")
        return found.values_list("recorded_at", flat=True).first()

    def earlier_like_this(self, since: datetime) -> list[Earlier]:
        """Matters of the same type opened since then and not voided, the latest first."""
        rows = Matter.objects.filter(type_key=self.state.type_key, opened_at__gte=since)
        rows = rows.exclude(phase=Phase.VOID).exclude(pk=self.matter.pk if self.matter else 0)
        return [
            Earlier(
                row.number,
                row.opened_at,
                row.extra,
                {
                    part.unit_id: part.completed_at
                    for part in row.assignments.all()
                    if part.state != "withdrawn"
                },
                row.opener_id,
                row.stage,
                row.lead_unit_id,
            )
            for row in rows.filter(private=False)
            .order_by("-opened_at", "-id")
            .prefetch_related("assignments")
        ]

    def answer_of(self, number: str, unit_id: int) -> Mapping[str, Any] | None:
        """What the unit answered to the matter of that number, if it did."""
        found = Matter.objects.filter(number=number, private=False).values_list("facts", flat=True)
        answers = (found.first() or {}).get("answers", {})
        return answers.get(str(unit_id))

    def units(self, ids: Iterable[int]) -> Mapping[int, Known]:
        """The units of these ids, in the order of the directory."""
        found = Unit.objects.filter(pk__in=set(ids)).order_by("position", "code")
        rows = found.values_list("id", "code", "short_name", "kind")
        return {pk: Known(code, name, kind) for pk, code, name, kind in rows}

    def office_unit(self) -> int | None:
        """The office of the government, as a unit."""
        found = Unit.objects.filter(kind=UnitKind.OFFICE).order_by("position", "code")
        return found.values_list("id", flat=True).first()

    def staff(self, *roles: str) -> Mapping[int, str]:
        """Who holds one of these posts today, by id, with the name."""
        held = chain.holders(roles, local_date(self.now))
        return dict(Person.objects.filter(pk__in=held).order_by("id").values_list("id", "name"))

    def others(self) -> Sequence[Beside]:
        """Every other matter of the same type that is not void, oldest first."""
        rows = Matter.objects.filter(type_key=self.spec.key).exclude(phase=Phase.VOID)
        if self.matter is not None:
            rows = rows.exclude(pk=self.matter.pk)
        found = rows.order_by("id").values_list("number", "title", "extra", "facts")
        return [Beside(*row) for row in found]

    def parent_facts(self) -> Mapping[str, Any]:
        """What has been noted on the matter this one belongs to; empty when there is none."""
        if self.state.parent_id is None:
            return {}
        return Matter.objects.values_list("facts", flat=True).get(pk=self.state.parent_id)

    def document_numbered(self, number: str) -> int | None:
        """The document of that number, unless it may be read by named people alone."""
        found = Document.objects.filter(number=number, restricted=False, sensitive=False)
        return found.order_by("-id").values_list("id", flat=True).first()

    def unit_of(self, person_id: int) -> Known:
        """The unit the person works in."""
        unit = Person.objects.select_related("unit").get(pk=person_id).unit
        return Known(unit.code, unit.short_name, unit.kind)

    def take_number(self, pattern: str) -> str:
        """The next number of this year's series of that pattern; it is taken for good."""
        return numbers.take(pattern, local_date(self.now).year)

    def unit_name(self, unit_id: int) -> str:
        """The short name of the unit."""
        return Unit.objects.values_list("short_name", flat=True).get(pk=unit_id)
