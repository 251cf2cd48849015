"""Looking at matters. Every query starts at `visible_to`: what a person may not see is not there.

Content belongs to the office, to the leaders in charge, and to the units that have a part in it
once it has been handed over. The three administrators see none of it (B9).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import Field, Phase
from luoshi.lib.clock import local_date, start_of
from luoshi.lib.errors import NotAllowed, NotFound
from luoshi.matters import narrate
from luoshi.matters.documents import refuse_if_restricted
from luoshi.matters.ledger_filter import (
    EVERY,
    GONE,
    ORDERS,
    TABS,
    LedgerFilter,
    in_tab,
    narrowing,
    of_family,
)
from luoshi.matters.lights import KEYS, condition
from luoshi.matters.models import Assignment, Attachment, Document, Event, Matter, Member
from luoshi.matters.types import catalogue, pinned
from luoshi.matters.verbs.declared import own_fields
from luoshi.matters.verbs.sensitivity import NOT_LEAVING
from luoshi.org.models import Person
from luoshi.org.roles import UNIT
from luoshi.org.scope import Scope, scope_of


def _has_part(units: frozenset[int]) -> Exists:
    parts = Assignment.objects.filter(matter=OuterRef("pk"), unit_id__in=units)
    return Exists(parts.exclude(state__in=GONE))


def visible_in(scope: Scope) -> QuerySet[Matter]:
    """The matters this scope may see; see `visible_to`."""
    every = Matter.objects.all()
    if scope.administers:
        return every.none()
    # What is private is between two people: no office, no post opens it (S31).
    two = Q(opener_id=scope.person_id) | Q(leader_id=scope.person_id)
    mine = Member.objects.filter(matter=OuterRef("pk"), person_id=scope.person_id)
    every = every.filter((Q(private=False) | two) & (_for_readers(scope) | Q(Exists(mine))))
    own = Q(opener_id=scope.person_id) | Q(opener_unit_id__in=scope.own_units)
    every = every.filter(~Q(phase=Phase.DRAFT) | own)
    if scope.in_office or scope.is_head:
        return every
    seen = own | Q(consulted_id=scope.person_id) | Q(Exists(mine))
    if scope.own_units:
        seen |= Q(phase__gt=Phase.FILED) & Q(_has_part(scope.own_units))
    if scope.leads:
        seen |= Q(leader_id=scope.person_id) | Q(leader_id=scope.holder_id)
        seen |= Q(opener_unit_id__in=scope.led_units)
        seen |= Q(_has_part(scope.led_units)) | Q(lead_unit_id__in=scope.led_units)
    return every.filter(seen)


def _for_readers(scope: Scope) -> Q:
    """Of a type with `readers`, what a holder of one of these roles may see: all of it, in a post
    of the government; in a post of a unit, only what was handed over to that very unit: a proposal
    that became support was not. Whoever opened a matter sees it in any case."""
    restricted = [spec for spec in catalogue().types.values() if spec.readers]
    allowed = ~Q(type_key__in=[spec.key for spec in restricted]) | Q(opener_id=scope.person_id)
    for spec in restricted:
        readers = frozenset(spec.readers)
        if readers & scope.roles - UNIT:
            allowed |= Q(type_key=spec.key)
            continue
        units = frozenset(u for u, roles in scope.unit_roles.items() if roles & readers)
        handed = Q(_has_part(units), dispatched_at__isnull=False)
        allowed |= Q(type_key=spec.key) & handed
    return allowed


def visible_to(person: Person, now: datetime) -> QuerySet[Matter]:
    """The matters `person` may see at `now`; the start of every other query."""
    return visible_in(scope_of(person, now))


def counted(person: Person, now: datetime) -> QuerySet[Matter]:
    """What stands in ledgers and figures: private matters and drafts are in neither (S31)."""
    return visible_to(person, now).filter(private=False).exclude(phase=Phase.DRAFT)


def find(person: Person, number: str, now: datetime) -> Matter:
    """The matter of that number. Unknown and not to be seen sound the same: `NotFound`."""
    rows = visible_to(person, now).select_related("lead_unit", "leader", "parent", "document")
    matter = rows.filter(number=number).first()
    if matter is None:
        raise NotFound("没有这个事项，或者您不在它的办理范围之内。")
    return matter


def parts_of(matter: Matter) -> QuerySet[Assignment]:
    """The units' parts, lead first; withdrawn ones last."""
    return matter.assignments.select_related("unit").order_by("state", "-role", "unit__position")


