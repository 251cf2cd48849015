"""拆解立项: a document goes in, proposals for matters come out, each tied to its sentence.

`compute` is the pure part: text in, proposals with reasons out, no Django, nothing stored.
"""

from __future__ import annotations

from luoshi.instruments.intake.compute import (
    DirectoryView,
    Mention,
    Proposal,
    Reason,
    propose,
)

__all__ = ["DirectoryView", "Mention", "Proposal", "Reason", "propose"]
