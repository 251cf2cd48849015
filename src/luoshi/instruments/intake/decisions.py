"""What the clerk decides of a proposal, kept at once and made only once, through the engine.

A closed browser loses nothing, and of two clerks on one document only one opens the matter. What
she changed on the way is kept beside what was proposed, for the next tuning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.catalogue.schema import Field, FieldKind, Phase, TypeSpec
from luoshi.instruments.intake import compute, found, known
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.instruments.intake.service import may
from luoshi.instruments.intake.units import view_of
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem, Refused, Stale
from luoshi.matters import engine, queries
from luoshi.matters.models import Document, Matter
from luoshi.matters.types import catalogue, current
from luoshi.org.models import Person

KEPT = ("title", "lead", "co", "due", "rrule", "standard")  # of what was registered, for tuning
SHORTEST, LONGEST = 4, 1000  # characters of a sentence marked by hand
SURE = 0.85  # from here on a proposal may be accepted together with others


def _open(proposal_id: int, by: Person, now: datetime) -> Proposal:
    may(by, now)
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
        standing = [spec for spec in catalogue().types.values() if spec.standing]
        return next((spec for spec in standing if spec.family == chosen.family), chosen)
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
    given = {k: v for k, v in typed.items() if v not in (None, "")}
    matter = engine.open_matter(
        type_for(proposal).key,
        by,
        now,
        origin=engine.Origin(document, (proposal.start, proposal.end)),
        **given,
    )
    kept = {key: given.get(key, "") for key in KEPT}
    _decide(proposal, "accepted", by, now, matter=matter, final=kept)
    return matter


@transaction.atomic
def merge(proposal_id: int, number: str, by: Person, now: datetime) -> Matter:
    """The sentence is a further source of a matter that exists; no new one is opened. Refused for a
    voided matter: nobody would act on the sentence."""
    proposal = _open(proposal_id, by, now)
    matter = queries.find(by, number.strip(), now)
    if matter.phase == Phase.VOID:
        said = f"{matter.number} 已作废，并进去就没有人办了。请并入别的事项，或者立项。"
        raise Refused(said, code="matter_void")
    _decide(proposal, "merged", by, now, matter=matter)
    return matter


def drop(proposal_id: int, by: Person, now: datetime, reason: str = "") -> None:
    """The proposal becomes no matter; why is kept."""
    _decide(_open(proposal_id, by, now), "dropped", by, now, reason=reason[:200])


@transaction.atomic
def take_back(proposal_id: int, by: Person, now: datetime) -> None:
    """A merged or dropped proposal is open again; an accepted one is voided as a matter."""
    may(by, now)
    undone = Proposal.objects.filter(pk=proposal_id, decision__in=["merged", "dropped"]).update(
        decision="open",
        matter=None,
        carried=None,
        reason="",
        final={},
        decided_by=None,
        decided_at=None,
    )
    if not undone:
        raise Refused("已立项的不能在这里撤回，请到事项页作废。", code="already_matter")


def change_kind(proposal_id: int, kind: str, by: Person, now: datetime) -> Proposal:
    """The proposal is of that kind; what it was first taken for is kept. An exhortation becomes a
    proposal like any other."""
    proposal = _open(proposal_id, by, now)
    if kind not in Proposal.Kind.values:
        raise Invalid("请选择类别。", fields={"kind": "请选择类别。"})
    if kind != proposal.kind:
        Proposal.objects.filter(pk=proposal.pk, decision="open").update(
            kind=kind, first_kind=proposal.first_kind or proposal.kind
        )
        proposal.refresh_from_db()
        known.fill(proposal.reading, [proposal], by, now)
    return proposal


def _place(reading: Reading, sentence: str) -> tuple[int, int]:
    """Where the marked words stand: white space aside, the first place that is not taken yet."""
    words = "".join(sentence.replace("\x00", "").split())
    if len(words) < SHORTEST:
        said = "请从原文中复制漏掉的那一句（至少四个字）。"
        raise Invalid(said, fields={"sentence": said})
    shape = r"\s*".join(map(re.escape, words[:LONGEST]))
    places = [m.span() for m in re.finditer(shape, reading.document.text)]
    if not places:
        said = "原文里没有这一句，请从左边原文中原样复制。"
        raise Invalid(said, code="not_in_text", fields={"sentence": said})
    taken = set(reading.proposals.values_list("start", "end"))
    return next((place for place in places if place not in taken), places[0])


@transaction.atomic
def add_by_hand(reading: Reading, sentence: str, by: Person, now: datetime) -> Proposal:
    """A sentence that the intake missed is a proposal, with what can be read in it; the same
    sentence again finds the proposal that is there."""
    may(by, now)
    start, end = _place(reading, sentence)
    there = reading.proposals.filter(start=start, end=end).first()
    if there is not None:
        return there
    document = reading.document
    words = document.text[start:end]
    read = compute.propose(
        words, date=document.dated, directory=view_of(document, now), name=document.title
    )
    best = max(read, key=lambda one: one.confidence, default=None)
    plain = compute.Proposal(0, len(words), words, words.strip()[:200], "assignment", 1.0)
    taken = best or plain
    kind = taken.kind if taken.kind != Proposal.Kind.EXHORTATION else Proposal.Kind.ASSIGNMENT
    why = (compute.Reason("by_hand", "由人工在原文中标出。"),)
    taken = replace(taken, start=start, end=end, kind=kind, confidence=1.0, why=why)
    made = found.row(reading, taken)
    made.by_hand = True
    made.save()
    known.fill(reading, [made], by, now)
    return made


def confident(reading: Reading, now: datetime) -> list[Proposal]:
    """The open proposals that may be accepted together: certain enough, with a lead unit of the
    directory, no likely duplicate, and a time limit that has not passed."""
    sure = reading.proposals.filter(
        decision=Proposal.Decision.OPEN, confidence__gte=SURE, by_hand=False
    )
    rows = sure.exclude(kind=Proposal.Kind.EXHORTATION).exclude(lead_code="")
    today = local_date(now)
    return [p for p in rows if not p.similar and (p.due is None or p.due >= today)]


def accept_together(
    reading: Reading, chosen: Iterable[int], by: Person, now: datetime
) -> tuple[list[Matter], list[str]]:
    """Each chosen proposal that still may is a matter of its own, as by `accept`; returns them and
    a sentence for each that could not be."""
    asked = set(chosen)
    matters: list[Matter] = []
    refused: list[str] = []
    for proposal in confident(reading, now):
        if proposal.pk in asked:
            try:
                matters.append(accept(proposal.pk, by, now))
            except Stale:
                continue  # a colleague was faster: it is decided
            except Problem as problem:
                refused.append(f"{proposal.action}：{problem.sentence}")
    return matters, refused


def further_sources(matter: Matter) -> Iterable[Proposal]:
    """Sentences of other documents that were merged into this matter."""
    return Proposal.objects.filter(matter=matter, decision="merged").select_related(
        "reading__document"
    )