def journal(matter: Matter) -> QuerySet[Event]:
    """The matter's events, oldest first, with the people in them."""
    return matter.events.select_related("actor", "on_behalf_of", "unit").order_by("seq")


def asks(verbs: Iterable[str], since: datetime, until: datetime) -> QuerySet[Event]:
    """Acts by which something was asked of units, to be counted and never shown; what is private
    is in no count."""
    found = Event.objects.filter(verb__in=verbs, recorded_at__gte=since, recorded_at__lte=until)
    return found.filter(matter__private=False).order_by("recorded_at", "id")


def attachment(person: Person, attachment_id: int, now: datetime) -> Attachment:
    """A file of a matter the person may see; otherwise `NotFound`."""
    file = Attachment.objects.select_related("matter").filter(pk=attachment_id).first()
    if file is None or not visible_to(person, now).filter(pk=file.matter_id).exists():
        raise NotFound("没有这个附件，或者您不在它的办理范围之内。")
    if file.matter.sensitive:
        raise NotAllowed(NOT_LEAVING, code="sensitive_stays")
    return file


_READS_RESTRICTED = frozenset({"head", "leader", "office_director"})


def reads_restricted(person: Person, now: datetime) -> bool:
    """Whether the person's posts let them read what is marked restricted (B9: need to know)."""
    return bool(scope_of(person, now).roles & _READS_RESTRICTED)


def hidden_from(person: Person, matter: Matter, now: datetime) -> frozenset[str]:
    """The keys of the type's own fields that `person` may not read: leaders, the office director
    and whoever opened the matter read them all (B9). Pages and API ask here."""
    if matter.opener_id == person.pk or reads_restricted(person, now):
        return frozenset()
    fields = own_fields(pinned(matter.type_version_id))
    return frozenset(field.key for field in fields if field.restricted)


def hidden_in(event: Event, *, reads_all: bool) -> frozenset[str]:
    """The keys of what stands in the act and is not told: what few may read is told to whoever
    wrote it and to those whose posts let them (`reads_restricted`)."""
    return frozenset() if reads_all else narrate.restricted(pinned(event.matter.type_version_id))


def readable(person: Person, matter: Matter, now: datetime) -> list[tuple[Field, Any]]:
    """The type's own fields that say something, in order, without those hidden from `person`."""
    hidden = hidden_from(person, matter, now)
    fields = own_fields(pinned(matter.type_version_id))
    said = ((f, matter.extra.get(f.key)) for f in fields if f.key not in hidden)
    return [(f, value) for f, value in said if value not in (None, "", [])]


def document(person: Person, document_id: int, now: datetime) -> Document:
    """A source document: for the office whole; others see only quotations on their matters."""
    found = Document.objects.filter(pk=document_id).first()
    scope = scope_of(person, now)
    if found is None or not (scope.in_office or scope.is_head):
        raise NotFound("没有这份文件，或者您不在它的阅知范围之内。")
    refuse_if_restricted(found)
    return found


def ledger(
    person: Person, chosen: LedgerFilter, now: datetime, also: Q = EVERY
) -> QuerySet[Matter]:
    """The rows of one view of the ledger, in its order, only what `person` may see."""
    rows = counted(person, now).filter(
        in_tab(chosen.tab, now, chosen), narrowing(chosen, now), also
    )
    return rows.select_related("lead_unit", "leader", "type_version").order_by(
        *ORDERS[chosen.order]
    )


def tab_counts(
    person: Person, chosen: LedgerFilter, now: datetime, also: Q = EVERY
) -> dict[str, int]:
    """How many matters each tab holds under the same chips, in one query."""
    rows = counted(person, now).filter(narrowing(chosen, now), also)
    return rows.aggregate(**{tab: Count("id", filter=in_tab(tab, now, chosen)) for tab in TABS})


