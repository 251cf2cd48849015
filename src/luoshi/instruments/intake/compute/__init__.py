"""Reading a document for matters: `propose` is the one door, the rest is how it knows."""

from __future__ import annotations

from luoshi.instruments.intake.compute.model import (
    DirectoryView,
    Former,
    Mention,
    Proposal,
    Reason,
)
from luoshi.instruments.intake.compute.pipeline import propose

__all__ = ["DirectoryView", "Former", "Mention", "Proposal", "Reason", "propose"]
