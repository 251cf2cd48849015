"""What `compute` found in a text, as rows that wait for decisions: each with its units, its reasons
and the matters it may repeat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from luoshi.instruments.intake import compute, known
from luoshi.instruments.intake.compute.judgement import weights
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.instruments.intake.units import codes, stored
from luoshi.lib.digest import sm3
from luoshi.org.models import Person


@cache
def version() -> str:
    """Which intake speaks: a digest of the weights it judges by."""
    return sm3(repr(sorted(weights().items())).encode())[:12]


def _deadline(found: compute.Proposal) -> dict[str, Any]:
    d = found.deadline
    if d is None:
        return {}
    return {"text": d.text, "kind": d.kind, "note": d.note, "assumed_year": d.assumed_year}


def row(reading: Reading, found: compute.Proposal) -> Proposal:
    """One proposal, not yet saved."""
    lead, co = codes(found.units)
    limit = found.deadline
    return Proposal(
        reading=reading,
        start=found.start,
        end=found.end,
        kind=found.kind,
        action=found.action[:200],
        units=[stored(mention) for mention in found.units],
        lead_code=lead,
        co_codes=co,
        due=limit.due if limit else None,
        rrule=(limit.rrule or "")[:120] if limit else "",
        deadline=_deadline(found),
        target=(found.target or "")[:300],
        confidence=found.confidence,
        why=[{"rule": r.rule, "sentence": r.sentence} for r in found.why],
    )


def save(
    reading: Reading, found: Iterable[compute.Proposal], by: Person, now: datetime
) -> list[Proposal]:
    """The proposals are rows of the reading, each with what it may repeat."""
    rows = Proposal.objects.bulk_create(row(reading, one) for one in found)
    known.fill(reading, rows, by, now)
    return rows
