"""What a newer version of a document changed, and the matters whose sentences it touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake.models import Proposal
from luoshi.lib import revision
from luoshi.lib.revision import Comparison, Fate
from luoshi.matters import queries
from luoshi.matters.models import Document, Matter
from luoshi.org.models import Person

_KEPT = 6  # comparisons kept: a page and the matters that point to it ask for the same ones


@dataclass(frozen=True, slots=True)
class Sourced:
    """A matter with one of its sentences in the older version, and what became of that sentence."""

    matter: Matter
    start: int
    end: int
    fate: Fate


@lru_cache(maxsize=_KEPT)
def _compared(old_id: int, new_id: int, old_digest: str, new_digest: str) -> Comparison:
    texts = dict(Document.objects.filter(pk__in=[old_id, new_id]).values_list("pk", "text"))
    return revision.compare(texts[old_id], texts[new_id])


def compared(old: Document, new: Document) -> Comparison:
    """What the newer version changed. Sealed texts never change, so the answer is kept a while."""
    if not old.text_digest or not new.text_digest:
        return revision.compare(old.text, new.text)
    return _compared(old.pk, new.pk, old.text_digest, new.text_digest)


def sourced(by: Person, now: datetime, old: Document, comparison: Comparison) -> list[Sourced]:
    """The matters that `by` may see with a sentence in the older version, in its order, and what
    became of the sentence."""
    seen = queries.visible_to(by, now).exclude(phase=Phase.VOID)
    own = seen.filter(document=old, span_start__isnull=False).select_related("lead_unit")
    spans = {(row.span_start or 0, row.span_end or 0, row.pk): row for row in own}
    others = Proposal.objects.filter(
        reading__document=old, decision=Proposal.Decision.MERGED, matter__in=seen
    )
    for proposal in others.select_related("matter__lead_unit"):
        if proposal.matter is not None:
            spans.setdefault((proposal.start, proposal.end, proposal.matter.pk), proposal.matter)
    return [
        Sourced(matter, start, end, comparison.fate(start, end))
        for (start, end, _), matter in sorted(spans.items(), key=lambda one: one[0])
    ]
