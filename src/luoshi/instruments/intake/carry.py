"""What was decided of a document is taken over for its newer version, sentence by sentence.

Only for sentences that say the same, with the same unit and the same day; everything else is asked
again. `versions` is for the clerk, this is what happens then.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake.comparing import compared, sourced
from luoshi.instruments.intake.known import is_changed
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib import recognise
from luoshi.lib.revision import Kind
from luoshi.matters import editions
from luoshi.matters.models import Document
from luoshi.org.models import Person


def settle(reading: Reading, now: datetime) -> None:
    """A text that has just been read whole: a linked one takes over what was decided before, for
    any other it is looked whether it may be a newer version."""
    reading.document.refresh_from_db(fields=["previous"])  # linked while it was being read
    if reading.document.previous_id is not None:
        carry(reading, reading.started_by, now)
        return
    likely = editions.likely_previous(reading.document)
    if likely is not None:
        reading.maybe_previous, reading.maybe_share = likely.document, likely.share
        reading.save(update_fields=["maybe_previous", "maybe_share"])


def carry(newer: Reading, by: Person, now: datetime) -> int:
    """Open proposals whose sentence was decided in the former version have that decision; those
    whose sentence is another form of a matter's name it. Returns how many decisions these are."""
    count = _decisions(newer, by, now)
    _mark_changed(newer, by, now)
    return count


def uncarry(newer: Reading) -> int:
    """What was carried over is asked again; returns how many decisions that are."""
    marked = [p for p in newer.proposals.all() if any(map(is_changed, p.similar))]
    for proposal in marked:
        proposal.similar = [entry for entry in proposal.similar if not is_changed(entry)]
    Proposal.objects.bulk_update(marked, ["similar"], batch_size=200)
    carried = newer.proposals.filter(carried__isnull=False, decision__in=["merged", "dropped"])
    return carried.update(
        decision="open", carried=None, matter=None, reason="", decided_by=None, decided_at=None
    )


def _mark_changed(newer: Reading, by: Person, now: datetime) -> None:
    """Open proposals in a sentence that took the place of a matter's sentence name that matter
    first of what they may repeat: it must be decided by a person, never opened a second time."""
    document = newer.document
    if document.previous is None or not document.text_digest:
        return
    rows = sourced(by, now, document.previous, compared(document.previous, document))
    spans = [(row.fate.new, row.matter) for row in rows if row.fate.kind == Kind.CHANGED]
    changed = []
    for proposal in newer.proposals.filter(decision="open").exclude(kind="exhortation"):
        entries = [
            {"matter": matter.number, "changed": True}
            for span, matter in spans
            if span and span.start < proposal.end and span.end > proposal.start
        ]
        if entries:
            proposal.similar = [*entries, *(e for e in proposal.similar if not is_changed(e))]
            changed.append(proposal)
    Proposal.objects.bulk_update(changed, ["similar"], batch_size=200)


def _decisions(newer: Reading, by: Person, now: datetime) -> int:
    before = _decided(newer.document.previous)
    count = 0
    for proposal in newer.proposals.filter(decision="open").order_by("start", "id"):
        former = _former(proposal, newer.document, before)
        if former is None:
            continue
        dropped = former.decision == Proposal.Decision.DROPPED
        said = f"沿用旧版本的决定：{former.reason or '不立项'}" if dropped else "沿用旧版本的决定"
        count += newer.proposals.filter(pk=proposal.pk, decision="open").update(
            decision=Proposal.Decision.DROPPED if dropped else Proposal.Decision.MERGED,
            matter=former.matter,
            reason=said[:200],
            carried=former,
            decided_by=by,
            decided_at=now,
        )
    return count


def _decided(document: Document | None) -> dict[str, deque[Proposal]]:
    """The former version's decided proposals by what their sentences say, in order."""
    found: dict[str, deque[Proposal]] = defaultdict(deque)
    if document is None:
        return found
    rows = Proposal.objects.filter(reading__document=document).exclude(decision="open")
    rows = rows.exclude(matter__phase=Phase.VOID).select_related("matter")
    for proposal in rows.order_by("start", "id"):
        found[_says(proposal, document)].append(proposal)
    return found


def _says(proposal: Proposal, document: Document) -> str:
    return recognise.plain(document.text[proposal.start : proposal.end])


def _former(
    proposal: Proposal, document: Document, before: dict[str, deque[Proposal]]
) -> Proposal | None:
    """The decided proposal with the same sentence that meant the same unit and day. A sentence that
    stands twice is matched in order."""
    same = before.get(_says(proposal, document))
    for former in tuple(same or ()):
        if _meant(former) == _meant(proposal):
            if same and len(same) > 1:
                same.remove(former)
            return former
    return None


def _meant(proposal: Proposal) -> tuple[object, ...]:
    return proposal.lead_code, proposal.due, proposal.rrule
