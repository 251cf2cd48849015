"""One way of looking at a reading, as an address: order, kind, the proposal being decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.instruments.intake import background
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.web.proposals import KIND_LABELS

_DOING = ("edit", "merge", "drop")


@dataclass(frozen=True, slots=True)
class View:
    """`asked` is the id of a proposal as the address has it; "" means the next open one."""

    reading_id: int
    by_certainty: bool = False
    kind: str = ""
    asked: str = ""
    doing: str = ""

    @classmethod
    def parse(cls, reading_id: int, typed: Mapping[str, Any]) -> View:
        """From query parameters; what is unknown is left out, never an error."""
        kind = str(typed.get("kind", ""))
        doing = str(typed.get("do", ""))
        return cls(
            reading_id,
            typed.get("order") == "sure",
            kind if kind in KIND_LABELS else "",
            str(typed.get("p", ""))[:12],
            doing if doing in _DOING else "",
        )

    @property
    def number(self) -> int:
        """The id asked for as a number, 0 without one."""
        return int(self.asked) if self.asked.isascii() and self.asked.isdigit() else 0

    def at(self, proposal_id: int, doing: str = "") -> View:
        """The same view on another proposal."""
        return replace(self, asked=str(proposal_id), doing=doing)

    def query(self, proposal_id: int | None = None, doing: str = "") -> str:
        """The view as a query string with its question mark, or nothing."""
        found = {"order": "sure" if self.by_certainty else "", "kind": self.kind}
        found |= {"p": str(proposal_id or ""), "do": doing}
        said = urlencode({key: value for key, value in found.items() if value})
        return f"?{said}" if said else ""

    def url(self, proposal_id: int | None = None, doing: str = "") -> str:
        """The address of the review page in this view."""
        return reverse("web:review", args=[self.reading_id]) + self.query(proposal_id, doing)

    def listed(self, found: Sequence[Proposal]) -> list[Proposal]:
        """The proposals of this view: in the document's order, or the least certain first."""
        if self.kind:
            rows = [p for p in found if p.kind == self.kind]
        else:
            rows = [p for p in found if p.kind != Proposal.Kind.EXHORTATION]
        return sorted(rows, key=lambda p: p.confidence) if self.by_certainty else rows

    def context(self, reading: Reading, found: Sequence[Proposal], now: datetime) -> dict[str, Any]:
        """What every page and part of the review shows: the view's own links and the counts."""
        counts = {kind: sum(p.kind == kind for p in found) for kind in KIND_LABELS}
        real = [p for p in found if p.kind != Proposal.Kind.EXHORTATION]
        other = replace(self, by_certainty=not self.by_certainty)
        kinds = [("", "全部", len(real)), *((k, KIND_LABELS[k], n) for k, n in counts.items())]
        return {
            "reading": reading,
            "view": self,
            "here": self.query(),
            "order_url": other.url(self.number),
            "kind_links": [
                (replace(self, kind=k).url(), label, count, k == self.kind)
                for k, label, count in kinds
            ],
            "counts": counts,
            "seen": len(found),
            "waiting": sum(p.decision == Proposal.Decision.OPEN for p in real),
            "stalled": background.stalled(reading, now),
        }
