"""The office's directory as the intake reads it, and the names of a paper that it does not know.

What a clerk settles here (another name, a new unit) goes into the directory through `org.upkeep`;
then the open proposals of the reading are looked up again. A decided proposal is never touched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from luoshi.instruments.intake import compute
from luoshi.instruments.intake.compute.issuer import elsewhere
from luoshi.instruments.intake.compute.resolve import Resolver
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib.clock import local_date
from luoshi.matters.models import Document
from luoshi.org import directory
from luoshi.org.models import Unit, UnitKind

OPEN = ("unresolved", "collective")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name as the paper writes it, in how many proposals, and why it stays open."""

    name: str
    count: int
    note: str
    collective: bool


def directory_view(
    today: date, dated: date | None = None, issuer: str = ""
) -> compute.DirectoryView:
    """The directory as a paper of `dated` by `issuer` names it, read `today`."""
    known = directory.names_on(dated or today, today)
    government = directory.government(today)
    seat = directory.seat(today)
    view = compute.DirectoryView(
        units=known.units,
        groups=tuple((g.names, g.codes) for g in directory.groups(today)),
        former=tuple(compute.Former(p.name, p.code, p.note, p.then) for p in known.past),
        shown=known.shown,
        seat=seat,
        government=government.code if government else "",
    )
    if not issuer:
        return view
    found = Resolver(view).resolved(compute.Mention(issuer, 0, len(issuer))).code or ""
    superior = Unit.objects.filter(code=found, kind=UnitKind.SUPERIOR).exists()
    return replace(view, office=found, foreign=superior or (not found and elsewhere(issuer, seat)))


def view_of(document: Document, now: datetime) -> compute.DirectoryView:
    """The directory as this document names it."""
    return directory_view(local_date(now), document.dated, document.issuer)


def stored(mention: compute.Mention) -> dict[str, Any]:
    """A mention as a proposal keeps it."""
    return {
        "text": mention.text,
        "role": mention.role,
        "inferred": mention.inferred,
        "name": mention.name,
        "how": mention.how,
        "note": mention.note,
    }


def codes(mentions: tuple[compute.Mention, ...]) -> tuple[str, list[str]]:
    """Lead and co codes, only of units the directory knows for certain."""
    lead = next((m.code for m in mentions if m.role == "lead" and m.code), "") or ""
    co = [c for m in mentions for c in ((m.code,) if m.code else m.codes) if c and c != lead]
    return lead, list(dict.fromkeys(co))


def unknown(proposals: list[Proposal]) -> list[Unknown]:
    """The names of open proposals that have no unit, the most frequent first."""
    rows = [u for p in proposals if p.decision == Proposal.Decision.OPEN for u in p.units]
    rows = [u for u in rows if u["how"] in OPEN]
    first = {u["text"]: u for u in reversed(rows)}
    return [
        Unknown(name, count, first[name].get("note", ""), first[name]["how"] == "collective")
        for name, count in Counter(u["text"] for u in rows).most_common()
    ]


@transaction.atomic
def resolve_again(reading: Reading, now: datetime) -> int:
    """The names of all open proposals are looked up in the directory of today; returns in how many
    proposals something changed."""
    resolver = Resolver(view_of(reading.document, now))
    changed = 0
    for proposal in reading.proposals.filter(decision=Proposal.Decision.OPEN):
        mentions = tuple(_again(unit, resolver) for unit in proposal.units)
        units = [stored(mention) for mention in mentions]
        lead, co = codes(mentions)
        if units == proposal.units and (lead, co) == (proposal.lead_code, proposal.co_codes):
            continue
        # Only while it is open: a decision made in between stands as it was made.
        changed += Proposal.objects.filter(pk=proposal.pk, decision="open").update(
            units=units, lead_code=lead, co_codes=co
        )
    return changed


def _again(unit: dict[str, Any], resolver: Resolver) -> compute.Mention:
    text = unit["text"]
    mention = compute.Mention(text, 0, len(text), unit["role"], inferred=unit["inferred"])
    return resolver.resolved(mention, "sheet" if unit["how"] == "sheet" else "")