def beside(person: Person, chosen: LedgerFilter, now: datetime, also: Q = EVERY) -> dict[str, int]:
    """Of each family that is not hurried, how many show the light that the tab is about."""
    if chosen.tab not in {"late", "soon"} or chosen.family or chosen.type:
        return {}
    rows = counted(person, now).filter(narrowing(chosen, now), also, condition(chosen.tab, now))
    others = [key for key, family in FAMILIES.items() if not family.hurried]
    found = rows.aggregate(**{key: Count("id", filter=of_family(key)) for key in others})
    return {key: n for key, n in found.items() if n}


def type_counts(person: Person, now: datetime) -> dict[str, dict[str, int]]:
    """Of each type that has any: open, late, soon, opened this year and all, of what `person` may
    see; in one query."""
    counts = {"open": Count("id", filter=in_tab("open", now, LedgerFilter()))}
    counts |= {light: Count("id", filter=condition(light, now)) for light in ("late", "soon")}
    begun = start_of(date(local_date(now).year, 1, 1))
    counts["year"] = Count("id", filter=Q(opened_at__gte=begun))
    rows: Any = counted(person, now).values("type_key").annotate(**counts, total=Count("id"))
    keys = (*counts, "total")
    return {row["type_key"]: {key: row[key] for key in keys} for row in rows.order_by()}


def unit_stats(person: Person, now: datetime) -> list[dict[str, Any]]:
    """Each lead unit × late/soon/new/fine/done and the total, of what `person` may see."""
    by_light = {key: Count("id", filter=condition(key, now)) for key in KEYS}
    rows = (
        counted(person, now)
        .exclude(phase=Phase.VOID)
        .filter(lead_unit__isnull=False)
        .values("lead_unit__code", "lead_unit__short_name")
        .annotate(**by_light, total=Count("id"))
        .order_by("lead_unit__position", "lead_unit__code")
    )
    return [
        {
            "unit": row["lead_unit__code"],
            "name": row["lead_unit__short_name"],
            **{key: row[key] for key in (*KEYS, "total")},
        }
        for row in rows.values("lead_unit__code", "lead_unit__short_name", *KEYS, "total")
    ]


def source_stats(person: Person, now: datetime) -> dict[str, dict[str, int]]:
    """Each kind of source × open/late/soon/done and the total, of what `person` may see (S3)."""
    tabs, plain = ("open", "late", "soon", "done"), LedgerFilter()
    counted = {tab: Count("id", filter=in_tab(tab, now, plain)) for tab in tabs}
    rows = visible_to(person, now).filter(private=False).exclude(phase=Phase.VOID)
    grouped: Any = rows.values("source_kind").annotate(**counted, total=Count("id")).order_by()
    return {row["source_kind"]: {t: row[t] for t in (*tabs, "total")} for row in grouped}


def open_by_quadrant(person: Person, now: datetime) -> dict[str, int]:
    """How many open matters stand in each quadrant, "" for those nobody has weighed (S22)."""
    rows = visible_to(person, now).filter(in_tab("open", now, LedgerFilter()), private=False)
    counted = rows.values("quadrant").annotate(n=Count("id")).order_by()
    return {row["quadrant"]: row["n"] for row in counted}


def in_quadrant(person: Person, quadrant: str, now: datetime) -> QuerySet[Matter]:
    """The matters of one quadrant that `person` may see and that are still to be done, of the types
    that are weighed at all, the soonest due first."""
    keys = [spec.key for spec in catalogue().types.values() if spec.knows("weigh")]
    rows = counted(person, now).filter(type_key__in=keys, quadrant=quadrant)
    still = (Phase.FILED, Phase.NEW, Phase.OPEN)
    return rows.filter(phase__in=still).order_by(*ORDERS["due"])


def in_task_force(person: Person) -> bool:
    """Whether the person is a member of any task force."""
    return Member.objects.filter(person=person).exists()


def acts(now: datetime) -> QuerySet[Event]:
    """The whole journal for the auditor: who did what when. Pages show no title and no words."""
    return Event.objects.select_related("actor", "matter", "on_behalf_of").order_by("-id")


def under_rule(person: Person, rule: str, now: datetime) -> QuerySet[Matter]:
    """What `person` may see of the types that ask for this rule, newest first."""
    keys = [spec.key for spec in catalogue().types.values() if rule in spec.rules]
    return visible_to(person, now).filter(type_key__in=keys).order_by("-id")
