"""What a due date read in Chinese text looks like, and how sure the reading is.

Plain values only. A `due` date is here only when the words (and the document's date) give one:
nothing in this package guesses a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

KINDS = (
    "date", "period", "relative", "recurring", "immediate",
    "ongoing", "external", "event", "status", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """One expression of time that limits an act, where it stands and how it was read.

    `text == whole[start:end]`. `due` is the last day to be on time, inclusive (前 and 内 alike);
    `begin` the first day of a period. `normalized` is an ISO date, `begin/end` for a period, an
    RRULE for what recurs, and a token for what no calendar settles: `P3M` (a length without a
    start), `REL:this_friday`, `EVENT:before_flood_season`. `rule` names the grammar rule, `note`
    says in Chinese how it was read.
    """

    start: int
    end: int
    text: str
    kind: str
    normalized: str | None = None
    due: date | None = None
    begin: date | None = None
    time: time | None = None
    rrule: str | None = None
    precision: str = ""
    assumed_year: bool = False
    ongoing_after: bool = False
    note: str = ""
    rule: str = ""


def scorer_kind(deadline: Deadline | None) -> str:
    """The kind folded to none, date, period, relative or recurring, as the intake scorer has it.

    An event whose day is known is a date; 全年 is a period though nobody is late in it; a bare
    长期, a status and what could not be read are no deadline.
    """
    if deadline is None:
        return "none"
    if deadline.kind == "event":
        return "date" if deadline.due else "relative"
    if deadline.kind == "ongoing":
        return "period" if deadline.begin else "none"
    folded = {"external": "none", "status": "none", "unknown": "none", "immediate": "relative"}
    return folded.get(deadline.kind, deadline.kind)
