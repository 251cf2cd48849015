"""From a document to matters in the ledger: reads through `propose`, writes through the engine.

What the clerk decides of each proposal is kept at once, so that a closed browser loses nothing
and two clerks on one document do not open the same matter twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from luoshi.catalogue.schema import Field, FieldKind, TypeSpec
from luoshi.instruments.intake import compute
from luoshi.instruments.intake.likeness import likest, pairs
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.clock import local_date
from luoshi.lib.errors import NotAllowed, NotFound, Refused, Stale
from luoshi.lib.reading import Reading as Paper
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.matters import documents, engine, queries
from luoshi.matters.models import Document, Matter
from luoshi.matters.types import catalogue, current
from luoshi.org import directory
from luoshi.org.models import Person
from luoshi.org.scope import scope_of

COMPARED = 3000  # the newest matters a proposal is held against


def _spellings(names: tuple[str, ...], seat: str) -> tuple[str, ...]:
    """The names, and those that begin with the place as papers of the place shorten them:
    安澜县水利局 is also 县水利局."""
    at_home = (seat[-1] + n.removeprefix(seat) for n in names if seat and n.startswith(seat))
    return tuple(dict.fromkeys((*names, *at_home)))


def directory_view(day: date) -> compute.DirectoryView:
    """The office's directory as the intake reads it."""
    seat = directory.seat(day)
    return compute.DirectoryView(
        units=tuple((e.code, _spellings(e.names, seat)) for e in directory.entries(day)),
        groups=tuple((g.names, g.codes) for g in directory.groups(day)),
    )


def _may(by: Person, now: datetime) -> None:
    if not scope_of(by, now).in_office:
        raise NotAllowed("拆解立项由督查科来做。", code="not_your_act")


def _known_titles(by: Person, now: datetime) -> list[tuple[str, Any]]:
    rows = queries.visible_to(by, now).order_by("-id").values_list("number", "title")[:COMPARED]
    return [(number, pairs(title)) for number, title in rows]


def _codes(found: compute.Proposal) -> tuple[str, list[str]]:
    """Lead and co codes, only of units the directory knows for certain."""
    lead = next((m.code for m in found.units if m.role == "lead" and m.code), "") or ""
    co = [c for m in found.units for c in ((m.code,) if m.code else m.codes) if c and c != lead]
    return lead, list(dict.fromkeys(co))


def _deadline(found: compute.Proposal) -> dict[str, Any]:
    d = found.deadline
    if d is None:
        return {}
    return {"text": d.text, "kind": d.kind, "note": d.note, "assumed_year": d.assumed_year}


def _row(reading: Reading, found: compute.Proposal, known: list[tuple[str, Any]]) -> Proposal:
    lead, co = _codes(found)
    limit = found.deadline
    return Proposal(
        reading=reading,
        start=found.start,
        end=found.end,
        kind=found.kind,
        action=found.action[:200],
        units=[
            {"text": m.text, "role": m.role, "inferred": m.inferred, "name": m.name, "how": m.how}
            for m in found.units
        ],
        lead_code=lead,
        co_codes=co,
        due=limit.due if limit else None,
        rrule=(limit.rrule or "")[:120] if limit else "",
        deadline=_deadline(found),
        target=(found.target or "")[:300],
        confidence=found.confidence,
        why=[{"rule": r.rule, "sentence": r.sentence} for r in found.why],
        similar=likest(found.action, known) if found.kind != Proposal.Kind.EXHORTATION else [],
    )


@transaction.atomic
def begin(
    text: str,
    by: Person,
    now: datetime,
    *,
    title: str,
    type_key: str,
    dated: date | None = None,
    paper: Paper | None = None,
    file_name: str = "",
) -> Reading:
    """The document is kept and read; its proposals wait for decisions. The same text given again
    opens the reading that is already there. Refused when it carries a secrecy marking (B8)."""
    _may(by, now)
    current(type_key)
    if paper is not None:
        refuse_if_marked(paper.margin)
    known = documents.same_text(text)
    earlier = Reading.objects.filter(document=known).first() if known else None
    if earlier is not None:
        return earlier
    document = documents.add(text, by, now, title=title, dated=dated, file_name=file_name)
    reading = Reading.objects.create(
        document=document,
        type_key=type_key,
        started_by=by,
        started_at=now,
        notes=list(paper.notes) if paper else [],
    )
    titles = _known_titles(by, now)
    found = compute.propose(text, date=dated, directory=directory_view(local_date(now)), name=title)
    Proposal.objects.bulk_create(_row(reading, p, titles) for p in found)
    return reading


