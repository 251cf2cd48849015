"""What `compute` found in a text, as rows that wait for decisions: each with its units, its reasons
and the matters it may repeat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from luoshi.instruments.intake import compute
from luoshi.instruments.intake.compute.judgement import weights
from luoshi.instruments.intake.likeness import likest, pairs
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.instruments.intake.units import codes, stored
from luoshi.lib.digest import sm3
from luoshi.matters import queries
from luoshi.org.models import Person

COMPARED = 3000  # the newest matters a proposal is held against


@cache
def version() -> str:
    """Which intake speaks: a digest of the weights it judges by."""
    return sm3(repr(sorted(weights().items())).encode())[:12]


def known_titles(by: Person, now: datetime) -> list[tuple[str, Any]]:
    """The newest matters' numbers with the character pairs of their titles."""
    rows = queries.visible_to(by, now).order_by("-id").values_list("number", "title")[:COMPARED]
    return [(number, pairs(title)) for number, title in rows]


def _deadline(found: compute.Proposal) -> dict[str, Any]:
    d = found.deadline
    if d is None:
        return {}
    return {"text": d.text, "kind": d.kind, "note": d.note, "assumed_year": d.assumed_year}


def row(reading: Reading, found: compute.Proposal, known: list[tuple[str, Any]]) -> Proposal:
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
        similar=likest(found.action, known) if found.kind != Proposal.Kind.EXHORTATION else [],
    )


def save(
    reading: Reading, found: Iterable[compute.Proposal], by: Person, now: datetime
) -> list[Proposal]:
    """The proposals are rows of the reading."""
    known = known_titles(by, now)
    return Proposal.objects.bulk_create(row(reading, one, known) for one in found)
