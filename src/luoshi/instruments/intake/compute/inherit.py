"""What a sentence takes from its neighbours: the subject before it, a deadline stated once for all.

In notices and minutes 要加强… after 市财政局要… is still the finance bureau's, within the
paragraph; 以上工作要在…前完成 gives its day to the sentences of its section that have none.
"""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.instruments.intake.compute import genres, units
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.model import Proposal
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.instruments.intake.compute.structure import Line
from luoshi.instruments.intake.compute.units import Actors

_ALSO = re.compile(r"^(?:同时，?|并|也|还|特别)?要")
_BARE_VERB = re.compile(
    r"^(?:同时，?|并|也|还|特别)?(?:要|对(?!担任)[^，]{4,}，?|加强|加大|畅通|健全|完善|建立|通过|委托|落实|推进|强化|做好|开展"
    r"|组织|严格|规范|及时|积极|[^，。；]{2,20}的，(?:及时|一律)?[提报]请)"
)
_ABOVE = re.compile(r"^(?:以上|上述|前述)[^，。]{0,8}(?:工作|任务|事项)")


class Subjects:
    """The subject in force while the sentences of a paper go by."""

    def __init__(self, text: str, every: list[Line], genre: str) -> None:
        self._text, self._every = text, every
        self._goes_on_with = {genres.PLAIN: _BARE_VERB, genres.MINUTES: _ALSO}.get(genre)
        self._line = -1
        self._named: tuple[Named, ...] = ()
        self._lead: str | None = None

    def of(self, candidate: Candidate, actors: Actors) -> tuple[tuple[Named, ...], str | None, str]:
        """The units of `candidate`, its own (`actors`) or those in force, and how they came."""
        line = candidate.sentence.line
        if self._named and self._near(line) and self._goes_on(candidate):
            span = candidate.span
            joined = {one.text: one for one in units.helpers(self._text, span.start, span.end)}
            if all(name.text in joined for name in actors.named):
                every = {name.text: name for name in self._named} | joined
                lead = self._lead or (self._named[0].text if joined else None)
                return tuple(every.values()), lead, "inherited"
        if actors.named:
            self._line, self._named, self._lead = line, actors.named, actors.lead
            return actors.named, actors.lead, ""
        return (), None, ""

    def _goes_on(self, candidate: Candidate) -> bool:
        """Whether the sentence has the form of one whose subject was named before."""
        number = candidate.sentence.number
        words = self._text[candidate.span.start : candidate.span.end]
        rule = self._goes_on_with
        return rule is not None and not number and rule.match(words) is not None

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