def readings(by: Person, now: datetime) -> QuerySet[Reading]:
    """Documents under review, newest first, with how many proposals are open and in all."""
    _may(by, now)
    real = ~Q(proposals__kind=Proposal.Kind.EXHORTATION)
    return Reading.objects.select_related("document", "started_by").annotate(
        total=Count("proposals", filter=real),
        waiting=Count("proposals", filter=real & Q(proposals__decision="open")),
    )


def reading(by: Person, reading_id: int, now: datetime) -> Reading:
    """One reading; `NotFound` when there is none, `NotAllowed` outside the office."""
    _may(by, now)
    found = Reading.objects.select_related("document").filter(pk=reading_id).first()
    if found is None:
        raise NotFound("没有这份拆解记录。")
    return found


def _open(proposal_id: int, by: Person, now: datetime) -> Proposal:
    _may(by, now)
    found = Proposal.objects.select_related("reading__document", "matter").get(pk=proposal_id)
    if found.decision != Proposal.Decision.OPEN:
        raise Stale(f"这一条已经处理过了：{found.get_decision_display()}。", code="already_decided")
    return found


def _decide(proposal: Proposal, decision: str, by: Person, now: datetime, **more: Any) -> None:
    # Compare-and-set: of two clerks at once only one decides.
    moved = Proposal.objects.filter(pk=proposal.pk, decision="open").update(
        decision=decision, decided_by=by, decided_at=now, **more
    )
    if moved != 1:
        raise Stale("这一条刚刚被别人处理过，请刷新。", code="already_decided")


def _fitting(field: Field, document: Document) -> str:
    """A first value for a type's required field that the document itself answers."""
    if field.kind == FieldKind.CHOICE:
        return field.choices[0][0]
    return (document.issuer or document.title)[:200]


def type_for(proposal: Proposal) -> TypeSpec:
    """What comes back every period becomes a matter of a standing type."""
    chosen = current(proposal.reading.type_key)
    if proposal.rrule:
        return next((t for t in catalogue().types.values() if t.standing), chosen)
    return chosen


def draft(proposal: Proposal, today: date) -> dict[str, Any]:
    """The proposal as the fields of a new matter; what the clerk sees and may change."""
    spec, document = type_for(proposal), proposal.reading.document
    due = proposal.due if proposal.due and proposal.due >= today else None
    return {
        "title": proposal.action,
        "what": document.text[proposal.start : proposal.end],
        "standard": proposal.target,
        "lead": proposal.lead_code or None,
        "co": list(proposal.co_codes),
        "due": due.isoformat() if due and not spec.standing else None,
        "due_text": proposal.deadline.get("text") or "",
        "rrule": proposal.rrule if spec.standing else "",
        "extra": {f.key: _fitting(f, document) for f in spec.fields if f.required},
    }


@transaction.atomic
def accept(proposal_id: int, by: Person, now: datetime, **changes: Any) -> Matter:
    """The proposal is a matter now, registered and tied to its sentence; returns the matter."""
    proposal = _open(proposal_id, by, now)
    document = proposal.reading.document
    typed = {**draft(proposal, local_date(now)), **changes}
    matter = engine.open_matter(
        type_for(proposal).key,
        by,
        now,
        origin=engine.Origin(document, (proposal.start, proposal.end)),
        **{k: v for k, v in typed.items() if v not in (None, "")},
    )
    _decide(proposal, "accepted", by, now, matter=matter)
    return matter


@transaction.atomic
def merge(proposal_id: int, number: str, by: Person, now: datetime) -> Matter:
    """The sentence is a further source of a matter that exists; no new one is opened."""
    proposal = _open(proposal_id, by, now)
    matter = queries.find(by, number.strip(), now)
    _decide(proposal, "merged", by, now, matter=matter)
    return matter


def drop(proposal_id: int, by: Person, now: datetime, reason: str = "") -> None:
    """The proposal becomes no matter; why is kept."""
    _decide(_open(proposal_id, by, now), "dropped", by, now, reason=reason[:200])


@transaction.atomic
def take_back(proposal_id: int, by: Person, now: datetime) -> None:
    """A merged or dropped proposal is open again; an accepted one is voided as a matter."""
    _may(by, now)
    undone = Proposal.objects.filter(pk=proposal_id, decision__in=["merged", "dropped"]).update(
        decision="open", matter=None, reason="", decided_by=None, decided_at=None
    )
    if not undone:
        raise Refused("已立项的不能在这里撤回，请到事项页作废。", code="already_matter")


def further_sources(matter: Matter) -> Iterable[Proposal]:
    """Sentences of other documents that were merged into this matter."""
    return Proposal.objects.filter(matter=matter, decision="merged").select_related(
        "reading__document"
    )
