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
    by which rule: exact, alias, spelling, suffix, former, ours, post, group, inherited, sheet;
    collective (a collective name that does not say who) and unresolved have no code. `note` is a
    sentence for the clerk: what the name once was, or why it stays open.
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
    note: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """A name that no unit carries today, whose it is now (`code`, or "" when nobody took over) and
    a sentence about it. `then`: it was right on the document's day."""

    name: str
    code: str
    note: str
    then: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The units an office knows, as a document of some day and some issuer sees them.

    `units`: code and names right on that day, full name first; `former`: names of other days;
    `groups`: collective names and their members' codes; `office`: the code of the unit that issued
    the document, "" when unknown; `seat`: the place, as in 安澜县; `government`: the code of its
    government; `foreign`: the issuer belongs to another place or rank, so that a name without a
    place means units of that place, not ours; `shown`: what a unit is called where it has no name
    that was right on the document's day.
    """

    units: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    office: str = ""
    former: tuple[Former, ...] = ()
    seat: str = ""
    government: str = ""
    foreign: bool = False
    shown: tuple[tuple[str, str], ...] = ()


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
