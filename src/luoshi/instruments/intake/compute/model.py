"""What the intake hands over: proposals, the units they name, and why each was made.

Plain values. Every span is an offset into the text that was given: `text == source[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from luoshi.lib.deadlines import Deadline

KINDS = ("assignment", "standing_rule", "target", "exhortation")


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke, by its stable name and in a sentence a clerk understands."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One unit as the document writes it.

    `inferred`: it stands outside the proposal's span (an earlier subject, the sheet's name).
    `code` and `name` are what the directory makes of it; a group has `codes` instead. `how` says
    by which rule: exact, alias, suffix, group, inherited, sheet, unresolved.
    """

    text: str
    start: int
    end: int
    role: str = "co"
    inferred: bool = False
    code: str | None = None
    name: str = ""
    how: str = "unresolved"
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The units an office knows: (code, names), groups of them (names, codes), and its own code."""

    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    office: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One matter that the document seems to ask for; `kind` exhortation asks for nothing."""

    start: int
    end: int
    text: str
    action: str
    kind: str
    confidence: float
    units: tuple[Mention, ...] = ()
    lead: str | None = None
    deadline: Deadline | None = None
    deadline2: Deadline | None = None
    target: str | None = None
    why: tuple[Reason, ...] = field(default=())
