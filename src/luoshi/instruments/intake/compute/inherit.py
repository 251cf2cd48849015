"""What a sentence takes from its neighbours: the subject before it, a deadline stated once for all.

In notices and minutes 要加强… after 市财政局要… is still the finance bureau's, within the
paragraph; 以上工作要在…前完成 gives its day to the sentences of its section that have none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.instruments.intake.compute import genres
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.model import Proposal
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.instruments.intake.compute.structure import Line

_ABOVE = re.compile(r"^(?:以上|上述|前述)[^，。]{0,8}(?:工作|任务|事项)")


class Subjects:
    """The subject in force while the sentences of a paper go by."""

    def __init__(self, text: str, every: list[Line], genre: str) -> None:
        self._text, self._every = text, every
        self._carries = genre in (genres.PLAIN, genres.MINUTES)
        self._line = -1
        self._named: tuple[Named, ...] = ()
        self._lead: str | None = None

    def of(self, candidate: Candidate) -> tuple[tuple[Named, ...], str | None, str]:
        """The units of `candidate`, its own or those still in force, and how they came."""
        actors, line = candidate.actors, candidate.sentence.line
        if actors.named:
            self._line, self._named, self._lead = line, actors.named, actors.lead
            return actors.named, actors.lead, ""
        if self._carries and self._named and self._near(line):
            self._line = line
            return self._named, self._lead, "inherited"
        return (), None, ""

    def _near(self, line: int) -> bool:
        return line == self._line


def deadlines(text: str, found: list[Proposal]) -> list[Proposal]:
    """`found`, with the deadline of 以上工作要在…前完成 given to what stands before it."""
    settled = list(found)
    for at, proposal in enumerate(found):
        if proposal.deadline is None or not _ABOVE.match(proposal.text):
            continue
        before = at - 1
        while before >= 0 and "\n" not in text[settled[before].end : proposal.start].strip(" "):
            if settled[before].deadline is None:
                settled[before] = replace(settled[before], deadline=proposal.deadline)
            before -= 1
    return settled
