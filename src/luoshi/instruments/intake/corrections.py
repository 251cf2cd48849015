"""What was proposed and what the clerk made of it, as rows for the next tuning.

A row names the document by its digest and the sentence by its offsets; it holds no text of the
document. What a matter became is told only to whom may see the matter, and never of a voided one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake.models import Proposal
from luoshi.instruments.intake.service import may
from luoshi.matters import queries
from luoshi.org.models import Person


def rows(by: Person, now: datetime) -> Iterator[dict[str, Any]]:
    """Every decided proposal, oldest document first. Raises `NotAllowed` outside the office."""
    may(by, now)
    seen = queries.visible_to(by, now).exclude(phase=Phase.VOID)
    visible = set(seen.filter(document__isnull=False).values_list("id", flat=True))
    decided = Proposal.objects.exclude(decision=Proposal.Decision.OPEN, first_kind="")
    decided = decided.filter(carried=None)  # taken over from a former version: nobody judged again
    found = decided.select_related("reading__document").order_by("reading_id", "start", "id")
    return (_row(proposal, visible) for proposal in found.iterator(chunk_size=500))


def lines(by: Person, now: datetime) -> Iterator[str]:
    """The rows as JSON lines."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows(by, now))


def _row(proposal: Proposal, visible: set[int]) -> dict[str, Any]:
    hidden = proposal.matter_id is not None and proposal.matter_id not in visible
    merged = proposal.decision == Proposal.Decision.MERGED
    final = {} if hidden else _final(proposal)
    return {
        "document": proposal.reading.document.text_digest,
        "start": proposal.start,
        "end": proposal.end,
        "proposed": None if proposal.by_hand else _proposed(proposal),
        "decision": _decision(proposal, hidden=hidden and not merged),
        "final": final,
        "changed": sorted(_changed(proposal)) if final else [],
        "reason": "" if hidden else proposal.reason,
        "version": proposal.reading.version,
    }


def _decision(proposal: Proposal, *, hidden: bool) -> str:
    """accepted, changed, dropped, merged; added for a sentence marked by hand; withheld when the
    matter may not be told of."""
    if hidden:
        return "withheld"
    if proposal.by_hand and proposal.decision == Proposal.Decision.ACCEPTED:
        return "added"
    if proposal.decision == Proposal.Decision.ACCEPTED and _changed(proposal):
        return "changed"
    return proposal.decision


def _proposed(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.first_kind or proposal.kind,
        "title": proposal.action,
        "lead": proposal.lead_code,
        "co": list(proposal.co_codes),
        "units": [unit["text"] for unit in proposal.units],
        "due": proposal.due.isoformat() if proposal.due else "",
        "rrule": proposal.rrule,
        "target": proposal.target,
        "confidence": proposal.confidence,
    }


def _final(proposal: Proposal) -> dict[str, Any]:
    if not proposal.final:
        return {"kind": proposal.kind} if proposal.first_kind else {}
    final = {"target" if k == "standard" else k: v for k, v in proposal.final.items()}
    return {"kind": proposal.kind, **final, "co": list(final.get("co") or [])}


def _changed(proposal: Proposal) -> set[str]:
    """The fields in which what was registered differs from what was proposed."""
    before, after = _proposed(proposal), _final(proposal)
    return {key for key, value in after.items() if (value or "") != (before.get(key) or "")}
